"""``openai_project``: a project of the organization."""

from __future__ import annotations

from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import Resource
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
"""Where in the private data stands that the project was there before."""

_DEFAULT_STAYS = 'The organization\'s default project cannot be archived. If this is it, set `on_destroy = "leave"`, apply, and destroy again.'


class Project(Resource):
    """A project of the organization, which has its own keys, limits, files and members.

    OpenAI deletes no projects: destroying one archives it, which ends the use of its keys and cannot be undone. A project that
    somebody has archived is gone for Terraform, and made anew.

    A project that exists is imported by its id, or taken over by its name with `adopt_existing`. So is the organization's
    default project, which the API neither changes nor archives: its name is `Default project` unless somebody has changed it,
    and nothing else tells it from others.
    """

    type_name = "openai_project"
    endpoint = Rest("/organization/projects", auth="admin", page=100)
    schema = Schema(
        {
            "id": identity("project").but(also=("project_id",)),
            "name": String(
                required=True,
                doc="The name of the project, as reports show it. Names need not be unique.",
            ),
            "residency": String(
                optional=True,
                computed=True,
                replace=True,
                enum=RESIDENCIES,
                conflicts_with=("geography",),
                doc="Where data is stored and processed, such as `EU_STORAGE_PROCESSING`. The organization must have access to "
                "it. Defaults to the organization's choice.",
            ),
            "geography": String(
                optional=True,
                replace=True,
                unread=True,
                deprecated="Use `residency`.",
                conflicts_with=("residency",),
                doc="Where data resides, by the API's older names, such as `EU`. The API does not tell it again.",
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
                doc="Whether to take over the project that has the name already, if there is one, in place of making another. "
                "Defaults to `false`.",
            ),
            "on_destroy": on_destroy(
                ARCHIVE,
                LEAVE,
                default=None,
                doc="What destroying does: `archive` ends the use of the project for ever, `leave` leaves it as it is. Defaults to "
                "`archive`, and to `leave` for a project that was taken over by `adopt_existing`.",
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

    def create(self, call: Call, planned: Values) -> Values:
        """Make it, or take over the one of this name if that is wanted and there is one."""
        there = self._existing(call, planned) if planned["adopt_existing"] else None
        if there is None:
            return super().create(call, planned)
        state = self.state(there, {**planned, "external_key_id": None})
        wanted = planned["residency"]
        if wanted not in (None, UNKNOWN) and state["residency"] != wanted:
            raise ProviderError(
                "Project is elsewhere",
                f"The project {state['id']} has the name, but the residency {state['residency']}, which cannot be changed. "
                "Leave `residency` out to take the project over, or choose another name.",
                ("residency",),
            )
        call.remembered[_ADOPTED] = True
        call.save(state)
        # What is left out is not taken away unseen: the next plan shows it.
        given = {name: one for name, one in planned.items() if one not in (None, UNKNOWN)}
        return self.update(call, state, {**state, **given})

    def read(self, call: Call, state: Values) -> Values | None:
        """Read it; what was archived exists for ever, and is gone nevertheless."""
        found = super().read(call, state)
        return None if found is not None and found["status"] == _ARCHIVED else found

    def delete(self, call: Call, state: Values) -> None:
        """Archive it, or leave it; that it is archived already is as good."""
        if self.read(call, state) is None:
            return
        adopted = bool(call.remembered.get(_ADOPTED))
        if (state["on_destroy"] or (LEAVE if adopted else ARCHIVE)) == LEAVE:
            why = (
                "it was taken over" if state["on_destroy"] is None else f"`on_destroy` is `{LEAVE}`"
            )
            call.warn(
                "Project left as it is",
                f"The project {state['id']} is not managed any more, and is not archived, since {why}.",
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
        """Return the project that has the name; None if there is none.

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
                f'There are {len(found)} projects whose name is "{name}": {ids}. Import the one that you mean.',
                ("name",),
            )
        return found[0] if found else None


class DataProject(Lookup):
    """A project of the organization, found by its id, or among those that are not archived by its name."""

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
                doc="Whether to return archived projects, too. Defaults to `false`.",
            )
        },
        not_returned=("geography",),
    )
