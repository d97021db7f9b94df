"""``openai_project_spend_limit`` (data source): what a project must not spend more than."""

from __future__ import annotations

from provider_shim.areas.spending import LIMIT, with_status
from provider_shim.call import Call, Values
from provider_shim.resource import DataSource
from provider_shim.rest import Rest
from provider_shim.schema import Schema, String, computed


class ProjectSpendLimit(DataSource):
    """The amount per month beyond which the API refuses the requests of a project."""

    type_name = "openai_project_spend_limit"
    endpoint = Rest(
        "/organization/projects/{project_id}/spend_limit",
        item="/organization/projects/{project_id}/spend_limit",
        auth="admin",
    )
    schema = Schema(
        {
            "project_id": String(required=True, doc="The id of the project."),
            **computed(LIMIT),
        }
    )

    def read(self, call: Call, config: Values) -> Values:
        """Read it, with its enforcement in both forms."""
        answer = call.send(
            self.endpoint, self.endpoint.item, config, f"read the {self.noun}", method="GET"
        )
        return self.from_answer(with_status(answer.body), config)
