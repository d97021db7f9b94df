"""Values to and from the API's JSON, and the paths of its objects. Pure: it must not call the API.

Two servers rarely say the same thing in the same words: one leaves a field out, another answers null, an empty list
or its default. `from_json` therefore reads an answer beside what is already known, and keeps what is known wherever
both say the same.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, Literal
from urllib.parse import quote

from provider_shim.records import Record, fresh, positional
from provider_shim.vocabulary.comparing import fits, is_equivalent, means_unset, outer_shape
from provider_shim.vocabulary.schema import AnyOf, Attribute, Dynamic, ListOf, MapOf, Object, SetOf
from provider_shim.vocabulary.values import (
    UNKNOWN,
    Typed,
    canonical_set,
    plain,
    typed,
    unknown_as_null,
)

Auth = Literal["project", "admin"]
Json = dict[str, Any]

BY_ID: Final = "after"
"""Lists of objects: the next page begins after an id, or after a token that stands for one."""
BY_PAGE: Final = "page"
"""Lists of objects without ids: the server sends the cursor of the next page."""


def _unchanged(value: Any) -> Any:
    return value


class Rest(Record):
    """Where an object lives in the API.

    Attributes:
        collection: the path that POST creates in and GET lists, e.g. ``/vector_stores/{vector_store_id}/files``.
        item: the path of one object; by default the collection's with ``/{id}`` behind it.
        update: the method that changes an object in place, or None where the API has none.
        auth: the kind of key that the API wants.
        headers: sent with every request.
        page: how many objects to ask for per page of the collection's list; None where the list tells less of an object
            than the object itself does, or where there is none.
        cursor: the argument by which a further page of the list is requested: `BY_ID` or `BY_PAGE`.
        project: the attribute that names the project to act for, where it is another than the provider's.
        reshape: returns an object of the API in the form of the declared attributes, where the API has another form.
        outgoing: returns a body of create or update in the form that the API wants, where that is another form.
    """

    collection: str = positional(kw_only=False)
    item: str = ""
    update: Literal["POST", "PATCH"] | None = "POST"
    auth: Auth = "project"
    headers: Mapping[str, str] = fresh(default_factory=dict)
    page: int | None = None
    cursor: Literal["after", "page"] = BY_ID
    project: str | None = None
    reshape: Callable[[Mapping[str, Any]], Mapping[str, Any]] = _unchanged
    outgoing: Callable[[Json], Json] = _unchanged

    def __post_init__(self) -> None:
        if not self.item:
            self.__dict__["item"] = f"{self.collection}/{{id}}"

    @property
    def identity(self) -> tuple[str, ...]:
        """The attributes that together name one object, in the order of an import id."""
        return path_parameters(self.item)


def name_in_list(item: Mapping[str, Any], name: str) -> Any:
    """Return what names an object in a list: the field that is called as in the path of the object, else its ``id``."""
    return item.get(name, item.get("id"))


def path_parameters(template: str) -> tuple[str, ...]:
    """Return the names in braces."""
    return tuple(name for _, name, _, _ in string.Formatter().parse(template) if name)


def fill_path(template: str, values: Mapping[str, Any]) -> str:
    """Return the template with its names replaced by the values, each safe within a path.

    Raises:
        ValueError: a value is missing or empty, which would turn the path of an object into that of its collection.
    """
    parts = {}
    for name in path_parameters(template):
        value = values.get(name)
        if not isinstance(value, str) or value in {"", ".", ".."}:
            raise ValueError(f"{template}: {name} is {value!r}")
        parts[name] = quote(value, safe="")
    return template.format(**parts)


# --- to the API -------------------------------------------------------------------------------------------------


def create_body(
    attributes: Mapping[str, Attribute], values: Mapping[str, Any], leave_out: Iterable[str] = ()
) -> Json:
    """Return the JSON that describes a new object: all that is set, under the API's names."""
    return {
        attribute.wire or name: to_json(attribute, values[name])
        for name, attribute in attributes.items()
        if _sent(attribute)
        and name not in leave_out
        and values.get(name) is not None
        and values[name] is not UNKNOWN
    }


def changeable_body(
    attributes: Mapping[str, Attribute], values: Mapping[str, Any], leave_out: Iterable[str] = ()
) -> Json:
    """Return the JSON of all that is set and can be changed in place."""
    changeable = {name: one for name, one in attributes.items() if not one.replace}
    return create_body(changeable, values, leave_out)


def update_body(
    attributes: Mapping[str, Attribute],
    prior: Mapping[str, Any],
    planned: Mapping[str, Any],
    leave_out: Iterable[str] = (),
) -> Json:
    """Return the JSON of what changes in place, and of what is taken away."""
    body: Json = {}
    for name, attribute in attributes.items():
        before, after = prior.get(name), planned.get(name)
        if (
            not _sent(attribute)
            or name in leave_out
            or attribute.replace
            or after is UNKNOWN
            or before == after
        ):
            continue
        wire = attribute.wire or name
        if after is not None:
            body[wire] = to_json(attribute, after)
        else:
            body.setdefault(wire, attribute.cleared)
    return body


def _sent(attribute: Attribute) -> bool:
    return attribute.configurable and not attribute.local


def to_json(attribute: Attribute, value: Any) -> Any:
    """Return one value as JSON; members that are null are left out, save in free JSON."""
    match attribute, value:
        case Dynamic(shape=Attribute() as shape), Typed():
            return to_json(shape, value.value)
        case AnyOf(), _:
            fitting = (
                alternative for alternative in attribute.alternatives if fits(alternative, value)
            )
            return to_json(next(fitting, Dynamic()), value)
        case Object(), Mapping():
            return create_body(attribute.attributes, {**_defaults(attribute), **_set(value)})
        case ListOf() | SetOf(), list():
            return [to_json(attribute.element, item) for item in value]
        case MapOf(), Mapping():
            return {key: to_json(attribute.element, item) for key, item in value.items()}
        case _:
            return plain(value)


def _defaults(shape: Object) -> Json:
    return {
        name: attribute.default
        for name, attribute in shape.attributes.items()
        if attribute.default is not None
    }


def _set(value: Mapping[str, Any]) -> Json:
    return {name: member for name, member in value.items() if member is not None}


# --- from the API -----------------------------------------------------------------------------------------------


def from_json(
    attributes: Mapping[str, Attribute], answer: Mapping[str, Any], known: Mapping[str, Any]
) -> Json:
    """Return an object's values after an answer of the API.

    Args:
        attributes: the declaration.
        answer: the object as the API tells it; fields that nobody declared are passed over.
        known: planned values or state. What the answer leaves out stays as it is known.
    """
    return {
        name: _read(name, attribute, answer, unknown_as_null(known.get(name)))
        for name, attribute in attributes.items()
    }


def _read(name: str, attribute: Attribute, answer: Mapping[str, Any], known: Any) -> Any:
    wire = attribute.wire or name
    if attribute.write_only:
        return None
    if attribute.local or attribute.unread or wire not in answer:
        return known
    returned = answer[wire]
    if not _holds(attribute, returned):
        return known  # another attribute with the same wire name takes it, or a server is odd: keep what is known
    value = value_from_json(attribute, returned, known)
    if is_equivalent(attribute, known, value):
        return known
    return value


def _holds(attribute: Attribute, returned: Any) -> bool:
    """Return whether an attribute's type can hold the API's value; members of objects are looked at one by one later."""
    if returned is None:
        return True
    if not fits(outer_shape(attribute), returned):
        return False
    match attribute:
        case ListOf() | SetOf():
            return all(_holds(attribute.element, item) for item in returned)
        case MapOf():
            return all(_holds(attribute.element, item) for item in returned.values())
        case _:
            return True


def value_from_json(attribute: Attribute, returned: Any, known: Any) -> Any:
    """Return one value of the API's JSON, beside the known one."""
    if returned is None:
        return None
    match attribute:
        case Dynamic():
            if attribute.shape is None:
                return typed(returned)
            return typed(_declared(attribute.shape, returned, _inside(known)))
        case Object():
            return from_json(
                attribute.attributes, returned, known if isinstance(known, Mapping) else {}
            )
        case ListOf():
            earlier = known if isinstance(known, list) else []
            return [
                value_from_json(attribute.element, item, earlier[i] if i < len(earlier) else None)
                for i, item in enumerate(returned)
            ]
        case SetOf():
            return canonical_set(
                [_element_from_json(attribute.element, i, known) for i in returned]
            )
        case MapOf():
            before = known if isinstance(known, Mapping) else {}
            return {
                key: value_from_json(attribute.element, item, before.get(key))
                for key, item in returned.items()
            }
        case _:
            return returned


def _element_from_json(element: Attribute, returned: Any, known: Any) -> Any:
    """Return one element of a set: the known element with the same meaning, if there is one."""
    for candidate in known if isinstance(known, list) else []:
        if is_equivalent(element, candidate, value_from_json(element, returned, candidate)):
            return candidate
    return value_from_json(element, returned, None)


def _declared(shape: Attribute, returned: Any, known: Any) -> Any:
    """Return JSON without the members that nobody declared, and without those that could be set and say nothing.

    Values that the API never returns again stay as they are known.
    """
    match shape, returned:
        case AnyOf(), _:
            fitting = (
                alternative for alternative in shape.alternatives if fits(alternative, returned)
            )
            return _declared(next(fitting, Dynamic()), returned, known)
        case Object(), Mapping():
            before = known if isinstance(known, Mapping) else {}
            members = {
                name: (attribute, before.get(name), returned.get(attribute.wire or name))
                for name, attribute in shape.attributes.items()
            }
            return {
                name: (
                    before_
                    if attribute.unread
                    else _declared(outer_shape(attribute), value, before_)
                )
                for name, (attribute, before_, value) in members.items()
                if not attribute.configurable
                or not means_unset(attribute, before_ if attribute.unread else value)
            }
        case ((ListOf() | SetOf()), list()):
            earlier = known if isinstance(shape, ListOf) and isinstance(known, list) else []
            return [
                _declared(shape.element, item, earlier[i] if i < len(earlier) else None)
                for i, item in enumerate(returned)
            ]
        case MapOf(), Mapping():
            entries = known if isinstance(known, Mapping) else {}
            return {
                key: _declared(shape.element, item, entries.get(key))
                for key, item in returned.items()
            }
        case _:
            return returned


def _inside(value: Any) -> Any:
    return value.value if isinstance(value, Typed) else value
