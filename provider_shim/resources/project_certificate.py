"""``openai_project_certificate``: a certificate that is active in a project."""

from __future__ import annotations

from provider_shim.areas.certificates import NAME, OF_PROJECT, VALIDITY, Activation
from provider_shim.rest import Rest
from provider_shim.schema import Schema, String


class ProjectCertificate(Activation):
    """The activation of a certificate of the organization for one project. Destroying it deactivates the certificate there.

    ~> While certificates are active, the API refuses clients that show none. Activate your own first, and keep it.
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
            "id": String(computed=True, local=True, doc="`<project_id>/<certificate_id>`."),
            "project_id": String(required=True, replace=True, doc="The id of the project."),
            "certificate_id": String(
                required=True, replace=True, wire="id", doc="The id of the certificate."
            ),
            "name": NAME,
            **VALIDITY,
        }
    )
