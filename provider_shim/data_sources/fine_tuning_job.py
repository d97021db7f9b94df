"""``openai_fine_tuning_job`` (data source): an existing fine-tuning job, by its id."""

from __future__ import annotations

from provider_shim.areas.fine_tuning import UNTOLD
from provider_shim.areas.training import Training
from provider_shim.patterns.lookups import Lookup, lookup_schema


class FineTuningJob(Lookup):
    """An existing fine-tuning job: its state, and the model that came of it."""

    type_name = "openai_fine_tuning_job"
    endpoint = Training.endpoint
    schema = lookup_schema(Training, untold=UNTOLD, also=("fine_tuning_job_id",))
