"""``openai_container_file``: copied or uploaded, and replaced when its content changes."""

from __future__ import annotations

from pathlib import Path

from tests.sandbox import Sandbox
from tests.unit.provider_shim.driving import Driver

FILE = "openai_container_file"


def test_a_file_is_uploaded_from_a_path_and_replaced_when_it_changes(
    driver: Driver, sandbox: Sandbox, tmp_path: Path
) -> None:
    source = tmp_path / "table.csv"
    source.write_text("one\n")
    container = driver.create("openai_container", {"name": "workshop"})
    values = {"container_id": container["id"], "source": str(source)}
    made = driver.create(FILE, values)
    assert made.errors == []
    assert (made["path"], made["bytes"], made["origin"]) == ("/mnt/data/table.csv", 4, "user")
    path = f"/containers/{container['id']}/files/{made['id']}/content"
    assert sandbox.client.get(path).content == b"one\n"
    assert driver.has_no_changes(driver.read(made), values)
    source.write_text("two\n")
    assert driver.plan(made, values).requires_replace == [("content_sha256",)]


def test_an_uploaded_file_is_copied_by_its_id(driver: Driver) -> None:
    file = driver.create(
        "openai_file", {"purpose": "user_data", "content": "x", "filename": "a.txt"}
    )
    container = driver.create("openai_container", {"name": "workshop"})
    values = {"container_id": container["id"], "file_id": file["id"]}
    made = driver.create(FILE, values)
    assert made.errors == []
    assert (made["path"], made["content_sha256"]) == ("/mnt/data/a.txt", None)
    assert driver.has_no_changes(driver.read(made), values)
