"""``openai_secret_delivery``: a record in the state that a secret was delivered. It has no object at OpenAI."""

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
    """A record that a secret, which OpenAI shows only once, was delivered to a secret store. It protects the store from a placeholder.

    An ephemeral resource with a `key_id` has the secret only in the run that creates the secret. In every other run it has a
    placeholder. If the resource of the secret store fails in that run, or is created again later, it would receive the placeholder.
    Resources of this provider refuse the placeholder, but resources of other providers cannot recognize it. With this resource,
    the plan of such a run is an error that explains how to create a new secret.

    This resource exists only in the state. It sends nothing to OpenAI, and it cannot be imported. It must have the same provider
    configuration as the resource that creates the secret.
    """

    type_name = "openai_secret_delivery"
    endpoint = Rest("/organization/secret_deliveries")
    remote = False
    importable = False
    schema = Schema(
        {
            "id": String(
                computed=True, local=True, doc="A random id, which the provider generates."
            ),
            "secret_version": Integer(
                required=True,
                local=True,
                doc="The `secret_version` of the resource that creates the secret.",
            ),
            "delivered_to": SetOf(
                String(),
                required=True,
                local=True,
                min_items=1,
                doc="The ids of all resources that receive the secret, such as `aws_secretsmanager_secret_version.key.id`. Use attributes "
                "that are unknown until the resource is created.",
            ),
        }
    )

    def modify_plan(self, draft: Draft) -> None:
        """Refuse a plan in which a resource would receive the secret in a run that does not create it."""
        version = draft.planned["secret_version"]
        if version is UNKNOWN or draft.shown.has_version(int(version)) or _was_delivered(draft):
            return
        draft.diagnostics.append(
            error(
                "Secret not available",
                "A resource in `delivered_to` would receive a placeholder instead of the secret. OpenAI shows a secret only in the run that "
                "creates it. In that run the resource did not receive the secret, or the resource is now created again. "
                f"{how_to_make_another()}",
                ("secret_version",),
            )
        )

    def create(self, call: Call, planned: Values) -> Values:  # noqa: ARG002 - nothing is sent
        """Record the delivery under a random id."""
        return {**planned, "id": uuid.uuid4().hex}

    def read(self, call: Call, state: Values) -> Values | None:  # noqa: ARG002 - nothing is read
        """Return the record unchanged: it exists only in the state."""
        return state

    def update(self, call: Call, prior: Values, planned: Values) -> Values:  # noqa: ARG002 - nothing is sent
        """Record the next delivery."""
        return {**planned, "id": prior["id"]}

    def delete(self, call: Call, state: Values) -> None:
        """Do nothing: the record exists only in the state."""

    def import_state(self, identity: str) -> Values:  # noqa: ARG002 - there is none
        """Refuse the import: there is no object to import.

        Raises:
            ProviderError: always.
        """
        raise ProviderError(
            "Import impossible",
            "A delivery exists only in the state, so there is nothing to import. Add the resource to the configuration, and rotate the secret.",
        )


def _was_delivered(draft: Draft) -> bool:
    """Return whether the state records that all resources in `delivered_to` received this secret."""
    if draft.prior is None or draft.prior["secret_version"] != draft.planned["secret_version"]:
        return False
    before, wanted = draft.prior["delivered_to"], draft.planned["delivered_to"]
    return isinstance(wanted, list) and all(_is_in(one, before) for one in wanted)


def _is_in(one: Any, before: list[Any]) -> bool:
    return one is not UNKNOWN and one in before
