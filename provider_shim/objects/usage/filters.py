"""The filters and groups of the data sources for usage and costs."""

from __future__ import annotations

from collections.abc import Mapping

from provider_shim.vocabulary.schema import (
    Attribute,
    Bool,
    SetOf,
    String,
)

FILTERS: Mapping[str, Attribute] = {
    "project_ids": SetOf(String(), optional=True, doc="Only usage of these projects."),
    "user_ids": SetOf(String(), optional=True, doc="Only usage of these users."),
    "api_key_ids": SetOf(String(), optional=True, doc="Only usage with these API keys."),
    "models": SetOf(String(), optional=True, doc="Only usage of these models."),
    "batch": Bool(
        optional=True,
        doc="Whether to return only the usage of batches (`true`) or only the usage outside of batches (`false`). Defaults to "
        "both.",
    ),
    "sources": SetOf(
        String(enum=("image.generation", "image.edit", "image.variation")),
        optional=True,
        doc="Only images from these sources: `image.generation`, `image.edit` or `image.variation`.",
    ),
    "sizes": SetOf(
        String(enum=("256x256", "512x512", "1024x1024", "1792x1792", "1024x1792")),
        optional=True,
        doc="Only images of these sizes: `256x256`, `512x512`, `1024x1024`, `1792x1792` or `1024x1792`.",
    ),
    "vector_store_ids": SetOf(String(), optional=True, doc="Only searches in these vector stores."),
    "context_levels": SetOf(
        String(enum=("low", "medium", "high")),
        optional=True,
        doc="Only searches with these context sizes: `low`, `medium` or `high`.",
    ),
    "line_items": SetOf(
        String(),
        optional=True,
        doc="Only costs of these line items, by their full names, such as `gpt-6-astra, input_tokens`.",
    ),
}
"""The filters, by the names that the API uses."""


GROUPS: Mapping[str, Attribute] = {
    "project_id": String(computed=True, doc="The id of the project."),
    "user_id": String(computed=True, doc="The id of the user."),
    "api_key_id": String(computed=True, doc="The id of the API key."),
    "model": String(computed=True, doc="The id of the model."),
    "batch": Bool(computed=True, doc="Whether the usage was in batches."),
    "service_tier": String(computed=True, doc="The service tier."),
    "api_source": String(
        computed=True,
        doc="The source of the usage: `agents_api`, or `unlabeled` for usage that OpenAI does not attribute to a source. "
        "`unlabeled` is not always direct use of the API.",
    ),
    "source": String(computed=True, doc="The source of the images, such as `image.edit`."),
    "size": String(computed=True, doc="The size of images."),
    "vector_store_id": String(computed=True, doc="The id of the vector store."),
    "context_level": String(computed=True, doc="The size of the search context."),
    "line_item": String(computed=True, doc="The line item of the invoice."),
}
"""The fields by which results can be grouped. Each is null unless ``group_by`` contains its name."""
