"""Converts values to and from the API's JSON, and fills in the paths of its objects. Pure.

Servers return the same meaning in different forms: no field, null, an empty list or the default. So `from_json` compares a response
with the known values, and keeps a known value if both mean the same.
"""

from __future__ import annotations

import functools
import string
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, Literal
from urllib.parse import quote

from provider_shim.records import Record, fresh, positional
from provider_shim.vocabulary.comparing import (
    both_empty,
    fits,
    is_equivalent,
    means_unset,
    outer_shape,
)
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
"""Lists whose next page begins after an id, or after a cursor in place of an id."""
BY_PAGE: Final = "page"
"""Lists of objects without ids. The server returns the cursor of the next page."""


def _unchanged(value: Any) -> Any:
    return value


class Rest(Record):
    """The endpoint of an object in the API.

    Attributes:
        collection: the path that POST creates in and GET lists, such as ``/vector_stores/{vector_store_id}/files``.
        item: the path of one object. Defaults to the path of the collection with ``/{id}``.
        update: the HTTP method that changes an object in place, or None if the API has no such method.
        auth: the kind of key that the endpoint needs.
        headers: the headers of every request.
        page: the number of objects in one page of the list. None if there is no list, or if the list returns fewer fields than the
            object itself.
        cursor: the parameter for the next page of the list: `BY_ID` or `BY_PAGE`.
        project: the attribute with the project of the request, if it can be another than the provider's.
        reshape: converts an object from the API to the form of the declared attributes, if the API has another form.
        outgoing: converts the body of a create or update to the form of the API, if the API has another form.
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
    """Return the id of an object in a list: the field with the name of the path parameter, otherwise ``id``."""
    return item.get(name, item.get("id"))


@functools.cache
def path_parameters(template: str) -> tuple[str, ...]:
    """Return the names of the parameters in a path."""
    return tuple(name for _, name, _, _ in string.Formatter().parse(template) if name)


def fill_path(template: str, values: Mapping[str, Any]) -> str:
    """Return the path with its parameters replaced by the escaped values.

    Raises:
        ValueError: A value is missing or empty. The path of an object would become the path of its collection.
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
    """Return the body of the request that creates an object: all set values, under the API's names."""
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
    """Return the JSON of all set values that can be changed in place."""
    changeable = {name: one for name, one in attributes.items() if not one.replace}
    return create_body(changeable, values, leave_out)


def update_body(
    attributes: Mapping[str, Attribute],
    prior: Mapping[str, Any],
    planned: Mapping[str, Any],
    leave_out: Iterable[str] = (),
) -> Json:
    """Return the body of an update: the values that change in place, and the values to remove."""
    body: Json = {}
    for name, attribute in attributes.items():
        before, after = prior.get(name), planned.get(name)
        if (
            not _sent(attribute)
            or name in leave_out
            or attribute.replace
            or after is UNKNOWN
            or before == after
            or both_empty(before, after)
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
    """Return one value as JSON without the members that are null, except in free JSON in which null has a meaning."""
    match attribute, value:
        case Dynamic(shape=Attribute() as shape), _:
            return to_json(shape, _inside(value))
        case Dynamic(keeps_nulls=False), _:
            return _without_nulls(plain(value))
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


def _without_nulls(value: Any) -> Any:
    match value:
        case dict():
            return {name: _without_nulls(one) for name, one in value.items() if one is not None}
        case list():
            return [_without_nulls(one) for one in value]
        case _:
            return value


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
    """Return the values of an object after a response of the API.

    Args:
        attributes: the declaration.
        answer: the object from the API. Fields that are not declared are ignored.
        known: the planned values or the state. Values that are missing in the answer do not change.
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
        return known  # the value is for another attribute with the same wire name, or its type is wrong
    value = value_from_json(attribute, returned, known)
    if is_equivalent(attribute, known, value):
        return known
    return value


def _holds(attribute: Attribute, returned: Any) -> bool:
    """Return whether the API's value fits the type of the attribute. Members of objects are checked later."""
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
    """Return one value from the API's JSON, or the known value if both mean the same."""
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
    """Return one element of a set: the known element with the same meaning, or else the new one."""
    for candidate in known if isinstance(known, list) else []:
        if is_equivalent(element, candidate, value_from_json(element, returned, candidate)):
            return candidate
    return value_from_json(element, returned, None)


def _declared(shape: Attribute, returned: Any, known: Any) -> Any:
    """Return JSON without the members that are not declared, and without arguments that are unset.

    Values that the API never returns keep the known value.
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
