"""The models that OpenAI shuts down, with their dates and successors.

The list has a model if OpenAI has announced its date. Azure OpenAI and other servers have different dates.
"""

from __future__ import annotations

from functools import cache
from types import MappingProxyType

from provider_shim.records import Record

PAGE = "https://developers.openai.com/api/docs/deprecations"
"""OpenAI's page with the announcements, which is the source of the successors."""

PACKAGE = "the `openai` package"
"""The source of the dates: its descriptions of models. A test compares them."""


class Retirement(Record):
    """The shutdown of one or several models.

    Attributes:
        date: the date from which requests fail, as ``YYYY-MM-DD``.
        successor: the model that OpenAI recommends instead, or None.
        source: the source of the date.
        models: the ids of the models, including snapshots.
    """

    date: str
    successor: str | None
    source: str
    models: tuple[str, ...]


RETIREMENTS = (
    Retirement(
        date="2024-09-13",
        successor=None,
        source=PACKAGE,
        models=(
            *("gpt-3.5-turbo-0301", "gpt-3.5-turbo-0613", "gpt-3.5-turbo-16k"),
            "gpt-3.5-turbo-16k-0613",
        ),
    ),
    Retirement(date="2024-12-06", successor=None, source=PACKAGE, models=("gpt-4-vision-preview",)),
    Retirement(
        date="2025-06-06",
        successor=None,
        source=PACKAGE,
        models=("gpt-4-32k", "gpt-4-32k-0314", "gpt-4-32k-0613"),
    ),
    Retirement(
        date="2025-07-28",
        successor=None,
        source=PACKAGE,
        models=("o1-preview", "o1-preview-2024-09-12"),
    ),
    Retirement(
        date="2025-10-10",
        successor=None,
        source=PACKAGE,
        models=("gpt-4o-audio-preview-2024-10-01",),
    ),
    Retirement(
        date="2025-10-27", successor=None, source=PACKAGE, models=("o1-mini", "o1-mini-2024-09-12")
    ),
    Retirement(date="2026-02-12", successor=None, source=PACKAGE, models=("codex-mini-latest",)),
    Retirement(date="2026-02-17", successor=None, source=PACKAGE, models=("chatgpt-4o-latest",)),
    Retirement(
        date="2026-03-26",
        successor=None,
        source=PACKAGE,
        models=("gpt-4-0125-preview", "gpt-4-0314", "gpt-4-turbo-preview"),
    ),
    Retirement(
        date="2026-05-07",
        successor=None,
        source=PACKAGE,
        models=(
            *("gpt-4o-audio-preview", "gpt-4o-audio-preview-2024-12-17"),
            *("gpt-4o-audio-preview-2025-06-03", "gpt-4o-mini-audio-preview"),
            "gpt-4o-mini-audio-preview-2024-12-17",
        ),
    ),
    Retirement(
        date="2026-05-12",
        successor=None,
        source=PAGE,
        models=("dall-e-2", "dall-e-3"),
    ),
    Retirement(
        date="2026-07-23",
        successor=None,
        source=PACKAGE,
        models=(
            *("computer-use-preview", "computer-use-preview-2025-03-11"),
            *("gpt-4o-mini-search-preview", "gpt-4o-mini-search-preview-2025-03-11"),
            *("gpt-4o-search-preview", "gpt-4o-search-preview-2025-03-11", "gpt-5-chat-latest"),
            *("gpt-5-codex", "gpt-5.1-chat-latest", "gpt-5.1-codex", "gpt-5.1-codex-max"),
            *("o3-deep-research", "o3-deep-research-2025-06-26", "o4-mini-deep-research"),
            "o4-mini-deep-research-2025-06-26",
        ),
    ),
    Retirement(
        date="2026-08-10",
        successor="gpt-5.5",
        source=PACKAGE,
        models=("gpt-5.2-chat-latest", "gpt-5.3-chat-latest"),
    ),
    Retirement(date="2026-09-28", successor=None, source=PACKAGE, models=("gpt-3.5-turbo-1106",)),
    Retirement(
        date="2026-10-23",
        successor="gpt-5.6-terra",
        source=PACKAGE,
        models=("gpt-3.5-turbo", "gpt-3.5-turbo-0125", "o4-mini", "o4-mini-2025-04-16"),
    ),
    Retirement(
        date="2026-10-23",
        successor="gpt-5.6-sol",
        source=PACKAGE,
        models=(
            *("gpt-4", "gpt-4-0613", "gpt-4-1106-preview", "gpt-4-turbo"),
            *("gpt-4-turbo-2024-04-09", "gpt-4o-2024-05-13", "o1", "o1-2024-12-17", "o1-pro"),
            *("o1-pro-2025-03-19", "o3-mini", "o3-mini-2025-01-31"),
        ),
    ),
    Retirement(
        date="2026-10-23",
        successor="gpt-5.6-luna",
        source=PACKAGE,
        models=("gpt-4.1-nano", "gpt-4.1-nano-2025-04-14"),
    ),
    Retirement(
        date="2026-10-23",
        successor="gpt-image-2.5-sunburst",
        source=PACKAGE,
        models=("gpt-image-1",),
    ),
    Retirement(
        date="2026-12-01",
        successor="gpt-image-2.6-sunburst",
        source=PAGE,
        models=(
            *("chatgpt-image-latest", "gpt-image-1-mini", "gpt-image-1.5"),
            "gpt-image-1.5-2025-12-16",
        ),
    ),
    Retirement(
        date="2026-12-11",
        successor="gpt-6.1-sol",
        source=PACKAGE,
        models=("gpt-5", "gpt-5-2025-08-07"),
    ),
    Retirement(
        date="2026-12-11",
        successor="gpt-6.1-terra",
        source=PACKAGE,
        models=("gpt-5-mini", "gpt-5-mini-2025-08-07"),
    ),
    Retirement(
        date="2026-12-11",
        successor="gpt-6-luna",
        source=PACKAGE,
        models=("gpt-5-nano", "gpt-5-nano-2025-08-07"),
    ),
    Retirement(
        date="2026-12-11",
        successor="gpt-5.6-sol",
        source=PACKAGE,
        models=(
            *("gpt-5-pro", "gpt-5-pro-2025-10-06", "o3", "o3-2025-04-16", "o3-pro"),
            "o3-pro-2025-06-10",
        ),
    ),
    Retirement(
        date="2027-01-06",
        successor=None,
        source=PACKAGE,
        models=("gpt-4o-mini-tts", "gpt-4o-mini-tts-2025-12-15", "tts-1", "tts-1-hd"),
    ),
    Retirement(
        date="2027-01-14",
        successor="gpt-6-luna",
        source=PACKAGE,
        models=(
            *("gpt-4.1", "gpt-4.1-2025-04-14", "gpt-4.1-mini", "gpt-4.1-mini-2025-04-14"),
            *("gpt-4o", "gpt-4o-2024-08-06", "gpt-4o-2024-11-20", "gpt-4o-mini"),
            "gpt-4o-mini-2024-07-18",
        ),
    ),
    Retirement(
        date="2027-01-20",
        successor="gpt-realtime-2.1",
        source=PACKAGE,
        models=("gpt-realtime", "gpt-realtime-2025-08-28"),
    ),
    Retirement(
        date="2027-01-20",
        successor="gpt-realtime-2.1-mini",
        source=PACKAGE,
        models=("gpt-realtime-mini", "gpt-realtime-mini-2025-12-15"),
    ),
    Retirement(
        date="2027-01-20",
        successor=None,
        source=PACKAGE,
        models=("gpt-audio-mini", "gpt-audio-mini-2025-12-15"),
    ),
    Retirement(date="2027-02-01", successor=None, source=PAGE, models=("gpt-5.5-cyber-preview",)),
    Retirement(
        date="2027-02-26",
        successor="gpt-transcribe",
        source=PACKAGE,
        models=(
            *("gpt-4o-mini-transcribe", "gpt-4o-mini-transcribe-2025-12-15", "gpt-4o-transcribe"),
            *("gpt-4o-transcribe-diarize", "whisper-1"),
        ),
    ),
    Retirement(
        date="2027-04-01",
        successor=None,
        source=PACKAGE,
        models=("gpt-5.1", "gpt-5.1-2025-11-13", "gpt-5.4-nano", "gpt-5.4-nano-2026-03-17"),
    ),
)


@cache
def by_model() -> MappingProxyType[str, Retirement]:
    """Return the retirements by the ids of models."""
    return MappingProxyType({model: one for one in RETIREMENTS for model in one.models})


def retired(model: str) -> str | None:
    """Return a sentence about the shutdown of a model, or None. A fine-tuned model is shut down with its base model."""
    found = by_model().get(base_of(model))
    if found is None:
        return None
    instead = f'use "{found.successor}"' if found.successor else f"see {PAGE}"
    return (
        f'OpenAI shuts down "{model}" on {found.date}: {instead}. '
        "Azure OpenAI and compatible servers have different dates."
    )


def base_of(model: str) -> str:
    """Return the base model of a fine-tuned model. Return any other name unchanged."""
    return model.split(":")[1] if model.startswith("ft:") and model.count(":") > 1 else model
