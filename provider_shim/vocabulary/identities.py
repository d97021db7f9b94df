"""The ids and the name of an object. An answer never replaces the ids of a known object. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from provider_shim.vocabulary.diagnostics import OtherObjectError
from provider_shim.vocabulary.object_names import kind_of_another
from provider_shim.vocabulary.rest import Json, Rest, path_parameters
from provider_shim.vocabulary.schema import Attribute

_NAMED_BY = (
    "name",
    "display_name",
    "role_name",
    "title",
    "filename",
    "email",
    "user_email",
    "group_name",
    "path",
    "model",
    "url",
)
"""The fields by which people know an object, the best one first."""


def display_name(values: Mapping[str, Any]) -> str:
    """Return the name by which people know an object of the API or of a state, or an empty text."""
    names = (values.get(field) for field in _NAMED_BY)
    return next((name for name in names if isinstance(name, str) and name.strip()), "")


def known_identity(
    endpoint: Rest, attributes: Mapping[str, Attribute], known: Mapping[str, Any]
) -> Json:
    """Return the known ids of an object and of its parents."""
    names = dict.fromkeys(
        (*path_parameters(endpoint.collection), *path_parameters(endpoint.item), "id")
    )
    return {
        name: known[name]
        for name in names
        if name in attributes
        and not (name == "id" and attributes[name].local)  # it consists of the other ids
        and isinstance(known.get(name), str)
        and known[name]
    }


def object_identity(
    names: Iterable[str], values: Mapping[str, Any] | None
) -> dict[str, str] | None:
    """Return the identity of an object by attribute, or None if there is no object or a part is unknown.

    Args:
        names: the attributes of the identity; empty if the object has no identity.
        values: the state or plan of the object.
    """
    found = {name: (values or {}).get(name) for name in names}
    whole = {name: value for name, value in found.items() if isinstance(value, str) and value}
    return whole if found and whole.keys() == found.keys() else None


def check_same_object(
    endpoint: Rest,
    attributes: Mapping[str, Attribute],
    answer: Mapping[str, Any],
    identity: Mapping[str, Any],
    type_name: str,
) -> None:
    """Check that an answer is about the object that is known.

    Args:
        endpoint: the endpoint of the object.
        attributes: the declaration.
        answer: the answer of the API. A missing or null id is not a difference.
        identity: the known ids, from `known_identity`.
        type_name: the Terraform type.

    Raises:
        OtherObjectError: the answer has another id, or is an object of another resource type.
    """
    noun = type_name.removeprefix("openai_").replace("_", " ")
    found = [*_other_ids(endpoint, attributes, answer, identity)]
    if kind_of_another(type_name, answer.get("object")):
        found.append(f'its `object` is "{answer["object"]}", which is another kind of object')
    if not found:
        return
    named = ", ".join(f'{name} "{value}"' for name, value in identity.items())
    raise OtherObjectError(
        "Answer about another object",
        f"The request was about the {noun}{f' with the {named}' if named else ''}. The answer is about another object: "
        f"{'; '.join(found)}. The provider ignores this answer, and the ids in the state do not change. Check `base_url` and "
        "any gateway or proxy that may confuse requests. Then run Terraform again.",
    )


def _other_ids(
    endpoint: Rest,
    attributes: Mapping[str, Attribute],
    answer: Mapping[str, Any],
    identity: Mapping[str, Any],
) -> Iterator[str]:
    for name, value in identity.items():
        attribute = attributes[name]
        wire = attribute.wire or name
        if wire not in answer and endpoint.item == f"{endpoint.collection}/{{{name}}}":
            wire = "id"  # the usual name of an object's own id
        answered = answer.get(wire)
        if not isinstance(answered, str) or answered in {"", value}:
            continue
        if attribute.equivalent is None or not attribute.equivalent(value, answered):
            yield f'its {name} is "{answered}"'
