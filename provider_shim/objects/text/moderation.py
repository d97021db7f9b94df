"""``openai_moderation``: texts and images judged once."""

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
        doc="What to judge: a text, a list of texts (each judged by itself), or a list of parts, texts and images, which are judged "
        "together.",
    ),
    "model": model_name(
        optional=True,
        doc="The id of the model, such as `omni-moderation-latest` (the default) or `omni-moderation-2024-09-26`.",
    ),
}
"""What may be asked."""

RESULTS: dict[str, Attribute] = {
    "id": String(computed=True, doc="The id of the moderation, as the API gave it."),
    "flagged": Bool(
        computed=True, doc="Whether anything in the input belongs to a harmful category."
    ),
    "flagged_categories": ListOf(
        String(),
        computed=True,
        doc="The names of the categories that anything in the input belongs to, such as `violence` or `hate/threatening`, in "
        "alphabetical order.",
    ),
    "results": ListOf(
        Object(
            {
                "flagged": Bool(computed=True, doc="Whether it belongs to a harmful category."),
                "categories": MapOf(
                    Bool(),
                    computed=True,
                    doc="By the name of a category, whether it belongs to it.",
                ),
                "category_scores": MapOf(
                    Float(),
                    computed=True,
                    doc="By the name of a category, how likely it belongs to it, from 0 to 1.",
                ),
                "category_applied_input_types": MapOf(
                    ListOf(String()),
                    computed=True,
                    doc="By the name of a category, what the score is about: `text`, `image` or both.",
                ),
            }
        ),
        computed=True,
        doc="The judgements: one for each text of a list, otherwise one.",
    ),
    "response_model": String(
        computed=True, wire="model", doc="The model that answered: `model` may be an alias for it."
    ),
}
"""What comes back."""

_BY_CATEGORY = ("categories", "category_scores", "category_applied_input_types")


def _summed_up(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    """Leave out categories that the model does not know (null), and sum up.

    Raises:
        ProviderError: there is no judgement; that must not pass for a harmless one.
    """
    reported = answer.get("results")
    results = (
        [_known(one) for one in reported if isinstance(one, Mapping)]
        if isinstance(reported, list)
        else []
    )
    if not results:
        raise ProviderError(
            "No judgement",
            "The provider asked for a moderation, and the server answered without one: is it a moderation model?",
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
    """A judgement of texts and images."""

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
    """Whether texts and images are harmful, asked for once and kept until an argument or a value in `triggers` changes.

    ~> Input and judgement are stored in the state. The ephemeral resource `openai_moderation` stores nothing.

    Use `flagged` in a `precondition` or a `check` to keep harmful words out of a stack. On destroy nothing happens at OpenAI,
    which keeps nothing.
    """

    schema = Schema(kept_answer("moderation", ARGUMENTS, RESULTS))


class DataModeration(ModerationRequest, OneShotDataSource):
    """Whether texts and images are harmful, asked for at every plan and at every apply.

    ~> Every plan asks again; the resource `openai_moderation` asks once. Input and judgement are stored in the state; the
    ephemeral resource `openai_moderation` stores nothing.

    Use `flagged` in a `precondition` or a `check` to keep harmful words out of a stack before anything is created.
    """

    schema = Schema({**request_arguments(ARGUMENTS), **RESULTS})


class EphemeralModeration(ModerationRequest, OneShotEphemeralResource):
    """Whether texts and images are harmful, stored nowhere: neither in the plan, nor in the state, nor at OpenAI.

    The model is asked whenever Terraform opens it: at plan and at apply. Its results can go to write-only arguments,
    provider configurations and other ephemeral values, and into conditions. Needs Terraform 1.10 or later.
    """

    schema = Schema({**request_arguments(ARGUMENTS), **RESULTS})
