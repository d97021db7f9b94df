"""``provider::openai::import_id``: the id by which what belongs to something else is imported."""

from __future__ import annotations

from typing import Any

from provider_shim.functions.parts import SEPARATOR, part
from provider_shim.vocabulary.operations import Function, Parameter


def _joined(arguments: list[Any]) -> str:
    return SEPARATOR.join(part(one, number) for number, one in enumerate(arguments))


IMPORT_ID = Function(
    name="import_id",
    summary="Joins the parts of an id for import.",
    description="What belongs to something else is imported by the ids of both, joined: `proj_abc123/user-abc123` is a user of a "
    "project. The page of each resource tells the parts and their order. Useful with `for_each` in `import` blocks, where each id is "
    "made of what is listed.",
    parameters=(Parameter(name="part", type="string", doc="The first part."),),
    variadic=Parameter(name="parts", type="string", doc="The other parts, in order."),
    returns="string",
    call=_joined,
)
