"""``openai_project_spend_alert`` (data source): an alert of spending."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.areas.spending import APART, beside
from provider_shim.patterns.lookups import Lookup, lookup_schema
from provider_shim.resources.project_spend_alert import ProjectSpendAlert as Managed
from provider_shim.schema import Schema, computed


class ProjectSpendAlert(Lookup):
    """An alert that is sent when the spending of a project in a month reaches an amount."""

    type_name = "openai_project_spend_alert"
    endpoint = Managed.endpoint
    schema = Schema({**lookup_schema(Managed).attributes, **computed(APART)})

    def reshape(self, item: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return an alert with the parts of its channel beside the rest."""
        return {**item, **beside(item.get("notification_channel"))}
