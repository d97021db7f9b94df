"""Names in constructs: which names attributes can have, and the names of classes and modules."""

from __future__ import annotations

import keyword
import re
from collections.abc import Collection, Mapping

from provider_shim.vocabulary.schema import Attribute

RESERVED = frozenset(
    (
        # Members of the CDKs' base classes. An attribute with such a name would change their behavior. A test compares them.
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
        # Members of our own base classes.
        "alias",
        "alias_input",
        "cdk",
        "cdk_bases",
        "from_email",
        "from_id",
        "from_model",
        "from_name",
        "generate_config_for_import",
        "mro",
        "reset_alias",
        "scope",
        "unbound",
    )
)
TYPES = frozenset(("bool", "float", "str"))
"""Builtin types that the source uses inside classes."""

RESERVED_INSIDE = frozenset(("advice", "creation_stack", "mro", "resolve", "shape", "to_string"))
"""Members of the reference classes of nested objects."""


def check_names(owner: str, attributes: Mapping[str, Attribute], reserved: frozenset[str]) -> None:
    """Check that no attribute has a name that Python or the CDK uses.

    Raises:
        ValueError: An attribute has such a name.
    """
    derived = {f"{name}_input" for name in attributes} | {
        f"{verb}_{name}" for name in attributes for verb in ("reset", "put")
    }
    for name in attributes:
        if not re.fullmatch(r"[a-z][a-z0-9_]*", name) or keyword.iskeyword(name):
            reason = "is not a valid name in Python"
        elif name in reserved | TYPES:
            reason = "is already used by the CDK or by the base classes of the constructs"
        elif name in derived:
            reason = "is the name of a method or property of another attribute"
        else:
            continue
        raise ValueError(
            f"{owner}: the attribute `{name}` {reason}. Give it another name, and set `wire` to the name of the API"
        )


def struct_source(name: str, attributes: Mapping[str, Attribute]) -> str:
    """Return the attribute whose structs are used: for a write-only form the stored attribute, otherwise the attribute itself."""
    attribute = attributes[name]
    stored = attribute.wire or name
    return stored if attribute.write_only and stored in attributes else name


def struct_name(name: str, constructs: Collection[str]) -> str:
    """Return the name of a struct. It differs from the names of all constructs."""
    return f"{name}Struct" if name in constructs else name


def pascal(name: str) -> str:
    """Return the name in PascalCase, as part of a class name."""
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))


def snake(prefix: str) -> str:
    """Return the prefix of classes as a prefix of modules, in snake_case."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", prefix).lower() + "_" if prefix else ""
