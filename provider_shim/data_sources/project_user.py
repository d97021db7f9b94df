"""``openai_project_user`` (data source): one user of a project, by id or by address."""

from __future__ import annotations

from provider_shim.patterns.lookups import Lookup, lookup_schema
from provider_shim.resources import project_user
from provider_shim.schema import Schema


def _schema() -> Schema:
    found = lookup_schema(project_user.ProjectUser, "email").attributes
    return Schema({**found, "user_id": found["user_id"].but(also=("id",))})


class ProjectUser(Lookup):
    """A user of a project, found by the id or by the address."""

    type_name = "openai_project_user"
    endpoint = project_user.ProjectUser.endpoint
    by = "email"
    schema = _schema()
