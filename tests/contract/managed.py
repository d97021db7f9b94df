"""Calls the provider's operations in this process like Terraform's core, for tests of every declaration.

It must not look inside the provider: what it knows of Terraform is in `tests.terraform_core`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from provider_shim.provider import Provider
from provider_shim.vocabulary.diagnostics import Diagnostic, has_errors, render_path
from provider_shim.vocabulary.operations import PlanResult
from provider_shim.vocabulary.schema import Attribute
from provider_shim.vocabulary.values import is_wholly_known
from tests.terraform_core import apply_faults, configured, plan_faults, proposed_new

Value = dict[str, Any]

NOT_KEPT = {"Change not kept by the API", "Value changed by the API"}
"""Warnings that an API which stores all values never causes."""


@dataclass
class Managed:
    """One resource in a state. It can be created, changed and read like in Terraform."""

    provider: Provider
    type_name: str
    state: Value | None = None
    private: bytes = b""

    @property
    def attributes(self) -> Mapping[str, Attribute]:
        return self.provider.resources[self.type_name].schema.attributes

    def plan(self, **config: Any) -> PlanResult:
        full = configured(self.attributes, config)
        no_errors(self.provider.validate_resource(self.type_name, full))
        wanted = proposed_new(self.attributes, self.state, full)
        result = self.provider.plan(self.type_name, self.state, wanted, full, self.private)
        no_errors(result.diagnostics)
        assert list(plan_faults(self.attributes, self.state, full, result.planned)) == []
        return result

    def takes(self, **config: Any) -> bool:
        """Return whether a configuration is valid, also for an object that was not imported."""
        full = configured(self.attributes, config)
        found = self.provider.validate_resource(self.type_name, full)
        return not has_errors(found) and not any(one.unless_imported for one in found)

    def apply(self, **config: Any) -> Value:
        planned = self.plan(**config)
        assert not planned.requires_replace, f"replaced because of {planned.requires_replace}"
        full = configured(self.attributes, config)
        result = self.provider.apply(
            self.type_name, self.state, planned.planned, full, planned.private
        )
        no_errors(result.diagnostics)
        assert not [one for one in result.diagnostics if one.summary in NOT_KEPT]
        assert result.state is not None
        assert is_wholly_known(result.state), "unknown values after apply"
        assert list(apply_faults(planned.planned, result.state)) == []
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

    def replace(self, **config: Any) -> Managed:
        """Replace the object like Terraform with `create_before_destroy`, and return the new object.

        Terraform plans once with the old state and once without, and passes no private data to the create.
        """
        full = configured(self.attributes, config)
        first = self.plan(**config)
        wanted = proposed_new(self.attributes, None, full)
        no_errors(self.provider.plan(self.type_name, None, wanted, full, first.private).diagnostics)
        self.provider.begin_run()  # that of the apply
        new = Managed(self.provider, self.type_name)
        new.apply(**config)
        self.delete()
        return new

    def destroy(self) -> None:
        """Destroy the object in a separate run."""
        no_errors(self.plan_destroy().diagnostics)
        self.provider.begin_run()
        self.delete()

    def plan_destroy(self) -> PlanResult:
        return self.provider.plan(self.type_name, self.state, None, None, self.private)

    def delete(self) -> None:
        """Delete the object in the current run."""
        result = self.provider.apply(self.type_name, self.state, None, None, self.private)
        no_errors(result.diagnostics)
        assert result.state is None
        self.state = None


def no_errors(diagnostics: list[Diagnostic]) -> None:
    assert not has_errors(diagnostics), "\n".join(
        f"{render_path(d.path)}: {d.summary}: {d.detail}" for d in diagnostics
    )
