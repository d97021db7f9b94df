"""Secrets with which environments of agents are set up: how they are sent beside what is no secret. It must not know any declaration."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import Resource
from provider_shim.vocabulary.diagnostics import Diagnostic, Path, error
from provider_shim.vocabulary.values import UNKNOWN, is_wholly_known

SECRETS = ("env", "files", "setup_commands")
"""What may hold secrets: it is sent as it is configured, since the plan does not have them."""


_APART = ("env_wo", "files_wo", "setup_commands_wo")
"""Secrets that stand beside an environment which cannot hold them."""


def sent_with_secrets(config: Mapping[str, Any]) -> Values:
    """Return the values of `SECRETS` as they are to be sent, None where there are none."""
    env = {**(config["env"] or {}), **(config["env_wo"] or {})}
    return {
        "env": env or None,
        "files": config["files"],
        "setup_commands": config["setup_commands_wo"] or config["setup_commands"],
    }


def duplicate_secret_errors(config: Mapping[str, Any], path: Path = ()) -> list[Diagnostic]:
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


class SendsEnvironment(Resource):
    """A resource with an `environment`, whose secrets are in the configuration alone."""

    def write_only(self, call: Call, planned: Values) -> Values:
        """Return the environment with its secrets."""
        environment, configured = planned["environment"], call.config["environment"]
        if isinstance(configured, Mapping):
            environment = {**environment, **sent_with_secrets(configured)}
        return {"environment": environment}


def with_separate_secrets(environment: Mapping[str, Any], config: Mapping[str, Any]) -> Values:
    """Return an environment as it is to be sent, with the secrets that stand beside it in the configuration."""
    contents = config["files_wo"] or {}
    files = [
        {**file, "data": contents[file["path"]]} if _is_apart(file, contents) else file
        for file in environment.get("files") or []
    ]
    return {
        **environment,
        "env": {**(environment.get("env") or {}), **(config["env_wo"] or {})} or None,
        "files": files or None,
        "setup_commands": config["setup_commands_wo"] or environment.get("setup_commands"),
    }


def _is_apart(file: Mapping[str, Any], contents: Mapping[str, Any]) -> bool:
    return file.get("type") == "inline" and file.get("path") in contents


def separate_secrets_faults(
    environment: Mapping[str, Any], config: Mapping[str, Any], path: Path
) -> list[Diagnostic]:
    """Return what is wrong with an environment and the secrets beside it; ``path`` is that of the environment."""
    if not is_wholly_known(environment) or UNKNOWN in [config[name] for name in _APART]:
        return []
    given = [name for name in _APART if config[name]]
    if given and environment.get("type") != "openai_hosted":
        return [
            error(
                "Conflicting arguments",
                f'`{given[0]}` needs an environment of the type "openai_hosted".',
                (given[0],),
            )
        ]
    env = {"env": environment.get("env"), "env_wo": config["env_wo"]}
    found = duplicate_secret_errors(env)
    if config["setup_commands_wo"] and environment.get("setup_commands"):
        detail = "`setup_commands` and `setup_commands_wo` cannot both be set: remove one."
        found.append(error("Conflicting arguments", detail, ("setup_commands_wo",)))
    return found + _files_faults(environment.get("files") or [], config["files_wo"] or {}, path)


def _files_faults(files: Any, contents: Mapping[str, Any], path: Path) -> list[Diagnostic]:
    inline = {file.get("path"): file for file in files if file.get("type") == "inline"}
    found = [
        error(
            "Invalid value",
            f'Either `data` must be set for the inline file "{name}", or `files_wo` must have its content.',
            (*path, "files"),
        )
        for name, file in inline.items()
        if (file.get("data") is None) != (name in contents)
    ]
    return found + [
        error("Invalid value", f'`files` has no inline file "{name}".', ("files_wo",))
        for name in contents
        if name not in inline
    ]


def environment_faults(config: Mapping[str, Any]) -> list[Diagnostic]:
    """Return what is wrong with the `environment` of a configuration beyond what its kind says."""
    environment = config["environment"]
    return (
        duplicate_secret_errors(environment, ("environment",))
        if isinstance(environment, Mapping)
        else []
    )
