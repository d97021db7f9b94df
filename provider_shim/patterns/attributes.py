"""Attributes that many API objects share."""

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
"""The largest 64-bit integer, which is the API's limit for seeds."""


def identity(noun: str) -> String:
    """Return the ``id`` attribute of an object whose id comes from the API."""
    return String(computed=True, doc=f"The id of the {noun}.")


def created_at(noun: str) -> Integer:
    """Return the ``created_at`` attribute."""
    return Integer(
        computed=True,
        doc=f"The time at which the {noun} was created, in seconds since 1970 (Unix time).",
    )


def metadata(noun: str, **flags: Any) -> MapOf:
    """Return the ``metadata`` attribute."""
    return MapOf(
        String(),
        optional=True,
        check=metadata_fault,
        doc=f"Up to {METADATA_PAIRS} key-value pairs to attach to the {noun}. A key has at most {METADATA_KEY} characters, a "
        f"value at most {METADATA_VALUE}.",
        answer_doc=f"The key-value pairs that are attached to the {noun}.",
        **flags,
    )


def metadata_filter(of: str, more: str = "") -> MapOf:
    """Return the ``metadata`` filter of a list of objects; ``more`` is a further sentence for its documentation."""
    doc = f"Only {of} whose metadata contains all of these key-value pairs, at most {METADATA_PAIRS}. {more}"
    return MapOf(String(), optional=True, check=metadata_fault, doc=doc.rstrip())


_WAITED_FOR = {"delete": "for running work to end before the object is deleted"}


def timeouts(**operations: str) -> Object:
    """Return the ``timeouts`` attribute, from the default timeout of each operation."""
    return Object(
        {
            name: String(
                optional=True,
                check=duration_fault,
                doc=f"The maximum time to wait {_WAITED_FOR.get(name, f'for the object to be ready after {name}')}, as a duration "
                f"such as `30m`. Defaults to `{default}`.",
            )
            for name, default in operations.items()
        },
        optional=True,
        local=True,
        doc="The timeouts of operations.",
    )


DEFAULT_TIMEOUT = "30m"


def acting_project(**flags: Any) -> String:
    """Return the ``project_id`` attribute of an object that may belong to a project other than the provider's."""
    return String(
        optional=True,
        local=True,
        min_length=1,
        doc="The id of the project for which the provider sends its requests, in the header `OpenAI-Project`. The API key must "
        "have access to this project. Defaults to `project` of the provider.",
        **flags,
    )


def order(default: str = "Defaults to `desc`.") -> String:
    """Return the ``order`` filter of a list, with a sentence about the API's default."""
    return String(
        optional=True,
        enum=("asc", "desc"),
        doc=f"The order by creation: `asc` (oldest first) or `desc` (newest first). {default}",
    )


def free_json(doc: str, **flags: Any) -> Dynamic:
    """Return an attribute for any value of the API that is JSON. The configuration has a value, not a JSON string."""
    return Dynamic(doc=doc, **flags)


def json_object(doc: str, **flags: Any) -> Dynamic:
    """Return an attribute for a JSON object with any members, such as a JSON Schema."""
    return free_json(doc, check=object_fault, keeps_nulls=True, **flags)


def function_definition(doc: str) -> Object:
    """Return the attribute with the definition of a function that a model may call."""
    return Object(
        {
            "name": String(
                required=True,
                pattern=r"[A-Za-z0-9_-]{1,64}",
                doc="The name of the function: at most 64 letters, digits, underscores and dashes.",
            ),
            "description": String(
                optional=True,
                doc="A description of what the function does. The model uses it to decide when and how to call the function.",
            ),
            "parameters": json_object(
                "The parameters that the function accepts, as a JSON Schema object. By default, the function has no parameters.",
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
    """Return the attribute with the format of structured output."""
    return Object(
        {
            "name": String(
                required=True,
                pattern=r"[A-Za-z0-9_-]{1,64}",
                doc="The name of the format: at most 64 letters, digits, underscores and dashes.",
            ),
            "description": String(
                optional=True,
                doc="A description of the purpose of the format. The model uses it to decide how to answer in the format.",
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
        doc='The format of structured output. Required if `type` is `"json_schema"`.',
    )


JSON_SCHEMA_NEEDED = OfKind(needed={"json_schema": ("json_schema",)}, possible={"json_schema": ()})
"""The rule that a response format of the type ``json_schema`` has a schema."""


def string_or(*shapes: Attribute) -> AnyOf:
    """Return a shape that is a string or one of the others."""
    return AnyOf((String(), *shapes))


REASONING_EFFORTS = ("none", "minimal", "low", "medium", "high", "xhigh", "max")

CHUNK_SIZE, CHUNK_OVERLAP = 800, 400
"""The numbers of tokens that the API uses for the strategy `auto`."""


def _same_chunking(known: Any, returned: Any) -> bool:
    """Compare chunking strategies. For `auto`, the API returns the numbers that it uses."""

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
    """Return the ``chunking_strategy`` attribute; ``computed`` if the API returns how files were split."""
    return Object(
        {
            "type": String(
                required=True,
                enum=("auto", "static"),
                doc="The kind of strategy: `auto` (the API chooses the sizes) or `static` (the sizes in `static`).",
            ),
            "static": Object(
                {
                    "max_chunk_size_tokens": Integer(
                        required=True,
                        minimum=100,
                        maximum=4096,
                        doc="The maximum number of tokens in a chunk, from 100 to 4096.",
                    ),
                    "chunk_overlap_tokens": Integer(
                        required=True,
                        minimum=0,
                        doc="The number of tokens that two adjacent chunks share, at most half of `max_chunk_size_tokens`.",
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
        **{
            "doc": "The strategy by which the API splits files into chunks. Defaults to `auto`.",
            **flags,
        },
    )
