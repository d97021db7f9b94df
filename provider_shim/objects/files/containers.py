"""What the kinds of ``openai_container`` have in common: the attributes. It must not send anything."""

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
"""States in which nothing is left but the name."""

DEFAULT_MINUTES = 20


_SOURCE = Object(
    {
        "type": String(required=True, enum=("base64",), doc="How it is given: `base64`."),
        "media_type": String(
            required=True, enum=("application/zip",), doc="What it is: `application/zip`."
        ),
        "data": String(
            required=True,
            min_length=1,
            max_length=70_254_592,
            doc="The zip file of the skill, as base64.",
        ),
    },
    required=True,
    doc="The inline skill itself.",
)

SKILLS: Kinds = {
    "skill_reference": {
        "skill_id": String(
            required=True,
            min_length=1,
            max_length=64,
            doc="The id of the skill to refer to: an `openai_skill`, or one of OpenAI's own, such as `openai-spreadsheets`.",
        ),
        "version": String(
            optional=True,
            doc="The version to refer to: a number or `latest`. Left out, the default version.",
        ),
    },
    "inline": {
        "name": String(required=True, doc="The name of the inline skill."),
        "description": String(required=True, doc="What the inline skill is for."),
        "source": _SOURCE,
    },
}
"""The kinds of skills that a container takes."""


def network_policy(secret: Mapping[str, Any], **flags: Any) -> Object:
    """Return what a container may reach; ``secret`` says how secrets are kept."""
    return Object(
        {
            "type": String(
                required=True,
                enum=("allowlist", "disabled"),
                server_default="disabled",
                doc="`disabled` (no network) or `allowlist` (`allowed_domains` only).",
            ),
            "allowed_domains": SetOf(
                String(), optional=True, min_items=1, doc="The domains that may be reached."
            ),
            "domain_secrets": ListOf(
                Object(
                    {
                        "domain": String(
                            required=True, min_length=1, doc="The domain that the secret is for."
                        ),
                        "name": String(
                            required=True, min_length=1, doc="The name by which code refers to it."
                        ),
                        "value": String(
                            required=True,
                            min_length=1,
                            max_length=10_485_760,
                            doc="The secret. It is sent to the API and never stored by Terraform.",
                            **secret,
                        ),
                    }
                ),
                optional=True,
                unread=True,
                min_items=1,
                doc="Secrets that requests to these domains are given; code in the container does not see them.",
            ),
        },
        optional=True,
        check=OfKind(
            needed={"allowlist": ("allowed_domains",)},
            possible={"allowlist": ("domain_secrets",), "disabled": ()},
        ),
        doc="What the container may reach over the network. Left out, nothing.",
        **flags,
    )


def arguments(*, kept: bool) -> dict[str, Attribute]:
    """Return the arguments of a container, where it is kept in a state (changes replace it) or where it is not."""
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
                    required=True, minimum=1, doc="The minutes until an unused container expires."
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
            ListOf(of_kinds(SKILLS, "How the skill is given")),
            optional=True,
            unread=True,
            doc="The skills to put into the container, by reference or inline.",
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
        doc="When the container was last used, in seconds since 1970; to look at it is to use it.",
    ),
}
