from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

# Modules beside the tests are loaded by hand: importlib mode puts no directory on the path.
_spec = importlib.util.spec_from_file_location("launched", Path(__file__).with_name("launched.py"))
assert _spec is not None
assert _spec.loader is not None
_launched = importlib.util.module_from_spec(_spec)
sys.modules["launched"] = _launched
_spec.loader.exec_module(_launched)


@pytest.fixture(scope="session")
def client() -> _launched.Certificate:
    return _launched.certificate()


@pytest.fixture(scope="module")
def double(client: _launched.Certificate) -> Iterator[_launched.Launched]:
    """The test double, launched once for all tests of a module."""
    with _launched.launched(client) as running:
        yield running
