"""Attributes that many API objects share, said once. It must not know any one object."""

from __future__ import annotations

from typing import Any

from provider_shim.rules.durations import duration_fault
from provider_shim.rules.kinds import OfKind
from provider_shim.rules.maps import (
    METADATA_KEY,
    METADATA_PAIRS,
    METADATA_VALUE,
    metadata_fault,
    object_fault,
)
from provider_shim.rules.objects import chunking_fault
from provider_shim.vocabulary.schema import (
    AnyOf,
    Attribute,
    Bool,
    Dynamic,
    Integer,
    MapOf,
    Object,
    String,
)

FOREVER = 9_223_372_036_854_775_807
"""The largest 64-bit integer: the API's own limit of seeds."""


def identity(noun: str) -> String:
    """Return the ``id`` attribute of an object that the API names."""
    return String(computed=True, doc=f"The id of the {noun}.")


def created_at(noun: str) -> Integer:
    """Return the ``created_at`` attribute."""
    return Integer(
        computed=True, doc=f"When the {noun} was created, in seconds since 1970 (Unix time)."
    )


def metadata(noun: str, **flags: Any) -> MapOf:
    """Return the ``metadata`` attribute."""
    return MapOf(
        String(),
        optional=True,
        check=metadata_fault,
        doc=f"Up to {METADATA_PAIRS} pairs to attach to the {noun}, for finding it again. Keys have at most {METADATA_KEY} "
        f"characters, values at most {METADATA_VALUE}.",
        answer_doc=f"The pairs that are attached to the {noun}.",
        **flags,
    )


def metadata_filter(of: str, more: str = "") -> MapOf:
    """Return the ``metadata`` attribute of a list of objects; ``more`` is what else to know of it."""
    doc = f"Only {of} whose metadata has all of these pairs, at most {METADATA_PAIRS}. {more}"
    return MapOf(String(), optional=True, check=metadata_fault, doc=doc.rstrip())


_WAITED_FOR = {"delete": "for work in progress to end before the object is deleted"}


def timeouts(**operations: str) -> Object:
    """Return the ``timeouts`` attribute: names of operations, with how long they may take by default."""
    return Object(
        {
            name: String(
                optional=True,
                check=duration_fault,
                doc=f"How long to wait {_WAITED_FOR.get(name, f'for the object to be ready after {name}')}, as a duration such as "
                f"`30m`. Defaults to `{default}`.",
            )
            for name, default in operations.items()
        },
        optional=True,
        local=True,
        doc="How long operations may take.",
    )


DEFAULT_TIMEOUT = "30m"


def acting_project(**flags: Any) -> String:
    """Return the ``project_id`` attribute of what may belong to another project than the provider's."""
    return String(
        optional=True,
        local=True,
        min_length=1,
        doc="The id of the project to act for, sent as the header `OpenAI-Project`. The key must belong to it. Defaults to `project` of "
        "the provider.",
        **flags,
    )


def order(default: str = "Defaults to `desc`.") -> String:
    """Return the ``order`` filter of a list, with a sentence on what the API does without it."""
    return String(
        optional=True,
        enum=("asc", "desc"),
        doc=f"The order by creation: `asc` (oldest first) or `desc` (newest first). {default}",
    )


def free_json(doc: str, **flags: Any) -> Dynamic:
    """Return an attribute for any JSON value, such as a JSON Schema: written as a value, not as a JSON string."""
    return Dynamic(doc=doc, **flags)


def json_object(doc: str, **flags: Any) -> Dynamic:
    """Return an attribute for a JSON object with any members, such as a JSON Schema."""
    return free_json(doc, check=object_fault, **flags)


def function_definition(doc: str) -> Object:
    """Return what describes a function that a model may call."""
    return Object(
        {
            "name": String(
                required=True,
                pattern=r"[A-Za-z0-9_-]{1,64}",
                doc="The name of the function: letters, digits, underscores and dashes, at most 64.",
            ),
            "description": String(
                optional=True,
                doc="What the function does, from which the model decides when and how to call it.",
            ),
            "parameters": json_object(
                "The parameters that the function accepts, as a JSON Schema object. Left out, the function has none.",
                optional=True,
            ),
            "strict": Bool(
                optional=True,
                server_default=False,
                doc="Whether the model must follow the schema of `parameters` exactly. Defaults to `false`.",
            ),
        },
        optional=True,
        doc=doc,
    )


def json_schema_format() -> Object:
    """Return what describes structured output."""
    return Object(
        {
            "name": String(
                required=True,
                pattern=r"[A-Za-z0-9_-]{1,64}",
                doc="The name of the format: letters, digits, underscores and dashes, at most 64.",
            ),
            "description": String(
                optional=True,
                doc="What the format is for, from which the model learns how to answer in it.",
            ),
            "schema": json_object(
                "The schema of the answer, as a JSON Schema object.", optional=True
            ),
            "strict": Bool(
                optional=True,
                server_default=False,
                doc="Whether the model must follow the schema exactly. Defaults to `false`.",
            ),
        },
        optional=True,
        doc='The structured output; required where `type` is `"json_schema"`.',
    )


JSON_SCHEMA_NEEDED = OfKind(needed={"json_schema": ("json_schema",)}, possible={"json_schema": ()})
"""A response format whose type wants a schema has one."""


def string_or(*shapes: Attribute) -> AnyOf:
    """Return a shape that is a string or one of the others."""
    return AnyOf((String(), *shapes))


REASONING_EFFORTS = ("none", "minimal", "low", "medium", "high", "xhigh", "max")

CHUNK_SIZE, CHUNK_OVERLAP = 800, 400
"""Tokens: what the API uses for the strategy `auto`."""


def _same_chunking(known: Any, returned: Any) -> bool:
    """Compare chunking strategies: the API answers `auto` with the numbers that it stands for."""

    def effective(value: Any) -> tuple[int, int]:
        sizes = (value or {}).get("static") or {}
        size, overlap = sizes.get("max_chunk_size_tokens"), sizes.get("chunk_overlap_tokens")
        return (
            CHUNK_SIZE if size is None else size,
            CHUNK_OVERLAP if overlap is None else overlap,
        )

    if "other" in {(known or {}).get("type"), (returned or {}).get("type")}:
        return True  # the API does not know how an old file was split
    return effective(known) == effective(returned)


def chunking_strategy(*, computed: bool = False, **flags: Any) -> Object:
    """Return the ``chunking_strategy`` attribute; ``computed`` where the API tells how files were split."""
    return Object(
        {
            "type": String(
                required=True,
                enum=("auto", "static"),
                doc="`auto` (the API's choice) or `static` (by `static`).",
            ),
            "static": Object(
                {
                    "max_chunk_size_tokens": Integer(
                        required=True,
                        minimum=100,
                        maximum=4096,
                        doc="The most tokens in a chunk, from 100 to 4096.",
                    ),
                    "chunk_overlap_tokens": Integer(
                        required=True,
                        minimum=0,
                        doc="The tokens that neighbouring chunks share: at most half of `max_chunk_size_tokens`.",
                    ),
                },
                optional=True,
                computed=computed,
                doc="The sizes of the strategy `static`.",
            ),
        },
        optional=True,
        computed=computed,
        equivalent=_same_chunking,
        check=chunking_fault,
        **{"doc": "How files are split into chunks. Defaults to `auto`.", **flags},
    )
