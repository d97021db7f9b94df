"""``openai_costs`` (data source): what the use of the API costs, day by day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from provider_shim.areas.usage import Buckets, buckets_schema
from provider_shim.rest import Rest
from provider_shim.schema import Float, Object, String


class Costs(Buckets):
    """What the use of the API costs, day by day."""

    type_name = "openai_costs"
    endpoint = Rest("/organization/costs", auth="admin")
    schema = buckets_schema(
        filters=("project_ids", "api_key_ids", "line_items"),
        groups=("project_id", "user_id", "line_item", "api_key_id", "api_source"),
        counted={
            "amount": Object(
                {
                    "value": Float(computed=True, doc="How much it is, in the currency."),
                    "currency": String(
                        computed=True, doc="The currency, in lower case, such as `usd`."
                    ),
                },
                computed=True,
                doc="The amount of money.",
            ),
            "quantity": Float(
                computed=True,
                doc="How much of the line item was used. Null unless `group_by` has `line_item`.",
            ),
            "quantity_unit": String(
                computed=True,
                doc="The unit of `quantity`, such as `tokens`, `1000_tokens`, `duration_seconds`, `gibibyte_hours`, `images` or "
                "`characters`. Null if there is no one unit.",
            ),
        },
        pages="180 days",
        widths=("1d",),
        grouping=" Whether `user_id` can be combined with `project_id` or with `project_ids` depends on the organization and "
        "on the time: the API refuses what it cannot do.",
    )
    per_request: ClassVar[Mapping[str, int]] = {"1d": 180}
