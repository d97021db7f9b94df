"""Environments of agents and their templates: what OpenAI's package knows and the published document does not describe yet.

Written by hand from the package's own types, in the document's form; see ``newer``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openai_sandbox.describing import (
    NUMBER,
    TEXT,
    TEXT_MAP,
    TRUTH,
    Raw,
    answering,
    any_of,
    deleting,
    listing,
    one,
    or_null,
    record,
    refer,
    several,
    taking,
    variant,
    with_header,
)
from openai_sandbox.newer_agent_configuration import BETA

_TEXTS = several(TEXT)
_ACCESS = one("enabled", "disabled", "restricted")
_SIZES = one("small", "medium", "large")
DESKTOP = record({"enabled": TRUTH})
_NAMED = {"description": TEXT, "name": TEXT}
_ARCHIVE = record({"data": TEXT, "media_type": one("application/zip"), "type": one("base64")})

# --- as they are asked for --------------------------------------------------------------------------------------

_FILE_KINDS = (
    variant("file_id", {"file_id": TEXT, "path": TEXT}),
    variant("inline", {"data": TEXT, "path": TEXT}),
)
_DOMAINS = {"allowed_domains": or_null(_TEXTS), "blocked_domains": or_null(_TEXTS)}
_PACKAGES: dict[str, Raw] = {name: or_null(_TEXTS) for name in ("npm", "python", "system")}

HOSTED: Mapping[str, Raw] = {
    "capability_directories": or_null(_TEXTS),
    "desktop": or_null(DESKTOP),
    "env": or_null(TEXT_MAP),
    "files": or_null(several(any_of(*_FILE_KINDS))),
    "network": or_null(record({"access": _ACCESS, **_DOMAINS}, _DOMAINS)),
    "packages": or_null(record(_PACKAGES, _PACKAGES)),
    "plugins": or_null(several(variant("inline", {**_NAMED, "source": _ARCHIVE}))),
    "setup_commands": or_null(several(record({"command": TEXT, "cwd": or_null(TEXT)}, ["cwd"]))),
    "skills": or_null(
        several(
            any_of(
                variant("skill_reference", {"skill_id": TEXT}, {"version": or_null(TEXT)}),
                variant("inline", {**_NAMED, "source": _ARCHIVE}),
            )
        )
    ),
}
"""What a hosted environment may be told to be; all of it may be left out."""

ASKED = any_of(
    variant("none"),
    variant(
        "openai_hosted",
        {},
        {
            **HOSTED,
            "container_size": _SIZES,
            "environment_id": TEXT,
            "environment_template_id": TEXT,
        },
    ),
    variant(
        "self_hosted",
        {"workspace_directory": TEXT},
        {"capability_directories": or_null(_TEXTS)},
    ),
)
"""The environment of a session."""

# --- as they are told -------------------------------------------------------------------------------------------

_NETWORK_TOLD = record({"access": _ACCESS, "allowed_domains": _TEXTS})
_PACKAGES_TOLD = record(dict.fromkeys(_PACKAGES, _TEXTS))
_PLUGINS_TOLD = several(variant("inline", _NAMED))
_TEMPLATE_FILES = several(
    any_of(
        variant("file_id", {"file_id": TEXT, "path": TEXT}),
        variant("inline", {"path": TEXT, "size_bytes": NUMBER}),
    )
)
_TEMPLATE_SKILLS = several(
    any_of(
        variant("skill_reference", {"skill_id": TEXT}, {"version": or_null(TEXT)}),
        variant("inline", _NAMED),
    )
)
_INSTALLED = {
    "files": several(
        any_of(
            variant("file_id", {"id": TEXT, "file_id": TEXT, "path": TEXT, "size_bytes": NUMBER}),
            variant("inline", {"id": TEXT, "path": TEXT, "size_bytes": NUMBER}),
        )
    ),
    "plugins": _PLUGINS_TOLD,
    "skills": several(
        any_of(
            variant("skill_reference", {**_NAMED, "skill_id": TEXT, "version": TEXT}),
            variant("inline", _NAMED),
        )
    ),
}

TOLD = any_of(
    variant("none"),
    variant(
        "openai_hosted",
        {
            "id": TEXT,
            "capability_directories": _TEXTS,
            "network": _NETWORK_TOLD,
            "packages": _PACKAGES_TOLD,
            **_INSTALLED,
        },
        {"container_size": or_null(_SIZES), "desktop": or_null(DESKTOP)},
    ),
    variant(
        "self_hosted",
        {
            "id": TEXT,
            "capability_directories": _TEXTS,
            "remote_url": TEXT,
            "workspace_directory": TEXT,
        },
    ),
)
"""The environment of a session, as it is installed."""

TOLD_AS_ASKED = any_of(
    variant("none"),
    variant(
        "openai_hosted",
        {},
        {
            "capability_directories": or_null(_TEXTS),
            "container_size": or_null(_SIZES),
            "desktop": or_null(DESKTOP),
            "environment_id": or_null(TEXT),
            "environment_template_id": or_null(TEXT),
            "files": or_null(_TEMPLATE_FILES),
            "network": or_null(_NETWORK_TOLD),
            "packages": or_null(_PACKAGES_TOLD),
            "plugins": or_null(_PLUGINS_TOLD),
            "skills": or_null(_TEMPLATE_SKILLS),
        },
    ),
    variant(
        "self_hosted",
        {"capability_directories": _TEXTS, "workspace_directory": TEXT},
        {"environment_id": or_null(TEXT)},
    ),
)
"""The environment of sessions that are yet to begin."""

_TEMPLATE_OPTIONS = {"desktop": or_null(DESKTOP), "name": or_null(TEXT)}
_STATES = one("pending", "ready", "connected", "disconnected", "suspended", "expired", "failed")

COMPONENTS: Mapping[str, Raw] = {
    "EnvironmentTemplate": record(
        {
            "id": TEXT,
            "object": one("agent.environment.template"),
            "created_at": NUMBER,
            "updated_at": NUMBER,
            "capability_directories": _TEXTS,
            "files": _TEMPLATE_FILES,
            "network": _NETWORK_TOLD,
            "packages": _PACKAGES_TOLD,
            "plugins": _PLUGINS_TOLD,
            "skills": _TEMPLATE_SKILLS,
            **_TEMPLATE_OPTIONS,
        },
        _TEMPLATE_OPTIONS,
    ),
    "EnvironmentInfo": record(
        {
            "id": TEXT,
            "object": one("agent.environment"),
            "status": _STATES,
            "type": one("openai_hosted", "self_hosted"),
            **_INSTALLED,
        }
    ),
    "EnvironmentFile": record(
        {
            "object": one("agent.environment.file"),
            "environment_id": TEXT,
            "path": TEXT,
            "size_bytes": NUMBER,
        }
    ),
}
"""Components that the document lacks, by name."""

_TEMPLATES = "/agents/environments/templates"
_ENVIRONMENTS = "/agents/environments"
_TEMPLATE, _ENVIRONMENT = refer("EnvironmentTemplate"), refer("EnvironmentInfo")
_TEMPLATE_ASKED = {**HOSTED, "name": or_null(TEXT)}
_NEW_ENVIRONMENT = {
    "environment": variant("openai_hosted", {}, {**HOSTED, "environment_template_id": TEXT}),
    "vault_ids": or_null(_TEXTS),
}
_FILES_QUERY = {
    "limit": or_null(NUMBER),
    "order": one("asc", "desc"),
    "page": TEXT,
    "path": or_null(TEXT),
}
_FILES_TOLD = record(
    {
        "object": one("list"),
        "data": several(refer("EnvironmentFile")),
        "has_more": TRUTH,
        "next": or_null(TEXT),
    }
)

PATHS: Mapping[str, Mapping[str, Any]] = with_header(
    {
        _TEMPLATES: {
            "post": taking(record(_TEMPLATE_ASKED, _TEMPLATE_ASKED), _TEMPLATE),
            "get": listing("EnvironmentTemplate"),
        },
        f"{_TEMPLATES}/{{environment_template_id}}": {
            "get": answering(_TEMPLATE),
            "post": taking(record(_TEMPLATE_ASKED, _TEMPLATE_ASKED), _TEMPLATE),
            "delete": deleting("agent.environment.template"),
        },
        _ENVIRONMENTS: {
            "post": taking(record(_NEW_ENVIRONMENT, ["vault_ids"]), _ENVIRONMENT),
            "get": listing("EnvironmentInfo", type=one("openai_hosted")),
        },
        f"{_ENVIRONMENTS}/{{environment_id}}": {"get": answering(_ENVIRONMENT)},
        f"{_ENVIRONMENTS}/{{environment_id}}/files": {
            "post": taking(any_of(*_FILE_KINDS), refer("EnvironmentFile")),
            "get": {
                "parameters": [
                    {"in": "query", "name": name, "schema": raw}
                    for name, raw in _FILES_QUERY.items()
                ],
                **answering(_FILES_TOLD),
            },
        },
    },
    *BETA,
)
"""Operations by path and method, as in a document."""
