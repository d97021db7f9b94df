"""``openai_project_certificate`` (data source): one certificate that a project has."""

from __future__ import annotations

from provider_shim.areas.certificates import OF_PROJECT, VALIDITY, OneOfProject, active
from provider_shim.patterns.attributes import created_at
from provider_shim.schema import Schema, String

_EITHER = ("certificate_id", "name")


class ProjectCertificate(OneOfProject):
    """A certificate that a project has, by its id or its name, and whether it is active there."""

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
                doc="The name of the certificate. Only one may match, or use `certificate_id`.",
            ),
            "active": active("project"),
            **VALIDITY,
            "created_at": created_at("certificate"),
        }
    )
