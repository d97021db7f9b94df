"""Client certificates: the fields that the API returns, their endpoints, and the verbs of their activations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import DataSource, Resource
from provider_shim.vocabulary.diagnostics import NotFoundError, ProviderError
from provider_shim.vocabulary.rest import Json, Rest, from_json
from provider_shim.vocabulary.schema import Attribute, Bool, Integer, String

VALIDITY: dict[str, Attribute] = {
    "valid_at": Integer(
        computed=True, doc="When the certificate becomes valid, in seconds since 1970."
    ),
    "expires_at": Integer(
        computed=True, doc="When the certificate expires, in seconds since 1970."
    ),
}

NAME = String(computed=True, doc="The name of the certificate.")


def active(where: str) -> Bool:
    """Return the ``active`` attribute."""
    return Bool(
        computed=True, volatile=True, doc=f"Whether the certificate is active in the {where}."
    )


def flattened(item: Mapping[str, Any]) -> Json:
    """Return a certificate with the members of `certificate_details` in addition to its other members."""
    details = item.get("certificate_details")
    fields: Mapping[str, Any] = details if isinstance(details, Mapping) else {}
    names = {"valid_at": "valid_at", "expires_at": "expires_at", "content": "certificate"}
    return {**item, **{ours: fields[theirs] for theirs, ours in names.items() if theirs in fields}}


CERTIFICATES = Rest("/organization/certificates", auth="admin", page=100, reshape=flattened)
OF_PROJECT = Rest(
    "/organization/projects/{project_id}/certificates", auth="admin", page=100, reshape=flattened
)


class Activation(Resource):
    """The activation of an uploaded certificate for the organization or for a project."""

    listed_in: ClassVar[Rest]  # pyright: ignore[reportIncompatibleVariableOverride]  # every one has it

    def create(self, call: Call, planned: Values) -> Values:
        """Activate the certificate. It is not an error if the certificate is already active."""
        return self.state(self._switched(call, planned, "activate"), planned)

    def read(self, call: Call, state: Values) -> Values | None:
        """Look for the certificate in the list. Return None if it is not active."""
        attempted = "list the certificates"
        values = {**state, "id": state["certificate_id"]}
        found = call.listed(self.listed_in, values, attempted)
        if found is None:
            pages = call.pages(self.listed_in, state, attempted, limit=self.listed_in.page)
            try:
                found = next((one for one in pages if one.get("id") == values["id"]), None)
            except NotFoundError:  # the project does not exist
                return None
        return self.state(found, state) if found is not None and found.get("active") else None

    def delete(self, call: Call, state: Values) -> None:
        """Deactivate the certificate. It is not an error if the certificate does not exist."""
        try:
            self._switched(call, state, "deactivate")
        except NotFoundError:
            return

    def _switched(self, call: Call, values: Values, verb: str) -> Json:
        answer = call.send(
            self.endpoint,
            f"{self.listed_in.collection}/{verb}",
            values,
            f"{verb} the certificate",
            method="POST",
            body={"certificate_ids": [values["certificate_id"]]},
        ).body
        data = answer.get("data")
        items = [one for one in data if isinstance(one, dict)] if isinstance(data, list) else []
        return next((one for one in items if one.get("id") == values["certificate_id"]), {})


class OneOfProject(DataSource):
    """A certificate of a project. The API only lists them."""

    def read(self, call: Call, config: Values) -> Values:
        """Look for the certificate in the list, by its id or its name."""
        by = "certificate_id" if config["certificate_id"] is not None else "name"
        wire = "id" if by == "certificate_id" else by
        pages = call.pages(self.endpoint, config, "list the certificates", limit=self.endpoint.page)
        found = [one for one in pages if one.get(wire) == config[by]]
        if len(found) == 1:
            return from_json(self.attributes, self.reshape(found[0]), config)
        condition = f'of the project whose {by} is "{config[by]}"'
        if not found:
            raise ProviderError("Not found", f"There is no certificate {condition}.", (by,))
        ids = ", ".join(str(one.get("id")) for one in found)
        raise ProviderError(
            "Ambiguous name",
            f"There are {len(found)} certificates {condition}: {ids}. Use `certificate_id`.",
            (by,),
        )
