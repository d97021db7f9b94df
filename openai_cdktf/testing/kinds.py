"""The kinds of blocks in assertions: construct classes, or types in Terraform."""

from __future__ import annotations

from typing import TypeAlias

from openai_cdktf._element import Element

Kind: TypeAlias = type[Element] | str
"""A construct class, such as `VectorStore`, or a type of any provider, such as ``aws_s3_bucket`` or ``data.aws_region``."""

_SECTIONS = {
    "Resource": "resource",
    "DataSource": "data",
    "EphemeralResource": "ephemeral",
    "Action": "action",
    "Query": "list",
    "Provider": "provider",
}
"""The section of the JSON for each class in ``_jsii/elements.js``."""


def section_and_type(kind: Kind) -> tuple[str, str]:
    """Return the section of the JSON and the type in Terraform.

    Raises:
        TypeError: The value is neither a construct class nor a type.
    """
    if isinstance(kind, str):
        section, _, name = kind.rpartition(".")
        return section or "resource", name
    if not hasattr(kind, "_node_class"):
        raise TypeError(f"kind must be a construct class or a type in Terraform, not {kind!r}")
    return _SECTIONS[kind._node_class], kind.TF_RESOURCE_TYPE  # noqa: SLF001 - used inside this library only
