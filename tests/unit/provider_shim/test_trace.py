"""The steps of a launch are noted only for benchmarks. `test_bench` has a launch with notes."""

from __future__ import annotations

from provider_shim import trace


def test_a_launch_without_a_file_for_its_steps_notes_nothing() -> None:
    trace.mark("handshake")
    trace.write()
    assert trace._steps == {}
