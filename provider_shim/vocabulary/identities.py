"""Which object an answer is about: what names a known object is never replaced by an answer. Pure: it must not call the API."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from provider_shim.vocabulary.diagnostics import OtherObjectError
from provider_shim.vocabulary.object_names import kind_of_another
from provider_shim.vocabulary.rest import Json, Rest, path_parameters
from provider_shim.vocabulary.schema import Attribute


def known_identity(
    endpoint: Rest, attributes: Mapping[str, Attribute], known: Mapping[str, Any]
) -> Json:
    """Return what names an object, as far as it is known: its ids, and those of what it belongs to."""
    names = dict.fromkeys(
        (*path_parameters(endpoint.collection), *path_parameters(endpoint.item), "id")
    )
    return {
        name: known[name]
        for name in names
        if name in attributes
        and not (name == "id" and attributes[name].local)  # made of the others
        and isinstance(known.get(name), str)
        and known[name]
    }


def object_identity(
    names: Iterable[str], values: Mapping[str, Any] | None
) -> dict[str, str] | None:
    """Return what names an object for good, by attribute; None where there is no object, or a part is not known.

    Args:
        names: the attributes that together name the object; none where nothing does.
        values: its state or plan.
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
        endpoint: where the object lives.
        attributes: the declaration.
        answer: the object as the API describes it. What it leaves out, or gives as null, is no difference.
        identity: what is known, from `known_identity`.
        type_name: the Terraform type.

    Raises:
        OtherObjectError: it has another id, or is what another declaration stands for.
    """
    noun = type_name.removeprefix("openai_").replace("_", " ")
    found = [*_other_ids(endpoint, attributes, answer, identity)]
    if kind_of_another(type_name, answer.get("object")):
        found.append(f'its `object` is "{answer["object"]}", which is no {noun}')
    if not found:
        return
    named = ", ".join(f'{name} "{value}"' for name, value in identity.items())
    raise OtherObjectError(
        "Answer about another object",
        f"The request was about the {noun}{f' with the {named}' if named else ''}. The answer is about another object: "
        f"{'; '.join(found)}. Nothing of this answer is used, and the state keeps the ids that it has. Check `base_url` and "
        "any gateway or proxy that may mix up requests, then run Terraform again.",
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
            wire = "id"  # as most objects call their own
        answered = answer.get(wire)
        if not isinstance(answered, str) or answered in {"", value}:
            continue
        if attribute.equivalent is None or not attribute.equivalent(value, answered):
            yield f'its {name} is "{answered}"'
