"""Selects the module of each object in a program, and the order of the modules. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from openai_cdktf_cli.export.found import Found
from provider_shim.objects import RESOURCES

_OF_TYPE = {
    "openai_admin_api_key": "organization",
    "openai_certificate": "organization",
    "openai_certificate_activation": "organization",
    "openai_external_key": "organization",
    "openai_external_storage": "projects",
    "openai_organization_data_retention": "organization",
    "openai_organization_spend_alert": "organization",
    "openai_organization_spend_limit": "organization",
    "openai_project_certificate": "projects",
    **{
        f"openai_{one}": "role_assignments"
        for one in (
            "group_role",
            "group_roles",
            "project_group_role",
            "project_group_roles",
            "project_user_role",
            "project_user_roles",
            "user_role",
            "user_roles",
        )
    },
}
"""The modules of types that cannot be in the module of their area, because the modules would refer to each other."""

_OF_AREA = {
    "text": "batches",
    "training": "fine_tuning",
    "media": "voices",
    "keys": "service_accounts",
}

DOCS = {
    "organization": "Admin keys, certificates, limits and alerts of the organization.",
    "projects": "Projects, with their limits and settings.",
    "roles": "Roles of the organization and of projects.",
    "people": "People and groups, and their memberships.",
    "role_assignments": "The roles of users and groups.",
    "service_accounts": "Service accounts, keys, webhooks and workload identities.",
    "files": "Files, vector stores and skills.",
    "agents": "Agents, their environments, vaults and automations.",
    "assistants": "Assistants.",
    "fine_tuning": "Fine-tuning jobs.",
    "batches": "Batches.",
    "voices": "Voices.",
    "across_projects": "Objects that refer to several projects.",
}
"""The contents of each module, in the order of the modules. Each module refers only to modules before it."""

_EARLY = tuple(DOCS)


def module_of(found: Found, *, split: str, projects: Mapping[str, str]) -> str:
    """Return the name of the module for an object.

    Args:
        found: the object.
        split: `area` or `project`.
        projects: the names of projects by their ids.
    """
    if split == "project":
        of = found.names.get("project_id") or found.arguments.get("project_id")
        project = found.id if found.type_name == "openai_project" else of
        if isinstance(project, str) and project in projects:
            return f"project_{projects[project]}"
    named = _OF_TYPE.get(found.type_name)
    area = RESOURCES[found.type_name].__module__.split(".")[2]
    return named or _OF_AREA.get(area, area)


def position(module: str) -> tuple[int, str]:
    """Return a sort key with the position of a module."""
    if module in _EARLY:
        return (_EARLY.index(module) + (len(_EARLY) if module == "across_projects" else 0), module)
    return (len(_EARLY), module)


def doc_of(module: str) -> str:
    """Return a sentence about the contents of a module."""
    return DOCS.get(module) or f"The project {module.removeprefix('project_')}."
