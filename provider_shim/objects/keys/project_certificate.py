"""``openai_project_certificate``: the activation of a certificate for a project, and the certificates of a project."""

from __future__ import annotations

from provider_shim.objects.keys.certificates import (
    NAME,
    OF_PROJECT,
    VALIDITY,
    Activation,
    OneOfProject,
    active,
)
from provider_shim.patterns.attributes import created_at, identity, order
from provider_shim.patterns.list_limits import limit_of_all
from provider_shim.patterns.lookups import ListAll
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import ListOf, Object, Schema, String


class ProjectCertificate(Activation):
    """The activation of a certificate of the organization for one project.

    Destroying the resource deactivates the certificate for the project.

    ~> While any certificate is active, the API refuses clients without a matching certificate. Activate the certificate of
    your own client first, and keep it active.
    """

    type_name = "openai_project_certificate"
    endpoint = Rest(
        f"{OF_PROJECT.collection}/activate",
        item=f"{OF_PROJECT.collection}/{{certificate_id}}",
        update=None,
        auth="admin",
    )
    listed_in = OF_PROJECT
    schema = Schema(
        {
            "id": String(
                computed=True,
                local=True,
                doc="The id for imports: `<project_id>/<certificate_id>`.",
            ),
            "project_id": String(required=True, replace=True, doc="The id of the project."),
            "certificate_id": String(
                required=True, replace=True, wire="id", doc="The id of the certificate."
            ),
            "name": NAME,
            **VALIDITY,
        }
    )


_EITHER = ("certificate_id", "name")


class DataProjectCertificate(OneOfProject):
    """A certificate of a project, found by its id or its name, and whether it is active in the project."""

    type_name = "openai_project_certificate"
    endpoint = OF_PROJECT
    schema = Schema(
        {
            "project_id": String(required=True, doc="The id of the project."),
            "certificate_id": String(
                optional=True,
                computed=True,
                exactly_one_of=_EITHER,
                wire="id",
                doc="The id of the certificate.",
            ),
            "name": String(
                optional=True,
                computed=True,
                exactly_one_of=_EITHER,
                doc="The name of the certificate. If several certificates have this name, use `certificate_id`.",
            ),
            "active": active("project"),
            **VALIDITY,
            "created_at": created_at("certificate"),
        }
    )


class DataProjectCertificates(ListAll):
    """The certificates of a project, and whether each is active in the project."""

    type_name = "openai_project_certificates"
    endpoint = OF_PROJECT
    items = "certificates"
    schema = Schema(
        {
            "project_id": String(required=True, doc="The id of the project."),
            "order": order(),
            "limit": limit_of_all(),
            items: ListOf(
                Object(
                    {
                        "id": identity("certificate"),
                        "name": NAME,
                        "active": active("project"),
                        **VALIDITY,
                        "created_at": created_at("certificate"),
                    }
                ),
                computed=True,
                doc="The certificates, in the order in which the API returns them.",
            ),
        }
    )
