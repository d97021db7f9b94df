"""Data sources for objects that are also resources: one object by id or by name, and all objects that pass filters.

A declaration names the resource, from which the schema is derived.
"""

from __future__ import annotations

import operator
from collections.abc import Mapping
from typing import Any, ClassVar

from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import DataSource, Resource
from provider_shim.patterns.list_limits import (
    HAS_MORE,
    LIMIT,
    limit_below_ceiling,
    limit_of_all,
    most_of,
    warn_at_ceiling,
)
from provider_shim.vocabulary.diagnostics import ProviderError
from provider_shim.vocabulary.rest import Json, Rest, from_json, name_in_list, path_parameters
from provider_shim.vocabulary.schema import (
    AnyOf,
    Attribute,
    Collection,
    Dynamic,
    ListOf,
    Object,
    Schema,
    String,
    answered_doc,
    computed,
)


def lookup_schema(
    kind: type[Resource],
    by: str | None = None,
    *,
    not_returned: tuple[str, ...] = (),
    instead: Mapping[str, Attribute] | None = None,
    also: tuple[str, ...] = (),
) -> Schema:
    """Return the schema of a data source for one object.

    The arguments are its ids, or ``by`` instead of the last id. All other attributes are computed. The schema does not have the
    attributes in ``not_returned``, which the API accepts and does not return; a nested attribute is named with a dot. ``instead``
    has attributes that the API returns in a different form from the resource. ``also`` are the names of the id in other providers.
    """
    own = kind.schema.attributes
    *parents, last = kind.endpoint.identity
    attributes = {
        **_results(own, not_returned),
        **(instead or {}),
        **{name: String(required=True, doc=answered_doc(own[name])) for name in parents},
    }
    if by is None:
        attributes[last] = String(
            required=True,
            also=(*own[last].also, *also),
            equivalent=own[last].equivalent,
            doc=answered_doc(own[last]),
        )
    else:
        either = (last, by)
        attributes[last] = String(
            optional=True,
            computed=True,
            exactly_one_of=either,
            also=(*own[last].also, *also),
            equivalent=own[last].equivalent,
            doc=answered_doc(own[last]),
        )
        attributes[by] = String(
            optional=True,
            computed=True,
            exactly_one_of=either,
            also=own[by].also,
            equivalent=own[by].equivalent,
            doc=f"{answered_doc(own[by])} It is an error if several objects match. In that case, use `{last}`.",
        )
    return Schema(attributes)


def _results(own: Mapping[str, Attribute], not_returned: tuple[str, ...]) -> dict[str, Attribute]:
    return _without(computed(own), not_returned)


def _without(
    attributes: Mapping[str, Attribute], not_returned: tuple[str, ...]
) -> dict[str, Attribute]:
    """Return the attributes without those in ``not_returned``, where a nested attribute is named with a dot."""
    return {
        name: _less(
            attribute,
            tuple(one[len(name) + 1 :] for one in not_returned if one.startswith(f"{name}.")),
        )
        for name, attribute in attributes.items()
        if name not in not_returned
    }


def _less(attribute: Attribute, not_returned: tuple[str, ...]) -> Attribute:
    match attribute:
        case Object() if not_returned:
            return attribute.but(attributes=_without(attribute.attributes, not_returned))
        case Collection() if not_returned:
            return attribute.but(element=_less(attribute.element, not_returned))
        case _:
            return attribute


class Lookup(DataSource):
    """One existing object, which is found by its ids or by the attribute `by`."""

    by: ClassVar[str | None] = None

    def read(self, call: Call, config: Values) -> Values:
        """Read the object by its id, or list all objects and return the one that matches: few endpoints can filter by names."""
        if config[self.endpoint.identity[-1]] is not None or self.by is None:
            found = call.send(
                self.endpoint,
                self.endpoint.item,
                config,
                f"read the {self.noun}",
                method="GET",
                query=self.query(config),
            ).body
        else:
            found = self.only_match(call, self.by, config)
        own = self.endpoint.identity[-1]
        return self.from_answer({own: name_in_list(found, own), **found}, config)

    def narrowed(self, wanted: Any) -> Mapping[str, Any]:  # noqa: ARG002 - for overrides
        """Return the query with which the API lists fewer objects. By default it is empty."""
        return {}

    def only_match(self, call: Call, by: str, config: Values) -> Mapping[str, Any]:
        """List all objects, and return the one that matches.

        Raises:
            ProviderError: no object or several objects match.
        """
        wanted, wire = config[by], self.attributes[by].wire or by
        same = self.attributes[by].equivalent or operator.eq
        which = f'{self.noun} whose {by} is "{wanted}"'
        items = call.pages(
            self.endpoint,
            config,
            f"find the {which}",
            limit=self.endpoint.page,
            **self.narrowed(wanted),
        )
        found = [item for item in items if same(wanted, self.reshape(item).get(wire))]
        if len(found) == 1:
            return call.found(found[0])
        if not found:
            raise ProviderError("Not found", f"There is no {which}.", (by,))
        own = self.endpoint.identity[-1]
        ids = ", ".join(str(name_in_list(item, own)) for item in found)
        raise ProviderError(
            "Ambiguous name",
            f"There are {len(found)} objects that match {which}: {ids}. Use `{own}` to choose one.",
            (by,),
        )


def list_all_schema(
    kind: type[Resource],
    items: str,
    filters: Mapping[str, Attribute] | None = None,
    *,
    not_returned: tuple[str, ...] = (),
    named: str | None = None,
    instead: Mapping[str, Attribute] | None = None,
    grows: bool = False,
) -> Schema:
    """Return the schema of a data source for all objects of a type.

    The arguments are the ids of the parents and the filters. The result is a list of objects. The schema does not have the
    attributes in ``not_returned``, which the API accepts and does not return. ``named`` is the name of the id in the list, if it
    differs from the name in the resource. ``instead`` has attributes that the API returns in a different form from the resource.
    ``grows`` is true if applications add objects while they run: then the list has a ceiling, see `list_limits`.
    """
    own = kind.schema.attributes
    *parents, last = kind.endpoint.identity
    results = {
        named if named is not None and name == last else name: attribute
        for name, attribute in _results(own, not_returned).items()
        if name not in parents
    }
    inner = Object({**results, **(instead or {})})
    doc = "The objects, in the order in which the API returns them."
    return Schema(
        {
            **{name: String(required=True, doc=answered_doc(own[name])) for name in parents},
            **(filters or {}),
            **(limit_below_ceiling() if grows else {LIMIT: limit_of_all()}),
            # Terraform requires all elements of a list to have the same type, which is not the case with free JSON inside.
            items: Dynamic(ListOf(inner), computed=True, doc=doc)
            if _holds_free_json(inner)
            else ListOf(inner, computed=True, doc=doc),
        }
    )


class ListAll(DataSource):
    """All objects of a type that pass the filters of the API."""

    items: ClassVar[str]
    ids: ClassVar[str | None] = None
    """The name of the attribute with only the ids, for `for_each`, if there is one."""

    def read(self, call: Call, config: Values) -> Values:
        """Read the pages of the list until `limit` or the ceiling is reached."""
        place = self.place(config)
        parents = path_parameters(place.collection)
        query = {
            attribute.wire or name: config[name]
            for name, attribute in self.schema.items()
            if attribute.configurable and not attribute.local and name not in {*parents, LIMIT}
        }
        most = most_of(self.attributes, config)
        page = min(place.page, most) if place.page and most else place.page
        items, more = call.first(most, place, config, f"list the {self.noun}", limit=page, **query)
        if more:
            warn_at_ceiling(call, config, f"list `{self.items}` of {self.type_name}")
        own = self.endpoint.identity[-1]
        found = [self.reshape({own: name_in_list(item, own), **item}) for item in items]
        answer: Json = {self.attributes[self.items].wire or self.items: found, HAS_MORE: more}
        if self.ids is not None:
            answer[self.ids] = [item[own] for item in found]
        return from_json(self.attributes, answer, config)

    def place(self, config: Values) -> Rest:  # noqa: ARG002 - for overrides
        """Return the endpoint of the list. By default it is the endpoint of the declaration."""
        return self.endpoint


def _holds_free_json(attribute: Attribute) -> bool:
    match attribute:
        case Dynamic() | AnyOf():
            return True
        case Object():
            return any(_holds_free_json(inner) for inner in attribute.attributes.values())
        case Collection():
            return _holds_free_json(attribute.element)
        case _:
            return False
