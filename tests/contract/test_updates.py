"""An update sends the fields that OpenAI's document requires, and objects that are sent as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from openai_sandbox.document import load
from openai_sandbox.document_operations import Operation, Operations
from provider_shim.provider import Provider
from provider_shim.vocabulary.rest import create_body
from tests.contract.conftest import REGISTRY
from tests.contract.document_shapes import leaves
from tests.contract.managed import Managed
from tests.contract.samples import Samples
from tests.contract.sdk_methods import shape
from tests.contract.selection import updates
from tests.contract.test_lifecycle import removed_out_of_band
from tests.sandbox import DOCUMENT, Sandbox
from tests.terraform_core import configured


def required(operation: Operation) -> set[str]:
    """Return the fields that every form of an operation's body requires."""
    bodies = [operation.body_schema(media_type) or {} for media_type in operation.raw_bodies]
    forms = [set(leaf.get("required", ())) for body in bodies for leaf in leaves(body)]
    return set.intersection(*forms) if forms else set()


UPDATES: Mapping[tuple[str, str], set[str]] = {
    (one.method, shape(one.template)): required(one) for one in Operations(load(DOCUMENT))
}

CHANGED = [
    (type_name, name)
    for type_name, kind in REGISTRY["resource"].items()
    if kind.endpoint.update is not None
    for name, attribute in kind.schema.items()
    if attribute.configurable
    and updates(kind, name)
    and not (attribute.local or attribute.write_only)
]


SENT_WHOLE = {
    "openai_organization_spend_alert",
    "openai_project_role",
    "openai_project_spend_alert",
    "openai_role",
}
"""Small objects that strict servers need completely, although OpenAI's document does not require it."""


SET_AGAIN = {"openai_organization_spend_limit", "openai_project_spend_limit"}
"""Objects without an id of their own. An update creates them if they do not exist."""


def test_required_fields_of_the_document_are_found() -> None:
    assert UPDATES["POST", "/organization/spend_alerts/{}"] >= {"threshold_amount", "currency"}
    assert UPDATES["POST", "/skills/{}"] == {"default_version"}


@pytest.mark.parametrize("change", CHANGED, ids="-".join)
def test_an_update_sends_required_and_whole_values(
    provider: Provider, sandbox: Sandbox, change: tuple[str, str]
) -> None:
    type_name, name = change
    resource = provider.resources[type_name]
    managed, samples = Managed(provider, type_name), Samples(provider, type_name)
    before, after = (samples.with_attribute(name, variant) for variant in (0, 1))
    managed.apply(**before)
    sandbox.clear_requests()
    managed.apply(**after)
    sent: list[dict[str, Any]] = [
        one["body"] or {}
        for one in sandbox.requests(method=resource.endpoint.update)
        if shape(one["template"]) == shape(resource.endpoint.item)
    ]
    needed = UPDATES.get((str(resource.endpoint.update), shape(resource.endpoint.item)), set())
    assert all(needed <= body.keys() for body in sent)
    if type_name in SENT_WHOLE:
        (body,) = sent or [{}]
        whole = create_body(
            {name: one for name, one in resource.attributes.items() if not one.replace}, after
        )
        assert before[name] == after[name] or whole.keys() <= body.keys()


@pytest.mark.parametrize("change", dict(reversed(CHANGED)).items(), ids=lambda one: one[0])
def test_an_update_of_an_object_deleted_elsewhere_says_to_plan_again(
    provider: Provider, sandbox: Sandbox, change: tuple[str, str]
) -> None:
    type_name, name = change
    managed, samples = Managed(provider, type_name), Samples(provider, type_name)
    before, after = (samples.with_attribute(name, variant) for variant in (0, 1))
    managed.apply(**before)
    provider.begin_run()
    with removed_out_of_band(sandbox, managed):
        planned = managed.plan(**after)
        config = configured(managed.attributes, after)
        result = provider.apply(type_name, managed.state, planned.planned, config, planned.private)
    assert all("plan again without `-refresh=false`" in one.detail for one in result.diagnostics)
    assert bool(result.diagnostics) is (type_name not in SET_AGAIN)
