"""Fine-tuning and graders."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from provider_shim.vocabulary.tables import Modules

RESOURCES: Final[Modules] = {
    "openai_fine_tune": "fine_tuning_job",
    "openai_fine_tuning_checkpoint_permission": "fine_tuning_checkpoint_permission",
    "openai_fine_tuning_job": "fine_tuning_job",
}

DATA_SOURCES: Final[Modules] = {
    "openai_fine_tuning_checkpoint_permissions": "fine_tuning_checkpoint_permission",
    "openai_fine_tuning_job": "fine_tuning_job",
    "openai_fine_tuning_job_checkpoints": "fine_tuning_job_results",
    "openai_fine_tuning_job_events": "fine_tuning_job_results",
    "openai_fine_tuning_jobs": "fine_tuning_job",
    "openai_grader_validation": "grader_validation",
}

EPHEMERAL_RESOURCES: Final[Modules] = {}

LIST_RESOURCES: Final[Mapping[str, str]] = {
    "openai_fine_tune": "openai_fine_tuning_jobs",
    "openai_fine_tuning_checkpoint_permission": "openai_fine_tuning_checkpoint_permissions",
    "openai_fine_tuning_job": "openai_fine_tuning_jobs",
}

ACTIONS: Final[Modules] = {
    "openai_fine_tuning_job_cancel": "fine_tuning_job",
    "openai_fine_tuning_job_pause": "fine_tuning_job",
    "openai_fine_tuning_job_resume": "fine_tuning_job",
}
