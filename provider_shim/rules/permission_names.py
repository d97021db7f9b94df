"""Known names of permissions, to warn of a probable typing error. A name may also be newer than this provider."""

from __future__ import annotations

import difflib
import re

_AREAS = (
    "api.all",
    "api.assistants",
    "api.audio",
    "api.files",
    "api.fine_tuning.jobs",
    "api.groups",
    "api.management",
    "api.model",
    "api.organization",
    "api.organization.projects.api_keys",
    "api.project",
    "api.responses",
    "api.threads",
    "api.usage",
    "api.vector_stores",
    "api.webhooks",
)
_ACTIONS = ("read", "write", "request")
"""The parts of permissions that OpenAI's documentation names. OpenAI does not publish a complete list."""

_NEAR_AREA, _NEAR_ACTION = 0.85, 0.6
"""The similarity, from 0 to 1, from which one word is probably a typing error of the other."""


def doubt(permission: str) -> str | None:
    """Return what looks wrong with a permission, or None. The permission may be valid, since OpenAI adds permissions."""
    if not re.fullmatch(r"\w+(\.\w+)+", permission):
        return f'"{permission}" does not look like a permission, such as "api.groups.read".'
    area, _, action = permission.rpartition(".")
    meant = difflib.get_close_matches(area, _AREAS, n=1, cutoff=_NEAR_AREA)
    acts = difflib.get_close_matches(action, _ACTIONS, n=1, cutoff=_NEAR_ACTION)
    if (not meant or meant[0] == area) and (not acts or acts[0] == action):
        return None
    right = f"{meant[0] if meant else area}.{acts[0] if acts else action}"
    return f'This provider does not know the permission "{permission}". Did you mean "{right}"?'
