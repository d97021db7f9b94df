"""``openai_skill`` (data source): one skill."""

from __future__ import annotations

from provider_shim.patterns.lookups import Lookup, lookup_schema
from provider_shim.resources import skill


class Skill(Lookup):
    """An existing skill, found by its id or by its name."""

    type_name = "openai_skill"
    endpoint = skill.Skill.endpoint
    by = "name"
    schema = lookup_schema(skill.Skill, by)
