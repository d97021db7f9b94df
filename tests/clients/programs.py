"""Programs with other clients of OpenAI, and the examples of the guide, run against the sandbox.

``make clients`` runs them. They need environments of their own, so the name of this file keeps it out of ``make test``.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from openai_sandbox import Sandbox
from tests.clients.environments import CLIENTS, ROOT, Client, interpreter
from tests.markdown import below
from tests.sandbox import DOCUMENT

if TYPE_CHECKING:
    from collections.abc import Iterator

_HERE = Path(__file__).parent
_GUIDE = ROOT / "docs" / "guides" / "sandbox.md"
_SECONDS = 300


@pytest.fixture(scope="module")
def server() -> Iterator[Sandbox]:
    with Sandbox(answers=_HERE / "answers.yaml", document=DOCUMENT, strict=True) as started:
        yield started


def _run(client: Client, file: Path, sandbox: Sandbox) -> str:
    program, folder = interpreter(client)
    # No other variables that begin like this, so that no program uses another server or a real key.
    inherited = {one: value for one, value in os.environ.items() if not one.startswith("OPENAI_")}
    # LlamaIndex has its own variable, and the Agents SDK would send traces to OpenAI.
    own = {"OPENAI_API_BASE": sandbox.base_url, "OPENAI_AGENTS_DISABLE_TRACING": "1"}
    done = subprocess.run(
        [program, file],
        cwd=folder,
        env={**inherited, **sandbox.environment, **own},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    failed = [one for one in sandbox.requests if one["status"] >= 400]
    assert failed == []
    return done.stdout


@pytest.mark.parametrize(
    "client", [one for one in CLIENTS if one.program], ids=lambda one: one.name
)
def test_a_program_runs(client: Client, server: Sandbox) -> None:
    server.reset()
    _run(client, _HERE / str(client.program), server)


@pytest.mark.parametrize("client", CLIENTS, ids=lambda one: one.name)
def test_the_example_of_the_guide_runs(client: Client, server: Sandbox) -> None:
    server.reset()
    (block,) = below(_GUIDE, client.heading, "python", "javascript")
    _, folder = interpreter(client)
    file = folder / ("guide.mjs" if client.runs_on_node else "guide.py")
    file.write_text(block.text)
    assert "sandbox's answer" in _run(client, file, server)
    assert server.requests
