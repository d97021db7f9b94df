"""Rules for every list: `limit` limits the requests, and a collection that grows has a ceiling."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from provider_shim.objects import DATA_SOURCES
from provider_shim.patterns import list_limits
from provider_shim.patterns.lookups import ListAll
from provider_shim.provider import Provider
from provider_shim.vocabulary.diagnostics import Severity
from provider_shim.vocabulary.operations import DataResult
from provider_shim.vocabulary.rest import path_parameters
from tests.contract.managed import no_errors
from tests.terraform_core import configured
from tests.unit.provider_shim.odd_server import OddServer, Say, odd_server

LISTING = [name for name, kind in DATA_SOURCES.items() if issubclass(kind, ListAll)]
GROWING = [name for name in LISTING if "has_more" in DATA_SOURCES[name].schema.attributes]

APPLICATIONS_ADD_TO = {
    *("admin_api_keys", "agent_automation_invocations", "agent_environment_files"),
    "agent_environments",
    *("agent_session_artifacts", "agent_session_items", "agent_session_traces"),
    *("agent_session_turns", "agent_sessions", "batches", "chat_completion_messages"),
    *("chat_completions", "chatkit_thread_items", "chatkit_threads", "container_files"),
    *("containers", "conversation_items", "files", "fine_tuning_job_checkpoints"),
    *("fine_tuning_job_events", "fine_tuning_jobs", "messages", "response_input_items"),
    *("vector_store_file_batch_files", "vector_store_files", "vector_stores"),
}
"""Collections that grow while applications run."""


def page(count: int, *, has_more: bool) -> Say:
    items = [
        {"id": f"x{n}", "group_id": f"x{n}", "email": f"{n}@example.com"} for n in range(count)
    ]
    return Say(body={"object": "list", "data": items, "has_more": has_more, "last_id": "x"})


def listed(odd: OddServer, type_name: str, limit: int | None) -> DataResult:
    provider = Provider()
    config = {
        **dict.fromkeys(provider.schema.attributes),
        "api_key": "k",
        "admin_api_key": "k",
        "base_url": odd.base_url,
        "max_retries": 0,
    }
    no_errors(provider.configure(config, terraform_version="1.11.4"))
    source = provider.data_sources[type_name]
    wanted: dict[str, Any] = {
        name: f"an-{name}"
        for name, attribute in source.schema.items()
        if attribute.required or name in path_parameters(source.endpoint.collection)
    }
    full = configured(source.schema.attributes, {**wanted, "limit": limit})
    return provider.read_data_source(type_name, full)


def items_of(result: DataResult, type_name: str) -> list[Any]:
    assert result.state is not None, result.diagnostics
    kind = DATA_SOURCES[type_name]
    assert issubclass(kind, ListAll)
    found = result.state[kind.items]
    return list(found if isinstance(found, list) else found.value)


def sizes(odd: OddServer) -> list[int]:
    """Return the page size of each request."""
    return [int(parse_qs(urlsplit(one.path).query)["limit"][0]) for one in odd.heard]


@pytest.mark.parametrize("type_name", LISTING)
def test_a_limit_needs_only_one_request(type_name: str) -> None:
    with odd_server(page(3, has_more=True)) as odd:
        result = listed(odd, type_name, 3)
    assert result.diagnostics == []
    assert sizes(odd) == [3]
    assert len(items_of(result, type_name)) == 3
    if type_name in GROWING:
        assert (result.state or {})["has_more"] is True


@pytest.mark.parametrize("type_name", LISTING)
def test_a_limit_above_a_page_requests_whole_pages(type_name: str) -> None:
    size = DATA_SOURCES[type_name].endpoint.page
    assert size is not None
    with odd_server(page(size, has_more=True), page(size, has_more=False)) as odd:
        result = listed(odd, type_name, size + 1)
    assert sizes(odd) == [size, size]
    assert len(items_of(result, type_name)) == size + 1


def test_collections_that_grow_have_a_ceiling() -> None:
    assert {name.removeprefix("openai_") for name in GROWING} == APPLICATIONS_ADD_TO
    for name in GROWING:
        assert "10,000" in DATA_SOURCES[name].schema.attributes["limit"].doc


@pytest.mark.parametrize("type_name", GROWING)
def test_more_objects_than_the_ceiling_cause_a_warning(
    type_name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_limits, "CEILING", 4)
    with odd_server(page(4, has_more=True)) as odd:
        result = listed(odd, type_name, None)
    [warning] = result.diagnostics
    assert (warning.severity, warning.summary) == (Severity.WARNING, "Not all objects returned")
    assert "`limit`" in warning.detail
    assert len(items_of(result, type_name)) == 4
    assert (result.state or {})["has_more"] is True


@pytest.mark.parametrize("type_name", GROWING)
def test_a_collection_below_the_ceiling_is_read_completely(type_name: str) -> None:
    with odd_server(page(4, has_more=False)) as odd:
        result = listed(odd, type_name, None)
    assert result.diagnostics == []
    assert len(items_of(result, type_name)) == 4
    assert (result.state or {})["has_more"] is False


@pytest.mark.parametrize(
    "type_name", [name for name in LISTING if name not in GROWING and name != "openai_models"]
)
def test_other_collections_are_read_completely(
    type_name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_limits, "CEILING", 4)
    with odd_server(page(4, has_more=True), page(4, has_more=False)) as odd:
        result = listed(odd, type_name, None)
    assert result.diagnostics == []
    assert len(items_of(result, type_name)) == 8
