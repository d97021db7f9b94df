"""``openai_projects`` (data source): the projects of the organization."""

from __future__ import annotations

from provider_shim.patterns.lookups import Every, every_schema
from provider_shim.resources import project
from provider_shim.schema import Bool


class Projects(Every):
    """The projects of the organization."""

    type_name = "openai_projects"
    endpoint = project.Project.endpoint
    items = "projects"
    schema = every_schema(
        project.Project,
        items,
        {
            "include_archived": Bool(
                optional=True,
                doc="Whether to return archived projects, too. Defaults to `false`.",
            )
        },
        untold=("geography",),
    )
