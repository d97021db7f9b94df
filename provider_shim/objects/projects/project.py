"""``openai_project``: a project of the organization."""

from __future__ import annotations

from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import Draft, Resource
from provider_shim.patterns.attributes import created_at, identity
from provider_shim.patterns.destroying import on_destroy
from provider_shim.patterns.lookups import ListAll, Lookup, list_all_schema, lookup_schema
from provider_shim.patterns.restoring import LEAVE
from provider_shim.vocabulary.diagnostics import ApiError, NotFoundError, ProviderError
from provider_shim.vocabulary.rest import Json, Rest
from provider_shim.vocabulary.schema import Bool, Integer, Schema, String
from provider_shim.vocabulary.values import UNKNOWN

RESIDENCIES = (
    "GLOBAL",
    "US_STORAGE_PROCESSING",
    "EU_STORAGE_PROCESSING",
    "JP_STORAGE",
    "JP_STORAGE_PROCESSING",
    "KR_STORAGE",
    "CA_STORAGE",
    "SG_STORAGE",
    "IN_STORAGE",
    "IN_STORAGE_PROCESSING",
    "AU_STORAGE",
    "AU_STORAGE_PROCESSING",
    "GB_STORAGE",
    "AE_STORAGE",
    "AE_STORAGE_PROCESSING",
)
_ARCHIVED = "archived"

ARCHIVE = "archive"

_ADOPTED = "adopted"
"""The key in the private data for a project that existed before the create."""

_DEFAULT_STAYS = (
    "The organization's default project cannot be archived. If this is the default project, set "
    '`on_destroy = "leave"`, apply, and destroy again.'
)


class Project(Resource):
    """A project of the organization, which has its own keys, limits, files and members.

    OpenAI does not delete projects. Destroying the resource archives the project: its keys stop working, and this cannot be
    undone. If somebody else archives the project, Terraform plans to create a new one.

    To manage an existing project, import it by its id, or set `adopt_existing` to find it by its name. This also works for the
    organization's default project, which the API neither changes nor archives. Its name is `Default project` unless somebody
    has changed it. The API has no other field to recognize it.
    """

    type_name = "openai_project"
    endpoint = Rest("/organization/projects", auth="admin", page=100)
    schema = Schema(
        {
            "id": identity("project").but(also=("project_id",)),
            "name": String(
                required=True,
                doc="The name of the project, which reports show. Names do not have to be unique.",
            ),
            "residency": String(
                optional=True,
                computed=True,
                replace=True,
                enum=RESIDENCIES,
                conflicts_with=("geography",),
                doc="The data residency: the region where data is stored and processed, such as `EU_STORAGE_PROCESSING`. The "
                "organization must have access to the region. Defaults to the residency of the organization.",
            ),
            "geography": String(
                optional=True,
                replace=True,
                unread=True,
                deprecated="Use `residency`.",
                conflicts_with=("residency",),
                doc="The data residency, with the older names of the API, such as `EU`. The API does not return it.",
            ),
            "external_key_id": String(
                optional=True,
                doc="The id of the external key (`openai_external_key`) that encrypts the project's data.",
            ),
            "adopt_existing": Bool(
                optional=True,
                computed=True,
                default=False,
                local=True,
                doc="Whether to manage an existing project with this name, if there is one, instead of creating a new "
                "project. Defaults to `false`.",
            ),
            "on_destroy": on_destroy(
                ARCHIVE,
                LEAVE,
                default=None,
                doc="What happens to the project when the resource is destroyed: `archive` (nobody can use it any more, which "
                "cannot be undone) or `leave` (no change). Defaults to `archive`, or to `leave` for a project that existed "
                "before: it was imported, or found by `adopt_existing`. If you remove the argument, its last value stays.",
            ),
            "status": String(
                computed=True,
                volatile=True,
                doc="The state of the project: `active`, or `archived` in data sources.",
            ),
            "created_at": created_at("project"),
            "archived_at": Integer(
                computed=True,
                volatile=True,
                doc="When the project was archived, in seconds since 1970.",
            ),
        }
    )

    def modify_plan(self, draft: Draft) -> None:
        """Plan no value of `on_destroy` for a new project without one. Only the import sets a value."""
        if draft.planned["on_destroy"] is UNKNOWN and draft.config["on_destroy"] is None:
            draft.planned["on_destroy"] = None

    def import_state(self, identity: str) -> Values:
        """A destroy leaves an imported project as it is, because nobody can undo the archiving. To archive it, set `on_destroy`."""
        return {**super().import_state(identity), "on_destroy": LEAVE}

    def create(self, call: Call, planned: Values) -> Values:
        """Create the project, or manage the existing project with this name if `adopt_existing` is true."""
        existing = self._existing(call, planned) if planned["adopt_existing"] else None
        if existing is None:
            return super().create(call, planned)
        state = self.state(existing, {**planned, "external_key_id": None})
        wanted = planned["residency"]
        if wanted not in (None, UNKNOWN) and state["residency"] != wanted:
            raise ProviderError(
                "Project has another residency",
                f"The project {state['id']} has this name, but its residency is {state['residency']}, which cannot be changed. "
                "Remove `residency` to manage this project, or choose another name.",
                ("residency",),
            )
        call.remembered[_ADOPTED] = True
        call.note = None  # a killed run loses no object: the project existed before
        call.save(state)
        # Arguments that are not set are not removed here: the next plan shows their removal.
        given = {name: one for name, one in planned.items() if one not in (None, UNKNOWN)}
        return self.update(call, state, {**state, **given})

    def read(self, call: Call, state: Values) -> Values | None:
        """Read the project. An archived project exists for ever in the API, but counts as deleted."""
        found = super().read(call, state)
        return None if found is not None and found["status"] == _ARCHIVED else found

    def delete(self, call: Call, state: Values) -> None:
        """Archive the project, or leave it. It is not an error if it is already archived."""
        if self.read(call, state) is None:
            return
        adopted = bool(call.remembered.get(_ADOPTED))
        if (state["on_destroy"] or (LEAVE if adopted else ARCHIVE)) == LEAVE:
            why = (
                "it existed before" if state["on_destroy"] is None else f"`on_destroy` is `{LEAVE}`"
            )
            call.warn(
                "Project not archived",
                f"Terraform does not manage the project {state['id']} any more. It was not archived because {why}.",
            )
            return
        try:
            call.send(
                self.endpoint,
                f"{self.endpoint.item}/archive",
                state,
                "archive the project",
                method="POST",
            )
        except NotFoundError:
            return
        except ApiError as refusal:
            raise ProviderError(refusal.summary, f"{refusal.detail}\n\n{_DEFAULT_STAYS}") from None

    def _existing(self, call: Call, planned: Values) -> Json | None:
        """Return the project with the name. None if there is none.

        Raises:
            ProviderError: there are several.
        """
        name = planned["name"]
        pages = call.pages(
            self.endpoint, planned, f'find the project "{name}"', limit=self.endpoint.page
        )
        found = [one for one in pages if one.get("name") == name]
        if len(found) > 1:
            ids = ", ".join(str(one.get("id")) for one in found)
            raise ProviderError(
                "Ambiguous name",
                f'There are {len(found)} projects with the name "{name}": {ids}. Import the project that you want to manage.',
                ("name",),
            )
        return found[0] if found else None


class DataProject(Lookup):
    """A project of the organization, found by its id or by its name. A search by name ignores archived projects."""

    type_name = "openai_project"
    endpoint = Project.endpoint
    by = "name"
    schema = lookup_schema(Project, by, not_returned=("geography",))


class DataProjects(ListAll):
    """The projects of the organization."""

    type_name = "openai_projects"
    endpoint = Project.endpoint
    items = "projects"
    schema = list_all_schema(
        Project,
        items,
        {
            "include_archived": Bool(
                optional=True,
                doc="Whether to return archived projects as well. Defaults to `false`.",
            )
        },
        not_returned=("geography",),
    )
