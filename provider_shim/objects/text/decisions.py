"""What decisions are asked and what they answer: what data source and ephemeral resource share.

It must not know which of them uses it.
"""

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

# --- parts of what is said ----------------------------------------------------------------------------------------


# --- what is asked about ------------------------------------------------------------------------------------------


# --- what is asked ------------------------------------------------------------------------------------------------


_ARGUMENTS: dict[str, Attribute] = {
    "instructions": Dynamic(
        string_or(ListOf(ASKED_PART, min_items=1)),
        required=True,
        doc="What is asked: text, or a list of texts, images and JSON.",
    ),
    "name": String(optional=True, doc="A name, by which the answer can be told from others."),
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
                            doc="The choice: text, or true or false. The text `true` is another choice than true.",
                        ),
                        "description": String(optional=True, doc="When to choose it."),
                    }
                ),
                required=True,
                min_items=2,
                max_items=255,
                check=choices_fault,
                doc="What there is to choose from: 2 to 255 choices.",
            ),
        },
        "score": {
            **_ARGUMENTS,
            "levels": ListOf(
                Object(
                    {
                        "label": String(required=True, doc="What the level is called."),
                        "description": String(optional=True, doc="When it is reached."),
                    }
                ),
                required=True,
                min_items=1,
                doc="The levels, from the lowest to the highest. The first counts 0, the next 1, and so on.",
            ),
        },
    },
    "Whether to ask how likely something is, what fits best, or how high it is on a scale",
)

ARGUMENTS: dict[str, Attribute] = {
    "model": model_name(
        required=True, doc="The id of the model. OpenAI answers with `gpt-6-luna` only."
    ),
    "input": Dynamic(
        string_or(ListOf(ITEM, min_items=1)),
        required=True,
        doc="What all questions are about: text, or a list of messages, calls of tools and their outputs. Each output needs a call "
        "with the same `call_id` before it.",
    ),
    "questions": Dynamic(
        ListOf(_QUESTION, min_items=1, max_items=400),
        required=True,
        doc="The questions, 1 to 400. All are answered by themselves, in the same order.",
    ),
    "prompt_cache_key": PROMPT_CACHE_KEY,
    "prompt_cache_options": prompt_cache_options(("30m",)),
    "safety_identifier": SAFETY_IDENTIFIER,
}
"""What may be asked."""

# --- what is answered ---------------------------------------------------------------------------------------------

_ANSWER_KINDS = (
    "`predicate`, `choice` or `score`, as the question; or `refusal`, if the model refused"
)

RESULTS: dict[str, Attribute] = {
    "answers": ListOf(
        Object(
            {
                "type": String(computed=True, doc=f"The kind of answer: {_ANSWER_KINDS}."),
                "name": String(computed=True, doc="The name of the question; null if it has none."),
                "probability": Float(
                    computed=True,
                    doc="For `predicate`: how likely what is asked is true, from 0 to 1.",
                ),
                "choice": String(
                    computed=True, doc="For `choice`: what was chosen, where that is text."
                ),
                "choice_is_true": Bool(
                    computed=True,
                    wire="choice",
                    doc="For `choice`: what was chosen, where that is true or false.",
                ),
                "score": Float(
                    computed=True,
                    doc="For `score`: how high it is, from 0 (the first level) to the number of the last level.",
                ),
                "confidence": Float(
                    computed=True,
                    doc="For `choice` and `score`: how sure the model is, from 0 to 1.",
                ),
                "probabilities": ListOf(
                    Object(
                        {
                            "value": String(
                                computed=True, doc="For `choice`: a choice, where that is text."
                            ),
                            "value_is_true": Bool(
                                computed=True,
                                wire="value",
                                doc="For `choice`: a choice, where that is true or false.",
                            ),
                            "label": String(
                                computed=True, doc="For `score`: what a level is called."
                            ),
                            "level": Integer(
                                computed=True,
                                wire="value",
                                doc="For `score`: the number of the level, from 0.",
                            ),
                            "probability": Float(
                                computed=True,
                                doc="How likely this choice or level is, from 0 to 1.",
                            ),
                        }
                    ),
                    computed=True,
                    doc="For `choice` and `score`: each choice or level.",
                ),
            }
        ),
        computed=True,
        doc="The answers, in the order of the questions.",
    ),
    "response_model": String(
        computed=True, wire="model", doc="The model that answered: `model` may be an alias for it."
    ),
    "usage": Object(
        {
            "input_tokens": Integer(computed=True, doc="The tokens of input and questions."),
            "input_tokens_details": Object(
                {
                    "cache_write_tokens": Integer(
                        computed=True, doc="Those that were written to the cache."
                    ),
                    "cached_tokens": Integer(computed=True, doc="Those that came from the cache."),
                },
                computed=True,
                doc="What there is to know of the tokens of the input.",
            ),
            "output_tokens": Integer(computed=True, doc="The tokens of the answers."),
            "output_tokens_details": Object(
                {
                    "reasoning_tokens": Integer(
                        computed=True, doc="Those that the model thought with."
                    )
                },
                computed=True,
                doc="What there is to know of the tokens of the answers.",
            ),
            "total_tokens": Integer(computed=True, doc="All tokens."),
        },
        computed=True,
        doc="How many tokens were used.",
    ),
}
"""What comes back."""


def _with_answers(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the answer as it is.

    Raises:
        ProviderError: there is none; that must not pass for a decision.
    """
    if not isinstance(answer.get("answers"), list) or not answer["answers"]:
        raise ProviderError(
            "No decision",
            "The provider asked for a decision, and the server answered without one: does it have this API?",
        )
    return answer


class DecisionRequest(OneShotRequest):
    """Answers to questions about something."""

    type_name = "openai_decision"
    endpoint = Rest("/decisions", item="/decisions", update=None, reshape=_with_answers)
