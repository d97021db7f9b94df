"""The benchmarks measure the right things. Tests do not check their results."""

from __future__ import annotations

import http.client
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from unittest.mock import Mock

import pytest

from tests.sandbox import Sandbox
from tools import (
    bench,
    bench_ladder,
    bench_other,
    bench_release,
    launching,
    sandbox_clients,
    timing,
)
from tools.regressions import Step


def test_a_provider_without_declarations_sends_its_handshake(tmp_path: Path) -> None:
    bare = bench._without_declarations(tmp_path)
    assert not (bare / "provider_shim" / "objects").exists()
    command = [sys.executable, "-P", "-m", "provider_shim"]
    environment = {**launching.environment(str(tmp_path)), "PYTHONPATH": str(bare)}
    assert launching.handshake(command, environment) > 0


def test_a_provider_without_a_handshake_is_an_error() -> None:
    with pytest.raises(RuntimeError, match="sent no handshake"):
        launching.handshake([sys.executable, "-c", "pass"], {})


def test_a_command_that_fails_is_an_error() -> None:
    with pytest.raises(subprocess.CalledProcessError):
        timing.run([sys.executable, "-c", "raise SystemExit(1)"])


def test_processor_time_includes_child_processes() -> None:
    work = "sum(range(3_000_000))"
    nested = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {work!r}])"
    assert timing.run([sys.executable, "-c", nested]).processor > 0


def test_the_load_of_the_sandbox_finds_lost_writes(sandbox: Sandbox) -> None:
    port = int(sandbox.origin.rsplit(":", 1)[1])
    kept = sandbox.client.post("/vector_stores", json={}).json()["id"]
    client = sandbox_clients.Client(number=0, port=port, seed=[kept])
    connection = http.client.HTTPConnection("127.0.0.1", port)
    for turn in range(2):
        client.turn(connection, turn)
    connection.close()
    assert sandbox_clients.verify([client], port) == (5, [])
    lost = next(iter(client.expected))
    sandbox.client.delete(lost)
    client.expected["/responses/resp_lost"] = None
    assert sandbox_clients.verify([client], port) == (6, [lost, "/responses/resp_lost"])
    assert not client.errors


def test_a_measured_launch_has_its_time_its_memory_and_its_steps(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(
        timing.REQUIRED + 'resource "openai_group" "g" { name = "a" }'
    )
    with bench_ladder.place() as here:
        measured = here.run(tmp_path, bench_ladder.COMMANDS["apply"])
    assert measured.requests == 1
    assert min(measured.provider, measured.terraform, measured.memory) > 0
    *_, steps = [launch.since_start() for launch in measured.launches]
    order = [
        "handshake",
        "connected",
        "loaded",
        "ConfigureProvider",
        "client",
        "API answer",
        "ApplyResourceChange",
        "end",
        "gone",
    ]
    assert [step for step in steps if step in order] == order


def test_another_provider_runs_the_same_commands_at_the_same_server(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bench_other, "COMMANDS", {"apply": bench_ladder.COMMANDS["apply"]})
    with bench_other.sides(dict.fromkeys(bench_other.SIDES, timing.PROVIDER)) as (here, stub):
        other = here["other"]
        runs, requests = bench_other.measure({"other": other}, stub, number=1, pairs=0)
        assert list(here) == ["archive", "wheel", "cold", "other"]
    assert requests == {"apply": {"other": 1}}
    assert runs == {"apply": {"other": []}}  # the first turn only fills the caches


def test_another_provider_is_compared_pair_by_pair(capsys: pytest.CaptureFixture[str]) -> None:
    def took(*seconds: float) -> list[timing.Took]:
        return [timing.Took(wall=one, processor=2 * one) for one in seconds]

    runs = {
        "plan": {
            "archive": took(1, 9, 1),
            "wheel": took(2, 2, 2),
            "cold": took(4, 4, 4),
            "other": took(2, 3, 2),
        }
    }
    bench_other._table(runs, {"plan": {"archive": 1, "wheel": 1, "cold": 1, "other": 100}})
    _, wall, processor = capsys.readouterr().out.splitlines()
    assert " ".join(wall.split()) == "plan wall 1.00 2.00 4.00 2.00 0.50 x 1.00 x 2.00 x 1 100"
    assert processor.split()[:3] == ["plan", "processor", "2.00"]


def test_without_a_tag_there_is_nothing_to_compare_with(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("BASE", raising=False)
    monkeypatch.setattr(bench_release, "newest_tag", lambda: None)
    assert bench_release.main([]) == 0
    assert "no comparison with a release" in capsys.readouterr().out


@pytest.mark.parametrize(("again", "code"), [(2.0, 1), (1.0, 0)])
def test_a_step_that_is_slower_twice_fails_the_comparison(
    again: float, code: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    measured: list[int] = []

    def pairs(_places: object, number: int, pairs: int) -> dict[Step, list[float]]:
        measured.append(pairs)
        return {(number, "apply"): [2.0 if len(measured) == 1 else again] * pairs}

    monkeypatch.setattr(bench_release, "place", lambda *_: nullcontext(Mock()))
    monkeypatch.setattr(bench_release, "_pairs", pairs)
    assert bench_release.compare("v1", tmp_path, tmp_path, {10: 3}) == code
    assert measured == [3, 6]
