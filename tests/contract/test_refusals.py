"""What must hold for every resource: a refusal ends with what to do next."""

from __future__ import annotations

import pytest

from provider_shim.provider import Provider
from provider_shim.vocabulary.diagnostics import Diagnostic, Severity
from tests.contract.managed import Managed
from tests.contract.samples import Samples
from tests.sandbox import Sandbox
from tests.terraform_core import configured

OWN_STEPS = {"openai_project": '`on_destroy = "leave"`'}
"""What lets go of an object where its own argument does."""


@pytest.fixture
def managed(provider: Provider, resource_type: str) -> Managed:
    return Managed(provider, resource_type)


def last_paragraph(diagnostics: list[Diagnostic]) -> str:
    [error] = [one for one in diagnostics if one.severity is Severity.ERROR]
    return error.detail.rpartition("\n\n")[2]


@pytest.mark.parametrize(("status", "step"), [(422, "apply again"), (405, "`base_url`")])
def test_refused_create_ends_with_a_next_step(
    managed: Managed, sandbox: Sandbox, status: int, step: str
) -> None:
    config = Samples(managed.provider, managed.type_name).minimal()
    planned = managed.plan(**config)
    with sandbox.faults(f"{status}:message=No."):
        result = managed.provider.apply(
            managed.type_name, None, planned.planned, configured(managed.attributes, config), b""
        )
    if not result.diagnostics:
        return  # nothing was asked
    assert step in last_paragraph(result.diagnostics)


def test_refused_destroy_says_how_to_let_the_object_go(managed: Managed, sandbox: Sandbox) -> None:
    state = managed.apply(**Samples(managed.provider, managed.type_name).minimal())
    for status in (400, 405, 501):
        writes = [f"{status}:message=No.:method={method}" for method in ("DELETE", "PATCH", "POST")]
        with sandbox.faults(*writes):
            result = managed.provider.apply(managed.type_name, state, None, None, managed.private)
        if result.state is None:
            return  # nothing was asked: the API deletes none, or the object was not made by us
        told = last_paragraph(result.diagnostics)
        if managed.type_name in OWN_STEPS:
            assert OWN_STEPS[managed.type_name] in told
            continue
        assert "`removed` block" in told
        assert f"from = {managed.type_name}.<name>" in told
        assert "terraform state rm" in told
