"""``openai_moderation``: whether texts and images are harmful."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.patterns.kinds import of_kinds
from provider_shim.patterns.model_names import model_name
from provider_shim.patterns.one_shot import (
    OneShotDataSource,
    OneShotEphemeralResource,
    OneShotRequest,
    OneShotResource,
    kept_answer,
    request_arguments,
)
from provider_shim.vocabulary.diagnostics import ProviderError
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import (
    AnyOf,
    Attribute,
    Bool,
    Dynamic,
    Float,
    ListOf,
    MapOf,
    Object,
    Schema,
    String,
)

_PART = of_kinds(
    {
        "text": {"text": String(required=True, doc="The text.")},
        "image_url": {
            "image_url": Object(
                {
                    "url": String(
                        required=True, doc="The URL of the image, or the image as a `data:` URL."
                    )
                },
                required=True,
                doc="An image.",
            )
        },
    },
    "The kind of part",
)

ARGUMENTS: dict[str, Attribute] = {
    "input": Dynamic(
        AnyOf((String(), ListOf(AnyOf((String(), _PART)), min_items=1))),
        required=True,
        doc="The input to classify: a text, a list of texts (each gets a separate result), or a list of text and image parts "
        "(which have one result together).",
    ),
    "model": model_name(
        optional=True,
        doc="The id of the model, such as `omni-moderation-latest` (the default) or `omni-moderation-2024-09-26`.",
    ),
}
"""The arguments of a moderation."""

RESULTS: dict[str, Attribute] = {
    "id": String(computed=True, doc="The id that the API gave the moderation."),
    "flagged": Bool(computed=True, doc="Whether any part of the input is in a harmful category."),
    "flagged_categories": ListOf(
        String(),
        computed=True,
        doc="The names of all categories that the input is in, such as `violence` or `hate/threatening`, in alphabetical order.",
    ),
    "results": ListOf(
        Object(
            {
                "flagged": Bool(
                    computed=True, doc="Whether the text or the parts are in a harmful category."
                ),
                "categories": MapOf(
                    Bool(),
                    computed=True,
                    doc="Whether the text or the parts are in a category, by the name of the category.",
                ),
                "category_scores": MapOf(
                    Float(),
                    computed=True,
                    doc="The probability that the text or the parts are in a category, from 0 to 1, by the name of the category.",
                ),
                "category_applied_input_types": MapOf(
                    ListOf(String()),
                    computed=True,
                    doc="The kinds of input that the score applies to (`text`, `image` or both), by the name of the category.",
                ),
            }
        ),
        computed=True,
        doc="The results: one for each text if `input` is a list of texts, otherwise one.",
    ),
    "response_model": String(
        computed=True,
        wire="model",
        doc="The id of the model that answered. It differs from `model` if that is an alias.",
    ),
}
"""The attributes that the API returns."""

_BY_CATEGORY = ("categories", "category_scores", "category_applied_input_types")


def _summed_up(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the answer without the categories that the model does not know (null), and with a summary of all results.

    Raises:
        ProviderError: the answer contains no results, which does not mean that the input is harmless.
    """
    reported = answer.get("results")
    results = (
        [_known(one) for one in reported if isinstance(one, Mapping)]
        if isinstance(reported, list)
        else []
    )
    if not results:
        raise ProviderError(
            "No moderation result",
            "The provider requested a moderation, but the response of the server contains no results. Check whether `model` is a "
            "moderation model.",
        )
    flagged = {
        name
        for one in results
        for name, belongs in (one.get("categories") or {}).items()
        if belongs is True
    }
    return {
        **answer,
        "results": results,
        "flagged": any(one.get("flagged") is True for one in results),
        "flagged_categories": sorted(flagged),
    }


class ModerationRequest(OneShotRequest):
    """The request of a moderation."""

    type_name = "openai_moderation"
    endpoint = Rest("/moderations", update=None, reshape=_summed_up)


def _known(result: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: {key: one for key, one in value.items() if one is not None}
        if name in _BY_CATEGORY and isinstance(value, Mapping)
        else value
        for name, value in result.items()
    }


class Moderation(ModerationRequest, OneShotResource):
    """Whether texts and images are harmful.

    The provider sends the request once, and again when an argument or a value in `triggers` changes. Use `flagged` in a
    `precondition` or a `check` to keep harmful content out of your infrastructure. Destroy changes nothing at OpenAI, which
    does not store moderations.

    ~> The state stores the input and the results. The ephemeral resource `openai_moderation` stores nothing.
    """

    schema = Schema(kept_answer("moderation", ARGUMENTS, RESULTS))


class DataModeration(ModerationRequest, OneShotDataSource):
    """Whether texts and images are harmful, requested at every plan and at every apply.

    ~> Every plan sends the request again. The resource `openai_moderation` sends the request once. The state stores the input
    and the results. The ephemeral resource `openai_moderation` stores nothing.

    Use `flagged` in a `precondition` or a `check` to stop the plan before Terraform creates anything with harmful content.
    """

    schema = Schema({**request_arguments(ARGUMENTS), **RESULTS})


class EphemeralModeration(ModerationRequest, OneShotEphemeralResource):
    """Whether texts and images are harmful. The results are not stored: not in the plan, not in the state, and not at OpenAI.

    The provider sends the request each time that Terraform opens the ephemeral resource: at plan and at apply. You can use
    the results in write-only arguments, provider configurations, other ephemeral values and conditions. Requires Terraform
    1.10 or later.
    """

    schema = Schema({**request_arguments(ARGUMENTS), **RESULTS})
