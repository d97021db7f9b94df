"""``provider::openai::jsonl``: the format of batch and fine-tuning files."""

from __future__ import annotations

import json
from typing import Any

from provider_shim.vocabulary.operations import Function, FunctionError, Parameter
from provider_shim.vocabulary.values import plain


def _jsonl(arguments: list[Any]) -> str:
    values = plain(arguments[0])
    if not isinstance(values, list):
        raise FunctionError("the value must be a list, with one value for each line", 0)
    return "".join(
        json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n" for value in values
    )


JSONL = Function(
    name="jsonl",
    summary="Encodes a list of values as JSON Lines.",
    description="Returns one line of JSON for each value, in the order of the list. This is the format of the files for batches "
    "and fine-tuning. You can use the result as the `content` of an `openai_file`.",
    parameters=(
        Parameter(
            name="values",
            type="dynamic",
            doc="The values, one for each line. They can have different types.",
        ),
    ),
    returns="string",
    call=_jsonl,
)
