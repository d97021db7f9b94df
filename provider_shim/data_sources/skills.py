"""``openai_skills`` (data source): all skills."""

from __future__ import annotations

from provider_shim.patterns.attributes import order
from provider_shim.patterns.lookups import Every, every_schema
from provider_shim.resources import skill


class Skills(Every):
    """The skills of the project."""

    type_name = "openai_skills"
    endpoint = skill.Skill.endpoint
    items = "skills"
    schema = every_schema(skill.Skill, items, {"order": order()})
