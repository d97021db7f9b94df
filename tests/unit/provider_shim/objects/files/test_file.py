"""``openai_file``: the sources of the content, replacement, upload, waiting and import."""

from __future__ import annotations

import base64
import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from provider_shim.patterns import uploads
from provider_shim.vocabulary.diagnostics import Diagnostic
from tests.sandbox import Sandbox
from tests.terraform import ROOT
from tests.unit.provider_shim.driving import Driver, Instance, configured
from tests.unit.provider_shim.odd_server import Say, odd_server

FILE = "openai_file"
LINES = b'{"prompt": "a"}\n'


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "data.jsonl"
    path.write_bytes(LINES)
    return path


def faults(driver: Driver, **values: Any) -> list[Diagnostic]:
    resource = driver.provider.resources[FILE]
    config = configured(resource.attributes, {"purpose": "batch", **values})
    return driver.provider.validate_resource(FILE, config)


# --- content ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "case",
    [
        ({"source": "data.jsonl"}, LINES, "data.jsonl"),
        ({"content": "ä\n"}, "ä\n".encode(), "file.jsonl"),
        ({"content": ""}, b"", "file.jsonl"),
        ({"content_base64": base64.b64encode(b"\x00\xff").decode()}, b"\x00\xff", "file.jsonl"),
        ({"content": "x", "filename": "mine.jsonl"}, b"x", "mine.jsonl"),
    ],
)
def test_content_is_uploaded_byte_for_byte(
    driver: Driver, sandbox: Sandbox, tmp_path: Path, case: tuple[dict[str, Any], bytes, str]
) -> None:
    given, content, name = case
    values = {"purpose": "batch", **given}
    tmp_path.joinpath("data.jsonl").write_bytes(LINES)
    made = driver.create(FILE, values)
    assert made.diagnostics == []
    assert sandbox.client.get(f"/files/{made['id']}/content").content == content
    assert (made["filename"], made["bytes"]) == (name, len(content))
    assert made["content_sha256"] == sha256(content)
    assert driver.has_no_changes(driver.read(made), values)


def test_name_and_digest_are_known_in_the_plan(driver: Driver, source: Path) -> None:
    planned = driver.plan(
        Instance(type_name=FILE), {"purpose": "user_data", "source": str(source)}
    ).planned
    assert planned is not None
    assert (planned["filename"], planned["content_sha256"]) == ("data.jsonl", sha256(LINES))


def test_the_expiry_is_sent(driver: Driver, sandbox: Sandbox) -> None:
    values = {
        "purpose": "batch",
        "content": "x",
        "expires_after": {"anchor": "created_at", "seconds": 3600},
    }
    made = driver.create(FILE, values)
    assert made.errors == []
    assert made["expires_at"] == made["created_at"] + 3600
    assert driver.has_no_changes(driver.read(made), values)


# --- changes ----------------------------------------------------------------------------------------------------


def test_a_new_modification_time_changes_nothing(driver: Driver, source: Path) -> None:
    values = {"purpose": "batch", "source": str(source)}
    made = driver.create(FILE, values)
    os.utime(source, (1, 1))
    assert driver.has_no_changes(made, values)


def test_changed_content_replaces_the_file(driver: Driver, source: Path) -> None:
    values = {"purpose": "batch", "source": str(source)}
    made = driver.create(FILE, values)
    source.write_bytes(b"{}\n")
    plan = driver.plan(made, values)
    assert plan.requires_replace == [("content_sha256",)]
    assert plan.planned is not None
    assert plan.planned["content_sha256"] == sha256(b"{}\n")


def test_a_moved_file_with_the_same_content_is_not_replaced(
    driver: Driver, source: Path, sandbox: Sandbox
) -> None:
    made = driver.create(FILE, {"purpose": "batch", "source": str(source)})
    source.rename(source.with_name("other.jsonl"))
    values = {"purpose": "batch", "source": str(source.with_name("other.jsonl"))}
    assert driver.plan(made, values).requires_replace == []
    moved = driver.update(made, values)
    assert moved["id"] == made["id"]
    assert driver.has_no_changes(moved, values)
    assert len(sandbox.requests(method="POST")) == 1


def test_the_same_content_from_another_argument_replaces_nothing(
    driver: Driver, source: Path
) -> None:
    made = driver.create(FILE, {"purpose": "batch", "source": str(source)})
    plan = driver.plan(made, {"purpose": "batch", "content": LINES.decode()})
    assert plan.requires_replace == []


@pytest.mark.parametrize(
    "change",
    [
        {"purpose": "assistants"},
        {"filename": "new.jsonl"},
        {"expires_after": {"anchor": "created_at", "seconds": 9000}},
    ],
)
def test_a_change_that_the_api_does_not_support_replaces_the_file(
    driver: Driver, change: Any
) -> None:
    values = {"purpose": "batch", "content": "x"}
    made = driver.create(FILE, values)
    assert driver.plan(made, {**values, **change}).requires_replace == [(next(iter(change)),)]


def test_a_file_that_changes_between_plan_and_apply_is_not_uploaded(
    driver: Driver, source: Path, sandbox: Sandbox
) -> None:
    config = configured(
        driver.provider.resources[FILE].attributes, {"purpose": "batch", "source": str(source)}
    )
    planned = driver.provider.plan(FILE, None, config, config, b"").planned
    source.write_bytes(b"{}\n")
    done = driver.provider.apply(FILE, None, planned, config, b"")
    assert done.state is None
    [error] = done.diagnostics
    assert (error.summary, error.path) == ("File changed", ("source",))
    assert sandbox.requests() == []


def test_a_file_deleted_between_plan_and_apply_is_an_error_at_source(
    driver: Driver, source: Path
) -> None:
    config = configured(
        driver.provider.resources[FILE].attributes, {"purpose": "batch", "source": str(source)}
    )
    planned = driver.provider.plan(FILE, None, config, config, b"").planned
    source.unlink()
    [error] = driver.provider.apply(FILE, None, planned, config, b"").diagnostics
    assert (error.summary, error.path) == ("Unreadable file", ("source",))


# --- bad sources ------------------------------------------------------------------------------------------------


def test_a_missing_file_may_have_been_deleted_after_the_plan(
    driver: Driver, tmp_path: Path
) -> None:
    [found] = faults(driver, source=str(tmp_path / "none.txt"))
    assert "If it was deleted or moved after the plan, put it back, or plan again." in found.detail


def test_a_folder_is_an_error_at_source(driver: Driver, tmp_path: Path) -> None:
    [found] = faults(driver, source=str(tmp_path))
    assert found.path == ("source",)
    assert found.detail == f'"{tmp_path}" is a folder, not a file. Set the path of a file.'


def test_a_missing_file_is_an_error_at_source(driver: Driver) -> None:
    [found] = faults(driver, source="nowhere.jsonl")
    assert found.path == ("source",)
    assert "nowhere.jsonl" in found.detail
    assert "relative paths start at" in found.detail


def test_a_file_without_read_permission_is_an_error_at_source(
    driver: Driver, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # the superuser may read anything
    [found] = faults(driver, source=str(source))
    assert found.path == ("source",)
    assert "do not have permission" in found.detail


def test_a_file_above_the_limit_is_an_error_at_source(driver: Driver, source: Path) -> None:
    os.truncate(source, uploads.LARGEST + 1)  # sparse: it takes no space
    [found] = faults(driver, source=str(source))
    assert (found.summary, found.path) == ("File too large", ("source",))
    assert "8,589,934,593" in found.detail


def test_invalid_base64_is_an_error(driver: Driver) -> None:
    [found] = faults(driver, content_base64="not base64!")
    assert found.path == ("content_base64",)


@pytest.mark.parametrize("values", [{}, {"content": "x", "source": "data.jsonl"}])
def test_exactly_one_content_argument_is_required(
    driver: Driver, source: Path, values: Any
) -> None:
    assert len(faults(driver, **values)) == 1


# --- upload -----------------------------------------------------------------------------------------------------

UPLOAD = """
import os, resource, sys
from provider_shim.provider import Provider

provider = Provider()
settings = {name: None for name, _ in provider.schema.items()}
settings |= {"base_url": sys.argv[1], "api_key": sys.argv[2]}
assert provider.configure(settings, terraform_version="1.11.4") == []

def upload(size):
    os.truncate("big.bin", size)
    config = {name: None for name in provider.resources["openai_file"].attributes}
    config |= {"purpose": "assistants", "source": "big.bin"}
    planned = provider.plan("openai_file", None, config, config, b"").planned
    done = provider.apply("openai_file", None, planned, config, b"")
    assert done.diagnostics == [], done.diagnostics
    assert done.state["bytes"] == size
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

open("big.bin", "w").close()
if len(sys.argv) > 3:
    from provider_shim.patterns import uploads

    uploads.ONE_REQUEST, uploads.PART = 1000, 8 * 1024 * 1024
print(upload(1024), upload(64 * 1024 * 1024))
"""


@pytest.mark.parametrize("options", [(), ("in-parts",)])
def test_a_large_file_is_never_held_in_memory(
    sandbox: Sandbox, tmp_path: Path, options: tuple[str, ...]
) -> None:
    environment = sandbox.environment
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            UPLOAD,
            environment["OPENAI_BASE_URL"],
            environment["OPENAI_API_KEY"],
            *options,
        ],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    before, after = map(int, done.stdout.split())  # KiB
    assert after - before < 16 * 1024


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limit one request to 100 bytes and one part to 10 bytes."""
    monkeypatch.setattr(uploads, "ONE_REQUEST", 100)
    monkeypatch.setattr(uploads, "PART", 10)


LARGE = "".join(f'{{"line": {number:4}}}\n' for number in range(20))


def parts(sandbox: Sandbox) -> list[dict[str, Any]]:
    return sandbox.requests(method="POST", path="/uploads/{upload_id}/parts")


@pytest.mark.usefixtures("small_parts")
def test_a_file_too_large_for_one_request_is_uploaded_in_parts(
    driver: Driver, sandbox: Sandbox
) -> None:
    values = {
        "purpose": "batch",
        "content": LARGE,
        "expires_after": {"anchor": "created_at", "seconds": 3600},
    }
    made = driver.create(FILE, values)
    assert made.errors == []
    assert len(parts(sandbox)) == -(-len(LARGE) // 10)
    assert sandbox.client.get(f"/files/{made['id']}/content").text == LARGE
    assert (made["bytes"], made["content_sha256"]) == (len(LARGE), sha256(LARGE.encode()))
    assert made["expires_at"] == made["created_at"] + 3600
    assert driver.has_no_changes(driver.read(made), values)


@pytest.mark.usefixtures("small_parts")
def test_a_rejected_part_is_sent_again_completely(driver: Driver, sandbox: Sandbox) -> None:
    with sandbox.faults(
        "429:times=2:retry-after-ms=1:path=/uploads/*/parts",
        "drop-after:times=1:path=/uploads/*/parts",
    ):
        made = driver.create(FILE, {"purpose": "batch", "content": LARGE})
    assert made.errors == []
    assert sandbox.client.get(f"/files/{made['id']}/content").text == LARGE


@pytest.mark.usefixtures("small_parts")
def test_an_upload_with_a_failing_part_is_cancelled(driver: Driver, sandbox: Sandbox) -> None:
    with sandbox.faults("400:message=Broken part:path=/uploads/*/parts"):
        made = driver.create(FILE, {"purpose": "batch", "content": LARGE})
    [error] = made.errors
    assert "Broken part" in error.detail
    assert made.state is None
    assert len(parts(sandbox)) < len(LARGE) // 10, (
        "the first failure keeps further parts from being sent"
    )
    assert [one["status"] for one in sandbox.requests(path="/uploads/*/cancel")] == [200]
    assert sandbox.client.get("/files").json()["data"] == []


@pytest.mark.usefixtures("small_parts")
def test_an_upload_that_was_not_completed_is_cancelled(driver: Driver, sandbox: Sandbox) -> None:
    with sandbox.faults("drop-before:path=/uploads/*/complete"):
        made = driver.create(FILE, {"purpose": "batch", "content": LARGE})
    assert "no data remains" in made.errors[0].detail
    assert sandbox.client.get("/files").json()["data"] == []


@pytest.mark.usefixtures("small_parts")
def test_a_lost_answer_to_the_completion_says_that_the_file_may_exist(
    driver: Driver, sandbox: Sandbox
) -> None:
    with sandbox.faults("drop-after:path=/uploads/*/complete"):
        made = driver.create(FILE, {"purpose": "batch", "content": LARGE})
    assert "may have created the object" in made.errors[0].detail
    assert len(sandbox.client.get("/files").json()["data"]) == 1


def test_an_upload_is_not_sent_again_when_the_answer_is_lost(
    driver: Driver, sandbox: Sandbox
) -> None:
    with sandbox.faults("drop-after:method=POST"):
        made = driver.create(FILE, {"purpose": "batch", "content": "x"})
    assert made.state is None
    assert "may have created the object" in made.errors[0].detail
    assert len(sandbox.requests(method="POST")) == 1


def test_a_rejected_upload_is_sent_again_completely(driver: Driver, sandbox: Sandbox) -> None:
    with sandbox.faults("429:times=1:retry-after-ms=1:method=POST"):
        made = driver.create(FILE, {"purpose": "batch", "content": "some content"})
    assert made["bytes"] == len("some content")


# --- waiting ----------------------------------------------------------------------------------------------------


def answer(status: str, **more: Any) -> Say:
    body = {"id": "file-1", "purpose": "fine-tune", "bytes": 1, "filename": "f", "status": status}
    return Say(body={**body, **more}, headers={"openai-poll-after-ms": "1"})


def test_a_create_waits_for_a_file_for_fine_tuning(driver_for: Callable[..., Driver]) -> None:
    with odd_server(answer("uploaded"), answer("uploaded"), answer("processed")) as odd:
        made = driver_for(base_url=odd.base_url, api_key="k").create(
            FILE, {"purpose": "fine-tune", "content": "x"}
        )
    assert made["status"] == "processed"
    assert [one.method for one in odd.heard] == ["POST", "GET", "GET"]


def test_a_file_that_cannot_be_processed_is_tainted_with_the_reason(
    driver_for: Callable[..., Driver],
) -> None:
    with odd_server(answer("uploaded"), answer("error", status_details="Line 3 is no JSON")) as odd:
        made = driver_for(base_url=odd.base_url, api_key="k").create(
            FILE, {"purpose": "fine-tune", "content": "x"}
        )
    [error] = made.errors
    assert error.summary == "File error"
    assert "Line 3 is no JSON." in error.detail
    assert (made["id"], made["status"]) == ("file-1", "error")
    assert made["content_sha256"] == sha256(b"x")


@pytest.mark.parametrize(
    ("purpose", "wait", "requests"),
    [("batch", None, 1), ("fine-tune", False, 1), ("batch", True, 2)],
)
def test_wait_for_completion_overrides_the_default(
    driver_for: Callable[..., Driver],
    purpose: str,
    wait: bool | None,  # noqa: FBT001
    requests: int,
) -> None:
    returned = [answer(status, purpose=purpose) for status in ("uploaded", "processed")]
    with odd_server(*returned) as odd:
        driver_for(base_url=odd.base_url, api_key="k").create(
            FILE, {"purpose": purpose, "content": "x", "wait_for_completion": wait}
        )
    assert len(odd.heard) == requests


# --- import -----------------------------------------------------------------------------------------------------


def uploaded(sandbox: Sandbox, purpose: str = "batch") -> str:
    files = {"file": ("data.jsonl", LINES)}
    made = sandbox.client.post("/files", files=files, data={"purpose": purpose}).json()
    return str(made["id"])


def test_an_imported_file_with_the_configured_content_is_kept(
    driver: Driver, sandbox: Sandbox, source: Path
) -> None:
    adopted = driver.adopt(FILE, uploaded(sandbox))
    assert adopted["content_sha256"] == sha256(LINES)
    values = {"purpose": "batch", "source": str(source)}
    assert driver.plan(adopted, values).requires_replace == []
    updated = driver.update(adopted, values)
    assert driver.has_no_changes(updated, values)
    assert sandbox.requests(method="POST") == sandbox.requests(method="POST")[:1]


def test_an_imported_file_with_other_content_is_replaced(driver: Driver, sandbox: Sandbox) -> None:
    adopted = driver.adopt(FILE, uploaded(sandbox))
    values = {"purpose": "batch", "content": "other", "filename": "data.jsonl"}
    assert driver.plan(adopted, values).requires_replace == [("content_sha256",)]


def test_an_imported_file_without_download_is_kept_if_the_size_matches(
    driver: Driver, sandbox: Sandbox, source: Path
) -> None:
    adopted = driver.adopt(FILE, uploaded(sandbox, "user_data"))
    assert adopted["content_sha256"] is None
    values = {"purpose": "user_data", "source": str(source)}
    assert driver.plan(adopted, values).requires_replace == []
    updated = driver.update(adopted, values)
    assert updated["content_sha256"] == sha256(LINES)
    assert driver.has_no_changes(updated, values)
    other = driver.plan(adopted, {"purpose": "user_data", "content": "other"})
    assert ("content_sha256",) in other.requires_replace
