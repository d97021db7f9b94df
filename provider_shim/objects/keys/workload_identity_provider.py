"""``openai_workload_identity_provider``: an issuer whose tokens programs can use instead of API keys."""

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
    """Return a body with null for a `discovery_url` that is not set: the API requires the member."""
    verification = body.get("verification")
    if isinstance(verification, dict) and verification.get("type") == "discovery":
        return {**body, "verification": {"discovery_url": None, **verification}}
    return body


class WorkloadIdentityProvider(Resource):
    """An issuer of tokens, such as a cloud or a CI system. Programs can use its tokens instead of an API key.

    To map tokens to a service account, use `openai_workload_identity_federation_rule`. The API deletes a provider only if it
    has no rules.
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
                doc="The issuer of the tokens (their claim `iss`), such as `https://token.actions.githubusercontent.com`.",
            ),
            "audience": String(
                required=True, doc="The audience of the tokens (their claim `aud`)."
            ),
            "description": String(optional=True, doc="The description of the provider."),
            "enabled": Bool(
                optional=True,
                computed=True,
                default=True,
                doc="Whether OpenAI accepts tokens of the provider. Defaults to `true`.",
            ),
            "attribute_transformations": ListOf(
                Object(
                    {
                        "attribute": String(
                            required=True, doc="The name of the attribute that rules can match."
                        ),
                        "expression": String(
                            required=True,
                            doc="The expression that computes the attribute from the token's claims.",
                        ),
                    }
                ),
                optional=True,
                cleared=[],
                doc="Attributes that are computed from the claims of a token, for the rules to match. Defaults to none.",
            ),
            "verification": dynamic_object(
                {
                    "type": String(
                        required=True,
                        enum=("discovery", "uploaded_jwks"),
                        doc="The source of the public keys: `discovery` (the issuer publishes its keys) or `uploaded_jwks` (`jwks`).",
                    ),
                    "discovery_url": String(
                        optional=True,
                        doc="The URL at which the issuer publishes its configuration, if `type` is `discovery`. Defaults to a URL that OpenAI "
                        "derives from `issuer`.",
                    ),
                    "jwks": json_object(
                        "The public keys of the issuer as a JSON Web Key Set, if `type` is `uploaded_jwks`.",
                        optional=True,
                    ),
                },
                optional=True,
                computed=True,
                check=OfKind(
                    needed={"uploaded_jwks": ("jwks",)},
                    possible={"discovery": ("discovery_url",), "uploaded_jwks": ()},
                ),
                doc="The verification of the tokens' signatures. Defaults to `discovery`.",
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
    """A workload identity provider of the organization, found by its id or its name."""

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
