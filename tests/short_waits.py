"""Reads objects on which the API works every 10 ms: tests with a provider in their process would sleep 5 s before each read."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest

from provider_shim.objects import ACTIONS, RESOURCES
from provider_shim.patterns.status_changes import Waiting

INTERVAL = 0.01


@contextlib.contextmanager
def short_waits() -> Iterator[None]:
    """Shorten the intervals for the block."""
    with pytest.MonkeyPatch.context() as patched:
        for kind in RESOURCES.values():
            if kind.wait is not None:
                patched.setattr(kind, "wait", kind.wait.but(interval=INTERVAL))
        for action in ACTIONS.values():
            if issubclass(action, Waiting):
                patched.setattr(action, "work", action.work.but(interval=INTERVAL))
        yield
