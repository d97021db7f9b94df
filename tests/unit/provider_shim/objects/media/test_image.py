"""``openai_image_generation`` and ``openai_image_edit``: files that are written, and files that are sent."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import Any

import pytest

from provider_shim.vocabulary.values import UNKNOWN
from tests.sandbox import Sandbox
from tests.terraform_core import configured, proposed_new
from tests.unit.provider_shim.driving import Driver, Instance

GENERATION, EDIT = "openai_image_generation", "openai_image_edit"
CONFIG = {"model": "gpt-image-2", "prompt": "A hat."}
PICTURE = b"\x89PNG\r\n\x1a\n one"


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_images_are_stored_in_the_state_by_default(driver: Driver) -> None:
    made = driver.create(GENERATION, {**CONFIG, "n": 2})
    assert made.errors == []
    first = made["images"][0]
    content = base64.b64decode(first["b64_json"])
    assert (first["sha256"], first["bytes"]) == (hashlib.sha256(content).hexdigest(), len(content))
    assert first["path"] is None
    assert made["effective_output_format"] == "png"
    assert driver.has_no_changes(driver.read(made), {**CONFIG, "n": 2})


def test_images_are_written_to_files_and_not_to_the_state(driver: Driver, tmp_path: Path) -> None:
    values = {**CONFIG, "n": 2, "output_path": str(tmp_path / "new" / "hat.png")}
    made = driver.create(GENERATION, values)
    files = [tmp_path / "new" / "hat.png", tmp_path / "new" / "hat-2.png"]
    assert [one["path"] for one in made["images"]] == [str(file) for file in files]
    assert [one["b64_json"] for one in made["images"]] == [None, None]
    assert [one["sha256"] for one in made["images"]] == [digest(file) for file in files]
    assert [file.name for file in sorted((tmp_path / "new").iterdir())] == ["hat-2.png", "hat.png"]
    assert driver.has_no_changes(driver.read(made), values)


@pytest.mark.parametrize("change", [Path.unlink, lambda file: file.write_bytes(b"other")])
def test_an_image_is_created_again_when_its_file_is_missing_or_changed(
    driver: Driver, tmp_path: Path, change: Any
) -> None:
    file = tmp_path / "hat.png"
    made = driver.create(GENERATION, {**CONFIG, "output_path": str(file)})
    change(file)
    assert driver.read(made).state is None
    assert (
        driver.create(GENERATION, {**CONFIG, "output_path": str(file)})["images"] == made["images"]
    )
    assert digest(file) == made["images"][0]["sha256"]


def test_a_destroy_removes_the_file_unless_it_was_changed(driver: Driver, tmp_path: Path) -> None:
    file = tmp_path / "hat.png"
    made = driver.create(GENERATION, {**CONFIG, "output_path": str(file)})
    file.write_bytes(b"mine")
    assert driver.destroy(made).errors == []
    assert file.read_bytes() == b"mine"
    made = driver.create(GENERATION, {**CONFIG, "output_path": str(file)})
    assert driver.destroy(made).errors == []
    assert not file.exists()


def test_no_request_is_sent_if_the_file_cannot_be_written(
    driver: Driver, tmp_path: Path, sandbox: Sandbox
) -> None:
    (tmp_path / "file").write_text("")
    for path in (tmp_path / "file" / "hat.png", tmp_path):
        made = driver.create(GENERATION, {**CONFIG, "output_path": str(path)})
        assert [one.summary for one in made.errors] == ["Unwritable file"]
    assert sandbox.requests(path="/images/generations") == []


def test_a_url_in_place_of_an_image_is_an_error(driver: Driver, tmp_path: Path) -> None:
    values = {**CONFIG, "model": "dall-e-3"}
    assert driver.create(GENERATION, values)["images"][0]["url"].startswith("https://")
    made = driver.create(GENERATION, {**values, "output_path": str(tmp_path / "hat.png")})
    assert "b64_json" in made.errors[0].detail


def test_undocumented_values_are_sent(driver: Driver) -> None:
    newer = {
        "complexity": "low",
        "frame_count": 3,
        "frame_duration_ms": 100,
        "safety_identifier": "u1",
        "svg": {"model": "gpt-5", "reasoning": {"effort": "low"}},
    }
    for name in (GENERATION, EDIT):
        kind = driver.provider.resources[name]
        body = kind.request_body(configured(kind.attributes, {**CONFIG, **newer}))  # type: ignore[attr-defined]
        assert body == {**CONFIG, **newer}


def test_an_edit_sends_files_with_valid_names_and_types(
    driver: Driver, tmp_path: Path, sandbox: Sandbox
) -> None:
    source = tmp_path / "photo.jpeg"
    source.write_bytes(b"\xff\xd8\xff one")
    values = {
        **CONFIG,
        "image": [
            {"source": str(source)},
            {"content_base64": base64.b64encode(b"RIFF\0\0\0\0WEBP").decode()},
        ],
        "mask": {"content_base64": base64.b64encode(PICTURE).decode(), "filename": "holes.png"},
    }
    made = driver.create(EDIT, values)
    assert made.errors == []
    (sent,) = sandbox.requests(path="/images/edits")
    assert sent["status"] == 200
    assert sent["body"]["mask"] == {"filename": "holes.png", "bytes": len(PICTURE)}
    assert sent["body"]["prompt"] == "A hat."
    assert driver.has_no_changes(driver.read(made), values)


def test_an_edit_is_sent_again_only_if_the_content_changes(driver: Driver, tmp_path: Path) -> None:
    first, second = tmp_path / "a.png", tmp_path / "b.png"
    first.write_bytes(PICTURE)
    second.write_bytes(PICTURE)
    made = driver.create(EDIT, {**CONFIG, "image": [{"source": str(first)}]})
    assert made["content_sha256"] == digest(first)
    moved = driver.update(made, {**CONFIG, "image": [{"source": str(second)}]})
    assert moved["images"] == made["images"]
    second.write_bytes(PICTURE + b"!")
    planned = driver.plan(moved, {**CONFIG, "image": [{"source": str(second)}]})
    assert planned.requires_replace == [("content_sha256",)]


def test_a_mask_that_becomes_a_markup_causes_a_new_request(driver: Driver) -> None:
    picture = {"content_base64": base64.b64encode(PICTURE).decode()}
    made = driver.create(EDIT, {**CONFIG, "image": [picture], "mask": picture})
    planned = driver.plan(made, {**CONFIG, "image": [picture], "markup": picture})
    assert ("content_sha256",) in planned.requires_replace


def test_the_plan_reports_a_missing_image(driver: Driver) -> None:
    kind = driver.provider.resources[EDIT]
    config = configured(kind.attributes, {**CONFIG, "image": [{"source": "nowhere.png"}]})
    (diagnostic,) = driver.provider.validate_resource(EDIT, config)
    assert diagnostic.path == ("image", 0, "source")


def test_an_unknown_image_plans_an_unknown_digest(driver: Driver) -> None:
    made = driver.plan(Instance(type_name=EDIT), {**CONFIG, "image": [{"content_base64": UNKNOWN}]})
    assert made.planned is not None
    assert made.planned["content_sha256"] is UNKNOWN


def test_a_file_that_changes_between_plan_and_apply_is_not_sent(
    driver: Driver, tmp_path: Path, sandbox: Sandbox
) -> None:
    source = tmp_path / "a.png"
    source.write_bytes(PICTURE)
    kind = driver.provider.resources[EDIT]
    values = {**CONFIG, "image": [{"source": str(source)}]}
    config = configured(kind.attributes, values)
    planned = driver.provider.plan(
        EDIT, None, proposed_new(kind.attributes, None, config), config, b""
    )
    source.write_bytes(PICTURE + b"!")
    done = driver.provider.apply(EDIT, None, planned.planned, config, planned.private)
    assert [one.summary for one in done.diagnostics] == ["File changed"]
    assert sandbox.requests(path="/images/edits") == []


def test_a_rejected_edit_is_sent_again_completely(
    driver: Driver, tmp_path: Path, sandbox: Sandbox
) -> None:
    source = tmp_path / "a.png"
    source.write_bytes(PICTURE)
    with sandbox.faults("429:path=/images/edits:times=1"):
        made = driver.create(EDIT, {**CONFIG, "image": [{"source": str(source)}]})
    assert made.errors == []
    returned = [entry for entry in sandbox.requests(path="/images/edits") if entry["status"] == 200]
    assert [one["body"]["image"]["bytes"] for one in returned] == [len(PICTURE)]
