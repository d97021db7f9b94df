"""Finds the objects that Terraform already manages. It only reads the state files."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from openai_cdktf_cli.export.found import Found
from openai_cdktf_cli.failure import CommandFailure
from provider_shim.journal.notes import first_name, import_id
from provider_shim.objects import RESOURCES
from provider_shim.provider import Provider

Key = tuple[str, str]
"""A type and an import id, or `_AT_API` and a name of the object in the API."""

_AT_API = ""


def managed_in(files: Sequence[Path]) -> set[Key]:
    """Return the objects in the states, by import ids and by the names of the objects in the API.

    Raises:
        CommandFailure: A file cannot be read, or is not a state.
    """
    return {key for file in files for key in _keys(_resources(file))}


def unmanaged(objects: Iterable[Found], managed: set[Key]) -> list[Found]:
    """Return the objects that are in no state, neither as a resource nor as a member of a list that a resource manages."""
    return [
        one
        for one in objects
        if (one.type_name, one.import_id) not in managed
        and not any((_AT_API, name) in managed for name in one.api_names)
    ]


def _resources(file: Path) -> list[Mapping[str, Any]]:
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except OSError as fault:
        raise CommandFailure(f"The state {file} cannot be read: {fault.strerror}.") from None
    except ValueError:
        content = None
    if not isinstance(content, dict) or not isinstance(content.get("resources"), list):
        raise CommandFailure(
            f"{file} is not a Terraform state. Use a `terraform.tfstate`, or the output of `terraform state pull`. Decrypt an encrypted "
            "state first."
        )
    return [one for one in content["resources"] if isinstance(one, dict)]


def _keys(resources: Iterable[Mapping[str, Any]]) -> Iterable[Key]:
    provider = Provider()
    for resource in resources:
        name = first_name(str(resource.get("type")))
        if resource.get("mode") != "managed" or name not in RESOURCES:
            continue
        declared = provider.resources[name]
        for instance in resource.get("instances", []):
            raw = instance.get("attributes") or {}
            identifier = import_id(declared.endpoint.identity, raw)
            if identifier is not None:
                yield name, identifier
            values = {**dict.fromkeys(declared.attributes), **raw}
            for one in declared.remote_objects(values):
                for collection, api_name in one:
                    yield _AT_API, f"{collection} {api_name}"
