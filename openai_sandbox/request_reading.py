"""Reads requests and checks them against the document: keys, query strings, JSON and multipart bodies."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from openai_sandbox import errors
from openai_sandbox.azure_paths import DEPLOYMENT
from openai_sandbox.calls import Upload
from openai_sandbox.document_operations import Operation
from openai_sandbox.schema_validation import check, is_valid
from openai_sandbox.schemas import Schema
from openai_sandbox.synthesis import branches

_BRACKETS = re.compile(r"\[([^\]]*)\]")
_MULTIPART = "multipart/form-data"
_JSON = "application/json"


def key_kind(authorization: str | None) -> str:
    """Return ``none``, ``invalid``, ``admin`` or ``project``."""
    if not authorization:
        return "none"
    scheme, _, key = authorization.partition(" ")
    if scheme.lower() != "bearer" or not key.startswith("sk-"):
        return "invalid"
    return "admin" if key.startswith("sk-admin-") else "project"


def authorize(operation: Operation, authorization: str | None) -> None:
    """Check that the key has the kind that the operation needs.

    Raises:
        ApiError: 401 if the key is missing, invalid or of the wrong kind.
    """
    kind = key_kind(authorization)
    if kind == "none":
        raise errors.missing_key()
    if kind == "invalid":
        raise errors.wrong_key(_shown(authorization or ""))
    if "/fine_tuning/checkpoints/" in operation.template:
        return  # the document requires an admin key, but OpenAI's client sends a project key
    if operation.admin and kind != "admin":
        raise errors.admin_key_needed()
    if not operation.admin and kind == "admin":
        raise errors.project_key_needed()


def _shown(authorization: str) -> str:
    key = authorization.partition(" ")[2]
    return f"{key[:3]}***{key[-2:]}" if len(key) > 8 else "***"  # noqa: PLR2004  # too short to cut


def query(operation: Operation, pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Return the values of the query by name, in the types of the document.

    Raises:
        ApiError: 400 about a parameter that is unknown, missing or has the wrong type.
    """
    values = nested(pairs)
    for name, value in values.items():
        parameter = operation.query.get(name)
        if parameter is None:
            raise errors.invalid(f"Unrecognized request argument supplied: {name}", name)
        values[name] = coerced(parameter.schema, value)
        try:
            check({"properties": {name: parameter.schema}}, {name: values[name]})
        except errors.ApiError:
            # An error about a list or a map is ignored: clients encode them in several ways.
            if isinstance(value, str) or _is_scalar(parameter.schema):
                raise
    for parameter in operation.query.values():
        if parameter.required and parameter.name not in values:
            raise errors.invalid(
                f"Missing required parameter: '{parameter.name}'.",
                parameter.name,
                "missing_required_parameter",
            )
    return values


def _is_scalar(schema: Schema) -> bool:
    return all(
        one.get("type") in {"boolean", "integer", "number", "string"} for one in branches(schema)
    )


def check_headers(operation: Operation, sent: Mapping[str, str]) -> None:
    """Check the headers that the operation requires. A beta endpoint requires one.

    Raises:
        ApiError: 400 about a header that is missing or has another value.
    """
    for header in operation.headers.values():
        value = sent.get(header.name)
        if header.required and (value is None or not is_valid(header.schema, value)):
            wanted = " or ".join(header.schema.get("enum", ["a value"]))
            raise errors.invalid(
                f"This endpoint needs the header '{header.name}: {wanted}'.",
                header.name,
                "invalid_beta",
            )


async def body(operation: Operation, request: Request) -> dict[str, Any]:
    """Return the checked body. It is empty if the operation takes no body.

    Raises:
        ApiError: 400 about the first fault in the body.
    """
    media_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if media_type == _MULTIPART:
        schema = operation.body_schema(_MULTIPART)
        if schema is None:
            raise _wrong_media_type(operation, media_type)
        sent: Any = await _form(request, schema)
    else:
        content = await request.body()
        schema = operation.body_schema(_JSON)
        if schema is None:
            if content.strip() in {b"", b"{}"} and not operation.body_required:
                return {}
            if operation.raw_bodies:
                raise _wrong_media_type(operation, media_type)
            return {}
        if not content.strip() and not operation.body_required:
            return {}
        sent = parsed(content)
    if isinstance(sent, dict) and (deployment := request.scope.get(DEPLOYMENT)):
        sent.setdefault("model", deployment)
    check(schema, sent)
    if not isinstance(sent, dict):
        raise errors.invalid("The request body must be a JSON object.")
    return sent


def parsed(content: str | bytes) -> Any:
    """Return the parsed JSON of a body. An empty body is an empty object.

    Raises:
        ApiError: 400 if the body is not JSON.
    """
    try:
        value = json.loads(content or b"{}", parse_constant=_refuse)
        json.dumps(value, ensure_ascii=False).encode()  # a lone surrogate is not valid text
    except (ValueError, RecursionError) as error:
        raise errors.invalid(
            "We could not parse the JSON body of your request. (HINT: This likely means you "
            "aren't using your HTTP library correctly. The OpenAI API expects a JSON payload, "
            "but what was sent was not valid JSON.)"
        ) from error
    return value


async def loggable(request: Request) -> Any:
    """Return the body as JSON for the log. A form becomes its fields; an upload becomes its file name and size."""
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        with contextlib.suppress(Exception):
            form = await request.form()
            return {
                name: value
                if isinstance(value, str)
                else {"filename": value.filename, "bytes": value.size}
                for name, value in form.multi_items()
            }
        return None
    content = await request.body()
    try:
        return parsed(content) if content else None
    except errors.ApiError:
        return None


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is not valid JSON.")


def _wrong_media_type(operation: Operation, media_type: str) -> errors.ApiError:
    taken = " or ".join(operation.raw_bodies) or "no body"
    return errors.invalid(
        f"Invalid Content-Type header ({media_type or 'none'}), expected {taken}.",
        code="unsupported_content_type",
    )


async def _form(request: Request, schema: Schema) -> dict[str, Any]:
    try:
        form = await request.form(max_files=1000, max_fields=10000)
    except HTTPException as error:
        raise errors.invalid(
            f"We could not parse the multipart body of your request: {error.detail}"
        ) from error
    pairs: list[tuple[str, Any]] = [
        (
            name,
            Upload(
                filename=value.filename or "upload",
                size=value.size or 0,
                media_type=value.content_type or "application/octet-stream",
                stream=value.file,
            )
            if isinstance(value, UploadFile)
            else value,
        )
        for name, value in form.multi_items()
    ]
    values: dict[str, Any] = coerced(schema, nested(pairs))
    return values


def nested(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Return ``a[b]=1&c[]=2&c[]=3`` as ``{"a": {"b": "1"}, "c": ["2", "3"]}``."""
    result: dict[str, Any] = {}
    for name, value in pairs:
        head = name.split("[", 1)[0]
        keys = [head, *_BRACKETS.findall(name[len(head) :])]
        _place(result, keys, value)
    return result


def _place(target: dict[str, Any], keys: list[str], value: Any) -> None:
    name, *rest = keys
    if not rest:
        if name in target:  # a repeated name makes a list
            earlier = target[name]
            target[name] = [*(earlier if isinstance(earlier, list) else [earlier]), value]
        else:
            target[name] = value
    elif rest[0] == "":
        target.setdefault(name, []).append(value)
    else:
        inner = target.setdefault(name, {})
        if isinstance(inner, dict):
            _place(inner, rest, value)


def coerced(schema: Schema, value: Any) -> Any:
    """Convert text to the types of the schema where possible. A query and a form contain only text."""
    if is_valid(schema, value):
        return value
    for branch in branches(schema):
        candidate = _coerced_to(branch, value)
        if is_valid(branch, candidate):
            return candidate
    candidates = [one for one in branches(schema) if "properties" in one]
    if candidates and isinstance(value, Mapping):
        return _coerced_to(candidates[0], value)
    # No branch fits. A converted value leads to an error about its limit instead of an error about text.
    converted = (_coerced_to(branch, value) for branch in branches(schema))
    return next((one for one in converted if type(one) is not type(value)), value)


def _coerced_to(branch: Schema, value: Any) -> Any:
    kind = branch.get("type")
    if isinstance(value, Mapping) and "properties" in branch:
        return {
            name: coerced(branch["properties"].get(name, {}), one) for name, one in value.items()
        }
    if kind == "array" and isinstance(value, list):
        return [coerced(branch.get("items", {}), one) for one in value]
    if kind == "array" and not isinstance(value, Mapping):
        return [coerced(branch.get("items", {}), value)]
    if not isinstance(value, str):
        return value
    if kind == "boolean" and value in {"true", "false"}:
        return value == "true"
    try:
        if kind == "integer":
            return int(value)
        if kind == "number":
            return float(value)
    except ValueError:
        return value
    return value
