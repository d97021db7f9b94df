"""``openai_organization_spend_limit`` (data source): what the organization must not spend more than."""

from __future__ import annotations

from provider_shim.areas.spending import LIMIT, with_status
from provider_shim.call import Call, Values
from provider_shim.resource import DataSource
from provider_shim.rest import Rest
from provider_shim.schema import Schema, computed


class OrganizationSpendLimit(DataSource):
    """The amount per month beyond which the API refuses the requests of the organization."""

    type_name = "openai_organization_spend_limit"
    endpoint = Rest("/organization/spend_limit", item="/organization/spend_limit", auth="admin")
    schema = Schema(
        {
            **computed(LIMIT),
        }
    )

    def read(self, call: Call, config: Values) -> Values:
        """Read it, with its enforcement in both forms."""
        answer = call.send(
            self.endpoint, self.endpoint.item, config, f"read the {self.noun}", method="GET"
        )
        return self.from_answer(with_status(answer.body), config)
