"""Second names of arguments are null unless the configuration uses them, so that the plan shows each change once."""

from __future__ import annotations

from typing import Any

import pytest

from provider_shim.engine import peer_attributes
from provider_shim.protocol import shapes, spellings
from provider_shim.protocol._pb import tfplugin6_pb2 as pb
from provider_shim.protocol.servicer import Servicer
from provider_shim.provider import Provider
from provider_shim.vocabulary.schema import Schema
from provider_shim.vocabulary.values import UNKNOWN, is_wholly_known
from tests.contract.conftest import REGISTRY
from tests.contract.samples import Samples
from tests.terraform_core import configured, plan_faults, proposed_new

ARGUMENTS = [
    (type_name, first, second)
    for type_name, kind in REGISTRY["resource"].items()
    for first, attribute in kind.schema.items()
    for second in attribute.also
    if attribute.configurable
]

Value = dict[str, Any]


class Terraform:
    """Plans and applies one resource with protocol messages, with all names that Terraform sees."""

    def __init__(self, provider: Provider, type_name: str) -> None:
        self.servicer, self.type_name = Servicer(provider), type_name
        declared: Schema = provider.resources[type_name].schema
        schema = peer_attributes.added("resources", type_name, declared)
        self.attributes = spellings.spelled_out(schema)
        self.type = spellings.whole_type(schema)
        self.state: Value | None = None
        self.private = b""

    def plan(self, config: Value) -> Value:
        full = configured(self.attributes, config)
        proposed = proposed_new(self.attributes, self.state, full)
        answer = self.servicer.plan_resource_change(
            pb.PlanResourceChange.Request(
                type_name=self.type_name,
                prior_state=self.sent(self.state),
                proposed_new_state=self.sent(proposed),
                config=self.sent(full),
                prior_private=self.private,
            )
        )
        assert not answer.diagnostics, answer.diagnostics
        planned: Value = shapes.decoded(self.type, answer.planned_state)
        assert list(plan_faults(self.attributes, self.state, full, planned)) == []
        self.private = answer.planned_private
        return planned

    def apply(self, config: Value) -> Value:
        planned = self.plan(config)
        answer = self.servicer.apply_resource_change(
            pb.ApplyResourceChange.Request(
                type_name=self.type_name,
                prior_state=self.sent(self.state),
                planned_state=self.sent(planned),
                config=self.sent(configured(self.attributes, config)),
                planned_private=self.private,
            )
        )
        assert not [one for one in answer.diagnostics if one.severity == one.ERROR]
        state: Value = shapes.decoded(self.type, answer.new_state)
        assert all(planned[name] in (UNKNOWN, state[name]) for name in spellings_of(planned))
        self.state, self.private = state, answer.private
        return state

    def refresh(self) -> Value:
        answer = self.servicer.read_resource(
            pb.ReadResource.Request(
                type_name=self.type_name, current_state=self.sent(self.state), private=self.private
            )
        )
        self.state = shapes.decoded(self.type, answer.new_state)
        assert self.state is not None
        return self.state

    def sent(self, value: Value | None) -> pb.DynamicValue:
        return shapes.encoded(self.type, value)


def spellings_of(planned: Value) -> list[str]:
    return [name for name, value in planned.items() if is_wholly_known(value)]


def test_arguments_with_second_names_are_found() -> None:
    assert ("openai_project_rate_limit", "max_tokens_per_1_minute", "max_tokens_per_minute") in (
        ARGUMENTS
    )
    assert {"openai_file", "openai_role", "openai_response"} <= {one for one, *_ in ARGUMENTS}


@pytest.mark.parametrize("argument", ARGUMENTS, ids="-".join)
def test_an_unused_second_name_causes_no_warning(
    provider: Provider, argument: tuple[str, str, str]
) -> None:
    type_name, first, second = argument
    terraform, samples = Terraform(provider, type_name), Samples(provider, type_name)
    config = samples.with_attribute(first, 0)
    created = terraform.apply(config)
    assert created[second] is None
    assert created[first] is not None
    assert terraform.refresh()[second] is None
    assert terraform.plan(config) == terraform.state
    other = {**config, first: samples.with_attribute(first, 1)[first]}
    assert terraform.plan(other)[second] is None


@pytest.mark.parametrize("argument", ARGUMENTS, ids="-".join)
def test_a_used_second_name_has_the_value(
    provider: Provider, argument: tuple[str, str, str]
) -> None:
    type_name, first, second = argument
    terraform, samples = Terraform(provider, type_name), Samples(provider, type_name)
    config = samples.with_attribute(first, 0)
    config[second] = config.pop(first)
    created = terraform.apply(config)
    assert created[second] == created[first] is not None
    assert terraform.refresh()[second] == created[second]
    assert terraform.plan(config) == terraform.state


@pytest.mark.parametrize("argument", ARGUMENTS, ids="-".join)
def test_a_second_name_in_an_older_state_causes_no_change(
    provider: Provider, argument: tuple[str, str, str]
) -> None:
    type_name, first, second = argument
    terraform, samples = Terraform(provider, type_name), Samples(provider, type_name)
    config = samples.with_attribute(first, 0)
    created = terraform.apply(config)
    terraform.state = {**created, second: created[first]}
    assert terraform.plan(config) == terraform.state
    assert terraform.plan({**config, first: None, second: config[first]}) == terraform.state


def test_the_second_name_of_a_result_has_the_value(provider: Provider) -> None:
    terraform, samples = Terraform(provider, "openai_project"), Samples(provider, "openai_project")
    created = terraform.apply(samples.minimal())
    assert created["project_id"] == created["id"]
