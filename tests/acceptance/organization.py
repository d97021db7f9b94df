"""An organization with three objects of every readable type, with names that are difficult for programs."""

from __future__ import annotations

from collections.abc import Sequence

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


def fill(sandbox: Sandbox, types: Sequence[str], count: int = 3) -> None:
    """Create objects of these types. The objects of each third have the same projects, groups and users."""
    provider = configured_provider(sandbox)
    names = iter(AWKWARD * len(types) * count)
    for number in range(count):
        made: dict[tuple[str, int], str] = {}
        for type_name in types:
            config = Samples(provider, type_name, made).minimal()
            if "name" in provider.resources[type_name].attributes:
                name = next(names)
                if "name" in config:
                    config["name"] = name
            if "store" in provider.resources[type_name].attributes:
                config["store"] = True
            if type_name == "openai_project_data_retention":
                config["type"] = "zero_data_retention"
            if "role_name" in config:
                config["role_name"] = f"{next(names)} {type_name} {number}"
            Managed(provider, type_name).apply(**config)
            made = {key: one for key, one in made.items() if "role" not in key[0]}


def every_type(*, without: Sequence[str] = ()) -> list[str]:
    """Return all types that can be exported together, those that only other servers have still, too."""
    return [
        *(name for name in kinds.chosen([kinds.ALL]) if name not in without),
        "openai_assistant",
    ]
