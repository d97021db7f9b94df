"""``openai_secret_delivery``: a note in the state that a secret has arrived; it exists in Terraform alone."""

from __future__ import annotations

import uuid
from typing import Any

from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import Draft, Resource
from provider_shim.patterns.handed_on import how_to_make_another
from provider_shim.vocabulary.diagnostics import ProviderError, error
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import Integer, Schema, SetOf, String
from provider_shim.vocabulary.values import UNKNOWN


class SecretDelivery(Resource):
    """A note that a secret which OpenAI shows once has arrived where it was to go, so that no placeholder is ever stored instead.

    Ephemeral resources with a `key_id` hand a secret on in the run that makes it, and have a placeholder in every other run. If
    what takes the secret fails in that run, or is made anew later, it would be sent the placeholder. Resources of this provider
    refuse it; those of other providers do not know it. With this resource, the plan of such a run is an error that says how to
    make a new secret.

    It exists in the state alone: nothing is sent to OpenAI, and there is nothing to import. It must have the same provider
    configuration as the resource that makes the secret.
    """

    type_name = "openai_secret_delivery"
    endpoint = Rest("/organization/secret_deliveries")
    remote = False
    importable = False
    schema = Schema(
        {
            "id": String(computed=True, local=True, doc="A random id, made by the provider."),
            "secret_version": Integer(
                required=True,
                local=True,
                doc="The `secret_version` of the resource that makes the secret.",
            ),
            "delivered_to": SetOf(
                String(),
                required=True,
                local=True,
                min_items=1,
                doc="The ids of all resources that take the secret, such as `aws_secretsmanager_secret_version.key.id`: each an attribute "
                "that is not known before the resource is made.",
            ),
        }
    )

    def modify_plan(self, draft: Draft) -> None:
        """Refuse a plan by which something would take the secret in a run that does not make it."""
        version = draft.planned["secret_version"]
        if version is UNKNOWN or draft.shown.has_version(int(version)) or _arrived(draft):
            return
        draft.diagnostics.append(
            error(
                "Secret not available",
                "A resource in `delivered_to` would be sent a placeholder instead of the secret. OpenAI shows a secret only in the run that "
                f"makes it: in that run the resource did not take it, or now it is to be made anew. {how_to_make_another()}",
                ("secret_version",),
            )
        )

    def create(self, call: Call, planned: Values) -> Values:  # noqa: ARG002 - nothing is sent
        """Note the delivery, under a random id."""
        return {**planned, "id": uuid.uuid4().hex}

    def read(self, call: Call, state: Values) -> Values | None:  # noqa: ARG002 - nothing is read
        """Return the note as it is: nobody else can change it."""
        return state

    def update(self, call: Call, prior: Values, planned: Values) -> Values:  # noqa: ARG002 - nothing is sent
        """Note the next delivery."""
        return {**planned, "id": prior["id"]}

    def delete(self, call: Call, state: Values) -> None:
        """Forget it."""

    def import_state(self, identity: str) -> Values:  # noqa: ARG002 - there is none
        """Refuse: there is nothing to import."""
        raise ProviderError(
            "Import impossible",
            "A delivery exists in the state alone, so there is nothing to import: write the resource, and rotate the secret.",
        )


def _arrived(draft: Draft) -> bool:
    """Tell whether the state says that this secret has arrived at all that are to have it."""
    if draft.prior is None or draft.prior["secret_version"] != draft.planned["secret_version"]:
        return False
    before, wanted = draft.prior["delivered_to"], draft.planned["delivered_to"]
    return isinstance(wanted, list) and all(_is_in(one, before) for one in wanted)


def _is_in(one: Any, before: list[Any]) -> bool:
    return one is not UNKNOWN and one in before
