"""Graders: what tells good answers of a model from bad ones, for reinforcement fine-tuning. It must not know who uses them."""

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
        "text": String(optional=True, doc="The text; may hold templates."),
        "image_url": String(optional=True, doc="The URL of the image."),
        "detail": String(
            optional=True,
            enum=("auto", "low", "high"),
            doc="How closely to look at the image: `auto`, `low` or `high`. Defaults to `auto`.",
        ),
        "input_audio": Object(
            {
                "data": String(required=True, doc="The sound as base64."),
                "format": String(
                    required=True, enum=("mp3", "wav"), doc="The format: `mp3` or `wav`."
                ),
            },
            optional=True,
            doc="A sound.",
        ),
        "prompt_cache_breakpoint": free_json(
            "Marks the end of a prefix that other requests can reuse, as in responses.",
            optional=True,
        ),
    }
)

_MESSAGE = Object(
    {
        "role": String(
            required=True,
            enum=("user", "assistant", "system", "developer"),
            doc="Who speaks: `user`, `assistant`, `system` or `developer`.",
        ),
        "content": Dynamic(
            string_or(_PART, ListOf(string_or(_PART), min_items=1)),
            required=True,
            doc="What is said: a text with templates, one part, or a list of texts and parts.",
        ),
        "type": String(optional=True, enum=("message",), doc="Always `message`."),
    }
)

_SAMPLING = Object(
    {
        "max_completions_tokens": Integer(
            optional=True, minimum=1, doc="The most tokens that the model may answer."
        ),
        "reasoning_effort": String(
            optional=True,
            enum=REASONING_EFFORTS,
            doc="How much the model thinks: `none`, `minimal`, `low`, `medium`, `high`, `xhigh` or `max`. Not all models take all.",
        ),
        "seed": Integer(optional=True, doc="A number that makes answers more alike."),
        "temperature": Float(optional=True, doc="How random the answers are."),
        "top_p": Float(
            optional=True,
            doc="The share of the likeliest words to choose from; an alternative to `temperature`.",
        ),
    },
    optional=True,
    doc="How the model of `score_model` answers.",
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
            doc="What is graded: a text with templates such as `{{sample.output_text}}` for `string_check` and `text_similarity`, a "
            "list of messages for `score_model`.",
        ),
        "reference": String(
            optional=True,
            doc="What to compare with, for `string_check` and `text_similarity`; may hold templates such as `{{item.label}}`.",
        ),
        "operation": String(
            optional=True,
            enum=("eq", "ne", "like", "ilike"),
            doc="The comparison of `string_check`: `eq` (equal), `ne` (not equal), `like` (contains) or `ilike` (contains, in either "
            "case).",
        ),
        "evaluation_metric": String(
            optional=True,
            enum=METRICS,
            doc=f"The measure of `text_similarity`: {', '.join(f'`{one}`' for one in METRICS)}.",
        ),
        "source": String(
            optional=True,
            doc="The program of `python`, with a function `grade(sample, item)` that returns a number.",
        ),
        "image_tag": String(optional=True, doc="The tag of the image in which `python` runs."),
        "model": model_name(optional=True, doc="The id of the model of `score_model`."),
        "range": ListOf(
            Float(),
            optional=True,
            min_items=2,
            max_items=2,
            doc="The least and the greatest score of `score_model`. Defaults to 0 and 1.",
        ),
        "sampling_params": _SAMPLING,
        "graders": free_json(
            "The graders of `multi`, in the form of this one, by the names that `calculate_output` calls them; besides the kinds above "
            "there is `label_model`.",
            optional=True,
        ),
        "calculate_output": String(
            optional=True,
            doc="The formula by which `multi` makes one score of those of its graders, such as `0.5 * form + 0.5 * facts`.",
        ),
    },
    check=grader_fault,
)
"""A grader of any kind: the shape of a dynamic attribute, since the kinds have little in common."""
