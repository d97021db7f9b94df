"""``openai_vector_store_file_batch``: its warnings, and the cancellation when it is destroyed."""

from __future__ import annotations

from typing import Any

from tests.sandbox import Sandbox
from tests.unit.provider_shim.driving import Driver

BATCH = "openai_vector_store_file_batch"


def values(driver: Driver, *filenames: str, **more: Any) -> dict[str, Any]:
    store = driver.create("openai_vector_store", {"name": "library"})
    ids = [
        driver.create(
            "openai_file", {"purpose": "assistants", "content": "Text.", "filename": name}
        )["id"]
        for name in filenames
    ]
    return {"vector_store_id": store["id"], "file_ids": ids, **more}


def test_failed_files_are_a_warning(driver: Driver) -> None:
    made = driver.create(BATCH, values(driver, "a.md", "b.exe"))
    [warning] = made.diagnostics
    assert warning.summary == "Files not processed"
    assert "1 of 2" in warning.detail
    assert made["status"] == "completed"


def test_each_file_can_have_its_own_attributes(driver: Driver, sandbox: Sandbox) -> None:
    given = values(driver, "a.md", "b.md")
    first, second = given.pop("file_ids")
    files = [{"file_id": first, "attributes": {"n": 1}}, {"file_id": second}]
    wanted = {**given, "files": files}
    made = driver.create(BATCH, wanted)
    assert made.errors == []
    response = sandbox.client.get(f"/vector_stores/{given['vector_store_id']}/files").json()["data"]
    assert {one["id"]: one["attributes"] for one in response} == {first: {"n": 1}, second: {}}
    assert driver.has_no_changes(driver.read(made), wanted)


def test_an_unfinished_batch_is_cancelled_by_a_destroy(driver: Driver, sandbox: Sandbox) -> None:
    with sandbox.faults("slow=9"):
        made = driver.create(BATCH, values(driver, "a.md", wait_for_completion=False))
    assert driver.destroy(made).state is None
    path = f"/vector_stores/{made['vector_store_id']}/file_batches/{made['id']}"
    assert sandbox.client.get(path).json()["status"] == "cancelled"
