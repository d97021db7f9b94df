"""``provider::openai::parse_import_id``: the parts of an id for import."""

from __future__ import annotations

from typing import Any

from provider_shim.functions.parts import SEPARATOR
from provider_shim.vocabulary.operations import Function, FunctionError, Parameter


def _split(arguments: list[Any]) -> list[str]:
    parts: list[str] = arguments[0].split(SEPARATOR)
    if not all(parts):
        raise FunctionError(f'"{arguments[0]}" has an empty part', 0)
    return parts


PARSE_IMPORT_ID = Function(
    name="parse_import_id",
    summary="Splits an id for import into its parts.",
    description="Returns the parts of an import id, which is the reverse of `import_id`: `proj_abc123/user-abc123` becomes "
    '`["proj_abc123", "user-abc123"]`. The `id` of a resource that has a parent has the same form.',
    parameters=(Parameter(name="id", type="string", doc="The id, whose parts are joined by `/`."),),
    returns=["list", "string"],
    call=_split,
)
