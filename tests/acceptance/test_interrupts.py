"""Ctrl-C during the wait of a create, with real Terraform: no object is tainted, no dependent object is created."""

from __future__ import annotations

import signal
import subprocess
import time
from typing import Any

import pytest

from tests.sandbox import Sandbox
from tests.terraform import Terraform, environment, executable

_EXAMPLES = """
resource "openai_file" "lines" {
  purpose             = "fine-tune"
  content             = "{\\"messages\\":[{\\"role\\":\\"user\\",\\"content\\":\\"Hi.\\"}]}\\n"
  wait_for_completion = false
}
resource "openai_vector_store" "docs" { name = "docs" }
"""

_WAITING = {
    "openai_fine_tuning_job": (
        """
        model         = "gpt-4o-mini"
        training_file = openai_file.lines.id
        """,
        "/fine_tuning/jobs",
    ),
    "openai_vector_store_file": (
        """
        vector_store_id = openai_vector_store.docs.id
        file_id         = openai_file.lines.id
        """,
        "/vector_stores/*/files",
    ),
    "openai_vector_store_file_batch": (
        """
        vector_store_id = openai_vector_store.docs.id
        file_ids        = [openai_file.lines.id]
        """,
        "/vector_stores/*/file_batches",
    ),
}

_DEPENDENT = """
resource "openai_conversation" "after" {
  metadata = { of = TYPE.waiting.id }
}
"""


@pytest.mark.parametrize("type_name", list(_WAITING))
def test_interrupted_create_is_not_tainted_and_the_next_apply_waits(
    newest: Terraform, sandbox: Sandbox, type_name: str
) -> None:
    arguments, path = _WAITING[type_name]
    newest.write(
        _EXAMPLES,
        f'resource "{type_name}" "waiting" {{{arguments}}}',
        _DEPENDENT.replace("TYPE", type_name),
    )
    newest.init()
    logging = newest.logging("INFO")
    out = _interrupted(logging, sandbox, path)
    assert "Did not wait for the" in out
    assert "not tainted" in out
    assert "waiting to finish" in newest.log
    assert "tainted" not in str(newest.state()["resources"])
    assert f"{type_name}.waiting" in newest.resources()
    assert sandbox.requests(method="POST", path="/conversations") == []

    plan = newest.plan()
    assert plan.actions == {
        f"{type_name}.waiting": ["update"],
        "openai_conversation.after": ["create"],
    }
    assert plan.changes[f"{type_name}.waiting"]["after_unknown"]["status"] is True
    assert any("Apply waits until the" in warning for warning in plan.warnings)
    newest.apply_plan()
    assert len(sandbox.requests(method="POST", path=path)) == 1
    assert newest.resources()[f"{type_name}.waiting"]["status"] in {"completed", "succeeded"}
    assert newest.plan().is_empty


def _interrupted(terraform: Terraform, sandbox: Sandbox, path: str) -> str:
    """Apply, interrupt Terraform and the provider like Ctrl-C after the wait has begun, and return the output."""
    with (
        sandbox.faults("slow=2", f"latency=600s:method=GET:path={path}/*"),
        subprocess.Popen(
            [executable(terraform.version), "apply", "-auto-approve", "-input=false"],
            cwd=terraform.folder,
            env=environment(settings=terraform.folder / "terraform.rc", own=terraform.own),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        ) as running,
    ):
        _until(lambda: sandbox.requests(method="POST", path=path))
        running.send_signal(signal.SIGINT)
        try:
            out, _ = running.communicate(timeout=60)
        finally:
            running.kill()
    assert running.returncode == 1, out
    return " ".join(out.split())


def _until(condition: Any, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "the condition was not met in time"
        time.sleep(0.05)
