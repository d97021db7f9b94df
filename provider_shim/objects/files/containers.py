"""The attributes that the resource and the ephemeral resource ``openai_container`` share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.patterns.attributes import created_at
from provider_shim.patterns.kinds import Kinds, of_kinds
from provider_shim.rules.kinds import OfKind
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import (
    Attribute,
    Dynamic,
    Integer,
    ListOf,
    Object,
    SetOf,
    String,
)

CONTAINERS = Rest("/containers", update=None, page=100)

GONE = ("expired", "deleted")
"""The states of a container whose files are lost."""

DEFAULT_MINUTES = 20


_SOURCE = Object(
    {
        "type": String(required=True, enum=("base64",), doc="The encoding of `data`: `base64`."),
        "media_type": String(
            required=True,
            enum=("application/zip",),
            doc="The media type of `data`: `application/zip`.",
        ),
        "data": String(
            required=True,
            min_length=1,
            max_length=70_254_592,
            doc="The zip file of the skill, as base64.",
        ),
    },
    required=True,
    doc="The files of the inline skill.",
)

SKILLS: Kinds = {
    "skill_reference": {
        "skill_id": String(
            required=True,
            min_length=1,
            max_length=64,
            doc="The id of the skill: that of an `openai_skill`, or of a skill from OpenAI, such as `openai-spreadsheets`.",
        ),
        "version": String(
            optional=True,
            doc="The version of the skill: a number or `latest`. Defaults to the default version of the skill.",
        ),
    },
    "inline": {
        "name": String(required=True, doc="The name of the inline skill."),
        "description": String(
            required=True,
            doc="A description of the inline skill. The model reads it to decide when to use the skill.",
        ),
        "source": _SOURCE,
    },
}
"""The kinds of skills that a container accepts."""


def network_policy(secret: Mapping[str, Any], **flags: Any) -> Object:
    """Return the attribute with the network access of a container. ``secret`` has the flags of the secret values."""
    return Object(
        {
            "type": String(
                required=True,
                enum=("allowlist", "disabled"),
                server_default="disabled",
                doc="`disabled` (no network) or `allowlist` (`allowed_domains` only).",
            ),
            "allowed_domains": SetOf(
                String(),
                optional=True,
                min_items=1,
                doc="The domains that the container can reach.",
            ),
            "domain_secrets": ListOf(
                Object(
                    {
                        "domain": String(
                            required=True, min_length=1, doc="The domain that the secret is for."
                        ),
                        "name": String(
                            required=True,
                            min_length=1,
                            doc="The name by which code in the container refers to the secret.",
                        ),
                        "value": String(
                            required=True,
                            min_length=1,
                            max_length=10_485_760,
                            doc="The secret. The provider sends it to the API. Terraform never stores it.",
                            **secret,
                        ),
                    }
                ),
                optional=True,
                unread=True,
                min_items=1,
                doc="Secrets that OpenAI adds to requests to these domains. Code in the container cannot read them.",
            ),
        },
        optional=True,
        check=OfKind(
            needed={"allowlist": ("allowed_domains",)},
            possible={"allowlist": ("domain_secrets",), "disabled": ()},
        ),
        doc="The network access of the container. Defaults to no access.",
        **flags,
    )


def arguments(*, kept: bool) -> dict[str, Attribute]:
    """Return the arguments of a container. With ``kept`` for the resource (a change replaces it), else for the ephemeral resource."""
    flags: dict[str, Any] = {"replace": True} if kept else {}
    return {
        "name": String(required=True, doc="The name of the container.", **flags),
        "expires_after": Object(
            {
                "anchor": String(
                    required=True,
                    enum=("last_active_at",),
                    doc="The moment from which the minutes count: `last_active_at`.",
                ),
                "minutes": Integer(
                    required=True,
                    minimum=1,
                    doc="The minutes after which an unused container expires, at least 1.",
                ),
            },
            optional=True,
            server_default={"anchor": "last_active_at", "minutes": DEFAULT_MINUTES},
            doc=f"When an unused container expires. Defaults to {DEFAULT_MINUTES} minutes after its last use.",
            **flags,
        ),
        "file_ids": SetOf(
            String(),
            optional=True,
            unread=True,
            doc="The ids of uploaded files to copy into the container.",
            answer_doc="The ids of the files that were copied into the container.",
            **flags,
        ),
        "memory_limit": String(
            optional=True,
            enum=("1g", "4g", "16g", "64g"),
            server_default="1g",
            doc="The memory of the container: `1g`, `4g`, `16g` or `64g`. Defaults to `1g`.",
            **flags,
        ),
        "network_policy": network_policy(
            {"sensitive": True, "write_only": True} if kept else {"sensitive": True}, **flags
        ),
        "skills": Dynamic(
            ListOf(of_kinds(SKILLS, "The kind of skill")),
            optional=True,
            unread=True,
            doc="The skills to add to the container, by reference or inline.",
            **flags,
        ),
    }


RESULTS: Mapping[str, Attribute] = {
    "status": String(
        computed=True, volatile=True, doc="The state of the container, such as `running`."
    ),
    "created_at": created_at("container"),
    "last_active_at": Integer(
        computed=True,
        volatile=True,
        doc="When the container was last used, in seconds since 1970. To read the container counts as use.",
    ),
}
