"""``openai_project_rate_limit`` (data source): how much a project may ask of a model."""

from __future__ import annotations

from provider_shim.areas.rate_limits import ENDPOINT, LIMITS, found, none_found
from provider_shim.call import Call, Values
from provider_shim.resource import DataSource
from provider_shim.rest import from_json
from provider_shim.schema import Integer, Schema, String

_NAMES = ("rate_limit_id", "model")


class ProjectRateLimit(DataSource):
    """How much a project may ask of a model, found by the model or by the limit's id."""

    type_name = "openai_project_rate_limit"
    endpoint = ENDPOINT
    schema = Schema(
        {
            "project_id": String(required=True, doc="The id of the project."),
            "rate_limit_id": String(
                optional=True,
                computed=True,
                wire="id",
                exactly_one_of=_NAMES,
                also=("id",),
                doc="The id of the rate limit, such as `rl-gpt-4o`.",
            ),
            "model": String(
                optional=True, computed=True, exactly_one_of=_NAMES, doc="The model it is for."
            ),
            **{
                name: Integer(computed=True, doc=doc, also=also)
                for name, (doc, also) in LIMITS.items()
            },
        }
    )

    def read(self, call: Call, config: Values) -> Values:
        """Find it in the list."""
        there = found(call, config)
        if there is None:
            raise none_found(config)
        return from_json(self.attributes, there, config)
