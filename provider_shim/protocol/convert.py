"""Converts declarations, functions and diagnostics to protobuf messages.

Nested objects become nested attributes, never blocks: with blocks, CDKTF would write its iterators as invalid ``dynamic`` blocks. If
the configuration may also use blocks, the attribute has a plain type, for which Terraform accepts both.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from provider_shim.api.masking import can_hold_secrets
from provider_shim.protocol._pb import tfplugin6_pb2 as pb
from provider_shim.protocol.spellings import spelled_out
from provider_shim.vocabulary.diagnostics import Diagnostic, Key, Path, Severity, render_path
from provider_shim.vocabulary.operations import Function, Parameter
from provider_shim.vocabulary.schema import (
    Attribute,
    Collection,
    ListOf,
    MapOf,
    Object,
    Schema,
    SetOf,
    nested_object,
)
from provider_shim.vocabulary.values import CtyType


def schema(declared: Schema, description: str = "") -> pb.Schema:
    """Return the schema of a resource, data source, ephemeral resource or provider."""
    return pb.Schema(
        version=declared.version,
        block=pb.Schema.Block(
            version=declared.version,
            attributes=[attribute(name, inner) for name, inner in spelled_out(declared).items()],
            description=description,
            description_kind=pb.MARKDOWN,
        ),
    )


def attribute(name: str, declared: Attribute) -> pb.Schema.Attribute:
    """Return one attribute with its nested attributes.

    `validation` warns about deprecated secrets, because Terraform's own warning would print the line with the secret.
    """
    deprecated = None if can_hold_secrets(declared) else declared.deprecated
    message = pb.Schema.Attribute(
        name=name,
        description=declared.doc,
        description_kind=pb.MARKDOWN,
        required=declared.required,
        optional=declared.optional,
        computed=declared.computed,
        sensitive=declared.sensitive,
        write_only=declared.write_only,
        deprecated=bool(deprecated),
        deprecation_message=deprecated or "",
    )
    inner = nested_object(declared)
    if inner is None or (isinstance(declared, Collection) and declared.blocks):
        message.type = cty_type(declared.type)
    else:
        message.nested_type.CopyFrom(_nested_type(declared, inner))
    return message


def _nested_type(outer: Attribute, inner: Object) -> pb.Schema.Object:
    return pb.Schema.Object(
        attributes=[attribute(name, member) for name, member in inner.attributes.items()],
        nesting=_nesting(outer),
    )


def _nesting(outer: Attribute) -> pb.Schema.Object.NestingMode:
    match outer:
        case ListOf():
            return pb.Schema.Object.LIST
        case SetOf():
            return pb.Schema.Object.SET
        case MapOf():
            return pb.Schema.Object.MAP
        case _:
            return pb.Schema.Object.SINGLE


def cty_type(declared: CtyType) -> bytes:
    """Return a type in cty's JSON form, as bytes."""
    return json.dumps(declared, separators=(",", ":"), ensure_ascii=False).encode()


def function(declared: Function) -> pb.Function:
    """Return the signature and documentation of a function."""
    message = pb.Function(
        parameters=[_parameter(parameter) for parameter in declared.parameters],
        summary=declared.summary,
        description=declared.description,
        description_kind=pb.MARKDOWN,
    )
    if declared.variadic is not None:
        message.variadic_parameter.CopyFrom(_parameter(declared.variadic))
    # `return` is a keyword in Python, so the code cannot use it as a field name.
    getattr(message, "return").type = cty_type(declared.returns)
    return message


def _parameter(declared: Parameter) -> pb.Function.Parameter:
    return pb.Function.Parameter(
        name=declared.name,
        type=cty_type(declared.type),
        allow_null_value=declared.allow_null,
        allow_unknown_values=declared.allow_unknown,
        description=declared.doc,
        description_kind=pb.MARKDOWN,
    )


def diagnostics(found: Iterable[Diagnostic]) -> list[pb.Diagnostic]:
    """Return diagnostics, each with the path of its attribute if it has one."""
    return [_diagnostic(one) for one in found]


def _diagnostic(diagnostic: Diagnostic) -> pb.Diagnostic:
    """Return a diagnostic at its outermost attribute. The text contains the path inside.

    Terraform 1.11 shows a diagnostic at the whole resource if its path leads inside an attribute.
    """
    error = diagnostic.severity is Severity.ERROR
    inside = f"In {render_path(diagnostic.path)}: " if len(diagnostic.path) > 1 else ""
    return pb.Diagnostic(
        severity=pb.Diagnostic.ERROR if error else pb.Diagnostic.WARNING,
        summary=diagnostic.summary,
        detail=inside + diagnostic.detail,
        attribute=path(diagnostic.path[:1]) if diagnostic.path else None,
    )


def path(steps: Path) -> pb.AttributePath:
    """Return the path of an attribute."""
    message = pb.AttributePath()
    for step in steps:
        match step:
            case Key(name):
                message.steps.add(element_key_string=name)
            case int():
                message.steps.add(element_key_int=step)
            case str():
                message.steps.add(attribute_name=step)
    return message
