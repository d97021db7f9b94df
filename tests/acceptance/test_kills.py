"""Terraform, the provider, or both are killed while objects are created: each object is in the state or reported.

The moments are random, and the seed is printed. Terraform runs as for users. The test only kills processes that it has
started.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.sandbox import Sandbox
from tests.terraform import Terraform, environment, executable, write_settings

OBJECTS, KILLS = 30, 4
"""The number of objects in a run, and the number of runs for each kind of kill and of launch."""

LATENCY = "latency=40ms:method=POST"

STORES = f"""
resource "openai_vector_store" "many" {{
  count = {OBJECTS}
  name  = "store-${{count.index}}"
}}
"""


def children(process: int) -> list[int]:
    """Return the running child processes of a process."""
    listed = Path(f"/proc/{process}/task").glob("*/children")
    return [int(one) for file in listed for one in file.read_text().split()]


def notes(terraform: Terraform) -> Path:
    """Return the folder of the provider's notes."""
    return terraform.folder / ".terraform" / "openai-cdktf" / "created"


def created(terraform: Terraform) -> int:
    """Return the number of notes with a response of the API, or -1 before the first note."""
    found = -1
    for file in notes(terraform).glob("*.json"):
        with contextlib.suppress(OSError):
            found = max(found, 0) + ('"exists": true' in file.read_text())
    return found


def killed_apply(terraform: Terraform, whom: str, chance: random.Random) -> None:
    """Apply, and kill at a random moment while objects are being created."""
    settings = terraform.folder / "terraform.rc"
    write_settings(settings, mirror=terraform.mirror)
    applying = subprocess.Popen(
        [
            str(executable(terraform.version)),
            "apply",
            "-input=false",
            f"-parallelism={OBJECTS}",
            "creates",
        ],
        cwd=terraform.folder,
        env=environment(settings=settings, own=terraform.own),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until = time.monotonic() + 60
        wanted = chance.randrange(OBJECTS)
        while created(terraform) < wanted and applying.poll() is None and time.monotonic() < until:
            time.sleep(0.002)
        time.sleep(chance.uniform(0, 0.03))
        providers = children(applying.pid) if applying.poll() is None else []
        for one in [applying.pid] if whom == "Terraform" else providers:
            _kill(one)
        if whom == "both":
            _kill(applying.pid)
    finally:
        if whom != "provider":
            applying.kill()
        applying.wait(60)


def _kill(process: int) -> None:
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return


def known(terraform: Terraform) -> set[str]:
    """Return the ids in the state. If a killed Terraform has left an incomplete state, there are none."""
    file = terraform.folder / "terraform.tfstate"
    try:
        state = json.loads(file.read_text())
    except (OSError, ValueError):
        file.unlink(missing_ok=True)
        return set()
    resources = state.get("resources", [])
    return {one["attributes"]["id"] for resource in resources for one in resource["instances"]}


def there(sandbox: Sandbox) -> dict[str, str]:
    """Return the names of all objects by their ids."""
    listed = sandbox.client.get("/vector_stores?limit=100").json()["data"]
    return {one["id"]: one["name"] for one in listed}


@pytest.mark.parametrize("launches", ["warm", "alone"])
@pytest.mark.parametrize("whom", ["Terraform", "provider", "both"])
def test_each_object_is_in_the_state_or_reported_after_a_kill(
    newest: Terraform, sandbox: Sandbox, whom: str, launches: str
) -> None:
    if launches == "alone":
        newest = newest.seeing(OPENAI_CDKTF_WARM="0")
    newest.write(STORES)
    newest.init()
    newest.run(
        "plan", "-input=false", "-out=creates"
    )  # one plan for all runs: each run starts without objects
    lost_in_all = 0
    for kill in range(KILLS):
        seed = random.randrange(2**32)  # noqa: S311  chooses the moments
        print(f"{whom}, kill {kill}: seed {seed}")  # noqa: T201  to repeat the same moments
        with sandbox.faults(LATENCY):
            killed_apply(newest, whom, random.Random(seed))  # noqa: S311
        in_state = known(newest)
        plan = newest.run("plan", "-json", "-input=false")
        # Only now: after Terraform is killed, the provider completes its requests.
        objects = there(sandbox)
        warnings = "\n".join(plan.warnings)
        lost = {one: name for one, name in objects.items() if one not in in_state}
        lost_in_all += len(lost)
        assert plan.errors == []
        for one, name in lost.items():
            assert f'"{one}"' in warnings or re.search(rf"\b{name}\b", warnings), (
                one,
                name,
                warnings,
            )
        for one in in_state:
            assert f'"{one}"' not in warnings, warnings
        _start_anew(newest, sandbox)
    assert lost_in_all > 0, "no kill lost an object"


def _start_anew(terraform: Terraform, sandbox: Sandbox) -> None:
    for file in terraform.folder.glob("*terraform.tfstate*"):
        file.unlink()
    shutil.rmtree(notes(terraform))
    sandbox.reset()
