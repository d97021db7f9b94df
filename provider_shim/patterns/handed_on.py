"""Ephemeral resources that hand on a secret which a managed resource has made in the same run.

In the apply that makes the secret, its id (or version) is unknown while Terraform plans, so Terraform opens the ephemeral
resource after the create, in the same process, and the provider still has the secret in its memory. In every other run the
value is a placeholder, which nobody writes: what takes the secret looks at its version, and that has not changed. Where
something would write the placeholder all the same (it failed in the run that made the secret, or it is made anew),
`placeholder_faults` makes that an error of the plan. It must not know any particular secret.
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
"""What every placeholder begins with: no key begins so, and nothing else contains it."""

_REMEDY = "terraform apply -replace=ADDRESS"

PLACEHOLDER = (
    f"{_MARK} only in the run that made it. To make another one, replace what made it: {_REMEDY}"
)
"""The value in every run but the one that makes the secret: one line, which cannot be mistaken for a secret."""

IS_AVAILABLE = Bool(
    computed=True,
    local=True,
    doc="Whether the secret is there: `true` only in the run that made it. In every other run the secret is a sentence that begins with "
    "`not-available:`.",
)


def handed_on_value(doc: str) -> String:
    """Return the attribute with a secret that is handed on."""
    return String(computed=True, sensitive=True, doc=doc)


def handed_on(call: Call, identity: str, secret: str) -> Values:
    """Return the secret of an object under the name ``secret``, or the placeholder, and which of the two it is."""
    found = call.shown.find(call.type_name, identity)
    return {secret: PLACEHOLDER if found is None else found, "is_available": found is not None}


def how_to_make_another() -> str:
    """Return the sentences of an error that say how to get a secret which can be handed on."""
    return (
        f"Make a new secret, which arrives in the same run: `{_REMEDY}`, where ADDRESS is that of the managed resource that made the "
        "secret, such as openai_project_service_account_api_key.key. (Where that has `rotate_when`, a change of a value in it "
        "does the same.)"
    )


def placeholder_faults(attributes: Mapping[str, Attribute], draft: Draft) -> list[Diagnostic]:
    """Return an error for each argument by which a plan would send the placeholder instead of a secret."""
    if not _sends_secrets(attributes, draft):
        return []
    return [
        error(
            "Secret not available",
            f"`{name}` would be sent a placeholder instead of a secret. OpenAI shows a secret only in the run that makes it: in that run "
            "this resource did not take it, or now it is to be made anew or to be sent its secrets again. "
            f"{how_to_make_another()}",
            (name,),
        )
        for name in _with_placeholder(attributes, draft.config)
    ]


def configuration_faults(
    attributes: Mapping[str, Attribute], config: Mapping[str, Any]
) -> list[Diagnostic]:
    """Return an error for each argument of a provider that is configured with the placeholder."""
    return [
        error(
            "Secret not available",
            f"`{name}` is the placeholder for a secret, which is known only in the run that makes it. A provider needs its key in each run: "
            "use an ephemeral resource without `key_id`, which makes a key for each run and revokes it at the end.",
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
