"""The common part of all remote procedures: the shapes of values by type, and diagnostics at their attributes."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from provider_shim.engine import peer_attributes
from provider_shim.protocol import convert
from provider_shim.protocol._pb import tfplugin6_pb2 as pb
from provider_shim.protocol.identity import Identity
from provider_shim.protocol.shapes import Shape
from provider_shim.vocabulary.diagnostics import Diagnostic, ProviderError
from provider_shim.vocabulary.operations import Declared, DeclaredList, Managed, Provider
from provider_shim.vocabulary.schema import Schema

Kind = Literal["resources", "data_sources", "ephemeral_resources", "list_resources", "actions"]


class Answering:
    """The declarations of a provider, in the form for messages. Methods run in many threads at the same time."""

    def __init__(self, provider: Provider) -> None:
        self._provider = provider
        self._shape = functools.cache(lambda kind, name: Shape(self._schema(kind, name)))
        self._identity = functools.cache(lambda name: Identity(self._resource(name)))
        self._own_shape = functools.cache(lambda: Shape(self._provider.schema))

    def shown(self, request: Any, diagnostics: Iterable[Diagnostic]) -> list[pb.Diagnostic]:
        """Return the diagnostics of a request, each at its attribute, or at the block if the attribute would show a secret."""
        diagnostics = list(diagnostics)
        if not diagnostics:
            return []
        shape = self._shape_of(request)
        config = getattr(request, "config", None)
        return convert.diagnostics(
            [one.but(path=()) for one in diagnostics]
            if shape is None
            else shape.placed(diagnostics, config)
        )

    def _shape_of(self, request: Any) -> Shape | None:
        """Return the shape to which the paths of a request's diagnostics belong, or None if there is none."""
        match request:
            case pb.ValidateProviderConfig.Request() | pb.ConfigureProvider.Request():
                return self._own_shape()
            case pb.MoveResourceState.Request():
                kind, name = "resources", request.target_type_name
            case pb.ValidateDataResourceConfig.Request() | pb.ReadDataSource.Request():
                kind, name = "data_sources", request.type_name
            case pb.ListResource.Request() | pb.ValidateListResourceConfig.Request():
                kind, name = "list_resources", request.type_name
            case _ if "Ephemeral" in type(request).DESCRIPTOR.full_name:
                kind, name = "ephemeral_resources", request.type_name
            case pb.ValidateActionConfig.Request():
                kind, name = "actions", request.type_name
            case pb.PlanAction.Request() | pb.InvokeAction.Request():
                kind, name = "actions", request.action_type
            case _:
                kind, name = "resources", getattr(request, "type_name", "")
        return self._shape(kind, name) if name in getattr(self._provider, kind) else None

    def _signatures(self) -> dict[str, pb.Function]:
        return {name: convert.function(one) for name, one in self._provider.functions.items()}

    def _resource(self, type_name: str) -> Managed:
        if type_name not in self._provider.resources:
            raise no_such("resource", type_name)
        return self._provider.resources[type_name]

    def _schema(self, kind: Kind, type_name: str) -> Schema:
        declared: Mapping[str, Declared | DeclaredList] = getattr(self._provider, kind)
        if type_name not in declared:
            raise no_such(kind.removesuffix("s").replace("_", " "), type_name)
        return peer_attributes.added(kind, type_name, declared[type_name].schema)

    def _schemas(self, kind: Kind) -> dict[str, pb.Schema]:
        declared: Mapping[str, Declared | DeclaredList] = getattr(self._provider, kind)
        return {
            name: convert.schema(self._schema(kind, name), one.description)
            for name, one in declared.items()
        }


def no_such(what: str, name: str) -> ProviderError:
    """Return the error for a request about a type or a function that does not exist."""
    return ProviderError(
        f"No such {what}",
        f"This version of the provider has no {what} {name!r}. Check the name, or use a newer version of the provider.",
    )
