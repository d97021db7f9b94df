"""The secrets in the set-up of environments of agents: how they are checked and sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import Resource
from provider_shim.vocabulary.diagnostics import Diagnostic, Path, error
from provider_shim.vocabulary.values import UNKNOWN, is_wholly_known

SECRETS = ("env", "files", "setup_commands")
"""Arguments that may hold secrets. They are sent as the configuration has them, because the plan does not have the secrets."""


_SEPARATE = ("env_wo", "files_wo", "setup_commands_wo")
"""Arguments next to an environment that contain its secrets, because the environment itself cannot contain them."""


def sent_with_secrets(config: Mapping[str, Any]) -> Values:
    """Return the values of `SECRETS` for a request. A value is None if it is not configured."""
    env = {**(config["env"] or {}), **(config["env_wo"] or {})}
    return {
        "env": env or None,
        "files": config["files"],
        "setup_commands": config["setup_commands_wo"] or config["setup_commands"],
    }


def duplicate_secret_errors(config: Mapping[str, Any], path: Path = ()) -> list[Diagnostic]:
    """Return an error for each variable that is set in both `env` and `env_wo`."""
    plain, secret = config["env"], config["env_wo"]
    if plain is UNKNOWN or secret is UNKNOWN:
        return []
    return [
        error(
            "Conflicting arguments",
            f"The variable `{name}` is set in both `env` and `env_wo`. Remove one of the two.",
            (*path, "env_wo"),
        )
        for name in sorted((plain or {}).keys() & (secret or {}).keys())
    ]


class SendsEnvironment(Resource):
    """A resource with an `environment` whose secrets only the configuration has."""

    def write_only(self, call: Call, planned: Values) -> Values:
        """Return the environment with its secrets."""
        environment, configured = planned["environment"], call.config["environment"]
        if isinstance(configured, Mapping):
            environment = {**environment, **sent_with_secrets(configured)}
        return {"environment": environment}


def with_separate_secrets(environment: Mapping[str, Any], config: Mapping[str, Any]) -> Values:
    """Return an environment for a request, with the secrets that are next to it in the configuration."""
    contents = config["files_wo"] or {}
    files = [
        {**file, "data": contents[file["path"]]} if _has_separate_content(file, contents) else file
        for file in environment.get("files") or []
    ]
    return {
        **environment,
        "env": {**(environment.get("env") or {}), **(config["env_wo"] or {})} or None,
        "files": files or None,
        "setup_commands": config["setup_commands_wo"] or environment.get("setup_commands"),
    }


def _has_separate_content(file: Mapping[str, Any], contents: Mapping[str, Any]) -> bool:
    return file.get("type") == "inline" and file.get("path") in contents


def separate_secrets_faults(
    environment: Mapping[str, Any], config: Mapping[str, Any], path: Path
) -> list[Diagnostic]:
    """Return errors for an environment and the secrets next to it. ``path`` is the path of the environment."""
    if not is_wholly_known(environment) or UNKNOWN in [config[name] for name in _SEPARATE]:
        return []
    given = [name for name in _SEPARATE if config[name]]
    if given and environment.get("type") != "openai_hosted":
        return [
            error(
                "Conflicting arguments",
                f'`{given[0]}` can only be set if the `type` of the environment is "openai_hosted".',
                (given[0],),
            )
        ]
    env = {"env": environment.get("env"), "env_wo": config["env_wo"]}
    found = duplicate_secret_errors(env)
    if config["setup_commands_wo"] and environment.get("setup_commands"):
        detail = (
            "`setup_commands` and `setup_commands_wo` cannot both be set. Remove one of the two."
        )
        found.append(error("Conflicting arguments", detail, ("setup_commands_wo",)))
    return found + _files_faults(environment.get("files") or [], config["files_wo"] or {}, path)


def _files_faults(files: Any, contents: Mapping[str, Any], path: Path) -> list[Diagnostic]:
    inline = {file.get("path"): file for file in files if file.get("type") == "inline"}
    found = [
        error(
            "Invalid value",
            f'The inline file "{name}" needs its content exactly once: set its `data`, or add its path to `files_wo`.',
            (*path, "files"),
        )
        for name, file in inline.items()
        if (file.get("data") is None) != (name in contents)
    ]
    return found + [
        error(
            "Invalid value",
            f'`files_wo` has content for "{name}", but `files` has no inline file with this path.',
            ("files_wo",),
        )
        for name in contents
        if name not in inline
    ]


def environment_faults(config: Mapping[str, Any]) -> list[Diagnostic]:
    """Return errors for the `environment` of a configuration that the check of its kind does not find."""
    environment = config["environment"]
    return (
        duplicate_secret_errors(environment, ("environment",))
        if isinstance(environment, Mapping)
        else []
    )
