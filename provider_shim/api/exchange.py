"""One request to the API and its answer, as plain data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Literal

from provider_shim.records import Record, fresh
from provider_shim.vocabulary.rest import Auth, Json

Method = Literal["GET", "POST", "PATCH", "PUT", "DELETE"]

Expects = Literal["anything", "object", "list", "values"]
"""The content of a successful answer: an object, a list of objects, or a list of any values."""


class Request(Record):
    """One call of the API.

    Attributes:
        method: the HTTP method.
        path: relative to the base URL, filled in.
        template: the path with names in place of ids, for the log.
        needed_by: the Terraform type that needs the request, for messages.
        attempted: the purpose of the request, for messages, such as "create the file".
        auth: the kind of key.
        body: JSON; with ``files``, the fields of a form.
        query: the query string.
        headers: further headers.
        files: parts of a form: (field, (file name, open handle, media type)); each is read from its beginning.
        repeatable: whether sending the request twice has the same effect as sending it once.
        leaves_nothing: whether the request changes nothing at the API.
        expects: the content of a successful answer.
        deadline: the time limit for the answer, on the monotonic clock. Only for requests that change nothing.
        secrets: secret texts in the request, which logs and messages never contain.
        secret_fields: the names of fields whose values may be secret, in the request and in the answer. The log never contains the values.
    """

    method: Method
    path: str
    template: str
    needed_by: str
    attempted: str
    auth: Auth = "project"
    body: Mapping[str, Any] | None = None
    query: Mapping[str, Any] = fresh(default_factory=dict)
    headers: Mapping[str, str] = fresh(default_factory=dict)
    files: list[tuple[str, Any]] | None = None
    repeatable: bool = True
    leaves_nothing: bool = False
    expects: Expects = "anything"
    deadline: float | None = None
    secrets: tuple[str, ...] = ()
    secret_fields: frozenset[str] = frozenset()


class Answer(Record):
    """The answer of the API: JSON (or raw bytes), and headers with names in lower case."""

    body: Any
    headers: Mapping[str, str]
    content: bytes = b""


def json_object(content: bytes) -> Json:
    """Return the JSON object in an answer; an empty answer is an empty object.

    Terraform's values contain no lone surrogates (half of an emoji, at the end of a truncated output) and no NaN. Surrogates are
    replaced. NaN is rejected like other malformed JSON.

    Raises:
        ValueError: The answer is not a JSON object.
    """
    if not content.strip():
        return {}
    value = json.loads(content, parse_constant=_refuse)
    if not isinstance(value, dict):
        raise ValueError("the answer is JSON, but not an object")  # noqa: TRY004 - as for any other malformed answer
    return dict(_without_surrogates(value)) if b"\\ud" in content.lower() else value


def missing_part(expects: Expects, body: Json) -> str | None:
    """Return the error in the shape of an answer, as the end of "The answer is …". Return None if the shape is right.

    Some servers write an empty list as ``data`` that is null, with the ``object`` "list".
    """
    if expects == "object":
        return None if body.keys() - {"error"} else "without an object"
    if expects == "anything":
        return None
    data = body.get("data")
    if data is None and "data" in body and body.get("object") == "list":
        return None
    if not isinstance(data, list):
        return "without a list (`data`)"
    if expects == "list" and data and not any(isinstance(item, dict) for item in data):
        return "a list without objects"
    return None


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


def _without_surrogates(value: Any) -> Any:
    match value:
        case str():
            return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        case list():
            return [_without_surrogates(item) for item in value]
        case dict():
            return {
                _without_surrogates(key): _without_surrogates(item) for key, item in value.items()
            }
        case _:
            return value
