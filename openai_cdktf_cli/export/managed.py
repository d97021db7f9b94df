"""What Terraform manages already, from state files. They are only read."""

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
"""A type and an import id; or `_AT_API` and a name of the object there."""

_AT_API = ""


def managed_in(files: Sequence[Path]) -> set[Key]:
    """Return what the states have, by import ids and by the names of the objects at the API.

    Raises:
        CommandFailure: a file cannot be read, or is no state.
    """
    return {key for file in files for key in _keys(_resources(file))}


def unmanaged(objects: Iterable[Found], managed: set[Key]) -> list[Found]:
    """Return the objects that no state has: neither as an object of its own, nor as a member of a list that it has."""
    return [
        one
        for one in objects
        if (one.type_name, one.import_id) not in managed
        and not any((_AT_API, name) in managed for name in one.stands_for)
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
            f"{file} is no Terraform state. Give a `terraform.tfstate`, or what `terraform state pull` prints; an encrypted "
            "one must be decrypted first."
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
            for one in declared.stands_for(values):
                for collection, at_api in one:
                    yield _AT_API, f"{collection} {at_api}"
