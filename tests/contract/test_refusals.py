"""Rules for every resource: the error after a rejection ends with advice."""

from __future__ import annotations

import pytest

from provider_shim.engine.resource import Resource
from provider_shim.provider import Provider
from provider_shim.vocabulary.diagnostics import Diagnostic, Severity, has_errors
from provider_shim.vocabulary.identities import display_name
from provider_shim.vocabulary.operations import ApplyResult
from tests.contract.managed import Managed
from tests.contract.samples import Samples
from tests.sandbox import Sandbox
from tests.terraform_core import configured

OWN_STEPS = {"openai_project": '`on_destroy = "leave"`'}
"""The arguments with which a destroy keeps the object."""

NOTHING_TO_DELETE = {
    "openai_agent_environment",
    "openai_audio_transcription",
    "openai_batch",
    "openai_chat_completion",
    "openai_embedding",
    "openai_fine_tune",
    "openai_fine_tuning_job",
    "openai_image_edit",
    "openai_image_generation",
    "openai_model",
    "openai_moderation",
    "openai_organization_user",
    "openai_project_rate_limit",
    "openai_text_to_speech",
    "openai_vector_store_file_batch",
}
"""Objects that the API does not store, that are finished, or that existed before. Their destroy sends no change request."""


def is_deleted(kind: Resource) -> bool:
    return kind.type_name not in NOTHING_TO_DELETE


def is_not_deleted(kind: Resource) -> bool:
    return not is_deleted(kind)


@pytest.fixture
def managed(provider: Provider, resource_type: str) -> Managed:
    return Managed(provider, resource_type)


def last_paragraph(diagnostics: list[Diagnostic]) -> str:
    [error] = [one for one in diagnostics if one.severity is Severity.ERROR]
    return error.detail.rpartition("\n\n")[2]


@pytest.mark.parametrize(("status", "step"), [(422, "apply again"), (405, "`base_url`")])
def test_the_error_of_a_rejected_create_ends_with_advice(
    managed: Managed, sandbox: Sandbox, status: int, step: str
) -> None:
    config = Samples(managed.provider, managed.type_name).minimal()
    planned = managed.plan(**config)
    with sandbox.faults(f"{status}:message=No."):
        result = managed.provider.apply(
            managed.type_name, None, planned.planned, configured(managed.attributes, config), b""
        )
    assert step in last_paragraph(result.diagnostics)


def refused_destroy(managed: Managed, sandbox: Sandbox, status: int) -> ApplyResult:
    state = managed.state or managed.apply(**Samples(managed.provider, managed.type_name).minimal())
    managed.provider.begin_run()  # an object of the same run is not deleted
    writes = [f"{status}:message=No.:method={method}" for method in ("DELETE", "PATCH", "POST")]
    with sandbox.faults(*writes):
        return managed.provider.apply(managed.type_name, state, None, None, managed.private)


@pytest.mark.resources(where=is_not_deleted)
def test_a_destroy_without_a_request_succeeds(managed: Managed, sandbox: Sandbox) -> None:
    result = refused_destroy(managed, sandbox, 400)
    assert result.state is None
    assert not has_errors(result.diagnostics)


@pytest.mark.resources(where=is_deleted)
def test_a_refused_destroy_explains_how_to_stop_managing_the_object(
    managed: Managed, sandbox: Sandbox
) -> None:
    for status in (400, 405, 501):
        result = refused_destroy(managed, sandbox, status)
        assert result.state is not None
        [refusal] = [one for one in result.diagnostics if one.severity is Severity.ERROR]
        name = display_name(result.state)
        assert f"The object is {managed.type_name}" in refusal.detail
        assert f" with the id {result.state['id']}." in refusal.detail
        assert not name or f'"{name}"' in refusal.detail
        step = last_paragraph(result.diagnostics)
        if managed.type_name in OWN_STEPS:
            assert OWN_STEPS[managed.type_name] in step
            continue
        assert "`removed` block" in step
        assert f"from = {managed.type_name}.<name>" in step
        assert "terraform state rm" in step
