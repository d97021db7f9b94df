"""``openai_skill``: instructions and scripts that a model can use in a container."""

from __future__ import annotations

from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import Draft
from provider_shim.objects.files.skills import CONTENT, SKILLS, VERSIONS, HoldsSkill
from provider_shim.patterns.attributes import created_at, identity, order
from provider_shim.patterns.digests import DIGEST
from provider_shim.patterns.lookups import ListAll, Lookup, list_all_schema, lookup_schema
from provider_shim.vocabulary.schema import Schema, String
from provider_shim.vocabulary.values import UNKNOWN

_POINTER = "default_version"


class Skill(HoldsSkill):
    """A skill: a folder with instructions (`SKILL.md`) and other files, which a model reads and runs in a container.

    When the content of a file changes, Terraform adds a version to the skill. It becomes the default version unless you set
    `default_version`. Earlier versions stay. Destroying the skill deletes all versions. `openai_container` refers to a skill by
    its `id`, and to one version of it by `version`.

    ~> Terraform stores the values of `files` and `content_base64` in the state. To avoid that, set `source` to the path of a
    folder. Models follow the instructions of a skill and run its scripts: review a skill as you review code.
    """

    type_name = "openai_skill"
    endpoint = SKILLS
    content_path = "/skills/{id}/versions/{version}/content"
    schema = Schema(
        {
            "id": identity("skill"),
            **CONTENT,
            _POINTER: String(
                optional=True,
                computed=True,
                min_length=1,
                doc="The version that is used when a request names no version, such as `2`. If you do not set this, each "
                "upload becomes the default version, and Terraform does not change a default that was set elsewhere.",
            ),
            "version": String(
                computed=True,
                local=True,
                doc="The version that Terraform created from the files. After an import, the default version.",
            ),
            "latest_version": String(
                computed=True,
                volatile=True,
                doc="The newest version, which may have been created elsewhere.",
            ),
            "name": String(
                computed=True, volatile=True, doc="The name of the skill, from `SKILL.md`."
            ),
            "description": String(
                computed=True,
                volatile=True,
                doc="The description of the skill, from `SKILL.md`. A model reads it to decide whether to use the skill.",
            ),
            "created_at": created_at("skill"),
        }
    )

    def plan_other_content(self, draft: Draft, before: str | None) -> None:
        """Plan a new version of the skill if the files have changed. After an import, the earlier files may be unknown."""
        if before is None:
            return
        changing = ["version", "latest_version", "name", "description"]
        if draft.config.get(_POINTER) is None:
            changing.append(_POINTER)
        draft.planned.update(dict.fromkeys(changing, UNKNOWN))

    def create(self, call: Call, planned: Values) -> Values:
        """Upload the files as a form. The first version is the default version."""
        answer, digest = self.upload(
            call, self.endpoint.collection, planned, "create the skill", {}
        )
        call.save(self.initial_state(answer.body, planned))
        made = {
            **self.state(answer.body, planned),
            "version": answer.body.get("latest_version"),
            DIGEST: digest,
        }
        call.save(made)
        wanted = planned[_POINTER]
        return made if wanted is UNKNOWN else self.update(call, made, {**made, _POINTER: wanted})

    def read(self, call: Call, state: Values) -> Values | None:
        """Read the skill. After an import, also read its files, to compare them with the configuration."""
        found = super().read(call, state)
        if found is not None and found[DIGEST] is None:
            found["version"] = found["version"] or found[_POINTER]
            found[DIGEST] = self.remote_digest(call, found)
        return found

    def update(self, call: Call, prior: Values, planned: Values) -> Values:
        """Upload changed files as a new version, then set the default version if it is configured."""
        if prior[DIGEST] in {None, planned[DIGEST]}:  # None: unknown after an import
            return super().update(call, prior, planned)
        where = {**planned, "skill_id": prior["id"]}
        body = {"default": planned[_POINTER] is UNKNOWN}
        answer, digest = self.upload(call, VERSIONS, where, "add a version to the skill", body)
        added = {**planned, "version": answer.body.get("version"), DIGEST: digest}
        call.save({**prior, "version": added["version"], DIGEST: digest})
        return super().update(call, prior, added)


class DataSkill(Lookup):
    """An existing skill, found by its id or by its name."""

    type_name = "openai_skill"
    endpoint = Skill.endpoint
    by = "name"
    schema = lookup_schema(Skill, by)


class DataSkills(ListAll):
    """The skills of the project."""

    type_name = "openai_skills"
    endpoint = Skill.endpoint
    items = "skills"
    schema = list_all_schema(Skill, items, {"order": order()})
