"""Ephemeral resources that return a secret which a managed resource created in the same run.

In the apply that creates the secret, its id (or version) is unknown while Terraform plans. Terraform therefore opens the ephemeral
resource after the create, in the same process, and the provider still has the secret in its memory. In every other run, the
value is a placeholder. Consumers do not write it, since the version of the secret has not changed. If a consumer would write the
placeholder (because it failed in the run that created the secret, or is created again), `placeholder_faults` makes the plan fail.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from provider_shim.api.masking import secrets_in
from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import Draft
from provider_shim.patterns.secrets_version import VERSION, will_be_sent_again
from provider_shim.vocabulary.diagnostics import Diagnostic, error
from provider_shim.vocabulary.schema import Attribute, Bool, String

_MARK = "not-available: OpenAI showed this secret"
"""The beginning of every placeholder. No key begins with it, and no other value contains it."""

_REMEDY = "terraform apply -replace=ADDRESS"

PLACEHOLDER = f"{_MARK} only in the run that created it. To create a new one, replace the managed resource: {_REMEDY}"
"""The value in every run except the one that creates the secret. It is one line, which cannot be confused with a secret."""

IS_AVAILABLE = Bool(
    computed=True,
    local=True,
    doc="Whether the secret is available. `true` only in the run that created the secret. In every other run, the secret is a "
    "placeholder that begins with `not-available:`.",
)


def handed_on_value(doc: str) -> String:
    """Return the attribute with the secret."""
    return String(computed=True, sensitive=True, doc=doc)


def handed_on(call: Call, identity: str, secret: str) -> Values:
    """Return the secret of an object (or the placeholder) in the attribute ``secret``, and the value of ``is_available``."""
    found = call.shown.find(call.type_name, identity)
    return {secret: PLACEHOLDER if found is None else found, "is_available": found is not None}


def how_to_make_another() -> str:
    """Return the sentences of an error that explain how to create a new secret."""
    return (
        f"Create a new secret, which is available in the same run: `{_REMEDY}`. ADDRESS is the address of the managed resource that "
        "created the secret, such as openai_project_service_account_api_key.key. (If that resource has `rotate_when`, you can also "
        "change a value in it.)"
    )


def placeholder_faults(attributes: Mapping[str, Attribute], draft: Draft) -> list[Diagnostic]:
    """Return an error for each argument that would receive the placeholder instead of a secret."""
    if not _sends_secrets(attributes, draft):
        return []
    return [
        error(
            "Secret not available",
            f"The value of `{name}` would be a placeholder instead of a secret. OpenAI shows a secret only in the run that "
            "creates it. This resource did not receive the secret in that run, or the plan creates it again or sends its secrets "
            "again. "
            f"{how_to_make_another()}",
            (name,),
        )
        for name in _with_placeholder(attributes, draft.config)
    ]


def configuration_faults(
    attributes: Mapping[str, Attribute], config: Mapping[str, Any]
) -> list[Diagnostic]:
    """Return an error for each argument of a provider configuration that has the placeholder."""
    return [
        error(
            "Secret not available",
            f"The value of `{name}` is the placeholder for a secret, which is available only in the run that creates it. A "
            "provider needs its key in every run: use an ephemeral resource without `key_id`, which creates a key for each run "
            "and revokes it at the end.",
            (name,),
        )
        for name in _with_placeholder(attributes, config)
    ]


def _with_placeholder(
    attributes: Mapping[str, Attribute], config: Mapping[str, Any]
) -> Iterator[str]:
    for name, attribute in attributes.items():
        if any(_MARK in text for text in secrets_in({name: attribute}, config)):
            yield name


def _sends_secrets(attributes: Mapping[str, Attribute], draft: Draft) -> bool:
    if draft.prior is None or draft.replace:
        return True
    return will_be_sent_again(draft) if VERSION in attributes else not draft.is_unchanged()
