"""Drives the provider's operations in process as Terraform's core does, for tests of every declaration.

It must not look inside the provider: what it knows of Terraform is written here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from provider_shim.diagnostics import Diagnostic, has_errors, render_path
from provider_shim.operations import PlanResult
from provider_shim.provider import Provider
from provider_shim.schema import Attribute, ListOf, MapOf, Object
from provider_shim.values import UNKNOWN, is_wholly_known

Value = dict[str, Any]


def complete(attributes: Mapping[str, Attribute], values: Mapping[str, Any]) -> Value:
    """Return a configuration with null for all that is not set, at every depth, as Terraform sends it."""
    return {name: _complete(attribute, values.get(name)) for name, attribute in attributes.items()}


def _complete(attribute: Attribute, value: Any) -> Any:
    match attribute, value:
        case Object(), dict():
            return complete(attribute.attributes, value)
        case ListOf(), list():
            return [_complete(attribute.element, item) for item in value]
        case MapOf(), dict():
            return {key: _complete(attribute.element, item) for key, item in value.items()}
        case _:
            return value


def proposed(attributes: Mapping[str, Attribute], prior: Value | None, config: Value) -> Value:
    """Return Terraform's merge: the configuration, and the state where the configuration leaves computed values open."""
    return {
        name: _proposed(attribute, (prior or {}).get(name), config[name])
        for name, attribute in attributes.items()
    }


def _proposed(attribute: Attribute, prior: Any, config: Any) -> Any:
    if attribute.write_only:
        return None
    if config is None:
        return prior if attribute.computed else None
    match attribute, config:
        case Object(), dict():
            return proposed(
                attribute.attributes, prior if isinstance(prior, dict) else None, config
            )
        case ListOf(element=Object() as element), list():
            before = prior if isinstance(prior, list) else []
            return [
                _proposed(element, before[i] if i < len(before) else None, item)
                for i, item in enumerate(config)
            ]
        case MapOf(element=Object() as element), dict():
            return {
                key: _proposed(element, (prior or {}).get(key), item)
                for key, item in config.items()
            }
        case _:
            return config


@dataclass
class Managed:
    """One resource in a state: create it, change it, and look at what Terraform would see."""

    provider: Provider
    type_name: str
    state: Value | None = None
    private: bytes = b""

    @property
    def attributes(self) -> Mapping[str, Attribute]:
        return self.provider.resources[self.type_name].schema.attributes

    def plan(self, **config: Any) -> PlanResult:
        full = complete(self.attributes, config)
        no_errors(self.provider.validate_resource(self.type_name, full))
        wanted = proposed(self.attributes, self.state, full)
        result = self.provider.plan(self.type_name, self.state, wanted, full, self.private)
        no_errors(result.diagnostics)
        return result

    def apply(self, **config: Any) -> Value:
        planned = self.plan(**config)
        assert not planned.requires_replace, f"replaced because of {planned.requires_replace}"
        full = complete(self.attributes, config)
        result = self.provider.apply(
            self.type_name, self.state, planned.planned, full, planned.private
        )
        no_errors(result.diagnostics)
        assert result.state is not None
        assert is_wholly_known(result.state), "unknown values after apply"
        consistent(planned.planned, result.state)
        self.state, self.private = result.state, result.private
        return result.state

    def refresh(self) -> Value | None:
        assert self.state is not None
        result = self.provider.read(self.type_name, self.state, self.private)
        no_errors(result.diagnostics)
        self.state, self.private = result.state, result.private
        return result.state

    def import_(self, identity: str) -> Value | None:
        result = self.provider.import_state(self.type_name, identity)
        self.state, self.private = result.state, result.private
        return self.refresh()

    def destroy(self) -> None:
        result = self.provider.apply(self.type_name, self.state, None, None, self.private)
        no_errors(result.diagnostics)
        assert result.state is None
        self.state = None


def no_errors(diagnostics: list[Diagnostic]) -> None:
    assert not has_errors(diagnostics), "\n".join(
        f"{render_path(d.path)}: {d.summary}: {d.detail}" for d in diagnostics
    )


def consistent(planned: Any, actual: Any, path: str = "") -> None:
    """Hold a result to its plan as Terraform does: all that was known must be so."""
    if planned is UNKNOWN:
        return
    if isinstance(planned, dict) and isinstance(actual, dict):
        for name, value in planned.items():
            consistent(value, actual[name], f"{path}.{name}")
    elif isinstance(planned, list) and isinstance(actual, list) and len(planned) == len(actual):
        for index, value in enumerate(planned):
            consistent(value, actual[index], f"{path}[{index}]")
    else:
        assert planned == actual, (
            f"inconsistent result at {path}: planned {planned!r}, got {actual!r}"
        )
