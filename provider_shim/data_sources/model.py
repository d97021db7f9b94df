"""``openai_model``: one model, by its id or as the newest that passes filters."""

from __future__ import annotations

from typing import Any

from provider_shim.areas.model_filters import FILTERS, MODEL, matching
from provider_shim.call import Call, Values
from provider_shim.diagnostics import ProviderError
from provider_shim.resource import DataSource
from provider_shim.rest import Rest, from_json
from provider_shim.schema import Schema, String
from provider_shim.values import UNKNOWN


def _by_alias(_asked: Any, _answered: Any) -> bool:
    """A server may answer the model that an alias stands for: the id stays as it was asked for."""
    return True


class Model(DataSource):
    """A model that the key may use: the one with a given id, or the newest one that passes all filters."""

    type_name = "openai_model"
    endpoint = Rest("/models")
    schema = Schema(
        {
            "id": String(
                optional=True,
                computed=True,
                also=("model_id",),
                conflicts_with=tuple(FILTERS),
                equivalent=_by_alias,
                doc="The id of the model. Left out, the newest model that passes all filters is taken.",
            ),
            **FILTERS,
            **MODEL,
        }
    )

    def read(self, call: Call, config: Values) -> Values:
        """Get it by id, or list all and choose: the API cannot filter."""
        if config["id"] not in {None, UNKNOWN}:
            return super().read(call, config)
        found = matching(list(call.pages(self.endpoint, {}, "list the models")), config)
        if not found:
            raise ProviderError(
                "No such model", "No model that the key may use passes all filters."
            )
        return from_json(self.attributes, found[0], config)
