"""``openai_assistant`` (data source): an existing assistant, by id or by name."""

from __future__ import annotations

from provider_shim.call import Call, Values
from provider_shim.diagnostics import ProviderError
from provider_shim.resource import DataSource
from provider_shim.resources.assistant import REMOVED
from provider_shim.resources.assistant import Assistant as AssistantResource
from provider_shim.rest import from_json
from provider_shim.schema import Schema, String, computed

_BY = ("id", "name")


class Assistant(DataSource):
    """An existing assistant, found by its id or by its name.

    ~> **OpenAI removed this API on 2026-08-26.** It lives on at Azure OpenAI and at compatible servers.
    """

    type_name = "openai_assistant"
    endpoint = AssistantResource.endpoint
    removed = REMOVED
    schema = Schema(
        {
            **computed(AssistantResource.schema.attributes),
            "id": String(
                optional=True, computed=True, exactly_one_of=_BY, doc="The id of the assistant."
            ),
            "name": String(
                optional=True,
                computed=True,
                exactly_one_of=_BY,
                doc="The name of the assistant; it must be the only one of that name.",
            ),
        }
    )

    def read(self, call: Call, config: Values) -> Values:
        """Get it by id, or list all and take the one of that name: the API cannot filter."""
        if config["id"] is not None:
            return super().read(call, config)
        name = config["name"]
        attempted = f'find the assistant named "{name}"'
        found = [
            item
            for item in call.pages(self.endpoint, {}, attempted, limit=100)
            if item.get("name") == name
        ]
        if len(found) != 1:
            ids = ", ".join(str(item.get("id")) for item in found)
            raise ProviderError(
                "Ambiguous name" if found else "Not found",
                f'There are {len(found)} assistants named "{name}": {ids}. Use `id`.'
                if found
                else f'There is no assistant named "{name}".',
                ("name",),
            )
        return from_json(self.attributes, found[0], config)
