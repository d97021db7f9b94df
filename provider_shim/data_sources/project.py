"""``openai_project`` (data source): one project, by id or by name."""

from __future__ import annotations

from provider_shim.patterns.lookups import Lookup, lookup_schema
from provider_shim.resources import project


class Project(Lookup):
    """A project of the organization, found by its id, or among those that are not archived by its name."""

    type_name = "openai_project"
    endpoint = project.Project.endpoint
    by = "name"
    schema = lookup_schema(project.Project, by, untold=("geography",))
