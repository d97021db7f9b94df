"""``openai_skill_versions`` (data source): all versions of a skill."""

from __future__ import annotations

from provider_shim.areas.skills import VERSIONS
from provider_shim.patterns.lookups import Every, every_schema
from provider_shim.resources import skill_version
from provider_shim.rest import Rest
from provider_shim.schema import String


class SkillVersions(Every):
    """The versions of a skill. Which of them is the default, `openai_skill` tells."""

    type_name = "openai_skill_versions"
    endpoint = Rest(VERSIONS, update=None, page=100)
    items = "versions"
    schema = every_schema(
        skill_version.SkillVersion,
        items,
        {
            "order": String(
                optional=True,
                enum=("asc", "desc"),
                doc="The order by number: `asc` (the first version first) or `desc` (the newest first). Defaults to `desc`.",
            )
        },
        untold=("default",),
    )
