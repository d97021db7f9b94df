"""``provider::openai::import_id``: the import id of an object that has a parent."""

from __future__ import annotations

from typing import Any

from provider_shim.functions.parts import SEPARATOR, part
from provider_shim.vocabulary.operations import Function, Parameter


def _joined(arguments: list[Any]) -> str:
    return SEPARATOR.join(part(one, number) for number, one in enumerate(arguments))


IMPORT_ID = Function(
    name="import_id",
    summary="Joins the parts of an id for import.",
    description="Returns the import id of an object that has a parent, such as a user of a project: the ids of both, joined by "
    "`/`, as in `proj_abc123/user-abc123`. The page of each resource lists the parts in their order. The function is useful in "
    "`import` blocks with `for_each`, where each id is built from the result of a list.",
    parameters=(Parameter(name="part", type="string", doc="The first part."),),
    variadic=Parameter(name="parts", type="string", doc="The other parts, in order."),
    returns="string",
    call=_joined,
)
