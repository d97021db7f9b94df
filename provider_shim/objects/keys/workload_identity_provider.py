"""``openai_workload_identity_provider``: whose tokens programs may show instead of a key."""

from __future__ import annotations

from provider_shim.engine.resource import Resource
from provider_shim.patterns.attributes import created_at, identity, json_object, order
from provider_shim.patterns.lookups import ListAll, Lookup, list_all_schema, lookup_schema
from provider_shim.rules.kinds import OfKind
from provider_shim.vocabulary.rest import Json, Rest
from provider_shim.vocabulary.schema import (
    Bool,
    Integer,
    ListOf,
    Object,
    Schema,
    String,
    dynamic_object,
)


def _with_discovery_url(body: Json) -> Json:
    """Return a body with null for an address of discovery that is not given: the API requires the member."""
    verification = body.get("verification")
    if isinstance(verification, dict) and verification.get("type") == "discovery":
        return {**body, "verification": {"discovery_url": None, **verification}}
    return body


class WorkloadIdentityProvider(Resource):
    """An issuer of tokens, such as a cloud or a CI system, whose tokens programs may show instead of an API key.

    Which tokens stand for which service account is said by `openai_workload_identity_federation_rule`. The API deletes a
    provider only when it has no rules any more.
    """

    type_name = "openai_workload_identity_provider"
    endpoint = Rest(
        "/organization/workload_identity_providers",
        auth="admin",
        page=100,
        outgoing=_with_discovery_url,
    )
    schema = Schema(
        {
            "id": identity("provider"),
            "name": String(required=True, doc="The name of the provider."),
            "type": String(
                optional=True,
                computed=True,
                default="oidc",
                replace=True,
                enum=("oidc",),
                doc="The kind of provider. Defaults to `oidc` (OpenID Connect).",
            ),
            "issuer": String(
                required=True,
                doc="Who issues the tokens: their claim `iss`, such as `https://token.actions.githubusercontent.com`.",
            ),
            "audience": String(
                required=True, doc="Who the tokens are issued for: their claim `aud`."
            ),
            "description": String(optional=True, doc="What the provider is for."),
            "enabled": Bool(
                optional=True,
                computed=True,
                default=True,
                doc="Whether its tokens are accepted. Defaults to `true`.",
            ),
            "attribute_transformations": ListOf(
                Object(
                    {
                        "attribute": String(
                            required=True, doc="The name of the attribute that rules can match."
                        ),
                        "expression": String(
                            required=True, doc="The expression that makes it of the token's claims."
                        ),
                    }
                ),
                optional=True,
                cleared=[],
                doc="Attributes that are made of the claims of a token.",
            ),
            "verification": dynamic_object(
                {
                    "type": String(
                        required=True,
                        enum=("discovery", "uploaded_jwks"),
                        doc="`discovery` (the issuer publishes its keys) or `uploaded_jwks` (they are given here).",
                    ),
                    "discovery_url": String(
                        optional=True,
                        doc="Where the issuer publishes its configuration. Left out, it is found by `issuer`.",
                    ),
                    "jwks": json_object(
                        "The public keys of the issuer, as a JSON Web Key Set; for `uploaded_jwks`.",
                        optional=True,
                    ),
                },
                optional=True,
                computed=True,
                check=OfKind(
                    needed={"uploaded_jwks": ("jwks",)},
                    possible={"discovery": ("discovery_url",), "uploaded_jwks": ()},
                ),
                doc="How the signatures of tokens are verified. Defaults to `discovery`.",
            ),
            "created_at": created_at("provider"),
            "updated_at": Integer(
                computed=True,
                volatile=True,
                doc="When the provider was last changed, in seconds since 1970.",
            ),
        }
    )


class DataWorkloadIdentityProvider(Lookup):
    """A workload identity provider of the organization, by its id or its name."""

    type_name = "openai_workload_identity_provider"
    endpoint = WorkloadIdentityProvider.endpoint
    by = "name"
    schema = lookup_schema(WorkloadIdentityProvider, by)


class DataWorkloadIdentityProviders(ListAll):
    """The workload identity providers of the organization."""

    type_name = "openai_workload_identity_providers"
    endpoint = WorkloadIdentityProvider.endpoint
    items = "providers"
    schema = list_all_schema(WorkloadIdentityProvider, items, {"order": order()})
