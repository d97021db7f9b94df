"""Rules for every object with an id from the API: after an unclear answer, no second object is created."""

from __future__ import annotations

import pytest

from provider_shim.api.idempotency import idempotency_key
from provider_shim.objects import RESOURCES
from provider_shim.patterns.one_shot import OneShotResource
from provider_shim.provider import Provider
from tests.contract.conftest import configured_provider
from tests.contract.managed import Managed
from tests.contract.samples import Samples
from tests.sandbox import Sandbox
from tests.terraform_core import configured

_NAMED_BY_USER = {
    "openai_organization_user",
    "openai_project_api_key",
    "openai_project_rate_limit",
    "openai_project_user",
}
"""Objects that exist already or can be added twice without a second one, and have an id from the API."""

MADE_ONCE = [
    name
    for name, kind in RESOURCES.items()
    if not (
        kind.schema["id"].local
        or idempotency_key("POST", kind.endpoint.collection)
        or name in _NAMED_BY_USER
    )
    and ("store" in kind.schema or not issubclass(kind, OneShotResource))  # the API stores it
]


@pytest.fixture
def patient_provider(sandbox: Sandbox) -> Provider:
    return configured_provider(sandbox, max_retries=2)


@pytest.mark.parametrize("answer", ["503:code=unavailable", "409:code=busy", "drop-after"])
@pytest.mark.parametrize("type_name", MADE_ONCE)
def test_a_create_is_sent_once_and_the_error_names_the_possible_object(
    patient_provider: Provider, sandbox: Sandbox, type_name: str, answer: str
) -> None:
    managed = Managed(patient_provider, type_name)
    config = Samples(patient_provider, type_name).minimal()
    if "store" in managed.attributes:
        config["store"] = True
    planned = managed.plan(**config)
    sandbox.clear_requests()
    options = "" if answer.startswith("drop") else ":retry-after=0.001"
    with sandbox.faults(f"{answer}{options}:method=POST"):
        result = patient_provider.apply(
            type_name, None, planned.planned, configured(managed.attributes, config), b""
        )
    sent = sandbox.requests(method="POST")
    assert len(sent) == 1, sent
    diagnostics = any("may have created the object" in one.detail for one in result.diagnostics)
    assert diagnostics is (result.state is None), "no object and no error"
