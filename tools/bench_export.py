"""``python -m tools.bench_export [NUMBER]`` measures how long ``openai-cdktf export`` takes for many objects.

The objects are vector stores and rate limits in a sandbox. The time of the requests is measured separately: a plain client requests
the same lists.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence

import httpx

import openai_sandbox
from tools import timing

RUNS = 5
_PER_PROJECT = 100
"""The approximate number of rate limits of a project in the sandbox."""

_KEYS = {"OPENAI_API_KEY": "sk-sandbox-project-key", "OPENAI_ADMIN_KEY": "sk-admin-sandbox-key"}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the time of an export, the time of its requests, and the difference."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", nargs="?", type=int, default=1000)
    number: int = parser.parse_args(arguments).number
    with openai_sandbox.running() as sandbox:
        _fill(sandbox.base_url, number)
        took = [_export(sandbox.base_url) for _ in range(RUNS)]
        requested = [_requests(sandbox.base_url) for _ in range(RUNS)]
    whole, alone = statistics.median(took), statistics.median(requested)
    print(f"\nexport of {number} objects (median of {RUNS})")
    print(f"  {'export':<20} {whole:6.2f} s")
    print(f"  {'only its requests':<20} {alone:6.2f} s")
    print(f"  {'difference':<20} {whole - alone:6.2f} s")


def _client(base_url: str, key: str) -> httpx.Client:
    return httpx.Client(base_url=base_url, headers={"authorization": f"Bearer {key}"}, timeout=60)


def _fill(base_url: str, number: int) -> None:
    with _client(base_url, _KEYS["OPENAI_ADMIN_KEY"]) as admin:
        for one in range(number // 2 // _PER_PROJECT):
            admin.post("/organization/projects", json={"name": f"Project {one}"}).raise_for_status()
    with _client(base_url, _KEYS["OPENAI_API_KEY"]) as client:
        for one in range(number - number // 2):
            client.post("/vector_stores", json={"name": f"Store {one}"}).raise_for_status()


def _export(base_url: str) -> float:
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable,
            "-m",
            "openai_cdktf_cli",
            "export",
            "--kinds",
            "project,rate_limit,vector_store",
            "--out",
            folder,
        ]
        environment = {**timing.quiet_environment(), **_KEYS, "OPENAI_BASE_URL": base_url}
        return timing.run(command, {**environment, "PYTHONPATH": str(timing.ROOT)}).wall


def _requests(base_url: str) -> float:
    """Ask for the same lists, one after the other."""
    started = time.perf_counter()
    with (
        _client(base_url, _KEYS["OPENAI_ADMIN_KEY"]) as admin,
        _client(base_url, _KEYS["OPENAI_API_KEY"]) as client,
    ):
        projects = _all(admin, "/organization/projects")
        for project in projects:
            _all(admin, f"/organization/projects/{project}/rate_limits")
        _all(client, "/vector_stores")
    return time.perf_counter() - started


def _all(client: httpx.Client, path: str) -> list[str]:
    found: list[str] = []
    more = True
    while more:
        query: dict[str, str | int] = {"limit": 100}
        if found:
            query["after"] = found[-1]
        page = client.get(path, params=query).raise_for_status().json()
        found += [one["id"] for one in page["data"]]
        more = bool(page.get("has_more"))
    return found


if __name__ == "__main__":
    main()
