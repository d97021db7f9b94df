"""Parametrises tests with a declaration as a parameter over the registry, so that a new object is tested when it is listed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from provider_shim import provider as provider_module
from provider_shim.objects import ACTIONS, DATA_SOURCES, EPHEMERAL_RESOURCES, RESOURCES
from provider_shim.provider import Provider
from tests.in_memory import without_sockets
from tests.sandbox import ADMIN_KEY, PROJECT_KEY, Sandbox
from tests.short_waits import short_waits

REGISTRY = {
    "resource": {name: kind for name, kind in RESOURCES.items() if kind.remote},
    "data_source": dict(DATA_SOURCES),
    "ephemeral": dict(EPHEMERAL_RESOURCES),
    "action": dict(ACTIONS),
}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if {"resource_type", "attribute_name"} <= set(metafunc.fixturenames):
        pairs = [
            (type_name, name)
            for type_name, kind in REGISTRY["resource"].items()
            for name, attribute in kind.schema.items()
            if attribute.configurable
            and all(fits(kind, name) for fits in conditions(metafunc, "attributes"))
        ]
        metafunc.parametrize(
            ("resource_type", "attribute_name"), pairs, ids=[f"{t}-{n}" for t, n in pairs]
        )
    elif "resource_type" in metafunc.fixturenames:
        metafunc.parametrize(
            "resource_type",
            [
                type_name
                for type_name, kind in REGISTRY["resource"].items()
                if all(fits(kind) for fits in conditions(metafunc, "resources"))
            ],
        )
    if "declaration" in metafunc.fixturenames:
        every = {
            f"{kind}-{name}": found
            for kind, group in REGISTRY.items()
            for name, found in group.items()
        }
        metafunc.parametrize("declaration", list(every.values()), ids=list(every))


def conditions(metafunc: pytest.Metafunc, marker: str) -> list[Callable[..., bool]]:
    """Return the conditions of a test for its parameters. See `tests.contract.selection`."""
    return [one.kwargs["where"] for one in metafunc.definition.iter_markers(marker)]


@pytest.fixture(scope="module", autouse=True)
def short_intervals() -> Iterator[None]:
    with short_waits():
        yield


@pytest.fixture(scope="module", autouse=True)
def no_sockets(sandbox_server: Sandbox) -> Iterator[None]:
    """Call the sandbox without sockets: thousands of tests send requests, and none is about sockets."""
    with without_sockets(sandbox_server):
        yield


@pytest.fixture(autouse=True)
def notes_of_creates(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Write no notes: thousands of tests create objects. `test_notes` replaces this fixture."""
    monkeypatch.setenv("TF_DATA_DIR", str(tmp_path / ".terraform"))
    monkeypatch.setattr(provider_module, "folder_in", lambda _: None)


@pytest.fixture
def provider(sandbox: Sandbox) -> Provider:
    return configured_provider(sandbox)


@pytest.fixture
def another_provider(sandbox: Sandbox) -> Provider:
    """Return the provider of the next run of Terraform."""
    return configured_provider(sandbox)


def configured_provider(sandbox: Sandbox, *, max_retries: int = 0) -> Provider:
    provider = Provider()
    nothing = dict.fromkeys(provider.schema.attributes)
    config = {
        **nothing,
        "api_key": PROJECT_KEY,
        "admin_api_key": ADMIN_KEY,
        "base_url": sandbox.base_url,
        "max_retries": max_retries,
        "requests_per_minute": 1_000_000,
    }
    assert not provider.configure(config, terraform_version="1.11.4")
    return provider
