"""``openai_fine_tuning_job`` (data source): an existing fine-tuning job, by its id."""

from __future__ import annotations

from provider_shim.fine_tuning import UNTOLD
from provider_shim.lookups import Lookup, lookup_schema
from provider_shim.training import Training


class FineTuningJob(Lookup):
    """An existing fine-tuning job: its state, and the model that came of it."""

    type_name = "openai_fine_tuning_job"
    endpoint = Training.endpoint
    schema = lookup_schema(Training, untold=UNTOLD)
