"""The document's operations: their paths, their requests and their answers.

All of it comes from the document. The form of the path and of the answer determines the kind of a path (collection,
item, action, …). Its name does not.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from openai_sandbox import model_names
from openai_sandbox.schemas import Schema, Schemas
from openai_sandbox.supplement import completed

Kind = Literal["collection", "item", "action", "singleton", "single"]

METHODS = ("get", "post", "put", "patch", "delete")
_PARAMETER = re.compile(r"\{([^}]+)\}")
_RANGE = re.compile(r"between (\d+) and (\d[\d,]*)")
_EXAMPLE_ID = re.compile(r'"id":\s*"([A-Za-z]+(?:_[a-z]+)*[-_])')


@dataclasses.dataclass(frozen=True, kw_only=True)
class Parameter:
    """A query parameter or a header: its schema, and whether it is required."""

    name: str
    schema: Schema
    required: bool


@dataclasses.dataclass(frozen=True, kw_only=True, eq=False)
class Operation:
    """One method of one path of the document."""

    method: str
    template: str
    admin: bool
    kind: Kind
    query: Mapping[str, Parameter]
    headers: Mapping[str, Parameter]
    status: int
    raw: Mapping[str, Any] = dataclasses.field(repr=False)
    raw_bodies: Mapping[str, Mapping[str, Any]] = dataclasses.field(repr=False)
    raw_answer: Mapping[str, Any] | None = dataclasses.field(repr=False)
    requests: Schemas = dataclasses.field(repr=False)
    responses: Schemas = dataclasses.field(repr=False)

    @property
    def name(self) -> str:
        """Return the name of the operation, such as ``"POST /files"``. It is the key of the behaviours."""
        return f"{self.method} {self.template}"

    @property
    def shape(self) -> str:
        """Return the name of the schema of the answer. Operations with the same schema have the same name."""
        reference = (self.raw_answer or {}).get("$ref")
        return str(reference).rsplit("/", 1)[-1] if reference else self.name

    @functools.cached_property
    def answer(self) -> Schema:
        """Return the schema of the successful JSON answer, or an empty schema without one."""
        return self.responses.of(self.raw_answer) if self.raw_answer else {}

    @property
    def body_required(self) -> bool:
        """Return whether a request needs a body."""
        return bool(self.raw.get("requestBody", {}).get("required"))

    def body_schema(self, media_type: str) -> Schema | None:
        """Return the schema of the body in this media type, None if the operation does not accept the type."""
        raw = self.raw_bodies.get(media_type)
        return None if raw is None else self.requests.of(raw)

    @functools.cached_property
    def example_prefix(self) -> str | None:
        """Return the prefix of the ids in the document's example of the answer, None without one."""
        components = self.responses
        raw = components.merged(self.raw_answer) if self.raw_answer else {}
        example = str(raw.get("x-oaiMeta", {}).get("example", ""))
        found = _EXAMPLE_ID.search(example)
        return found.group(1) if found else None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Route:
    """A path of a request: its template, its operations by method, and its parameters."""

    template: str
    operations: Mapping[str, Operation]
    parameters: Mapping[str, str]


class Operations:
    """All operations of the document."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        document = completed(document)
        self._document = document
        self._requests = Schemas(document, closed=True)
        self._responses = Schemas(document, closed=False)
        paths = {
            template: item for template, item in document["paths"].items() if "?" not in template
        }
        self._templates: dict[str, dict[str, Operation]] = {}
        self._by_beginning: dict[tuple[str, int], list[tuple[re.Pattern[str], str]]] = {}
        for template, item in paths.items():
            self._templates[template] = {
                method.upper(): self._operation(template, method, item, paths)
                for method in METHODS
                if method in item
            }
            pattern = re.compile(
                "/".join(
                    f"(?P<{parameter[1]}>[^/]+)"
                    if (parameter := _PARAMETER.fullmatch(part))
                    else re.escape(part)
                    for part in template.split("/")
                )
            )
            self._by_beginning.setdefault(_beginning(template), []).append((pattern, template))
        for candidates in self._by_beginning.values():
            # A literal segment takes precedence over a parameter: /threads/runs over /threads/{id}.
            candidates.sort(key=lambda one: [part.startswith("{") for part in one[1].split("/")])

    def __iter__(self) -> Iterator[Operation]:
        for operations in self._templates.values():
            yield from operations.values()

    def get(self, name: str) -> Operation | None:
        """Return the operation with a name such as ``"POST /files"``, None if the document does not contain it."""
        method, template = name.split(" ", 1)
        return self._templates.get(template, {}).get(method)

    def schema(self, name: str, *, closed: bool) -> Schema:
        """Return a schema of the document. If it is ``closed``, it rejects properties that the document does not declare."""
        schemas = self._requests if closed else self._responses
        return schemas.of(self._document["components"]["schemas"][name])

    @functools.cached_property
    def model_names(self) -> frozenset[str]:
        """Return the names of models that the document contains."""
        return model_names.in_document(self._document)

    @functools.cached_property
    def by_shape(self) -> Mapping[str, Operation]:
        """Return one operation for each schema of an answer."""
        found: dict[str, Operation] = {}
        for operation in self:
            found.setdefault(operation.shape, operation)
        return found

    @functools.cached_property
    def item_parameters(self) -> Mapping[str, str]:
        """Return, by collection, the name of the path parameter that contains the id of an item."""
        return {
            template.rsplit("/", 1)[0]: template.rsplit("/", 1)[1][1:-1]
            for template in self._templates
            if template.endswith("}")
        }

    def route(self, path: str) -> Route | None:
        """Return the route of the path of a request (without the base path), None if the document has no such path."""
        for pattern, template in self._by_beginning.get(_beginning(path), ()):
            found = pattern.fullmatch(path)
            if found:
                return Route(
                    template=template,
                    operations=self._templates[template],
                    parameters=found.groupdict(),
                )
        return None

    def _operation(
        self, template: str, method: str, item: Mapping[str, Any], paths: Mapping[str, Any]
    ) -> Operation:
        raw = item[method]
        status, raw_answer = _answer(raw)
        parameters = [*item.get("parameters", ()), *raw.get("parameters", ())]

        def declared(place: str) -> dict[str, Parameter]:
            found = [
                Parameter(
                    name=one["name"].removesuffix("[]"),
                    schema=_bounded(self._responses.of(one.get("schema", {})), one),
                    required=bool(one.get("required")),
                )
                for one in parameters
                if one.get("in") == place
            ]
            return {one.name: one for one in found}

        return Operation(
            method=method.upper(),
            template=template,
            admin=_is_admin(template, raw),
            kind=_kind(template, item, paths, is_list=self._is_list(_answer(item.get("get"))[1])),
            query=declared("query"),
            headers=declared("header"),
            status=status,
            raw=raw,
            raw_bodies={
                media_type: content["schema"]
                for media_type, content in raw.get("requestBody", {}).get("content", {}).items()
                if "schema" in content
            },
            raw_answer=raw_answer,
            requests=self._requests,
            responses=self._responses,
        )

    def _is_list(self, raw: Mapping[str, Any] | None) -> bool:
        if raw is None:
            return False
        merged = self._responses.merged(raw)  # not normalised, so that the sandbox starts quickly
        data = merged.get("properties", {}).get("data", {})
        return bool(data.get("type") == "array")


def _beginning(path: str) -> tuple[str, int]:
    """Return the first segment of a path, which is never a parameter, and the number of segments."""
    return path.split("/", 2)[1] if "/" in path else "", path.count("/")


def _bounded(schema: Schema, raw: Mapping[str, Any]) -> Schema:
    """Return the schema of a parameter with the limits that the document states only in its description."""
    described = _RANGE.search(str(raw.get("description", "")))
    if described is None or schema.get("type") != "integer":
        return schema
    low, high = (int(number.replace(",", "")) for number in described.groups())
    return {"minimum": low, "maximum": high, **schema}


def _answer(raw: Mapping[str, Any] | None) -> tuple[int, Mapping[str, Any] | None]:
    for status, response in (raw or {}).get("responses", {}).items():
        if status.startswith("2"):
            content = response.get("content", {}).get("application/json", {})
            return int(status), content.get("schema")
    return 200, None


def _is_admin(template: str, raw: Mapping[str, Any]) -> bool:
    named = any("AdminApiKeyAuth" in one for one in raw.get("security", ()))
    # The document does not say it for /projects/{project_id}/…, which also needs an admin key.
    return named or template.startswith(("/organization/", "/projects/"))


def _kind(
    template: str, item: Mapping[str, Any], paths: Mapping[str, Any], *, is_list: bool
) -> Kind:
    segments = template.strip("/").split("/")
    if segments[-1].startswith("{"):
        return "item"
    below = any(other.startswith(f"{template}/{{") for other in paths)
    if is_list or (below and ("post" in item or "get" in item)):
        return "collection"
    if "get" in item and ("post" in item or "delete" in item):
        return "singleton"
    if "post" in item and len(segments) > 1 and segments[-2].startswith("{"):
        return "action"
    return "single"
