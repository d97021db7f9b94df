"""``openai_models``: all models that pass filters."""

from __future__ import annotations

from provider_shim.areas.model_filters import FILTERS, MODEL, matching
from provider_shim.call import Call, Values
from provider_shim.resource import DataSource
from provider_shim.rest import Rest, from_json
from provider_shim.schema import ListOf, Object, Schema, String


class Models(DataSource):
    """All models that the key may use and that pass all filters, the newest first."""

    type_name = "openai_models"
    endpoint = Rest("/models")
    schema = Schema(
        {
            **FILTERS,
            "ids": ListOf(String(), computed=True, doc="The ids of the models, the newest first."),
            "models": ListOf(
                Object({"id": String(computed=True, doc="The id of the model."), **MODEL}),
                computed=True,
                doc="The models, the newest first.",
            ),
        }
    )

    def read(self, call: Call, config: Values) -> Values:
        """List all and choose: the API cannot filter."""
        found = matching(list(call.pages(self.endpoint, {}, "list the models")), config)
        values = from_json(self.attributes, {"models": found}, config)
        return {**values, "ids": [model["id"] for model in found]}
