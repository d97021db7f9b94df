"""One operation on one object: how its verb reaches the API, and the values that it keeps."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from provider_shim.api.client import Api
from provider_shim.api.exchange import Answer, Expects, Method, Request
from provider_shim.api.idempotency import idempotency_key
from provider_shim.api.listing import Listings
from provider_shim.engine.answers import Answers
from provider_shim.engine.created_in_run import CreatedInRun
from provider_shim.engine.original_settings import OriginalSettings
from provider_shim.engine.private_data import PrivateData
from provider_shim.engine.progress import progress
from provider_shim.engine.shown_secrets import ShownSecrets
from provider_shim.journal.journal import NewObject
from provider_shim.rules.durations import seconds
from provider_shim.vocabulary.diagnostics import (
    CancelledError,
    DeadlineError,
    Diagnostic,
    Path,
    ProviderError,
    warning,
)
from provider_shim.vocabulary.rest import Json, Rest, fill_path

logger = logging.getLogger(__name__)

Values = dict[str, Any]

ListedKey = tuple[str, str]
"""A collection, and the name or id of an object in its list."""

_TOKENS = ("next_page", "next", "last_id")
"""The fields of a page that may contain the cursor of the next page."""

EXISTS = "The object exists. If it is new, Terraform marks it as tainted and plans to replace it. To keep it, run `terraform untaint`."


@dataclass(kw_only=True)
class Call:
    """One operation on one object: how its verb reaches the API, and the values that it keeps.

    Attributes:
        api: the connection.
        type_name: the Terraform type, for messages.
        config: the configuration. Only it contains write-only values.
        secrets: the known secret values, which messages and logs never contain.
        secret_fields: see `Request`. Empty if the secret values are known from the configuration.
        private: the private data of the engine, which Terraform stores with the state.
        remembered: the private data of the declaration.
        deadline: the time limit of the operation, on the monotonic clock. None for no limit.
        has_timeout: whether the argument ``timeouts`` can set this limit.
        listings: the listed objects of collections, shared by all operations.
        shown: the secrets that the API has shown in this run, shared by all operations.
        answers: the answers of the API to reads, or None if they are not needed.
        note: the note of a create, in case that the provider is killed. None for other operations.
        created: the objects that this run has created, which it does not delete.
        originals: the values of replaced settings from before Terraform managed them.
        from_list: objects from a list that was just read, by `listed_key`.
        saved: the state that is kept if the verb fails from here on.
        identity: the id of the object for the log and for errors, or None if it is not known.
        name: the name by which people know the object. Empty if it has none.
        interrupted: whether Terraform stopped the run while the operation waited for the API's work on an existing object.
        diagnostics: warnings for the user.
    """

    api: Api
    type_name: str
    config: Mapping[str, Any] = field(default_factory=dict)
    secrets: tuple[str, ...] = ()
    secret_fields: frozenset[str] = frozenset()
    private: PrivateData = field(default_factory=PrivateData)
    remembered: Json = field(default_factory=dict)
    deadline: float | None = None
    has_timeout: bool = False
    listings: Listings = field(default_factory=Listings)
    shown: ShownSecrets = field(default_factory=ShownSecrets)
    answers: Answers | None = None
    note: NewObject | None = None
    created: CreatedInRun = field(default_factory=CreatedInRun)
    originals: OriginalSettings = field(default_factory=OriginalSettings)
    from_list: Mapping[ListedKey, Json] = field(default_factory=dict)
    saved: Values | None = None
    identity: str | None = None
    name: str = ""
    interrupted: bool = False
    started: float = field(default_factory=time.monotonic)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def save(self, state: Values) -> None:
        """Keep this state, even if the operation fails later."""
        if isinstance(state.get("id"), str):
            self.identity = state["id"]
        if self.note is not None:
            self.note.exists(state)
        self.saved = state

    def warn(self, summary: str, detail: str, path: Path = ()) -> None:
        """Add a warning to the diagnostics."""
        self.diagnostics.append(warning(summary, detail, path))

    def send(
        self,
        rest: Rest,
        request_path: str,
        values: Mapping[str, Any],
        attempted: str,
        *,
        method: Method,
        body: Mapping[str, Any] | None = None,
        query: Mapping[str, Any] | None = None,
        files: list[tuple[str, Any]] | None = None,
        repeatable: bool = True,
        leaves_nothing: bool = False,
        expects: Expects | None = None,
        json_answer: bool = True,
    ) -> Answer:
        """Send a request to a path of an endpoint.

        Args:
            rest: the endpoint.
            request_path: the path, with names in braces in place of ids.
            values: the values of the names, and the project of the request if the endpoint has such an attribute.
            attempted: see `Request`.
            method: see `Request`.
            body: see `Request`.
            query: see `Request`.
            files: see `Request`.
            repeatable: see `Request`. A request with an idempotency key is always repeatable.
            leaves_nothing: see `Request`.
            expects: see `Request`. Defaults to an object for a read of JSON, and to anything for a write.
            json_answer: whether the answer is JSON.

        Raises:
            DeadlineError: The request reads, and the time limit of the operation was reached.
            ProviderError: See `Api.send`.
        """
        try:
            path = fill_path(request_path, values)
        except ValueError as missing:
            raise ProviderError(
                "Missing id", f"The provider tried to {attempted}, but {missing}."
            ) from None
        if expects is None:
            expects = "object" if method == "GET" and json_answer else "anything"
        key = idempotency_key(method, request_path)
        request = Request(
            method=method,
            path=path,
            template=request_path,
            needed_by=self.type_name,
            attempted=attempted,
            auth=rest.auth,
            secrets=self.secrets,
            secret_fields=self.secret_fields,
            headers={**rest.headers, **_project_header(rest, values), **key},
            body=body,
            query=query or {},
            files=files,
            repeatable=repeatable or bool(key),
            leaves_nothing=leaves_nothing,
            expects=expects,
            deadline=self.deadline if method == "GET" else None,
        )
        if self.note is not None and method != "GET":
            self.note.is_sent()
        try:
            answer = self.api.send(request, json_answer=json_answer)
        except DeadlineError:
            raise self._late(attempted) from None
        except CancelledError as cancelled:
            raise self._stopped(cancelled) from None
        finally:
            if request.method != "GET":
                self._forget(rest, request_path, values)
        if self.answers is not None and request.method == "GET":
            self.answers.add(request_path, answer.body)
        return answer

    def outdate(self, rest: Rest, values: Mapping[str, Any]) -> None:
        """Drop the listed values of one object, so that the next read requests it again."""
        path = fill_path(rest.collection, values)
        self.listings.outdate(path, str(values[rest.identity[-1]]))

    def _forget(self, rest: Rest, request_path: str, values: Mapping[str, Any]) -> None:
        """Drop all listed objects that a write may have changed."""
        if request_path == rest.item and self.listings.is_independent(fill_path(rest.item, values)):
            self.outdate(rest, values)
        else:
            self.listings.drop()

    def listed(
        self,
        rest: Rest,
        values: Mapping[str, Any],
        attempted: str,
        *,
        independent: bool = False,
        **query: Any,
    ) -> Json | None:
        """Return an object from the list of its collection, or None if the caller must read it separately.

        Args:
            rest: the endpoint.
            values: the ids of the object and its parents.
            attempted: see `Request`.
            independent: see `Listings.find`. It must be the same for all objects of a collection.
            query: further query parameters of the list. They must be the same for all objects of a collection.

        Raises:
            ProviderError: see `pages`.
        """
        identity = values.get(rest.identity[-1]) if rest.identity else None
        if not isinstance(identity, str):
            return None
        try:
            key = listed_key(rest, values, identity)
        except ValueError:
            return None
        if (found := self.from_list.get(key)) is not None:
            return self.found(found)
        if rest.page is None:
            return None

        def pages() -> Iterator[list[Json]]:
            shared = replace(self, answers=None)  # reading more of the list needs its pages
            query_ = {"limit": rest.page, **query}
            return (items for items, _ in shared._pages(rest, values, attempted, query_))  # noqa: SLF001

        item = self.listings.find(
            *key,
            pages,
            by=rest.identity[-1],
            scarce=rest.auth == "admin",
            independent=independent,
        )
        return None if item is None else self.found(item)

    def found(self, item: Json) -> Json:
        """Return an object of a list, and record it as the answer of the API."""
        if self.answers is not None:
            self.answers.found(item)
        return item

    def pages(
        self, rest: Rest, values: Mapping[str, Any], attempted: str, **query: Any
    ) -> Iterator[Json]:
        """Yield the objects of a collection, page after page.

        Raises:
            ProviderError: The server repeats its cursor, or see `Api.send`.
        """
        for items, _ in self._pages(rest, values, attempted, query):
            yield from items

    def first(
        self, most: int | None, rest: Rest, values: Mapping[str, Any], attempted: str, **query: Any
    ) -> tuple[list[Json], bool]:
        """Return the first objects of a collection, all of them if ``most`` is None, and whether there are more.

        Raises:
            ProviderError: see `pages`.
        """
        found: list[Json] = []
        for items, more in self._pages(rest, values, attempted, query):
            found += items
            if most is not None and len(found) >= most:
                return found[:most], more or len(found) > most
        return found, False

    def _pages(
        self, rest: Rest, values: Mapping[str, Any], attempted: str, query: Mapping[str, Any]
    ) -> Iterator[tuple[list[Json], bool]]:
        """Yield the pages of a collection, each with whether there are more."""
        seen: set[str] = set()
        query = {name: value for name, value in query.items() if value is not None}
        while True:
            page = self.send(
                rest, rest.collection, values, attempted, method="GET", query=query, expects="list"
            ).body
            items = [item for item in page["data"] or () if isinstance(item, dict)]
            more = bool(page.get("has_more") and items)
            yield items, more
            if not more:
                return
            # A cursor, or the id of the last object.
            cursor = next(filter(None, map(page.get, _TOKENS)), items[-1].get("id"))
            if not isinstance(cursor, str) or cursor in seen:
                raise ProviderError(
                    "List without an end",
                    f"The provider tried to {attempted}. The server reports another page, but "
                    + (
                        "sends the same page again."
                        if isinstance(cursor, str)
                        else "does not send its cursor."
                    ),
                )
            seen.add(cursor)
            query[rest.cursor] = cursor

    def pause_after(self, answer: Answer, interval: float, attempted: str) -> None:
        """Wait before the next poll of a running job: as long as the server asks for, otherwise ``interval`` seconds.

        Raises:
            ProviderError: see `pause`.
        """
        hint = answer.headers.get("openai-poll-after-ms", "")
        seconds_ = float(hint) / 1000 if hint.isdigit() else interval
        self.pause(seconds_, attempted, progress(answer.body))

    def pause(
        self, seconds_: float, attempted: str, fields: Mapping[str, str] | None = None
    ) -> None:
        """Wait within the operation's time limit, and log the wait. ``fields`` are further fields for the log.

        Raises:
            CancelledError: Terraform stopped the run.
            DeadlineError: The time limit was reached.
        """
        if self.deadline is not None and time.monotonic() + seconds_ > self.deadline:
            raise self._late(attempted)
        logger.info(
            "waiting to %s",
            attempted,
            extra={
                "type": self.type_name,
                "id": self.identity,
                "seconds": round(time.monotonic() - self.started),
                **(fields or {}),
            },
        )
        try:
            self.api.sleep(seconds_, attempted)
        except CancelledError as cancelled:
            raise self._stopped(cancelled) from None

    def _late(self, attempted: str) -> DeadlineError:
        detail = f"The provider waited to {attempted}, but the time limit was reached.{self._existing()} "
        if self.has_timeout:
            advice = "Set a longer time limit in `timeouts`, and run Terraform again."
            return DeadlineError("Timeout", detail + advice, ("timeouts",))
        return DeadlineError("Timeout", detail + "Run Terraform again.")

    def _stopped(self, cancelled: CancelledError) -> CancelledError:
        return CancelledError(cancelled.summary, cancelled.detail + self._existing())

    def _existing(self) -> str:
        """Return a sentence about the object if it exists."""
        return "" if self.saved is None else f" {EXISTS}"


def listed_key(rest: Rest, values: Mapping[str, Any], identity: str) -> ListedKey:
    """Return the key of an object in a list.

    Raises:
        ValueError: The ids of its parents are not known.
    """
    path = fill_path(rest.collection, values)
    return path + "".join(_project_header(rest, values).values()), identity


def operation_deadline(values: Mapping[str, Any], operation: str, default: float) -> float:
    """Return the deadline of an operation, on the monotonic clock, from ``timeouts`` or the default in seconds."""
    timeouts = values.get("timeouts")
    configured = timeouts.get(operation) if isinstance(timeouts, dict) else None
    return time.monotonic() + (seconds(configured) if isinstance(configured, str) else default)


def _project_header(rest: Rest, values: Mapping[str, Any]) -> dict[str, str]:
    """Return the header with the project of an object, if the object has one."""
    project = values.get(rest.project) if rest.project is not None else None
    return {"OpenAI-Project": project} if isinstance(project, str) else {}
