"""Fixtures for all tests: a local OpenAI API, which runs for the session and is empty for each test."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import measuring

if TYPE_CHECKING:
    from tests.sandbox import Sandbox


# No process stays after a test. Tests of warm servers set the variable themselves.
os.environ["OPENAI_CDKTF_WARM"] = "0"

# jsii unpacks the CDK once, also for tests with a home folder of their own.
os.environ.setdefault(
    "JSII_RUNTIME_PACKAGE_CACHE_ROOT",
    str(Path.home() / ".cache" / "aws" / "jsii" / "package-cache"),
)

# A shell starts programs in the background like this, and so does `nohup`. The processes of the tests would inherit it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.fixture(scope="session")
def sandbox_server() -> Iterator[Sandbox]:
    from tests.sandbox import start_sandbox  # import its web framework only if a test needs it

    with start_sandbox() as started:
        yield started


@pytest.fixture
def sandbox(sandbox_server: Sandbox) -> Sandbox:
    sandbox_server.reset()
    return sandbox_server


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Collect the tests without garbage collection. The 20,000 tests stay until the end, so it would find nothing."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_sessionfinish() -> None:
    measuring.save()
