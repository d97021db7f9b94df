"""The objects: their kinds, the objects of a kind, and one object with its JSON, relations and actions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from openai_sandbox.errors import ApiError
from openai_sandbox.file_texts import when_read
from openai_sandbox.object_actions import ObjectActions
from openai_sandbox.page.elements import Element, breakable, button_form, element, link, table
from openai_sandbox.page.layout import PREFIX, page
from openai_sandbox.page.relations import Relations, marked_json
from openai_sandbox.state import State
from openai_sandbox.store import Record

OBJECT = f"{PREFIX}/object"
KIND = f"{PREFIX}/objects"
_ROWS = 100
_LABELS = ("name", "filename", "email", "title", "role_name", "model", "purpose", "description")
_BUTTONS = {"accept": "Accept the invite", "advance": "Advance the job", "expire": "Let it expire"}


def object_link(record: Record, **attributes: str) -> Element:
    """Return a link to the page of an object."""
    return link(f"{OBJECT}?{urlencode({'path': record.path})}", record.id, **attributes)


class Objects:
    """The views of the objects."""

    def __init__(self, state: State, actions: ObjectActions) -> None:
        self._state = state
        self._store = state.store
        self._operations = actions.operations
        self._actions = actions

    async def show_kinds(self, request: Request) -> Response:
        """Show the kinds of objects with their numbers."""
        counts: dict[str, int] = {}
        for collection, count in self._store.collections().items():
            kind = self._kind(collection)
            counts[kind] = counts.get(kind, 0) + count
        rows = [_kind_row(kind, counts[kind]) for kind in sorted(counts)]
        return page(
            "Objects",
            _connection(request),
            _search(""),
            table(["Kind", "Number"], rows, live="kinds"),
            element(
                "details",
                element("summary", "Reset the sandbox"),
                element(
                    "p",
                    "This deletes all objects, faults and logged requests, and creates the initial objects again.",
                ),
                button_form(f"{PREFIX}/reset", "Delete everything", style="danger"),
            ),
            notice=request.query_params.get("notice"),
        )

    async def show_objects(self, request: Request) -> Response:
        """Show the objects of a kind, of a collection, or those that contain a text; newest first."""
        asked = request.query_params
        before = int(asked["before"]) if asked.get("before", "").isdecimal() else None
        if text := asked.get("search", "").strip():
            title = f"Objects with “{text}”"
            found = self._store.containing(text, limit=_ROWS)
        elif collection := asked.get("collection"):
            title = collection
            found = self._store.newest([collection], limit=_ROWS, before=before)
        else:
            title = asked.get("kind", "")
            same = [one for one in self._store.collections() if self._kind(one) == title]
            found = self._store.newest(same, limit=_ROWS, before=before)
        more = (
            urlencode({**asked, "before": found[-1].seq})
            if len(found) == _ROWS and not text
            else None
        )
        return page(
            title or "Objects",
            _search(text),
            table(
                ["Object", "Name", "Status"], [_object_row(one) for one in found], live="objects"
            ),
            element("p", "No objects.", class_="empty"),
            element("p", link(f"{KIND}?{more}", "Older objects")) if more else None,
        )

    async def show_object(self, request: Request) -> Response:
        """Show one object."""
        path = request.query_params.get("path", "")
        record = self._record(path)
        if record is None:
            return self._missing(path)
        return self._object(record, notice=request.query_params.get("notice"))

    async def act(self, request: Request) -> Response:
        """Do what the form asks for with an object, and show the object again."""
        form = await request.form()
        path, action = str(form.get("path", "")), request.path_params["action"]
        return await when_read(lambda: self._after(action, path))

    def _after(self, action: str, path: str) -> Response:
        record = self._record(path)
        if record is None:
            return self._missing(path)
        try:
            notice, target = self._act(action, record)
        except ApiError as error:
            return self._object(record, problem=error.message)
        query = urlencode({"path": target, "notice": notice} if target else {"notice": notice})
        return RedirectResponse(f"{OBJECT if target else '/'}?{query}", status_code=303)

    def _act(self, action: str, record: Record) -> tuple[str, str | None]:
        """Return the notice, and the path of the object to show. None shows the kinds."""
        if action == "accept":
            self._actions.accept(record)
            return "accepted", record.path
        if action == "advance":
            old = dict(record.wire)
            new = self._actions.advance(record)
            return "unchanged" if new == old else "advanced", record.path
        still = self._actions.expire(record)
        return ("gone", None) if still is None else ("expired", record.path)

    async def reset(self, _request: Request) -> Response:
        """Delete everything, and create the initial objects."""
        self._state.reset()
        return RedirectResponse("/?notice=reset", status_code=303)

    def _kind(self, collection: str) -> str:
        """Return the path of a collection in the document, or the collection itself if the document has none."""
        if item := self._operations.route(f"{collection}/id"):
            return item.template.rsplit("/", 1)[0]
        route = self._operations.route(collection)
        return route.template if route else collection

    def _record(self, path: str) -> Record | None:
        collection, _, identifier = path.rpartition("/")
        return self._store.get(collection, identifier)

    def _missing(self, path: str) -> Response:
        return page("Object", problem=f"There is no object {path}. It may be deleted.", status=404)

    def _object(
        self, record: Record, *, notice: str | None = None, problem: str | None = None
    ) -> Response:
        relations = Relations.of(self._store, record)
        buttons = [
            button_form(f"{OBJECT}/{name}", _BUTTONS[name], path=record.path)
            for name in self._actions.possible(record)
        ]
        return page(
            record.id,
            element("p", element("code", record.path), class_="hint"),
            element(
                "div",
                element("div", *buttons, class_="bar", id="actions"),
                _related("Belongs to", relations.parents),
                _related("Refers to", relations.references),
                _related("With the same id", relations.same_id),
                _related("Referred to by", relations.referrers),
                _contents(relations.collections),
                element("h2", "JSON", id="json-title"),
                element(
                    "pre",
                    *marked_json(
                        record.wire, {one.id: object_link(one) for one in relations.linkable}
                    ),
                    id="json",
                    tabindex="0",
                ),
                id="object",
                data_live=True,
            ),
            notice=notice,
            problem=problem,
            status=400 if problem else 200,
        )


def _connection(request: Request) -> Element:
    base = f"http://{request.headers['host']}/v1"
    lines = (
        f"export OPENAI_BASE_URL={base}",
        "export OPENAI_API_KEY=sk-sandbox",
        "export OPENAI_ADMIN_KEY=sk-admin-sandbox",
    )
    return element(
        "details",
        element("summary", "Connect a client to ", element("code", base)),
        element("pre", "\n".join(lines), tabindex="0"),
    )


def _search(text: str) -> Element:
    return element(
        "form",
        element("label", "Find", for_="search"),
        element(
            "input",
            type="search",
            id="search",
            name="search",
            value=text,
            placeholder="id, name or text (press /)",
        ),
        element("button", "Find"),
        action=KIND,
        class_="bar",
        role="search",
    )


def _kind_row(kind: str, count: int) -> Element:
    return element(
        "tr",
        element("td", link(f"{KIND}?{urlencode({'kind': kind})}", *breakable(kind)), class_="main"),
        element("td", str(count), class_="number"),
        id=f"kind-{quote(kind, safe='')}",
    )


def _object_row(record: Record) -> Element:
    label = next((f"{record.wire[one]}" for one in _LABELS if record.wire.get(one)), "")
    status = record.wire.get("status")
    return element(
        "tr",
        element("td", object_link(record, id=f"open-{record.seq}"), class_="main"),
        element("td", label[:200], class_="text"),
        element("td", status if isinstance(status, str) else ""),
        id=f"object-{record.seq}",
    )


def _related(title: str, records: Iterable[Record]) -> Element | None:
    items = [
        element("li", object_link(one), " ", element("small", *breakable(one.collection)))
        for one in records
    ]
    return _list(title, items)


def _contents(collections: Mapping[str, int]) -> Element | None:
    items = [
        element(
            "li", link(f"{KIND}?{urlencode({'collection': one})}", *breakable(one)), f" ({count})"
        )
        for one, count in collections.items()
    ]
    return _list("Contains", items)


def _list(title: str, items: list[Element]) -> Element | None:
    """Return a list with its title, None without items. The page updates it as a whole."""
    if not items:
        return None
    name = title.lower().replace(" ", "-")
    return element("section", element("h2", title), element("ul", *items), id=name)
