"""The generic operations of the API: create, read, update, delete, list, and actions.

This module uses only the operations of the document. ``behaviours`` contains what is specific to one
part of the API.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from openai_sandbox import paging, rendering
from openai_sandbox.calls import Answer, Call
from openai_sandbox.errors import ApiError
from openai_sandbox.ids import new_id, prefix_of
from openai_sandbox.store import Record
from openai_sandbox.synthesis import build

_ALIASES = {"/projects": "/organization/projects"}
_TIMES = ("created_at", "created", "added_at", "last_active_at", "updated_at")


def handle(call: Call) -> Answer:
    """Return the generic answer to a call. It depends on the kind of the path and on the method."""
    require_parents(call)
    handler = _HANDLERS.get((call.operation.kind, call.operation.method), single)
    return handler(call)


def missing(path: str) -> ApiError:
    """Return the 404 about the object at this path."""
    collection, identifier = path.rsplit("/", 1)
    name = collection.rsplit("/", 1)[-1]
    if collection == "/files":
        message = f"No such File object: {identifier}"
    else:
        message = f"No {_singular(name).replace('_', ' ')} found with id '{identifier}'."
    return ApiError(404, message, param="id")


def _singular(name: str) -> str:
    if name.endswith("ies"):
        return f"{name.removesuffix('ies')}y"
    return name.removesuffix("es") if name.endswith("ches") else name.removesuffix("s")


def require_parents(call: Call) -> None:
    """Check that all parent objects in the path exist.

    Raises:
        ApiError: 404 about the first parent that does not exist.
    """
    templates = call.operation.template.strip("/").split("/")
    parts = call.path.strip("/").split("/")
    for index in range(1, len(parts) - 1):
        if not templates[index].startswith("{"):
            continue
        template = "/" + "/".join(templates[:index])
        collection = "/" + "/".join(parts[:index])
        template, collection = (
            _ALIASES.get(template, template),
            _ALIASES.get(collection, collection),
        )
        item = f"{template}/{templates[index]}"
        known = call.operations.get(f"POST {template}") or call.operations.get(f"GET {item}")
        if known and find(call, collection, parts[index]) is None:
            raise missing(f"{collection}/{parts[index]}")


def find(call: Call, collection: str, identifier: str) -> Record | None:
    """Return an object, None if it does not exist or has expired."""
    record = call.store.get(collection, identifier)
    if record is None:
        return None
    expires = record.wire.get("expires_at") if collection == "/files" else None
    if expires is not None and expires <= call.now:
        call.store.delete(collection, identifier)
        return None
    return record


def hide(call: Call) -> None:
    """Imitate eventual consistency: the first reads of an object do not find it.

    Raises:
        ApiError: 404 while the object is hidden. Each read is counted, also if the call fails later.
    """
    if call.operation.method != "GET" or call.operation.kind != "item":
        return
    record = call.store.get(call.collection, call.path.rsplit("/", 1)[-1])
    if record is not None and record.extra.get("hidden"):
        record.extra["hidden"] -= 1
        call.store.save(record)
        raise missing(call.path)


def changes_object(call: Call) -> bool:
    """Return whether a call updates an existing object. Calls to collections and actions do not count as updates."""
    return call.operation.method in {"POST", "PATCH", "PUT"} and call.operation.kind in {
        "item",
        "singleton",
    }


def load(call: Call) -> Record:
    """Return the object that the path of an item names. For other paths, return the parent object.

    Raises:
        ApiError: 404 if the object does not exist.
    """
    path = call.path
    if call.operation.kind != "item":
        path = path.rsplit("/", 1)[0]
    collection, identifier = path.rsplit("/", 1)
    record = find(call, collection, identifier)
    if record is None:
        raise missing(path)
    return record


def create(
    call: Call,
    known: Mapping[str, Any] | None = None,
    *,
    identifier: str | None = None,
    extra: Mapping[str, Any] | None = None,
    collection: str | None = None,
) -> Record:
    """Store and return a new object. Its fields come from the request; ``known`` overrides them."""
    identifier = (
        call.chosen_id or identifier or _member_id(call) or new_id(prefix_of(call.operation))
    )
    request = rendering.plain({**call.params, **call.body})
    facts = {
        **dict.fromkeys(_TIMES, call.now),
        **request,
        **(known or {}),
        "id": identifier,
    }
    record = Record(
        collection=collection or call.collection,
        id=identifier,
        shape=call.operation.shape,
        wire=build(call.operation.answer, rendering.with_referenced(call, facts)),
        extra={"request": request, **(extra or {})},
    )
    hidden = call.faults.number("eventual")
    if hidden:
        record.extra["hidden"] = hidden
    return call.store.insert(record)


def change(call: Call, record: Record, changes: Mapping[str, Any]) -> None:
    """Change fields of an object. null clears a field. A nested object is replaced as a whole."""
    operation = rendering.operation_of(call, record.shape)
    facts = {**record.wire, **changes}
    record.extra["request"] = {**record.extra.get("request", {}), **rendering.plain(changes)}
    if operation is None:
        record.wire = facts
    else:
        record.wire = build(operation.answer, rendering.with_referenced(call, facts))
    call.store.save(record)


def create_item(call: Call) -> Answer:
    """Answer POST on a collection. If the response is a list, create one object for each element of the body's list."""
    if "data" in call.operation.answer.get("properties", {}):
        return _create_several(call)
    return Answer(body=create(call).wire)


def _create_several(call: Call) -> Answer:
    name, values = next(
        ((name, value) for name, value in call.body.items() if isinstance(value, list)),
        ("items", []),
    )
    item = call.operations.get(f"GET {call.operation.template}")
    schema = call.operation.answer["properties"]["data"].get("items", {})
    records = []
    for value in values:
        facts = dict(value) if isinstance(value, Mapping) else {name.removesuffix("s"): value}
        identifier = facts.get("id") or new_id(prefix_of(call.operation))
        wire = build(schema, {**dict.fromkeys(_TIMES, call.now), **facts, "id": identifier})
        record = Record(
            collection=call.collection,
            id=identifier,
            shape=f"items of {(item or call.operation).shape}",
            wire=wire,
            extra={"request": rendering.plain(facts)},
        )
        records.append(call.store.insert(record))
    return Answer(body=paging.envelope(call.operation.answer, records, has_more=False))


def read_item(call: Call) -> Answer:
    """Answer GET on an item."""
    return Answer(body=rendering.render(call, load(call)))


def update_item(call: Call) -> Answer:
    """Answer POST, PUT or PATCH on an item."""
    record = load(call)
    change(call, record, call.body)
    return Answer(body=rendering.render(call, record))


def delete_item(call: Call) -> Answer:
    """Answer DELETE on an item with the response of the document, which for some items is the parent."""
    record = load(call)
    call.store.delete(record.collection, record.id)
    return Answer(body=rendering.deleted(call, record))


def list_items(
    call: Call,
    keep: Callable[[Record], bool] = lambda _record: True,
    *,
    step: Callable[[Call, Record], None] = lambda _call, _record: None,
) -> Answer:
    """Answer GET on a collection with the page that the query requests.

    Args:
        call: The request.
        keep: Returns whether the list contains an object.
        step: Advances the job of an object. It is called for the objects that the list reads, not for the whole collection.
    """
    return list_records(call, call.collection, keep, step=step)


def list_records(
    call: Call,
    collection: str,
    keep: Callable[[Record], bool] = lambda _record: True,
    *,
    step: Callable[[Call, Record], None] = lambda _call, _record: None,
) -> Answer:
    """Return a page of any collection in the schema of the call's operation. See `list_items`."""
    items = call.operation.answer.get("properties", {}).get("data", {}).get("items", {})
    shape = f"items of {call.operation.shape}"

    def visible(record: Record) -> bool:
        if record.extra.get("hidden"):
            record.extra["hidden"] -= 1
            call.store.save(record)
            return False
        step(call, record)
        return keep(record) and paging.passes(call, record)

    page = paging.page(call, collection, visible)
    fitting = {
        one: rendering.is_in_shape(call, one, shape)
        for one in {record.shape for record in page.records}
    }
    for record in page.records:
        if not fitting[record.shape]:
            record.wire = build(items, rendering.facts_of(call, record))
    return Answer(body=paging.envelope(call.operation.answer, page.records, has_more=page.has_more))


def act(call: Call) -> Answer:
    """Answer POST on an action of an item. Set the status that belongs to the action, if the schema has one."""
    record = load(call) if "{" in call.operation.template else None
    if record is None:
        return single(call)
    verb = call.path.rsplit("/", 1)[-1]
    operation = rendering.operation_of(call, record.shape) or call.operation
    status = operation.answer.get("properties", {}).get("status", {})
    result = next((one for one in _values(status) if one.startswith(verb.rstrip("e"))), None)
    if result:
        change(call, record, {"status": result, f"{result}_at": call.now})
    return Answer(
        body=build(
            call.operation.answer,
            {**rendering.facts_of(call, record), **rendering.plain(call.body)},
        )
    )


def _values(schema: Mapping[str, Any]) -> Iterator[str]:
    yield from (str(one) for one in schema.get("enum", ()))
    for branch in schema.get("anyOf", ()):
        yield from _values(branch)


def read_singleton(call: Call) -> Answer:
    """Answer GET on a setting with its stored value. Without one, return the defaults of the schema."""
    record = call.store.get("singletons", call.path)
    if record is None:
        return Answer(body=build(call.operation.answer, call.params))
    return Answer(body=rendering.render(call, record))


def write_singleton(call: Call) -> Answer:
    """Answer POST or PUT on a setting."""
    record = call.store.get("singletons", call.path)
    wire = record.wire if record else {}
    wire = build(call.operation.answer, {**wire, **rendering.plain({**call.params, **call.body})})
    call.store.insert(
        Record(collection="singletons", id=call.path, shape=call.operation.shape, wire=wire)
    )
    return Answer(body=wire)


def delete_singleton(call: Call) -> Answer:
    """Answer DELETE on a setting. The setting has its default again."""
    call.store.delete("singletons", call.path)
    return Answer(body=build(call.operation.answer, {**call.params, "deleted": True}))


def single(call: Call) -> Answer:
    """Answer an operation that stores nothing."""
    if not call.operation.answer:
        return Answer(content=[b""], media_type="application/octet-stream")
    facts = {
        **dict.fromkeys(_TIMES, call.now),
        **rendering.plain({**call.params, **call.body}),
        "id": new_id(prefix_of(call.operation)),
    }
    schema = call.operation.answer
    if schema.get("type") == "string":
        return Answer(content=[b""], media_type="application/octet-stream")
    return Answer(body=build(schema, facts))


def _member_id(call: Call) -> str | None:
    """Return the id in the body, None without one. A member of a collection keeps the id of its object."""
    name = call.operations.item_parameters.get(call.operation.template)
    value = call.body.get(name) if name else None
    return value if isinstance(value, str) else None


_HANDLERS: dict[tuple[str, str], Callable[[Call], Answer]] = {
    ("collection", "POST"): create_item,
    ("collection", "GET"): list_items,
    ("item", "GET"): read_item,
    ("item", "POST"): update_item,
    ("item", "PUT"): update_item,
    ("item", "PATCH"): update_item,
    ("item", "DELETE"): delete_item,
    ("action", "POST"): act,
    ("singleton", "GET"): read_singleton,
    ("singleton", "POST"): write_singleton,
    ("singleton", "PUT"): write_singleton,
    ("singleton", "DELETE"): delete_singleton,
}
