"""Workload identity: providers and their federation rules. Each rule refers to an existing service account."""

from __future__ import annotations

from typing import Any

from openai_sandbox import crud
from openai_sandbox.calls import Answer, Call
from openai_sandbox.errors import invalid

_PROVIDERS = "/organization/workload_identity_providers"
_PROVIDER = f"{_PROVIDERS}/{{workload_identity_provider_id}}"
_RULES = f"{_PROVIDER}/federation_rules"
_RULE = f"{_RULES}/{{workload_identity_federation_rule_id}}"


def create_provider(call: Call) -> Answer:
    """Create a provider. By default it is enabled and uses the discovery document of its issuer."""
    defaults: dict[str, Any] = {
        "description": None,
        "enabled": True,
        "attribute_transformations": [],
        "verification": {"type": "discovery", "discovery_url": None},
    }
    return Answer(body=crud.create(call, {**defaults, **call.body}).wire)


def delete_provider(call: Call) -> Answer:
    """Delete a provider without rules."""
    if call.store.count(f"{call.path}/federation_rules"):
        raise invalid("Delete all federation rules of the workload identity provider first.")
    return crud.delete_item(call)


def create_rule(call: Call) -> Answer:
    """Create a rule."""
    crud.require_parents(call)
    accounts = f"/organization/projects/{call.body['project_id']}/service_accounts"
    account = call.body["service_account_id"]
    if crud.find(call, accounts, account) is None:
        raise crud.missing(f"{accounts}/{account}")
    defaults: dict[str, Any] = {
        "name": None,
        "description": None,
        "enabled": True,
        "permissions": {"type": "service_account_default"},
    }
    return Answer(body=crud.create(call, {**defaults, **call.body}).wire)


def update(call: Call) -> Answer:
    """Update a provider or a rule. Fields that the request omits keep their value."""
    crud.require_parents(call)
    record = crud.load(call)
    crud.change(call, record, {**call.body, "updated_at": call.now})
    return Answer(body=record.wire)


HANDLERS = {
    f"POST {_PROVIDERS}": create_provider,
    f"POST {_PROVIDER}": update,
    f"DELETE {_PROVIDER}": delete_provider,
    f"POST {_RULES}": create_rule,
    f"POST {_RULE}": update,
}
