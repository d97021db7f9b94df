"""The filters and groups of usage and costs. It must not know any one kind."""

from __future__ import annotations

from collections.abc import Mapping

from provider_shim.vocabulary.schema import (
    Attribute,
    Bool,
    SetOf,
    String,
)

FILTERS: Mapping[str, Attribute] = {
    "project_ids": SetOf(String(), optional=True, doc="Only what these projects used."),
    "user_ids": SetOf(String(), optional=True, doc="Only what these users used."),
    "api_key_ids": SetOf(String(), optional=True, doc="Only what was used with these API keys."),
    "models": SetOf(String(), optional=True, doc="Only what was used of these models."),
    "batch": Bool(
        optional=True,
        doc="`true` for batches only, `false` for what was asked outside of batches. Defaults to both.",
    ),
    "sources": SetOf(
        String(enum=("image.generation", "image.edit", "image.variation")),
        optional=True,
        doc="Only images that were made in these ways: `image.generation`, `image.edit` or `image.variation`.",
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
        doc="Only searches with contexts of these sizes: `low`, `medium` or `high`.",
    ),
    "line_items": SetOf(
        String(),
        optional=True,
        doc="Only costs of these line items, by their whole names, such as `gpt-6-astra, input_tokens`.",
    ),
}
"""What narrows down what is counted, by the API's names."""


GROUPS: Mapping[str, Attribute] = {
    "project_id": String(computed=True, doc="The id of the project."),
    "user_id": String(computed=True, doc="The id of the user."),
    "api_key_id": String(computed=True, doc="The id of the API key."),
    "model": String(computed=True, doc="The model."),
    "batch": Bool(computed=True, doc="Whether it was in batches."),
    "service_tier": String(computed=True, doc="The service tier."),
    "api_source": String(
        computed=True,
        doc="Where it came from: `agents_api`, or `unlabeled` for all that OpenAI does not attribute, which need not be "
        "direct use of the API.",
    ),
    "source": String(computed=True, doc="How images were made, such as `image.edit`."),
    "size": String(computed=True, doc="The size of images."),
    "vector_store_id": String(computed=True, doc="The id of the vector store."),
    "context_level": String(computed=True, doc="The size of the search context."),
    "line_item": String(computed=True, doc="The line item of the invoice."),
}
"""What results can be told apart by: fields that are null unless ``group_by`` has their names."""
