"""The arguments and results of decisions, which the data source and the ephemeral resource share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.objects.text.decision_items import ASKED_PART, ITEM
from provider_shim.patterns.attributes import string_or
from provider_shim.patterns.kinds import of_kinds
from provider_shim.patterns.model_inputs import (
    PROMPT_CACHE_KEY,
    SAFETY_IDENTIFIER,
    prompt_cache_options,
)
from provider_shim.patterns.model_names import model_name
from provider_shim.patterns.one_shot import OneShotRequest
from provider_shim.rules.objects import choices_fault
from provider_shim.vocabulary.diagnostics import ProviderError
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import (
    AnyOf,
    Attribute,
    Bool,
    Dynamic,
    Float,
    Integer,
    ListOf,
    Object,
    String,
)

# --- the request --------------------------------------------------------------------------------------------------

_ARGUMENTS: dict[str, Attribute] = {
    "instructions": Dynamic(
        string_or(ListOf(ASKED_PART, min_items=1)),
        required=True,
        doc="The question: a string, or a list of texts, images and JSON.",
    ),
    "name": String(optional=True, doc="A name for the question, which its answer has, too."),
}

_QUESTION = of_kinds(
    {
        "predicate": _ARGUMENTS,
        "choice": {
            **_ARGUMENTS,
            "choices": ListOf(
                Object(
                    {
                        "value": Dynamic(
                            AnyOf((String(), Bool())),
                            required=True,
                            doc="The choice: a string, or `true` or `false`. The string `true` and the bool `true` are different "
                            "choices.",
                        ),
                        "description": String(
                            optional=True, doc="A description of when the choice fits."
                        ),
                    }
                ),
                required=True,
                min_items=2,
                max_items=255,
                check=choices_fault,
                doc="The choices, from 2 to 255.",
            ),
        },
        "score": {
            **_ARGUMENTS,
            "levels": ListOf(
                Object(
                    {
                        "label": String(required=True, doc="The name of the level."),
                        "description": String(
                            optional=True, doc="A description of when the level is reached."
                        ),
                    }
                ),
                required=True,
                min_items=1,
                doc="The levels, from the lowest to the highest. The first level has the number 0, the second has the number 1, "
                "and so on.",
            ),
        },
    },
    "The kind of question, which asks how likely a statement is, which choice fits best, or how high a score is",
)

ARGUMENTS: dict[str, Attribute] = {
    "model": model_name(required=True, doc="The id of the model. OpenAI offers `gpt-6-luna` only."),
    "input": Dynamic(
        string_or(ListOf(ITEM, min_items=1)),
        required=True,
        doc="The input that all questions are about: a string, or a list of messages, tool calls and their outputs. Each output "
        "needs a call with the same `call_id` before it.",
    ),
    "questions": Dynamic(
        ListOf(_QUESTION, min_items=1, max_items=400),
        required=True,
        doc="The questions, from 1 to 400. The model answers each question separately, in the same order.",
    ),
    "prompt_cache_key": PROMPT_CACHE_KEY,
    "prompt_cache_options": prompt_cache_options(("30m",)),
    "safety_identifier": SAFETY_IDENTIFIER,
}
"""The arguments of a decision."""

# --- the response -------------------------------------------------------------------------------------------------

_ANSWER_KINDS = "`predicate`, `choice` or `score`, as the question has, or `refusal` if the model refused to answer"

RESULTS: dict[str, Attribute] = {
    "answers": ListOf(
        Object(
            {
                "type": String(computed=True, doc=f"The kind of answer: {_ANSWER_KINDS}."),
                "name": String(computed=True, doc="The name of the question. Null if it has none."),
                "probability": Float(
                    computed=True,
                    doc="For `predicate`: the probability that the answer to the question is yes, from 0 to 1.",
                ),
                "choice": String(
                    computed=True, doc="For `choice`: the chosen value, if it is a string."
                ),
                "choice_is_true": Bool(
                    computed=True,
                    wire="choice",
                    doc="For `choice`: the chosen value, if it is `true` or `false`.",
                ),
                "score": Float(
                    computed=True,
                    doc="For `score`: the score, from 0 (the first level) to the number of the last level.",
                ),
                "confidence": Float(
                    computed=True,
                    doc="For `choice` and `score`: the confidence of the model, from 0 to 1.",
                ),
                "probabilities": ListOf(
                    Object(
                        {
                            "value": String(
                                computed=True, doc="For `choice`: the choice, if it is a string."
                            ),
                            "value_is_true": Bool(
                                computed=True,
                                wire="value",
                                doc="For `choice`: the choice, if it is `true` or `false`.",
                            ),
                            "label": String(
                                computed=True, doc="For `score`: the name of the level."
                            ),
                            "level": Integer(
                                computed=True,
                                wire="value",
                                doc="For `score`: the number of the level, from 0.",
                            ),
                            "probability": Float(
                                computed=True,
                                doc="The probability of this choice or level, from 0 to 1.",
                            ),
                        }
                    ),
                    computed=True,
                    doc="For `choice` and `score`: the probability of each choice or level.",
                ),
            }
        ),
        computed=True,
        doc="The answers, in the order of the questions.",
    ),
    "response_model": String(
        computed=True,
        wire="model",
        doc="The id of the model that answered. It differs from `model` if that is an alias.",
    ),
    "usage": Object(
        {
            "input_tokens": Integer(
                computed=True, doc="The number of tokens in the input and the questions."
            ),
            "input_tokens_details": Object(
                {
                    "cache_write_tokens": Integer(
                        computed=True, doc="The number of tokens written to the cache."
                    ),
                    "cached_tokens": Integer(
                        computed=True, doc="The number of tokens read from the cache."
                    ),
                },
                computed=True,
                doc="The input tokens by kind.",
            ),
            "output_tokens": Integer(computed=True, doc="The number of tokens in the answers."),
            "output_tokens_details": Object(
                {"reasoning_tokens": Integer(computed=True, doc="The number of reasoning tokens.")},
                computed=True,
                doc="The output tokens by kind.",
            ),
            "total_tokens": Integer(computed=True, doc="The number of all tokens."),
        },
        computed=True,
        doc="The number of tokens that the request used.",
    ),
}
"""The attributes that the API returns."""


def _with_answers(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the response unchanged.

    Raises:
        ProviderError: the response contains no answers, so that a configuration cannot rely on it.
    """
    if not isinstance(answer.get("answers"), list) or not answer["answers"]:
        raise ProviderError(
            "No decision",
            "The provider requested a decision, but the response of the server contains none. Check whether the server at "
            "`base_url` has the Decisions API.",
        )
    return answer


class DecisionRequest(OneShotRequest):
    """The request of a decision."""

    type_name = "openai_decision"
    endpoint = Rest("/decisions", item="/decisions", update=None, reshape=_with_answers)
