"""Data sources of objects that are also resources: one by id or by name, and all that pass filters.

A declaration names the resource; schema and verb come from it. It must not know any particular object.
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
    """Return the schema of a data source for one object: its ids in, or ``by`` instead of the last of them, the rest out.

    Attributes that are ``not_returned`` are left out: the API takes them and never tells them again. Those within others are named
    with a dot between. ``instead`` has attributes that the API answers in another form than the resource has. ``also`` is what
    other providers call the id.
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
            doc=f"{answered_doc(own[by])} Only one may match, or use `{last}`.",
        )
    return Schema(attributes)


def _results(own: Mapping[str, Attribute], not_returned: tuple[str, ...]) -> dict[str, Attribute]:
    return _without(computed(own), not_returned)


def _without(
    attributes: Mapping[str, Attribute], not_returned: tuple[str, ...]
) -> dict[str, Attribute]:
    """Return attributes save the ``not_returned`` ones; those within others are named with a dot between."""
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
    """One existing object, found by its ids or, where `by` says so, by another attribute."""

    by: ClassVar[str | None] = None

    def read(self, call: Call, config: Values) -> Values:
        """Get it by its id, or list all and take the one that matches: the API can hardly filter by names."""
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

    def narrowed(self, wanted: Any) -> Mapping[str, Any]:  # noqa: ARG002 - for those who override it
        """Return the query by which the API lists fewer objects than all, where it can. By default it cannot."""
        return {}

    def only_match(self, call: Call, by: str, config: Values) -> Mapping[str, Any]:
        """List all, and return the one that matches.

        Raises:
            ProviderError: there is none, or there are several.
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
            f"There are {len(found)} objects: {ids} are each a {which}. Use `{own}`.",
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
    """Return the schema of a data source for all objects: parents' ids and filters in, a list of objects out.

    Attributes that are ``not_returned`` are left out: the API takes them and never tells them again. ``named`` is what the id
    of an object is called in the list, where that is another name than the resource has for it. ``instead`` has attributes
    that the API answers in another form than the resource has. It ``grows`` where applications add objects while they run: then
    there is a ceiling, see `limits`.
    """
    own = kind.schema.attributes
    *parents, last = kind.endpoint.identity
    results = {
        named if named is not None and name == last else name: attribute
        for name, attribute in _results(own, not_returned).items()
        if name not in parents
    }
    inner = Object({**results, **(instead or {})})
    doc = "The objects, in the order of the API."
    return Schema(
        {
            **{name: String(required=True, doc=answered_doc(own[name])) for name in parents},
            **(filters or {}),
            **(limit_below_ceiling() if grows else {LIMIT: limit_of_all()}),
            # Terraform wants all elements of a list to be of one type, which free JSON inside is not.
            items: Dynamic(ListOf(inner), computed=True, doc=doc)
            if _holds_free_json(inner)
            else ListOf(inner, computed=True, doc=doc),
        }
    )


class ListAll(DataSource):
    """All objects of a kind that pass the filters that the API offers."""

    items: ClassVar[str]
    ids: ClassVar[str | None] = None
    """The attribute that has the ids alone, if there is one: what `for_each` wants."""

    def read(self, call: Call, config: Values) -> Values:
        """List them, page after page, as far as `limit` or the ceiling allows."""
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

    def place(self, config: Values) -> Rest:  # noqa: ARG002 - for those who override it
        """Return where the list is. By default always at the same place."""
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
