"""An organization with three objects of every readable type, with names that are difficult for programs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from typing import Any

from openai_cdktf_cli.export import kinds
from tests.contract.conftest import configured_provider
from tests.contract.managed import Managed
from tests.contract.samples import Samples
from tests.sandbox import Sandbox

AWKWARD = (
    "Search",
    "Search",  # twice
    "Zoë 🚀",
    "🚀🚀",
    "class",
    "2nd",
    "x" * 200,
    'He said "hi" ${a} %{b} \\ and left',
    "two\nlines, and quite some more text behind them, so that it is long\n",
    "self",
    "стек",
)

RATE_LIMIT = "openai_project_rate_limit"
"""Every project has a hundred objects of this type without being filled."""

_SET: dict[str, dict[str, Any]] = {
    "openai_chat_completion": {"store": True},
    "openai_project_data_retention": {"type": "zero_data_retention"},
    "openai_project_service_tier_settings": {"default": "fast"},
}
"""Arguments without which an object of a type is not stored or has its default values."""


def fill(sandbox: Sandbox, count: int = 3) -> None:
    """Create objects of `one_by_one`. The objects of each third have the same projects, groups and users."""
    provider = configured_provider(sandbox)
    names = cycle(AWKWARD)
    for number in range(count):
        made: dict[tuple[str, int], str] = {}
        for type_name in one_by_one():
            config = Samples(provider, type_name, made).minimal()
            if "name" in config:
                config["name"] = next(names)
            if "role_name" in config:
                config["role_name"] = f"{next(names)} {type_name} {number}"
            config |= _SET.get(type_name, {})
            if type_name == "openai_project_api_key":
                key = sandbox.create_key(
                    config["project_id"], made["user_id", 0], next(names)
                )  # the sample has the key of a service account
                config["api_key_id"] = key["id"]
            if type_name == "openai_fine_tuning_checkpoint_permission":
                config["fine_tuned_model_checkpoint"] = next(_new_models(sandbox))
            Managed(provider, type_name).apply(**config)
            made = {key: one for key, one in made.items() if "role" not in key[0]}


def _new_models(sandbox: Sandbox) -> Iterator[str]:
    """Yield the models of fine-tuning jobs, the newest first, as soon as they exist: every list advances the jobs."""
    while True:
        jobs = sandbox.client.get("/fine_tuning/jobs").json()["data"]
        if all(one["fine_tuned_model"] for one in jobs):
            yield from (one["fine_tuned_model"] for one in jobs)
            return


def one_by_one() -> list[str]:
    """Return the types that can be exported together, and those that only other servers still have."""
    chosen = [name for name in kinds.chosen([kinds.ALL]) if name != RATE_LIMIT]
    return [*chosen, "openai_assistant"]


def at_once() -> list[str]:
    """Return the types that manage several objects of other types together, and the limits of a project."""
    return [name for name in kinds.exportable() if name not in one_by_one()]
