"""Invalid requests are refused with OpenAI's messages, which name the field."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from openai_sandbox import request_reading

if TYPE_CHECKING:
    from tests.sandbox import Sandbox

_USER = {"role": "user", "content": "Hi"}


def _function(**function: Any) -> dict[str, Any]:
    return {"type": "function", "function": function}


@pytest.mark.parametrize(
    ("path", "body", "param", "code"),
    [
        ("/assistants", {"model": "gpt-4o", "nam": "a"}, "nam", None),
        ("/assistants", {"mdel": "gpt-4o"}, "mdel", None),
        ("/assistants", {}, "model", "missing_required_parameter"),
        ("/assistants", {"model": 3}, "model", "invalid_type"),
        ("/assistants", {"model": "gpt-4o", "temperature": "1"}, "temperature", "invalid_type"),
        (
            "/assistants",
            {"model": "gpt-4o", "temperature": 3},
            "temperature",
            "integer_above_max_value",
        ),
        (
            "/assistants",
            {"model": "gpt-4o", "name": "x" * 257},
            "name",
            "string_above_max_length",
        ),
        (
            "/assistants",
            {"model": "gpt-4o", "tools": [_function(nme="a")]},
            "tools[0].function.nme",
            "unknown_parameter",
        ),
        (
            "/assistants",
            {"model": "gpt-4o", "tools": [{"type": "file_search"}, _function()]},
            "tools[1].function.name",
            "missing_required_parameter",
        ),
        (
            "/assistants",
            {"model": "gpt-4o", "tools": [{"type": "nonsense"}]},
            "tools[0].type",
            "invalid_value",
        ),
        ("/vector_stores", {"name": None}, "name", "invalid_type"),
        (
            "/vector_stores",
            {"expires_after": {"anchor": "created_at", "days": 1}},
            "expires_after.anchor",
            "invalid_value",
        ),
        (
            "/vector_stores",
            {"expires_after": {"anchor": "last_active_at", "days": 0}},
            "expires_after.days",
            "integer_below_min_value",
        ),
        (
            "/vector_stores",
            {"chunking_strategy": {"type": "static", "static": {"max_chunk_size_tokens": 800}}},
            "chunking_strategy.static.chunk_overlap_tokens",
            "missing_required_parameter",
        ),
        (
            "/chat/completions",
            {"model": "gpt-4o", "messages": []},
            "messages",
            "array_below_min_length",
        ),
        (
            "/chat/completions",
            {"model": "gpt-4o", "messages": [{"role": "user", "contnt": "x"}]},
            "messages[0].contnt",
            "unknown_parameter",
        ),
        (
            "/chat/completions",
            {"model": "gpt-4o", "messages": [{"role": "user", "content": [{"type": "text"}]}]},
            "messages[0].content[0].text",
            "missing_required_parameter",
        ),
        (
            "/chat/completions",
            {
                "model": "gpt-4o",
                "messages": [_USER],
                "response_format": {"type": "json_schema", "json_schema": {}},
            },
            "response_format.json_schema.name",
            "missing_required_parameter",
        ),
        (
            "/chat/completions",
            {"model": "gpt-4o", "messages": [_USER], "top_logprobs": 2},
            "top_logprobs",
            None,
        ),
        (
            "/chat/completions",
            {"model": "gpt-4o", "messages": [_USER], "tool_choice": "required"},
            "tool_choice",
            None,
        ),
    ],
)
def test_the_error_names_the_wrong_field(
    sandbox: Sandbox, path: str, body: dict[str, Any], param: str, code: str | None
) -> None:
    answer = sandbox.client.post(path, json=body)
    assert answer.status_code == 400, answer.text
    error = answer.json()["error"]
    assert set(error) == {"message", "type", "param", "code"}
    assert (error["type"], error["param"], error["code"]) == ("invalid_request_error", param, code)
    assert param in error["message"] or error["code"] == "invalid_value"


def test_requests_can_omit_what_only_responses_always_contain(sandbox: Sandbox) -> None:
    """LangChain, LlamaIndex and the README of OpenAI's client send such requests."""
    image = {"type": "input_image", "image_url": "https://example.com/a.png"}  # no detail
    request = {
        "model": "gpt-4o",
        "user": None,
        "input": [{"role": "user", "content": [image]}],
        "tools": [{"type": "function", "name": "look", "parameters": {"type": "object"}}],
    }
    answer = sandbox.client.post("/responses", json=request)
    assert answer.is_success, answer.text
    completion = {"model": "gpt-4o", "messages": [_USER], "tools": None}
    refused = sandbox.client.post("/chat/completions", json=completion)
    assert "expected an array" in refused.text
    assert sandbox.client.post("/conversations/conv_1", json={}).status_code == 400


@pytest.mark.parametrize(
    "metadata",
    [
        {f"key{number}": "value" for number in range(17)},
        {"k" * 65: "value"},
        {"key": "v" * 513},
        {"key": 1},
    ],
)
@pytest.mark.parametrize("path", ["/assistants", "/vector_stores", "/threads", "/conversations"])
def test_the_metadata_limits_apply_to_every_object(
    sandbox: Sandbox, path: str, metadata: dict[str, Any]
) -> None:
    body: dict[str, Any] = {"metadata": metadata}
    if path == "/assistants":
        body["model"] = "gpt-4o"
    answer = sandbox.client.post(path, json=body)
    assert answer.status_code == 400, answer.text
    assert answer.json()["error"]["param"] == "metadata"


def test_metadata_up_to_the_limits_is_accepted(sandbox: Sandbox) -> None:
    metadata = {f"{number:02}{'k' * 62}": "v" * 512 for number in range(16)}
    answer = sandbox.client.post("/vector_stores", json={"metadata": metadata})
    assert answer.json()["metadata"] == metadata


def test_json_schemas_of_users_may_contain_unknown_fields(sandbox: Sandbox) -> None:
    parameters = {"type": "object", "properties": {"metadata": {"type": "string"}}, "x-own": 1}
    body = {"model": "gpt-4o", "tools": [_function(name="f", parameters=parameters)]}
    answer = sandbox.client.post("/assistants", json=body)
    assert answer.json()["tools"] == body["tools"]


@pytest.mark.parametrize(
    ("query", "param"),
    [
        ("limit=many", "limit"),
        ("limit=1&limit=2", "limit"),
        ("order=up", "order"),
        ("lmit=1", "lmit"),
        ("after=none", "after"),
    ],
)
def test_the_error_names_the_wrong_query_parameter(
    sandbox: Sandbox, query: str, param: str
) -> None:
    answer = sandbox.client.get(f"/vector_stores?{query}")
    assert answer.status_code == 400, answer.text
    assert answer.json()["error"]["param"] == param


@pytest.mark.parametrize(
    ("query", "code"),
    [("limit=0", "integer_below_min_value"), ("limit=101", "integer_above_max_value")],
)
def test_limits_in_descriptions_of_the_document_apply(
    sandbox: Sandbox, query: str, code: str
) -> None:
    answer = sandbox.client.get(f"/vector_stores?{query}")
    assert answer.status_code == 400, answer.text
    assert answer.json()["error"]["code"] == code


def test_an_invalid_type_error_lists_all_allowed_types(sandbox: Sandbox) -> None:
    message = {"role": "bob", "content": "Hi"}
    body = {"model": "gpt-4o", "messages": [message]}
    error = sandbox.client.post("/chat/completions", json=body).json()["error"]
    assert error["param"] == "messages[0].role"
    text = error["message"].partition("Supported values are: ")[2]
    assert {"'developer'", "'system'", "'user'", "'assistant'"} <= set(text.rstrip(".").split(", "))


@pytest.mark.parametrize(
    ("path", "body", "param"),
    [
        (
            "/chat/completions",
            {"messages": [_USER], "response_format": {"type": "json_object"}},
            "messages",
        ),
        ("/responses", {"input": "Hi", "text": {"format": {"type": "json_object"}}}, "input"),
    ],
)
def test_json_object_needs_the_word_json_in_the_input(
    sandbox: Sandbox, path: str, body: dict[str, Any], param: str
) -> None:
    answer = sandbox.client.post(path, json={"model": "gpt-4o", **body})
    assert answer.status_code == 400, answer.text
    assert answer.json()["error"]["param"] == param
    arguments = json.loads(json.dumps(body).replace("Hi", "Hi, in JSON"))
    assert sandbox.client.post(path, json={"model": "gpt-4o", **arguments}).is_success


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'"text"',
        b'{"model": NaN}',
        pytest.param(b'{"model": "\\ud800"}', id="half a surrogate"),
        pytest.param(b"[" * 100_000, id="deep"),
    ],
)
def test_a_body_that_is_not_an_object_is_refused(sandbox: Sandbox, content: bytes) -> None:
    answer = sandbox.client.post(
        "/assistants", content=content, headers={"content-type": "application/json"}
    )
    assert answer.status_code == 400
    assert answer.json()["error"]["type"] == "invalid_request_error"


def test_a_form_instead_of_json_is_refused(sandbox: Sandbox) -> None:
    answer = sandbox.client.post("/assistants", files={"model": (None, "gpt-4o")})
    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == "unsupported_content_type"


@pytest.mark.parametrize(
    ("seconds", "code"), [("soon", "invalid_type"), ("3", "integer_below_min_value")]
)
def test_form_fields_are_converted_to_their_types(
    sandbox: Sandbox, seconds: str, code: str
) -> None:
    answer = sandbox.client.post(
        "/files",
        files={
            "file": ("a.txt", b"x"),
            "purpose": (None, "user_data"),
            "expires_after[anchor]": (None, "created_at"),
            "expires_after[seconds]": (None, seconds),
        },
    )
    assert answer.status_code == 400
    error = answer.json()["error"]
    assert (error["param"], error["code"]) == ("expires_after.seconds", code)


@pytest.mark.parametrize("boundary", ["", "; boundary=x"])
def test_an_invalid_form_is_refused(sandbox: Sandbox, boundary: str) -> None:
    headers = {"content-type": f"multipart/form-data{boundary}"}
    answer = sandbox.client.post("/files", content=b"nothing", headers=headers)
    assert answer.status_code == 400
    assert answer.json()["error"]["type"] == "invalid_request_error"


def test_unknown_paths_and_methods_have_different_errors(sandbox: Sandbox) -> None:
    unknown = sandbox.client.post("/nothing", json={})
    assert unknown.status_code == 404
    assert unknown.json()["error"]["message"] == "Invalid URL (POST /v1/nothing)"
    without_base = sandbox.client.get(f"{sandbox.origin}/models")
    assert without_base.status_code == 404
    assert "The paths of the API begin with /v1" in without_base.json()["error"]["message"]
    unsupported = sandbox.client.put("/files")
    assert unsupported.status_code == 405
    assert unsupported.json()["error"]["code"] == "method_not_supported"


@pytest.mark.parametrize(
    ("path", "authorization", "status"),
    [
        ("/files", None, 401),
        ("/files", "Bearer nonsense", 401),
        ("/files", "Basic sk-x", 401),
        ("/files", "Bearer sk-proj-x", 200),
        ("/files", "Bearer sk-admin-x", 401),
        ("/organization/projects", "Bearer sk-proj-x", 401),
        ("/organization/projects", "Bearer sk-admin-x", 200),
        ("/fine_tuning/checkpoints/ft:x/permissions", "Bearer sk-proj-x", 200),
        ("/fine_tuning/checkpoints/ft:x/permissions", "Bearer sk-admin-x", 200),
    ],
)
def test_the_key_must_have_the_kind_that_the_path_needs(
    sandbox: Sandbox, path: str, authorization: str | None, status: int
) -> None:
    sandbox_client = sandbox.client
    request = sandbox_client.build_request("GET", path)
    del request.headers["authorization"]
    if authorization:
        request.headers["authorization"] = authorization
    answer = sandbox_client.send(request)
    assert answer.status_code == status
    if status == 401:
        assert answer.json()["error"]["code"] == "invalid_api_key"
        assert "nonsense" not in answer.text


def test_only_model_endpoints_have_rate_limit_headers(sandbox: Sandbox) -> None:
    model, admin = sandbox.client.get("/models"), sandbox.admin.get("/organization/projects")
    for answer in (model, admin):
        assert answer.headers["x-request-id"].startswith("req_")
    assert model.headers["x-ratelimit-limit-requests"]
    assert model.headers["openai-version"] == "2020-10-01"
    assert not [name for name in admin.headers if name.startswith("x-ratelimit")]


_NUMBERS = {"type": "array", "items": {"type": "integer"}}


@pytest.mark.parametrize(
    ("schema", "sent", "expected"),
    [
        ({"type": "integer"}, "7", 7),
        ({"type": "integer"}, "seven", "seven"),
        ({"type": "number"}, "0.5", 0.5),
        ({"type": "boolean"}, "true", True),
        ({"type": "boolean"}, "false", False),
        ({"type": "boolean"}, "yes", "yes"),
        ({"type": "string"}, "7", "7"),
        (_NUMBERS, "7", [7]),
        (_NUMBERS, ["7", "8"], [7, 8]),
        ({"type": "object", "properties": {"a": {"type": "integer"}}}, {"a": "1"}, {"a": 1}),
        ({"anyOf": [{"type": "null"}, {"type": "integer"}]}, "7", 7),
    ],
)
def test_a_form_field_becomes_a_value_of_its_schema(
    schema: dict[str, Any], sent: Any, expected: Any
) -> None:
    converted = request_reading.coerced(schema, sent)
    assert (type(converted), converted) == (type(expected), expected)
