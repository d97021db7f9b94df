"""``openai_project_rate_limits`` (data source): how much a project may ask of each model."""

from __future__ import annotations

from provider_shim.areas.rate_limits import ENDPOINT, LIMITS
from provider_shim.patterns.limits import limit_of_all
from provider_shim.patterns.lookups import Every
from provider_shim.schema import Integer, ListOf, Object, Schema, String


class ProjectRateLimits(Every):
    """How much a project may ask of each model."""

    type_name = "openai_project_rate_limits"
    endpoint = ENDPOINT
    items = "rate_limits"
    schema = Schema(
        {
            "project_id": String(required=True, doc="The id of the project."),
            "limit": limit_of_all(),
            "rate_limits": ListOf(
                Object(
                    {
                        "id": String(computed=True, doc="The id, such as `rl-gpt-4o`."),
                        "model": String(computed=True, doc="The model it is for."),
                        **{
                            name: Integer(computed=True, doc=doc)
                            for name, (doc, _) in LIMITS.items()
                        },
                    }
                ),
                computed=True,
                doc="The limits, in the order of the API.",
            ),
        }
    )
