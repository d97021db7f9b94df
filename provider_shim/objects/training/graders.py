"""Graders, which give the answers of a model scores, for reinforcement fine-tuning."""

from __future__ import annotations

from provider_shim.patterns.attributes import REASONING_EFFORTS, free_json, string_or
from provider_shim.patterns.model_names import model_name
from provider_shim.rules.objects import GRADERS, grader_fault
from provider_shim.vocabulary.schema import Dynamic, Float, Integer, ListOf, Object, String

METRICS = (
    "cosine",
    "fuzzy_match",
    "bleu",
    "gleu",
    "meteor",
    "rouge_1",
    "rouge_2",
    "rouge_3",
    "rouge_4",
    "rouge_5",
    "rouge_l",
)


_PART = Object(
    {
        "type": String(
            required=True,
            enum=("input_text", "output_text", "input_image", "input_audio"),
            doc="The kind of part: `input_text`, `output_text`, `input_image` or `input_audio`.",
        ),
        "text": String(optional=True, doc="The text, which may contain templates."),
        "image_url": String(optional=True, doc="The URL of the image."),
        "detail": String(
            optional=True,
            enum=("auto", "low", "high"),
            doc="The level of detail at which the model views the image: `auto`, `low` or `high`. Defaults to `auto`.",
        ),
        "input_audio": Object(
            {
                "data": String(required=True, doc="The audio as base64."),
                "format": String(
                    required=True, enum=("mp3", "wav"), doc="The audio format: `mp3` or `wav`."
                ),
            },
            optional=True,
            doc="An audio input.",
        ),
        "prompt_cache_breakpoint": free_json(
            "The end of a prefix of the input that other requests can reuse from the cache, as in responses.",
            optional=True,
        ),
    }
)

_MESSAGE = Object(
    {
        "role": String(
            required=True,
            enum=("user", "assistant", "system", "developer"),
            doc="The role of the author: `user`, `assistant`, `system` or `developer`.",
        ),
        "content": Dynamic(
            string_or(_PART, ListOf(string_or(_PART), min_items=1)),
            required=True,
            doc="The content of the message: a text with templates, one part, or a list of texts and parts.",
        ),
        "type": String(optional=True, enum=("message",), doc="Always `message`."),
    }
)

_SAMPLING = Object(
    {
        "max_completions_tokens": Integer(
            optional=True, minimum=1, doc="The maximum number of tokens in the answer."
        ),
        "reasoning_effort": String(
            optional=True,
            enum=REASONING_EFFORTS,
            doc="The reasoning effort: `none`, `minimal`, `low`, `medium`, `high`, `xhigh` or `max`. Not all models accept all "
            "of these values.",
        ),
        "seed": Integer(
            optional=True, doc="A number that makes repeated requests return similar answers."
        ),
        "temperature": Float(
            optional=True,
            doc="The sampling temperature. A higher value makes the answers more random.",
        ),
        "top_p": Float(
            optional=True,
            doc="The probability mass of the most likely tokens that the model considers. An alternative to `temperature`.",
        ),
    },
    optional=True,
    doc="The sampling options of the model of `score_model`.",
)

GRADER = Object(
    {
        "type": String(
            required=True,
            enum=tuple(GRADERS),
            doc="The kind of grader: `string_check`, `text_similarity`, `python`, `score_model` or `multi`.",
        ),
        "name": String(required=True, doc="The name of the grader."),
        "input": Dynamic(
            string_or(ListOf(_MESSAGE, min_items=1)),
            optional=True,
            doc="The input to grade: for `string_check` and `text_similarity`, a text with templates such as "
            "`{{sample.output_text}}`. For `score_model`, a list of messages.",
        ),
        "reference": String(
            optional=True,
            doc="For `string_check` and `text_similarity`: the text with which the input is compared. It may contain templates "
            "such as `{{item.label}}`.",
        ),
        "operation": String(
            optional=True,
            enum=("eq", "ne", "like", "ilike"),
            doc="For `string_check`: the comparison, which is `eq` (equal), `ne` (not equal), `like` (contains) or `ilike` "
            "(contains, case-insensitive).",
        ),
        "evaluation_metric": String(
            optional=True,
            enum=METRICS,
            doc=f"For `text_similarity`: the metric, which is one of {', '.join(f'`{one}`' for one in METRICS)}.",
        ),
        "source": String(
            optional=True,
            doc="For `python`: the program, with a function `grade(sample, item)` that returns a number.",
        ),
        "image_tag": String(
            optional=True, doc="For `python`: the tag of the image in which the program runs."
        ),
        "model": model_name(
            optional=True, doc="For `score_model`: the id of the model that gives the score."
        ),
        "range": ListOf(
            Float(),
            optional=True,
            min_items=2,
            max_items=2,
            doc="For `score_model`: the lowest and the highest score. Defaults to `[0, 1]`.",
        ),
        "sampling_params": _SAMPLING,
        "graders": free_json(
            "For `multi`: the graders, in the same form, by the names that `calculate_output` uses. Their kind can also be "
            "`label_model`.",
            optional=True,
        ),
        "calculate_output": String(
            optional=True,
            doc="For `multi`: the formula that combines the scores of its graders, such as `0.5 * form + 0.5 * facts`.",
        ),
    },
    check=grader_fault,
)
"""A grader of any kind. It is the shape of a dynamic attribute, since the kinds have few members in common."""
