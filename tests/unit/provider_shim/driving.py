"""Calls the provider like Terraform, without gRPC: validate, plan, apply, read, destroy, import.

It checks Terraform's rules for every plan, and for every state after apply.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from provider_shim.provider import Provider
from provider_shim.vocabulary.diagnostics import Diagnostic, Severity
from provider_shim.vocabulary.operations import Completed, DataResult, PlanResult, Progress
from provider_shim.vocabulary.values import is_wholly_known
from tests.terraform_core import apply_faults, configured, plan_faults, proposed_new


@dataclass(kw_only=True)
class Instance:
    """Terraform's data of an object: its state (None if it does not exist) and its private data."""

    type_name: str
    state: dict[str, Any] | None = None
    private: bytes = b""
    diagnostics: list[Diagnostic] = field(default_factory=list)

    @property
    def errors(self) -> list[Diagnostic]:
        """The errors of the last operation."""
        return [one for one in self.diagnostics if one.severity is Severity.ERROR]

    @property
    def warnings(self) -> list[Diagnostic]:
        """The warnings of the last operation."""
        return [one for one in self.diagnostics if one.severity is Severity.WARNING]

    def __getitem__(self, name: str) -> Any:
        assert self.state is not None, self.diagnostics
        return self.state[name]


@dataclass(frozen=True, kw_only=True)
class Driver:
    """A provider that is called by Terraform's rules."""

    provider: Provider

    def plan(self, instance: Instance, values: Mapping[str, Any]) -> PlanResult:
        """Validate and plan. Fail for plans that Terraform would reject."""
        attributes = self.provider.resources[instance.type_name].attributes
        config = configured(attributes, values)
        assert not _errors(self.provider.validate_resource(instance.type_name, config))
        proposed = proposed_new(attributes, instance.state, config)
        made = self.provider.plan(
            instance.type_name, instance.state, proposed, config, instance.private
        )
        if not _errors(made.diagnostics):
            assert list(plan_faults(attributes, instance.state, config, made.planned)) == []
        return made

    def has_no_changes(self, instance: Instance, values: Mapping[str, Any]) -> bool:
        """Return whether a plan changes nothing."""
        made = self.plan(instance, values)
        return made.planned == instance.state and not made.requires_replace

    def create(self, type_name: str, values: Mapping[str, Any]) -> Instance:
        """Plan and apply a new object. After an error, the state is a tainted one."""
        return self.update(Instance(type_name=type_name), values)

    def update(self, instance: Instance, values: Mapping[str, Any]) -> Instance:
        """Plan and apply a change in place, or a new object."""
        made = self.plan(instance, values)
        assert not made.requires_replace, made.requires_replace
        assert not _errors(made.diagnostics), made.diagnostics
        attributes = self.provider.resources[instance.type_name].attributes
        config = configured(attributes, values)
        done = self.provider.apply(
            instance.type_name, instance.state, made.planned, config, made.private
        )
        assert is_wholly_known(done.state)
        if not _errors(done.diagnostics):
            assert list(apply_faults(made.planned, done.state)) == []
        return Instance(
            type_name=instance.type_name,
            state=done.state,
            private=done.private,
            diagnostics=done.diagnostics,
        )

    def read(self, instance: Instance) -> Instance:
        """Refresh."""
        assert instance.state is not None, instance.diagnostics
        found = self.provider.read(instance.type_name, instance.state, instance.private)
        return Instance(
            type_name=instance.type_name,
            state=found.state,
            private=found.private,
            diagnostics=found.diagnostics,
        )

    def destroy(self, instance: Instance) -> Instance:
        """Plan and apply a destruction."""
        name = instance.type_name
        made = self.provider.plan(name, instance.state, None, None, instance.private)
        assert made.planned is None
        self.provider.begin_run()
        done = self.provider.apply(name, instance.state, None, None, made.private)
        return Instance(
            type_name=name, state=done.state, private=done.private, diagnostics=done.diagnostics
        )

    def adopt(self, type_name: str, identity: str) -> Instance:
        """Import and refresh."""
        found = self.provider.import_state(type_name, identity)
        return self.read(Instance(type_name=type_name, state=found.state, private=found.private))

    def move(self, provider: str, source_type: str, raw: dict[str, Any], to: str) -> Instance:
        """Take over the state of another provider's resource, and refresh."""
        address = f"registry.terraform.io/{provider}"
        moved = self.provider.move_state(address, source_type, 0, raw, b"", to)
        return self.read(Instance(type_name=to, state=moved.state, private=moved.private))

    def look_up(self, type_name: str, values: Mapping[str, Any]) -> DataResult:
        """Validate and read a data source."""
        config = configured(self.provider.data_sources[type_name].attributes, values)
        diagnostics = self.provider.validate_data_source(type_name, config)
        if _errors(diagnostics):
            return DataResult(state=None, diagnostics=diagnostics)
        return self.provider.read_data_source(type_name, config)

    def invoke(
        self, type_name: str, values: Mapping[str, Any]
    ) -> tuple[list[str], list[Diagnostic]]:
        """Validate and invoke an action, and return its messages and its diagnostics."""
        config = configured(self.provider.actions[type_name].attributes, values)
        assert not _errors(self.provider.validate_action(type_name, config))
        *progress, last = self.provider.invoke_action(type_name, config)
        assert isinstance(last, Completed)
        return [one.message for one in progress if isinstance(one, Progress)], last.diagnostics


def _errors(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    return [one for one in diagnostics if one.severity is Severity.ERROR]
