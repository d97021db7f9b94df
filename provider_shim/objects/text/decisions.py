"""What decisions are asked and what they answer: what data source and ephemeral resource share.

It must not know which of them uses it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.patterns.attributes import free_json, string_or
from provider_shim.patterns.kinds import Kinds, of_kinds, rule_of
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

_BREAKPOINT: dict[str, Attribute] = {
    "prompt_cache_breakpoint": Object(
        {"mode": String(required=True, enum=("explicit",), doc="Always `explicit`.")},
        optional=True,
        doc="Marks the end of a beginning that other requests can reuse.",
    )
}
_TEXT: dict[str, Attribute] = {"text": String(required=True, doc="The text.")}
_IMAGE: dict[str, Attribute] = {
    "image_url": String(required=True, doc="The URL of the image, or the image as a `data:` URL."),
    "detail": String(
        optional=True,
        enum=("auto", "low", "high", "original"),
        doc="How closely to look at the image: `auto`, `low`, `high` or `original`. Defaults to `auto`.",
    ),
}
_JSON: dict[str, Attribute] = {"data": free_json("An object or a list of objects.", required=True)}
_PART_KIND = "The kind of part"

_ASKED_PART = of_kinds(
    {"input_text": _TEXT, "input_image": _IMAGE, "input_json": _JSON}, _PART_KIND
)
_PART = of_kinds(
    {
        "input_text": {**_TEXT, **_BREAKPOINT},
        "input_image": {**_IMAGE, **_BREAKPOINT},
        "input_json": _JSON,
        "output_text": _TEXT,
        "refusal": {
            "refusal": String(required=True, doc="The words with which the assistant refused.")
        },
    },
    _PART_KIND,
)

# --- what is asked about ------------------------------------------------------------------------------------------

_CALL_ID: dict[str, Attribute] = {
    "call_id": String(required=True, doc="The id that joins a call and its output.")
}
_ITEM_ID: dict[str, Attribute] = {
    "id": String(optional=True, doc="The id of the item."),
    "status": String(
        optional=True,
        enum=("in_progress", "completed", "incomplete"),
        doc="How far it is: `in_progress`, `completed` or `incomplete`.",
    ),
}
_CALLED: dict[str, Attribute] = {
    **_CALL_ID,
    "name": String(required=True, doc="The name of the function or tool."),
    "namespace": String(optional=True, doc="The namespace of the function or tool."),
    **_ITEM_ID,
}
_OUTPUT: dict[str, Attribute] = {
    **_CALL_ID,
    "output": Dynamic(
        string_or(ListOf(_PART, min_items=1)),
        required=True,
        doc="What came of the call: text, or a list of texts and images.",
    ),
    **_ITEM_ID,
}
_MESSAGE: dict[str, Attribute] = {
    "role": String(
        required=True,
        enum=("user", "assistant", "system", "developer"),
        doc="Who speaks: `user`, `assistant`, `system` or `developer`.",
    ),
    "content": Dynamic(
        string_or(ListOf(_PART, min_items=1)),
        required=True,
        doc="What is said: text, or a list of parts. Users say texts, images and JSON (`input_…`), the assistant `output_text` and "
        "`refusal`, all others `input_text`.",
    ),
    "phase": String(
        optional=True,
        enum=("commentary", "final_answer"),
        doc="What a message of the assistant is: `commentary` or `final_answer`.",
    ),
}

_KINDS_OF_ITEM: Kinds = {
    "message": _MESSAGE,
    "function_call": {
        "arguments": String(required=True, doc="The arguments of the function, as JSON."),
        **_CALLED,
    },
    "function_call_output": _OUTPUT,
    "custom_tool_call": {
        "input": String(required=True, doc="The input of the tool."),
        **_CALLED,
    },
    "custom_tool_call_output": _OUTPUT,
}
_ITEM_KINDS = of_kinds(_KINDS_OF_ITEM, "The kind of item")


_KIND = _ITEM_KINDS.attributes["type"]
_ITEM = _ITEM_KINDS.but(
    attributes={
        **_ITEM_KINDS.attributes,
        "type": _KIND.but(required=False, optional=True, doc=f"{_KIND.doc} Defaults to `message`."),
    },
    check=rule_of(_KINDS_OF_ITEM, default="message"),
)

# --- what is asked ------------------------------------------------------------------------------------------------


_ARGUMENTS: dict[str, Attribute] = {
    "instructions": Dynamic(
        string_or(ListOf(_ASKED_PART, min_items=1)),
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
        string_or(ListOf(_ITEM, min_items=1)),
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
