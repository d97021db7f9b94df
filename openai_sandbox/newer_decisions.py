"""Decisions: OpenAI's package asks for them, and a published document does not describe them yet.

Written by hand from the package's own types, in the document's form; see ``newer``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openai_sandbox.describing import (
    NUMBER,
    TEXT,
    TRUTH,
    Raw,
    any_of,
    one,
    or_null,
    record,
    several,
    taking,
)

_FRACTION: Raw = {"type": "number"}
_LETTERS_OR_TRUTH = any_of(TEXT, TRUTH)
_JSON: Raw = {"type": "object", "additionalProperties": True}
_STATUS = or_null(one("in_progress", "completed", "incomplete"))


# --- what is asked about ------------------------------------------------------------------------------------------

_BREAKPOINT = {"prompt_cache_breakpoint": or_null(record({"mode": one("explicit")}))}
_IMAGE: dict[str, Raw] = {
    "type": one("input_image"),
    "image_url": TEXT,
    "detail": or_null(one("low", "high", "auto", "original")),
}
_TEXT_PART = record({"type": one("input_text"), "text": TEXT, **_BREAKPOINT}, _BREAKPOINT)
_IMAGE_PART = record({**_IMAGE, **_BREAKPOINT}, ("detail", *_BREAKPOINT))
_JSON_PART = record({"type": one("input_json"), "data": any_of(_JSON, several(_JSON))})
_SAID = any_of(
    record({"type": one("output_text"), "text": TEXT}),
    record({"type": one("refusal"), "refusal": TEXT}),
)


def _message(role: str, part: Raw, **more: Raw) -> Raw:
    return record(
        {
            "type": one("message"),
            "role": one(role),
            "content": any_of(TEXT, several(part)),
            **more,
        },
        ("type", *more),
    )


def _called(kind: str, said: str) -> Raw:
    needed = dict.fromkeys((said, "call_id", "name"), TEXT)
    options = {"id": or_null(TEXT), "namespace": or_null(TEXT), "status": _STATUS}
    return record({"type": one(kind), **needed, **options}, options)


def _output(kind: str) -> Raw:
    options = {"id": or_null(TEXT), "status": _STATUS}
    output = any_of(TEXT, several(any_of(_TEXT_PART, _IMAGE_PART)))
    return record({"type": one(kind), "call_id": TEXT, "output": output, **options}, options)


_ITEM = any_of(
    _message("user", any_of(_TEXT_PART, _IMAGE_PART, _JSON_PART)),
    _message("developer", _TEXT_PART),
    _message("system", _TEXT_PART),
    _message("assistant", _SAID, phase=or_null(one("commentary", "final_answer"))),
    _called("function_call", "arguments"),
    _output("function_call_output"),
    _called("custom_tool_call", "input"),
    _output("custom_tool_call_output"),
)

# --- what is asked ------------------------------------------------------------------------------------------------

_INSTRUCTIONS = any_of(
    TEXT,
    several(
        any_of(
            record({"type": one("input_text"), "text": TEXT}),
            record(_IMAGE, ["detail"]),
            _JSON_PART,
        )
    ),
)


def _question(kind: str, **more: Raw) -> Raw:
    asked = {"type": one(kind), "instructions": _INSTRUCTIONS, "name": TEXT, **more}
    return record(asked, ["name"])


_CHOICE = record({"value": _LETTERS_OR_TRUTH, "description": TEXT}, ["description"])
_LEVEL = record({"label": TEXT, "description": TEXT}, ["description"])
_QUESTION = any_of(
    _question("predicate"),
    _question("choice", choices=several(_CHOICE, minItems=2, maxItems=255)),
    _question("score", levels=several(_LEVEL)),
)
_CACHE = record({"mode": or_null(one("implicit", "explicit")), "ttl": one("30m")}, ["mode", "ttl"])
_OPTIONS = {
    "prompt_cache_key": or_null(TEXT),
    "prompt_cache_options": or_null(_CACHE),
    "safety_identifier": or_null({**TEXT, "maxLength": 128}),
}
_ASKED = record(
    {
        "input": any_of(TEXT, several(_ITEM)),
        "model": TEXT,
        "questions": several(_QUESTION, minItems=1, maxItems=400),
        **_OPTIONS,
    },
    _OPTIONS,
)

# --- what is answered ---------------------------------------------------------------------------------------------


def _answer(kind: str, **more: Raw) -> Raw:
    return record({"type": one(kind), "name": or_null(TEXT), **more}, ["name"])


_CHANCE = record({"value": _LETTERS_OR_TRUTH, "probability": _FRACTION})
_LEVEL_CHANCE = record({"label": TEXT, "value": NUMBER, "probability": _FRACTION})
_SURE = {"confidence": _FRACTION}
_ANSWERED = record(
    {
        "model": TEXT,
        "answers": several(
            any_of(
                _answer("predicate", probability=_FRACTION),
                _answer(
                    "choice", choice=_LETTERS_OR_TRUTH, probabilities=several(_CHANCE), **_SURE
                ),
                _answer("score", score=_FRACTION, probabilities=several(_LEVEL_CHANCE), **_SURE),
                _answer("refusal"),
            )
        ),
        "usage": record(
            {
                "input_tokens": NUMBER,
                "input_tokens_details": record(
                    {"cache_write_tokens": NUMBER, "cached_tokens": NUMBER}
                ),
                "output_tokens": NUMBER,
                "output_tokens_details": record({"reasoning_tokens": NUMBER}),
                "total_tokens": NUMBER,
            }
        ),
    }
)

PATHS: Mapping[str, Mapping[str, Any]] = {"/decisions": {"post": taking(_ASKED, _ANSWERED)}}
"""Operations by path and method, as in a document."""
