"""``openai_fine_tuning_jobs``: all fine-tuning jobs."""

from __future__ import annotations

from provider_shim.areas.fine_tuning import UNTOLD
from provider_shim.areas.training import Training
from provider_shim.patterns.attributes import metadata_filter
from provider_shim.patterns.limits import cursors
from provider_shim.patterns.lookups import Every, every_schema


class FineTuningJobs(Every):
    """All fine-tuning jobs of the project, the newest first."""

    type_name = "openai_fine_tuning_jobs"
    endpoint = Training.endpoint
    items = "jobs"
    schema = every_schema(
        Training,
        items,
        {"metadata": metadata_filter("jobs"), **cursors("a job")},
        untold=UNTOLD,
        grows=True,
    )
