"""``openai_skill_version``: one version of a skill."""

from __future__ import annotations

from provider_shim.engine.call import Call, Values
from provider_shim.objects.files.skills import CONTENT, SKILLS, VERSIONS, HoldsSkill
from provider_shim.patterns.attributes import created_at, identity
from provider_shim.patterns.digests import DIGEST
from provider_shim.patterns.lookups import ListAll, Lookup, list_all_schema, lookup_schema
from provider_shim.vocabulary.diagnostics import NotFoundError
from provider_shim.vocabulary.rest import Json, Rest, create_body
from provider_shim.vocabulary.schema import Bool, Schema, String

_LISTED = Rest(VERSIONS, update=None, page=100)
"""The list of versions has their ids, not their numbers."""


class SkillVersion(HoldsSkill):
    """A version of a skill, in addition to the versions that `openai_skill` creates from its own files.

    A version cannot be changed: when the content of a file changes, a new version replaces it. With `create_before_destroy`,
    you can use the old version until the new version exists. When the default version is destroyed, the newest of the other
    versions becomes the default.

    ~> Terraform stores the values of `files` and `content_base64` in the state. To avoid that, set `source` to the path of a
    folder.
    """

    type_name = "openai_skill_version"
    endpoint = Rest(VERSIONS, item=f"{VERSIONS}/{{version}}", update=None)
    listed_in = _LISTED
    content_path = f"{VERSIONS}/{{version}}/content"
    schema = Schema(
        {
            "id": identity("version"),
            "skill_id": String(required=True, replace=True, doc="The id of the skill."),
            **CONTENT,
            "default": Bool(
                optional=True,
                unread=True,
                doc="Whether Terraform makes this version the default version and keeps it the default. Defaults to `false`, "
                "which does not change the default version. Set it for only one version of a skill, and then do not set "
                "`default_version` of `openai_skill`.",
            ),
            "version": String(computed=True, doc="The number of the version, such as `2`."),
            "name": String(computed=True, doc="The name of the skill, from `SKILL.md`."),
            "description": String(
                computed=True, doc="The description of the skill, from `SKILL.md`."
            ),
            "created_at": created_at("version"),
        }
    )

    def create(self, call: Call, planned: Values) -> Values:
        """Upload the files as a form."""
        body = create_body(self.attributes, planned, ("skill_id",))
        answer, digest = self.upload(call, VERSIONS, planned, "add a version to the skill", body)
        call.save(self.initial_state(answer.body, planned))
        return {**self.state(answer.body, planned), DIGEST: digest}

    def read(self, call: Call, state: Values) -> Values | None:
        """Read the version, whether it still is the default if it should be, and after an import its files."""
        listed = call.listed(_LISTED, state, "list the versions of the skill")
        found = super().read(call, state) if listed is None else self.state(listed, state)
        if found is None:
            return None
        if found["default"] is True:
            found["default"] = self._default_version(call, found) == found["version"]
        if found[DIGEST] is None:
            found[DIGEST] = self.remote_digest(call, found)
        return found

    def update(self, call: Call, prior: Values, planned: Values) -> Values:
        """Make it the default version if that is configured. Nothing else can be updated."""
        if planned["default"] is True and prior["default"] is not True:
            self._make_default(call, prior, prior["version"])
        return super().update(call, prior, planned)

    def delete(self, call: Call, state: Values) -> None:
        """Delete the version. The API refuses to delete the default version, so first make another version the default."""
        try:
            if self._default_version(call, state) == state["version"]:
                versions = call.pages(
                    _LISTED, state, "list the versions of the skill", limit=_LISTED.page
                )
                others = (one.get("version") for one in versions)
                newest = next((one for one in others if one != state["version"]), None)
                if newest is not None:
                    self._make_default(call, state, newest)
        except NotFoundError:
            return
        super().delete(call, state)

    @staticmethod
    def _default_version(call: Call, state: Values) -> str | None:
        """Return the default version of the skill.

        Raises:
            NotFoundError: the skill does not exist.
        """
        skill = {"id": state["skill_id"]}
        answer: Json = (
            call.listed(SKILLS, skill, "list the skills")
            or call.send(SKILLS, SKILLS.item, skill, "read the skill", method="GET").body
        )
        return answer.get("default_version")

    @staticmethod
    def _make_default(call: Call, state: Values, version: str) -> None:
        call.send(
            SKILLS,
            SKILLS.item,
            {"id": state["skill_id"]},
            "make a version of the skill the default",
            method="POST",
            body={"default_version": version},
        )


class DataSkillVersion(Lookup):
    """A version of a skill, found by its number."""

    type_name = "openai_skill_version"
    endpoint = SkillVersion.endpoint
    schema = lookup_schema(SkillVersion, not_returned=("default",))


class DataSkillVersions(ListAll):
    """The versions of a skill. To find the default version, use the data source `openai_skill`."""

    type_name = "openai_skill_versions"
    endpoint = Rest(VERSIONS, update=None, page=100)
    items = "versions"
    schema = list_all_schema(
        SkillVersion,
        items,
        {
            "order": String(
                optional=True,
                enum=("asc", "desc"),
                doc="The order by number: `asc` (the first version first) or `desc` (the newest first). Defaults to `desc`.",
            )
        },
        not_returned=("default",),
    )
