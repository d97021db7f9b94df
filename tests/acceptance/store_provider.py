"""A provider with the published resources for keys, which appends each key that it receives to a file.

It stands for the providers of the secret stores, which are not available in tests. Terraform checks configurations against the same
schemas, and stores what these resources would store.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from provider_shim.vocabulary.operations import ApplyResult, PlanResult, ReadResult
from provider_shim.vocabulary.schema import (
    Attribute,
    Dynamic,
    Integer,
    ListOf,
    MapOf,
    Object,
    Schema,
    String,
)
from provider_shim.vocabulary.values import UNKNOWN
from tests.published_schemas import PUBLISHED

LOG = "RECEIVED_KEYS"
"""The environment variable with the path of the file."""


def _attributes(type_name: str) -> dict[str, Attribute]:
    published = PUBLISHED[type_name]
    metadata = ListOf(
        Object({"name": String(optional=True), "namespace": String(optional=True)}), required=True
    )
    secret = String(optional=True, write_only=True)
    return {
        **{name: Dynamic(optional=True) for name in published.optional},
        **{name: String(required=True) for name in published.required},
        **({"metadata": metadata} if "metadata" in published.required else {}),
        published.write_only: MapOf(String(), optional=True, write_only=True)
        if type_name == "kubernetes_secret_v1"
        else secret,
        published.version: Integer(optional=True),
        "id": String(computed=True),
    }


class Store:
    """One resource."""

    description = "A secret."
    identity_names: tuple[str, ...] = ()

    def __init__(self, type_name: str) -> None:
        self.type_name = type_name
        self.schema = Schema(_attributes(type_name))
        self.published = PUBLISHED[type_name]


class Stores:
    """The provider."""

    schema = Schema({"features": Dynamic(optional=True)})

    def __init__(self) -> None:
        self.resources = {name: Store(name) for name in PUBLISHED}
        self.data_sources: dict[str, Any] = {}
        self.ephemeral_resources: dict[str, Any] = {}
        self.list_resources: dict[str, Any] = {}
        self.actions: dict[str, Any] = {}
        self.functions: dict[str, Any] = {}

    def validate_configuration(self, config: dict[str, Any]) -> list[Any]:
        return []

    def configure(self, config: dict[str, Any], *, terraform_version: str) -> list[Any]:
        return []

    def stop(self) -> None:
        """Nothing runs."""

    def end(self) -> None:
        """Nothing is noted."""

    def validate_resource(self, type_name: str, config: dict[str, Any]) -> list[Any]:
        return []

    def upgrade_state(self, type_name: str, version: int, raw: dict[str, Any]) -> dict[str, Any]:
        return raw

    def read(self, type_name: str, state: dict[str, Any], private: bytes) -> ReadResult:
        return ReadResult(state=state)

    def plan(
        self,
        type_name: str,
        prior: dict[str, Any] | None,
        proposed: dict[str, Any] | None,
        config: dict[str, Any] | None,
        private: bytes,
    ) -> PlanResult:
        if proposed is None:
            return PlanResult(planned=None)
        published = self.resources[type_name].published
        planned = {**proposed, published.write_only: None}
        if prior is None:
            planned["id"] = UNKNOWN
        return PlanResult(planned=planned)

    def apply(
        self,
        type_name: str,
        prior: dict[str, Any] | None,
        planned: dict[str, Any] | None,
        config: dict[str, Any] | None,
        private: bytes,
    ) -> ApplyResult:
        if planned is None or config is None:
            return ApplyResult(state=None)
        published = self.resources[type_name].published
        if prior is None or prior[published.version] != planned[published.version]:
            with Path(os.environ[LOG]).open("a", encoding="utf-8") as file:
                file.write(json.dumps([type_name, config[published.write_only]]) + "\n")
        return ApplyResult(state={**planned, "id": f"{type_name}-1"})


if __name__ == "__main__":
    from provider_shim.protocol.launch import launch

    def load() -> Any:
        from provider_shim.protocol.procedures import methods

        return methods(Stores())  # type: ignore[arg-type]

    launch(load, os.environ, debug=False)
