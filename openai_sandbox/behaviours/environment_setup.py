"""The setup of an agent's environment, with every default and without secrets.

The sandbox runs no commands. The setup fails if one of its commands is ``false`` or ``exit 1``.
"""

from __future__ import annotations

import base64
import binascii
import posixpath
from collections.abc import Mapping
from typing import Any

from openai_sandbox import crud
from openai_sandbox.behaviours import files
from openai_sandbox.calls import Call
from openai_sandbox.errors import invalid
from openai_sandbox.ids import new_id

WORKSPACE = "/workspace"
_SKILLS = "/skills"


def resolved(call: Call, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Return a template as the API returns it, with every default and without secrets.

    Raises:
        ApiError: 400 about a setting that is invalid, or 404 about a file or skill that does not exist.
    """
    network = arguments.get("network") or {"access": "enabled"}
    _check_network(network)
    packages = arguments.get("packages") or {}
    return {
        "capability_directories": arguments.get("capability_directories") or [],
        "desktop": arguments.get("desktop") or {"enabled": False},
        "files": [described_file(call, one) for one in arguments.get("files") or []],
        "network": _described_network(network),
        "packages": {name: packages.get(name) or [] for name in ("npm", "python", "system")},
        "plugins": [_without_archive(one) for one in arguments.get("plugins") or []],
        "skills": [_skill(call, one) for one in arguments.get("skills") or []],
    }


def installed(
    call: Call, arguments: Mapping[str, Any], template: Mapping[str, Any] | None
) -> dict[str, Any]:
    """Return the contents of an environment as the API returns them: files with ids, skills with versions.

    Args:
        call: The request.
        arguments: The environment in the request.
        template: Its template as the API returns it. It sets the fields that the request omits.

    Raises:
        ApiError: 400 about a setting that is invalid, or about a network that the template does not allow; 404 about
            a file or skill that does not exist.
    """
    contents = resolved(call, arguments)
    if template is not None:
        if template["network"]["access"] == "disabled" and arguments.get("network"):
            raise invalid("The network cannot be wider than that of the template.", "network")
        contents.update({name: template[name] for name in contents if arguments.get(name) is None})
    return {
        **contents,
        "files": [
            {"id": new_id("envfile_"), **one, "size_bytes": size_of(call, one)}
            for one in contents["files"]
        ],
        "skills": [_with_version(call, one) for one in contents["skills"]],
    }


def fails(arguments: Mapping[str, Any]) -> bool:
    """Return whether the setup fails."""
    commands = [one["command"].strip() for one in arguments.get("setup_commands") or []]
    return any(one in {"false", "exit 1"} for one in commands)


def _check_network(network: Mapping[str, Any]) -> None:
    """Check the domains of a network.

    Raises:
        ApiError: 400 about domains that cannot be combined, or about a wildcard.
    """
    blocked = network.get("blocked_domains")
    if not blocked:
        return
    if network["access"] != "restricted" or network.get("allowed_domains"):
        raise invalid(
            "'blocked_domains' needs access 'restricted', and no 'allowed_domains'.",
            "network.blocked_domains",
        )
    if any("*" in one for one in blocked):
        raise invalid("Wildcards are not supported.", "network.blocked_domains")


def _described_network(network: Mapping[str, Any]) -> dict[str, Any]:
    """Return a network as the API returns it, without the blocked domains."""
    return {
        "access": network["access"],
        "allowed_domains": network.get("allowed_domains") or [],
    }


def described_file(call: Call, file: Mapping[str, Any]) -> dict[str, Any]:
    """Return a file as the API returns it.

    Raises:
        ApiError: 400 about its path or about data that is not base64, or 404 about an uploaded file.
    """
    path = file["path"]
    if posixpath.normpath(path) != path or not path.startswith(f"{WORKSPACE}/"):
        raise invalid(f"'{path}' is not a path in {WORKSPACE}.", "files.path")
    if file["type"] == "inline":
        return {"type": "inline", "path": path, "size_bytes": len(_decoded(file["data"]))}
    if crud.find(call, files.COLLECTION, file["file_id"]) is None:
        raise crud.missing(f"{files.COLLECTION}/{file['file_id']}")
    return {"type": "file_id", "path": path, "file_id": file["file_id"]}


def size_of(call: Call, described: Mapping[str, Any]) -> int:
    """Return the size of a file in bytes."""
    if "size_bytes" in described:
        return int(described["size_bytes"])
    file = call.store.get(files.COLLECTION, described["file_id"])
    return int(file.wire["bytes"]) if file else 0


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise invalid("The data is not base64.", "files.data") from error


def _without_archive(plugin: Mapping[str, Any]) -> dict[str, Any]:
    _decoded(plugin["source"]["data"])
    return {name: value for name, value in plugin.items() if name != "source"}


def _skill(call: Call, skill: Mapping[str, Any]) -> dict[str, Any]:
    if skill["type"] == "inline":
        return _without_archive(skill)
    if crud.find(call, _SKILLS, skill["skill_id"]) is None:
        raise crud.missing(f"{_SKILLS}/{skill['skill_id']}")
    return {"version": None, **skill}


def _with_version(call: Call, contents: Mapping[str, Any]) -> dict[str, Any]:
    if contents["type"] == "inline":
        return dict(contents)
    skill = call.store.get(_SKILLS, contents["skill_id"])
    known = skill.wire if skill else {}
    version = contents["version"]
    if version in {None, "latest"}:
        version = known.get("latest_version" if version else "default_version", "1")
    names = {name: known.get(name) or "" for name in ("name", "description")}
    return {**contents, **names, "version": str(version)}
