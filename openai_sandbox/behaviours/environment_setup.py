"""How environments of agents are set up: every default, and nothing that is confidential.

No command is run here, save that ``false`` and ``exit 1`` make a set-up fail.
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
    """Return what is told of a template: every default, and nothing confidential.

    Raises:
        ApiError: 400 about what cannot be installed.
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
    """Return what is told of an environment that was set up: files by ids, skills by versions.

    Args:
        call: the request.
        arguments: what the environment is asked to be.
        template: what is told of its template, which says what the request does not.

    Raises:
        ApiError: 400 about what cannot be installed, or about a network that is wider than that of the template.
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
        "skills": [_named(call, one) for one in contents["skills"]],
    }


def fails(arguments: Mapping[str, Any]) -> bool:
    """Tell whether a set-up fails."""
    commands = [one["command"].strip() for one in arguments.get("setup_commands") or []]
    return any(one in {"false", "exit 1"} for one in commands)


def _check_network(network: Mapping[str, Any]) -> None:
    """Check which domains are named.

    Raises:
        ApiError: 400 about domains that do not go together.
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
    """Return what is told of a network: not what is blocked."""
    return {
        "access": network["access"],
        "allowed_domains": network.get("allowed_domains") or [],
    }


def described_file(call: Call, file: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is told of a file.

    Raises:
        ApiError: 400 about its path, or a content that is no base64; 404 about the uploaded file.
    """
    path = file["path"]
    if posixpath.normpath(path) != path or not path.startswith(f"{WORKSPACE}/"):
        raise invalid(f"'{path}' is no path inside of {WORKSPACE}.", "files.path")
    if file["type"] == "inline":
        return {"type": "inline", "path": path, "size_bytes": len(_decoded(file["data"]))}
    if crud.find(call, files.COLLECTION, file["file_id"]) is None:
        raise crud.missing(f"{files.COLLECTION}/{file['file_id']}")
    return {"type": "file_id", "path": path, "file_id": file["file_id"]}


def size_of(call: Call, described: Mapping[str, Any]) -> int:
    """Return how large a file is."""
    if "size_bytes" in described:
        return int(described["size_bytes"])
    file = call.store.get(files.COLLECTION, described["file_id"])
    return int(file.wire["bytes"]) if file else 0


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise invalid("The data is no base64.", "files.data") from error


def _without_archive(plugin: Mapping[str, Any]) -> dict[str, Any]:
    _decoded(plugin["source"]["data"])
    return {name: value for name, value in plugin.items() if name != "source"}


def _skill(call: Call, skill: Mapping[str, Any]) -> dict[str, Any]:
    if skill["type"] == "inline":
        return _without_archive(skill)
    if crud.find(call, _SKILLS, skill["skill_id"]) is None:
        raise crud.missing(f"{_SKILLS}/{skill['skill_id']}")
    return {"version": None, **skill}


def _named(call: Call, contents: Mapping[str, Any]) -> dict[str, Any]:
    if contents["type"] == "inline":
        return dict(contents)
    skill = call.store.get(_SKILLS, contents["skill_id"])
    known = skill.wire if skill else {}
    version = contents["version"]
    if version in {None, "latest"}:
        version = known.get("latest_version" if version else "default_version", "1")
    names = {name: known.get(name) or "" for name in ("name", "description")}
    return {**contents, **names, "version": str(version)}
