"""Rules for every list with `after` and `before`: which objects of the API's list it returns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from provider_shim.objects import DATA_SOURCES
from provider_shim.patterns.lookups import ListAll
from provider_shim.provider import Provider
from tests.sandbox import Sandbox
from tests.terraform_core import configured

COUNT = 4
WITH_CURSORS = {
    name: kind
    for name, kind in DATA_SOURCES.items()
    if issubclass(kind, ListAll) and "after" in kind.schema.attributes
}

Made = tuple[dict[str, Any], str]
"""Arguments of the data source, and the path of the API's list without ``/v1``."""


def _file(sandbox: Sandbox, number: int) -> str:
    content = b'{"messages": [{"role": "user", "content": "Hi"}]}\n' * 10
    answer = sandbox.client.post(
        "/files",
        data={"purpose": "fine-tune"},
        files={"file": (f"{number}.jsonl", content)},
    )
    return str(answer.json()["id"])


def _admin_keys(sandbox: Sandbox) -> Made:
    for number in range(COUNT):
        body = {"name": f"key {number}"}
        sandbox.admin.post("/organization/admin_api_keys", json=body).raise_for_status()
    return {}, "/organization/admin_api_keys"


def _jobs(sandbox: Sandbox) -> Made:
    body = {"model": "gpt-4.1-mini-2025-04-14", "training_file": _file(sandbox, 0)}
    for _ in range(COUNT):
        sandbox.client.post("/fine_tuning/jobs", json=body).raise_for_status()
    return {}, "/fine_tuning/jobs"


def _completions(sandbox: Sandbox) -> Made:
    messages = [{"role": "user", "content": "Hi"}]
    body = {"model": "gpt-6-luna", "messages": messages, "store": True}
    for _ in range(COUNT):
        sandbox.client.post("/chat/completions", json=body).raise_for_status()
    return {}, "/chat/completions"


def _messages(sandbox: Sandbox) -> Made:
    messages = [{"role": "user", "content": f"Line {number}"} for number in range(COUNT)]
    body = {"model": "gpt-6-luna", "messages": messages, "store": True}
    made = sandbox.client.post("/chat/completions", json=body).json()
    return {"completion_id": made["id"]}, f"/chat/completions/{made['id']}/messages"


def _store_files(sandbox: Sandbox) -> Made:
    files = [_file(sandbox, number) for number in range(COUNT)]
    store = sandbox.client.post("/vector_stores", json={"file_ids": files}).json()["id"]
    return {"vector_store_id": store}, f"/vector_stores/{store}/files"


def _batch_files(sandbox: Sandbox) -> Made:
    files = [_file(sandbox, number) for number in range(COUNT)]
    store = sandbox.client.post("/vector_stores", json={}).json()["id"]
    path = f"/vector_stores/{store}/file_batches"
    batch = sandbox.client.post(path, json={"file_ids": files}).json()["id"]
    return {"vector_store_id": store, "batch_id": batch}, f"{path}/{batch}/files"


LISTS: dict[str, Callable[[Sandbox], Made]] = {
    "openai_admin_api_keys": _admin_keys,
    "openai_chat_completion_messages": _messages,
    "openai_chat_completions": _completions,
    "openai_fine_tuning_jobs": _jobs,
    "openai_vector_store_file_batch_files": _batch_files,
    "openai_vector_store_files": _store_files,
}


def _returned(provider: Provider, type_name: str, config: dict[str, Any]) -> list[str]:
    source = provider.data_sources[type_name]
    result = provider.read_data_source(type_name, configured(source.schema.attributes, config))
    assert result.state is not None, result.diagnostics
    found = result.state[WITH_CURSORS[type_name].items]
    return [
        one.get("id") or one["file_id"]
        for one in (found if isinstance(found, list) else found.value)
    ]


def test_every_list_with_a_cursor_is_tested() -> None:
    assert set(WITH_CURSORS) == set(LISTS)


@pytest.mark.parametrize("type_name", LISTS)
def test_a_list_begins_after_an_object(
    type_name: str, provider: Provider, sandbox: Sandbox
) -> None:
    config, path = LISTS[type_name](sandbox)
    client = sandbox.admin if path.startswith("/organization") else sandbox.client
    ids = [one["id"] for one in client.get(path).json()["data"]]
    whole = _returned(provider, type_name, config)
    assert sorted(whole) == sorted(ids)
    assert len(whole) >= COUNT
    assert _returned(provider, type_name, {**config, "after": whole[1]}) == whole[2:]


@pytest.mark.parametrize(
    "type_name",
    [name for name, kind in WITH_CURSORS.items() if "before" in kind.schema.attributes],
)
def test_a_list_ends_before_an_object(type_name: str, provider: Provider, sandbox: Sandbox) -> None:
    config, _ = LISTS[type_name](sandbox)
    whole = _returned(provider, type_name, config)
    assert _returned(provider, type_name, {**config, "before": whole[2]}) == whole[:2]
    both = {**config, "after": whole[0], "before": whole[2]}
    assert _returned(provider, type_name, both) == whole[1:2]
