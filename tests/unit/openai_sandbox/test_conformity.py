"""The answer of every operation conforms to the document."""

from __future__ import annotations

import functools
import itertools
from typing import TYPE_CHECKING, Any

import pytest

from openai_sandbox import document
from tests.sandbox import DOCUMENT, Sandbox
from tests.unit.openai_sandbox.conformity import UPLOAD, Oracle, Samples

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import httpx

_DOCUMENT = document.load(DOCUMENT)
_METHODS = ("get", "post", "put", "patch", "delete")
_OPERATIONS = [
    (method, template)
    for template, item in _DOCUMENT["paths"].items()
    if "?" not in template
    for method in _METHODS
    if method in item
]
_NUMBERS = itertools.count()
_OWNER = "user-sandboxowner"
_FINE_TUNED = "ft:gpt-4o-mini-2024-07-18:sandbox:support:A1b2C3d4"

# Objects that no request of the API can create. The correct answer is a 404 in OpenAI's format.
_UNREACHABLE = {
    "/chatkit/threads/{thread_id}",
    "/chatkit/threads/{thread_id}/items",
    "/evals/{eval_id}/runs/{run_id}/output_items/{output_item_id}",
    "/organization/projects/{project_id}/api_keys/{api_key_id}",
    "/organization/projects/{project_id}/rate_limits/{rate_limit_id}",
    "/threads/{thread_id}/runs/{run_id}/steps/{step_id}",
}

# Problems that are no mistakes of the sandbox, since an example of the document contradicts its schema.
_ALLOWED_PROBLEMS = {
    "/audio/voices": "prompt",  # a newer form of voices from the package
    "/chat/completions/{completion_id}/messages": "role",
}


class Caller:
    """Calls operations of a sandbox, and creates the objects that they need."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self._samples = Samples(_DOCUMENT)
        self.project = ""

    def call(self, method: str, template: str, path: str | None = None) -> httpx.Response:
        """Call an operation with the smallest valid request."""
        raw = _DOCUMENT["paths"][template][method]
        path = path or self.path(template)
        if template.endswith("/spend_limit") and method != "post":
            assert self.call(
                "post", template, path
            ).is_success  # a spend limit exists only after it is set
        if template == "/videos/{video_id}/content":
            for _ in range(3):  # only a completed video has a content
                self.sandbox.client.get(path.removesuffix("/content"))
        return self._send(method, path, template, self._request(method, template, raw))

    def _send(
        self, method: str, path: str, template: str, request: dict[str, Any]
    ) -> httpx.Response:
        admin = template.startswith(("/organization/", "/projects/"))
        client = self.sandbox.admin if admin else self.sandbox.client
        return client.request(method, path, **request)

    def path(self, template: str) -> str:
        """Return the path with an existing object for each parameter."""
        path = ""
        walked = ""
        for part in template.strip("/").split("/"):
            if part.startswith("{"):
                path = self._item(walked, path)
            else:
                path += f"/{part}"
            walked += f"/{part}"
        return path

    def new(self, template: str, path: str | None = None) -> str:
        """Create an object of a collection, and return its id."""
        request = self._request("post", template, _DOCUMENT["paths"][template]["post"])
        answer = self._send("post", path or self.path(template), template, request)
        assert answer.is_success, answer.text
        body = answer.json()
        if "id" not in body:
            body = body["data"][0] if "data" in body else body
        if template in _NUMBERED:
            return str(body[_NUMBERED[template]])
        sent = request.get("json", {})
        member = [sent[one] for one in ("user_id", "role_id", "group_id") if one in sent]
        return str([*member, body.get("id")][0])

    def _item(self, collection: str, path: str) -> str:
        if collection == "/projects":
            self.project = self.new("/organization/projects")
            return f"/projects/{self.project}"
        if collection == "/projects/{project_id}/groups":
            return f"{path}/{self.new('/organization/groups')}"
        existing = {
            "/organization/users": _OWNER,
            "/models": _FINE_TUNED,
            "/fine_tuning/checkpoints": _FINE_TUNED,
            "/projects/{project_id}/users": _OWNER,
        }
        if collection in existing:
            return f"{path}/{existing[collection]}"
        if "post" not in _DOCUMENT["paths"].get(collection, {}):
            return f"{path}/does_not_exist"
        return f"{path}/{self.new(collection, path)}"

    def _request(self, method: str, template: str, raw: Mapping[str, Any]) -> dict[str, Any]:
        parameters = [one for one in raw.get("parameters", ()) if one.get("in") == "query"]
        request: dict[str, Any] = {
            "params": {
                one["name"]: self._samples.of(one["schema"])
                for one in parameters
                if one.get("required")
            }
        }
        content = raw.get("requestBody", {}).get("content", {})
        if method == "get" or not content:
            return request
        media_type = next(iter(content))
        body = {**self._samples.of(content[media_type]["schema"]), **self._body(template)}
        if media_type != "multipart/form-data":
            return {**request, "json": body}
        return {**request, "files": list(_parts(body))}

    def _body(self, template: str) -> dict[str, Any]:
        """Return the fields of the request that must name existing objects."""
        body = _BODIES.get(template)
        return body(self) if body else {}


def _parts(body: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the parts of a form, also of a form without a file."""
    for name, value in body.items():
        if isinstance(value, dict):
            yield from _parts({f"{name}[{key}]": one for key, one in value.items()})
        elif isinstance(value, list):
            yield from (part for one in value for part in _parts({f"{name}[]": one}))
        elif value is UPLOAD:
            yield name, ("sample.txt", b"sample")
        elif isinstance(value, tuple):
            yield name, value
        else:
            yield name, (None, str(value))


def _file(caller: Caller) -> str:
    return caller.new("/files")


_NUMBERED = {"/skills/{skill_id}/versions": "version"}
"""Collections whose paths contain another field of the objects than `id`."""

_SKILL = ("clerk/SKILL.md", b"---\nname: clerk\ndescription: Files papers.\n---\n", "text/markdown")

_SOUND = ("a.wav", b"sample", "audio/wav")

_PEM = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"


def _certificates(caller: Caller) -> dict[str, Any]:
    return {"certificate_ids": [caller.new("/organization/certificates")]}


_BODIES: dict[str, Callable[[Caller], dict[str, Any]]] = {
    "/organization/certificates": lambda _: {"certificate": _PEM},
    **{
        f"{place}/certificates/{verb}": _certificates
        for place in ("/organization", "/organization/projects/{project_id}")
        for verb in ("activate", "deactivate")
    },
    "/assistants": lambda _: {"model": "gpt-4o"},
    "/audio/speech": lambda _: {"model": "tts-1"},
    **{
        f"/audio/{task}": lambda _: {"model": "whisper-1", "file": _SOUND}
        for task in ("transcriptions", "translations")
    },
    "/audio/voice_consents": lambda _: {"recording": _SOUND},
    "/audio/voices": lambda caller: {
        "audio_sample": _SOUND,
        "consent": caller.new("/audio/voice_consents"),
    },
    "/batches": lambda caller: {"input_file_id": _file(caller)},
    "/chat/completions": lambda _: {
        "model": "gpt-4o",
        "messages": [{"role": "user", "content": "Hello"}],
        "store": True,
    },
    "/completions": lambda _: {"model": "gpt-3.5-turbo-instruct"},
    "/embeddings": lambda _: {"model": "text-embedding-3-small"},
    "/fine_tuning/jobs": lambda caller: {
        "model": "gpt-4o-mini",
        "training_file": _file(caller),
    },
    **{
        f"/images/{task}": lambda _: {"image": ("a.png", b"sample", "image/png")}
        for task in ("edits", "variations")
    },
    "/responses": lambda _: {"model": "gpt-4o", "input": "Hello", "background": True},
    "/responses/compact": lambda _: {"model": "gpt-4o", "input": "Hello"},
    "/skills": lambda _: {"files": _SKILL},
    "/skills/{skill_id}": lambda _: {"default_version": "1"},
    "/skills/{skill_id}/versions": lambda _: {"files": _SKILL},
    "/threads/runs": lambda caller: {"assistant_id": caller.new("/assistants")},
    "/threads/{thread_id}/messages": lambda _: {"content": "Hello"},
    "/threads/{thread_id}/runs": lambda caller: {"assistant_id": caller.new("/assistants")},
    "/uploads": lambda _: {"bytes": 6},
    "/videos/extensions": lambda caller: {"video": {"id": caller.new("/videos")}},
    "/vector_stores/{vector_store_id}/files": lambda caller: {"file_id": _file(caller)},
    "/containers/{container_id}/files": lambda caller: {"file_id": _file(caller)},
    "/vector_stores/{vector_store_id}/file_batches": lambda caller: {"file_ids": [_file(caller)]},
    "/organization/groups/{group_id}/users": lambda caller: {
        "user_id": caller.new("/organization/projects/{project_id}/service_accounts")
    },
    **{
        f"{place}/roles": lambda _: {"role_name": f"role {next(_NUMBERS)}"}
        for place in ("/organization", "/projects/{project_id}")
    },
    **{
        f"/organization/{principal}/roles": lambda caller: {
            "role_id": caller.new("/organization/roles")
        }
        for principal in ("groups/{group_id}", "users/{user_id}")
    },
    "/organization/projects/{project_id}/groups": lambda caller: {
        "group_id": caller.new("/organization/groups"),
        "role": "role-api-project-member",
    },
    "/organization/projects/{project_id}/users": lambda caller: {
        "user_id": caller.sandbox.join("ada@example.com")["id"],
        "role": "member",
    },
    "/organization/projects/{project_id}/users/{user_id}": lambda _: {"role": "owner"},
    "/organization/users/{user_id}": lambda _: {"role": "owner"},
    "/organization/invites": lambda _: {"email": "grace@example.com"},
    **{
        f"/projects/{{project_id}}/{principal}/roles": lambda caller: {
            "role_id": caller.new(
                "/projects/{project_id}/roles", f"/projects/{caller.project}/roles"
            )
        }
        for principal in ("groups/{group_id}", "users/{user_id}")
    },
}

# Actions that need an object in a state that only several requests can produce.
_REFUSED = {
    "/threads/{thread_id}/runs/{run_id}/submit_tool_outputs": 400,
    "/uploads/{upload_id}/complete": 404,
    "/fine_tuning/jobs/{fine_tuning_job_id}/pause": 400,
    "/fine_tuning/jobs/{fine_tuning_job_id}/resume": 400,
    "/files/{file_id}/content": 400,
}


@functools.cache
def _oracle() -> Oracle:
    return Oracle(_DOCUMENT)


def _operations(*, refused: bool) -> pytest.MarkDecorator:
    known = {*_UNREACHABLE, *_REFUSED}
    chosen = [(method, path) for method, path in _OPERATIONS if (path in known) is refused]
    ids = [f"{method} {path}" for method, path in chosen]
    return pytest.mark.parametrize(("method", "template"), chosen, ids=ids)


@_operations(refused=True)
def test_an_error_conforms_to_the_document(sandbox: Sandbox, method: str, template: str) -> None:
    answer = Caller(sandbox).call(method, template)
    assert answer.status_code == _REFUSED.get(template, 404), answer.text
    assert _oracle().error_problems(answer.json()) == []


@_operations(refused=False)
def test_an_answer_conforms_to_the_document(sandbox: Sandbox, method: str, template: str) -> None:
    answer = Caller(sandbox).call(method, template)
    assert answer.is_success, answer.text
    if answer.headers["content-type"] == "application/json":
        problems = _oracle().problems(method, template, answer.status_code, answer.json())
        allowed = _ALLOWED_PROBLEMS.get(template, "nothing")
        assert [one for one in problems if allowed not in one] == []


_COLLECTIONS = [
    template
    for method, template in _OPERATIONS
    if method == "post"
    and "get" in _DOCUMENT["paths"][template]
    and any(other.startswith(f"{template}/{{") for other in _DOCUMENT["paths"])
]


@pytest.mark.parametrize("template", _COLLECTIONS)
def test_created_objects_are_listed_and_the_list_conforms(sandbox: Sandbox, template: str) -> None:
    caller = Caller(sandbox)
    path = caller.path(template)
    created = {caller.new(template, path) for _ in range(2)}
    answer = caller.call("get", template, path)
    assert answer.is_success, answer.text
    assert _oracle().problems("get", template, answer.status_code, answer.json()) == []
    own = _NUMBERED.get(template, "id")
    listed = {one[own] for one in answer.json()["data"] if own in one}
    assert created <= listed or not listed


_DELETABLE = [
    template
    for method, template in _OPERATIONS
    if method == "delete" and template.endswith("}") and template not in _UNREACHABLE
]


@pytest.mark.parametrize("template", _DELETABLE)
def test_a_deleted_object_is_not_found(sandbox: Sandbox, template: str) -> None:
    caller = Caller(sandbox)
    path = caller.path(template)
    assert caller.call("delete", template, path).is_success
    again = caller.call("delete", template, path)
    assert again.status_code == 404
    assert _oracle().error_problems(again.json()) == []
