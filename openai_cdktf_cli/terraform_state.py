"""Reads the state and a plan with Terraform, without changing the state."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from provider_shim.journal.notes import first_name, import_id
from provider_shim.objects import RESOURCES

_SECONDS = 600
_IMPORT_ID = re.compile(r'^  id = "(.*)"$', re.MULTILINE)

Key = tuple[str, str]
"""The name of a type, and the id for an import."""


def objects_in_state(folder: Path, workspace: str) -> set[Key] | None:
    """Return the objects of this provider in the state, or None if the state cannot be read.

    Args:
        folder: the working folder of Terraform.
        workspace: the workspace of the state.
    """
    output = _terraform(folder, workspace, "state", "pull")
    if output is None:
        return None
    if not output.strip():
        return set()  # there is no state yet
    try:
        resources = json.loads(output)["resources"]
    except (ValueError, KeyError, TypeError):
        return None
    return {
        (first_name(resource["type"]), identity)
        for resource in resources
        if resource.get("mode") == "managed" and first_name(resource["type"]) in RESOURCES
        for instance in resource.get("instances", [])
        if (identity := _identity(resource["type"], instance.get("attributes") or {}))
    }


def addresses_in_plan(folder: Path, workspace: str) -> dict[str, str]:
    """Return the addresses for which a plan warns that the object already exists, by the id of the object."""
    output = _terraform(
        folder, workspace, "plan", "-json", "-input=false", "-lock=false", "-refresh=false"
    )
    found = {}
    for line in (output or "").splitlines():
        try:
            diagnostic: Mapping[str, Any] = json.loads(line).get("diagnostic") or {}
        except ValueError:
            continue
        address = diagnostic.get("address")
        identity = _IMPORT_ID.search(str(diagnostic.get("detail", "")))
        if identity is not None and address and not str(address).startswith("provider["):
            found[identity[1]] = str(address)
    return found


def _identity(type_name: str, attributes: Mapping[str, Any]) -> str | None:
    return import_id(RESOURCES[first_name(type_name)].endpoint.identity, attributes)


def _terraform(folder: Path, workspace: str, *arguments: str) -> str | None:
    """Run Terraform or OpenTofu and return its output, or None if it cannot be run or fails."""
    names = (os.environ.get("TERRAFORM_BINARY_NAME") or "terraform", "tofu")
    program = next((found for name in names if (found := shutil.which(name))), None)
    if program is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603  the user's Terraform
            [program, *arguments],
            cwd=folder,
            env={**os.environ, "TF_WORKSPACE": workspace, "TF_IN_AUTOMATION": "1"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
