"""What attributes may be called in constructs, and what classes and modules are called. It must not write source."""

from __future__ import annotations

import keyword
import re
from collections.abc import Collection, Mapping

from provider_shim.vocabulary.schema import Attribute

RESERVED = frozenset(
    (
        # What the base classes of the CDKs have: an attribute of that name would change what they do. A test compares.
        "add_move_target",
        "add_override",
        "cdktf_stack",
        "connection",
        "construct_node_metadata",
        "count",
        "depends_on",
        "for_each",
        "fqn",
        "friendly_unique_id",
        "get_any_map_attribute",
        "get_boolean_attribute",
        "get_boolean_map_attribute",
        "get_list_attribute",
        "get_number_attribute",
        "get_number_list_attribute",
        "get_number_map_attribute",
        "get_string_attribute",
        "get_string_map_attribute",
        "has_resource_move",
        "import_from",
        "interpolation_for_attribute",
        "is_construct",
        "is_terraform_data_source",
        "is_terraform_element",
        "is_terraform_ephemeral_resource",
        "is_terraform_provider",
        "is_terraform_resource",
        "lifecycle",
        "mark_write_only_attribute",
        "meta_attributes",
        "move_from_id",
        "move_to",
        "move_to_id",
        "node",
        "override_logical_id",
        "provider",
        "provisioners",
        "raw_overrides",
        "register_provider_feature_usage",
        "reset_override_logical_id",
        "terraform_generator_metadata",
        "terraform_meta_arguments",
        "terraform_provider_source",
        "terraform_resource_type",
        "to_hcl_terraform",
        "to_metadata",
        "to_string",
        "to_terraform",
        "with_",
        # What our own have.
        "alias",
        "alias_input",
        "cdk",
        "cdk_bases",
        "generate_config_for_import",
        "mro",
        "reset_alias",
        "scope",
        "unbound",
    )
)
TYPES = frozenset(("bool", "float", "str"))
"""Builtin types that the source names within classes."""

RESERVED_INSIDE = frozenset(("advice", "creation_stack", "mro", "resolve", "shape", "to_string"))
"""What the reference classes of nested objects have."""


def check_names(owner: str, attributes: Mapping[str, Attribute], reserved: frozenset[str]) -> None:
    """Refuse names that would mean something else in Python, or to the CDK.

    Raises:
        ValueError: there is one.
    """
    derived = {f"{name}_input" for name in attributes} | {
        f"{verb}_{name}" for name in attributes for verb in ("reset", "put")
    }
    for name in attributes:
        if not re.fullmatch(r"[a-z][a-z0-9_]*", name) or keyword.iskeyword(name):
            reason = "is no name that Python can have"
        elif name in reserved | TYPES:
            reason = "is taken by the CDK or by the constructs' own base classes"
        elif name in derived:
            reason = "is the name of a method or property of another attribute"
        else:
            continue
        raise ValueError(
            f"{owner}: the attribute `{name}` {reason}. Declare it by another name, with `wire`"
        )


def struct_source(name: str, attributes: Mapping[str, Attribute]) -> str:
    """Return the attribute whose structs an attribute takes: the one whose write-only form it is, else itself."""
    attribute = attributes[name]
    stored = attribute.wire or name
    return stored if attribute.write_only and stored in attributes else name


def struct_name(name: str, constructs: Collection[str]) -> str:
    """Return what a struct is called: otherwise than any construct."""
    return f"{name}Struct" if name in constructs else name


def pascal(name: str) -> str:
    """Return a name as part of the name of a class."""
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))


def snake(prefix: str) -> str:
    """Return a prefix of classes as a prefix of modules."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", prefix).lower() + "_" if prefix else ""
