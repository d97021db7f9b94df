"""Secrets with which environments of agents are set up: how they are sent beside what is no secret. It must not know any declaration."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.call import Values
from provider_shim.diagnostics import Diagnostic, Path, error
from provider_shim.values import UNKNOWN

SECRETS = ("env", "files", "setup_commands")
"""What may hold secrets: it is sent as it is configured, since the plan does not have them."""


def sent_with_secrets(config: Mapping[str, Any]) -> Values:
    """Return the values of `SECRETS` as they are to be sent, None where there are none."""
    env = {**(config["env"] or {}), **(config["env_wo"] or {})}
    return {
        "env": env or None,
        "files": config["files"],
        "setup_commands": config["setup_commands_wo"] or config["setup_commands"],
    }


def twice_set(config: Mapping[str, Any], path: Path = ()) -> list[Diagnostic]:
    """Return an error for each variable that is set both as a secret and as none."""
    plain, secret = config["env"], config["env_wo"]
    if plain is UNKNOWN or secret is UNKNOWN:
        return []
    return [
        error(
            "Conflicting arguments",
            f"`{name}` is set in both `env` and `env_wo`: remove one.",
            (*path, "env_wo"),
        )
        for name in sorted((plain or {}).keys() & (secret or {}).keys())
    ]


def with_secrets(planned: Any, configured: Any) -> Any:
    """Return a planned environment as it is to be sent: with what is in the configuration alone."""
    if not isinstance(configured, Mapping):
        return planned
    return {**planned, **sent_with_secrets(configured)}


def environment_faults(environment_: Any, path: Path) -> list[Diagnostic]:
    """Return what is wrong with an environment beyond what its kind says."""
    return twice_set(environment_, path) if isinstance(environment_, Mapping) else []
