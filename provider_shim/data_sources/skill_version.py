"""``openai_skill_version`` (data source): one version of a skill."""

from __future__ import annotations

from provider_shim.patterns.lookups import Lookup, lookup_schema
from provider_shim.resources import skill_version


class SkillVersion(Lookup):
    """A version of a skill, found by its number."""

    type_name = "openai_skill_version"
    endpoint = skill_version.SkillVersion.endpoint
    schema = lookup_schema(skill_version.SkillVersion, untold=("default",))
