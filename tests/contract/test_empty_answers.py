"""Rules for every read: a successful answer without content does not mean that the object does not exist."""

from __future__ import annotations

from typing import Any

import pytest

from provider_shim.objects import DATA_SOURCES
from provider_shim.patterns.lookups import ListAll
from provider_shim.provider import Provider
from provider_shim.vocabulary.diagnostics import Diagnostic, has_errors
from tests.contract.managed import Managed, no_errors
from tests.contract.samples import Samples
from tests.contract.test_reading import configurations, read
from tests.sandbox import Sandbox
from tests.terraform_core import configured

HOLLOW = ("empty=object:method=GET", "empty=error:method=GET", "empty=body:method=GET")


@pytest.fixture
def managed(provider: Provider, resource_type: str) -> Managed:
    return Managed(provider, resource_type)


@pytest.fixture
def config(provider: Provider, resource_type: str) -> dict[str, Any]:
    samples = Samples(provider, resource_type)
    stored = "store" in samples.attributes
    return samples.with_attribute("store", 0) if stored else samples.minimal()


def sent_requests(sandbox: Sandbox, diagnostics: list[Diagnostic]) -> bool:
    """Return whether JSON was read, which must have failed."""
    sent = [one for one in sandbox.requests(method="GET") if not one["path"].endswith("/content")]
    if sent:
        assert has_errors(diagnostics)
        assert "Malformed answer" in {one.summary for one in diagnostics}
    return bool(sent)


@pytest.mark.parametrize("fault", HOLLOW)
def test_an_empty_answer_to_a_read_keeps_the_state(
    managed: Managed, config: dict[str, Any], sandbox: Sandbox, fault: str
) -> None:
    made = managed.apply(**config)
    sandbox.clear_requests()
    with sandbox.faults(fault):
        result = managed.provider.read(managed.type_name, made, managed.private)
    sent_requests(sandbox, result.diagnostics)
    assert result.state == made


def test_an_empty_answer_before_a_create_creates_nothing(
    managed: Managed, config: dict[str, Any], sandbox: Sandbox
) -> None:
    planned = managed.plan(**config)
    full = configured(managed.attributes, config)
    sandbox.clear_requests()
    with sandbox.faults("empty=object:method=GET"):
        result = managed.provider.apply(
            managed.type_name, None, planned.planned, full, planned.private
        )
    sent = [one["method"] for one in sandbox.requests()]
    if sent and sent[0] == "GET":
        assert sent_requests(sandbox, result.diagnostics)
        assert set(sent) == {"GET"}
        assert result.state is None


@pytest.mark.parametrize("type_name", list(DATA_SOURCES))
def test_an_empty_answer_to_a_data_source_is_an_error(
    provider: Provider, sandbox: Sandbox, type_name: str
) -> None:
    for config in configurations(provider, type_name):
        for fault in HOLLOW:
            sandbox.clear_requests()
            with sandbox.faults(fault):
                result = read(provider, type_name, **config)
            if sent_requests(sandbox, result.diagnostics):
                assert result.state is None


LISTING = [name for name, kind in DATA_SOURCES.items() if issubclass(kind, ListAll)]


@pytest.mark.parametrize("type_name", LISTING)
def test_a_list_whose_data_is_null_is_empty(
    provider: Provider, sandbox: Sandbox, type_name: str
) -> None:
    source = provider.data_sources[type_name]
    assert isinstance(source, ListAll)
    for config in configurations(provider, type_name):
        with sandbox.faults("empty=list:method=GET"):
            result = read(provider, type_name, **config)
        no_errors(result.diagnostics)
        assert result.state is not None
        items = result.state[source.items]
        assert (items if isinstance(items, list) else items.value) == []
