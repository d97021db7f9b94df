"""``openai_skill``: uploaded from a folder, a zip file or texts. Changed content adds a version to the skill."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from provider_shim.objects.files import skills
from provider_shim.vocabulary.values import UNKNOWN
from tests.sandbox import Sandbox
from tests.terraform_core import configured
from tests.unit.provider_shim.driving import Driver

SKILL = "openai_skill"
VERSIONS = "/skills/{skill_id}/versions"


def manifest(description: str = "Files papers.", text: str = "By date.") -> str:
    return f"---\nname: clerk\ndescription: {description}\n---\n\n{text}\n"


FILES = {"SKILL.md": manifest(), "scripts/sort.py": "print()\n"}
OTHER = {**FILES, "SKILL.md": manifest("Finds papers.")}


def faults(driver: Driver, **config: Any) -> list[tuple[tuple[object, ...], str]]:
    attributes = driver.provider.resources[SKILL].attributes
    diagnostics = driver.provider.validate_resource(SKILL, configured(attributes, config))
    return [(one.path, one.detail) for one in diagnostics]


def test_name_and_description_come_from_the_manifest(driver: Driver, sandbox: Sandbox) -> None:
    made = driver.create(SKILL, {"files": FILES})
    assert (made["name"], made["description"]) == ("clerk", "Files papers.")
    assert (made["version"], made["default_version"], made["latest_version"]) == ("1", "1", "1")
    (sent,) = sandbox.requests(method="POST", path="/skills")
    assert sent["body"]["files"]["filename"] == "clerk.zip"
    assert driver.has_no_changes(driver.read(made), {"files": FILES})


def test_changed_content_adds_a_version_that_becomes_the_default(
    driver: Driver, sandbox: Sandbox
) -> None:
    made = driver.create(SKILL, {"files": FILES})
    plan = driver.plan(made, {"files": OTHER})
    assert plan.requires_replace == []
    unknown = {name for name, value in (plan.planned or {}).items() if value is UNKNOWN}
    assert unknown == {"default_version", "version", "latest_version", "name", "description"}
    changed = driver.update(made, {"files": OTHER})
    assert (changed["id"], changed["version"], changed["default_version"]) == (made["id"], "2", "2")
    assert changed["description"] == "Finds papers."
    assert [one["body"]["default"] for one in sandbox.requests(path=VERSIONS)] == ["true"]
    assert driver.has_no_changes(driver.read(changed), {"files": OTHER})


def test_moved_or_zipped_files_change_nothing(driver: Driver, tmp_path: Path) -> None:
    folder = tmp_path / "clerk"
    (folder / "scripts").mkdir(parents=True)
    for path, text in FILES.items():
        (folder / path).write_text(text)
    made = driver.create(SKILL, {"source": str(folder)})
    packed = shutil.make_archive(str(tmp_path / "packed"), "zip", folder)
    for config in ({"source": packed}, {"files": FILES}):
        assert driver.update(made, config)["version"] == "1"
    (folder / "SKILL.md").write_text(manifest(text="By name."))
    assert driver.update(made, {"source": str(folder)})["version"] == "2"


def test_a_configured_default_version_stays_and_can_go_back(
    driver: Driver, sandbox: Sandbox
) -> None:
    made = driver.create(SKILL, {"files": FILES, "default_version": "1"})
    config = {"files": OTHER, "default_version": "1"}
    changed = driver.update(made, config)
    assert (changed["version"], changed["latest_version"]) == ("2", "2")
    assert (changed["default_version"], changed["description"]) == ("1", "Files papers.")
    forth = driver.update(changed, {**config, "default_version": "2"})
    assert (forth["default_version"], forth["description"]) == ("2", "Finds papers.")
    back = driver.update(forth, config)
    assert (back["version"], back["default_version"]) == ("2", "1")
    assert len(sandbox.requests(method="POST", path=VERSIONS)) == 1
    assert driver.has_no_changes(driver.read(back), config)


def test_new_content_and_its_version_can_be_configured_together(
    driver: Driver,
) -> None:
    made = driver.create(SKILL, {"files": FILES, "default_version": "1"})
    config = {"files": OTHER, "default_version": "2"}
    changed = driver.update(made, config)
    assert (changed["version"], changed["default_version"]) == ("2", "2")
    assert driver.has_no_changes(driver.read(changed), config)


def test_a_missing_default_version_can_be_corrected_after_the_create(
    driver: Driver,
) -> None:
    failed = driver.create(SKILL, {"files": FILES, "default_version": "7"})
    assert len(failed.errors) == 1
    mended = driver.update(driver.read(failed), {"files": FILES})
    assert (mended["id"], mended["default_version"]) == (failed["id"], "1")


def test_a_default_version_set_elsewhere_stays_unless_configured(
    driver: Driver, sandbox: Sandbox
) -> None:
    made = driver.create(SKILL, {"files": FILES})
    driver.update(made, {"files": OTHER})
    sandbox.client.post(f"/skills/{made['id']}", json={"default_version": "1"}).raise_for_status()
    seen = driver.read(made)
    assert (seen["default_version"], seen["latest_version"]) == ("1", "2")
    assert driver.has_no_changes(seen, {"files": FILES})
    assert not driver.has_no_changes(seen, {"files": FILES, "default_version": "2"})


def test_an_uploaded_version_is_not_uploaded_again_after_a_failure(
    driver: Driver, sandbox: Sandbox
) -> None:
    made = driver.create(SKILL, {"files": FILES})
    config = {"files": OTHER, "default_version": "2"}
    with sandbox.faults(f"403:method=POST:path=/skills/{made['id']}"):
        failed = driver.update(made, config)
    assert len(failed.errors) == 1
    assert failed["version"] == "2"
    mended = driver.update(driver.read(failed), config)
    assert mended["default_version"] == "2"
    assert len(sandbox.requests(method="POST", path=VERSIONS)) == 1


def test_a_failed_upload_does_not_change_the_state(driver: Driver, sandbox: Sandbox) -> None:
    made = driver.create(SKILL, {"files": FILES})
    with sandbox.faults(f"403:method=POST:path=/skills/{made['id']}/versions"):
        failed = driver.update(made, {"files": OTHER})
    assert len(failed.errors) == 1
    assert failed.state == made.state


def test_an_imported_skill_is_compared_with_the_files(driver: Driver, sandbox: Sandbox) -> None:
    made = driver.create(SKILL, {"files": FILES})
    adopted = driver.adopt(SKILL, made["id"])
    assert (adopted["version"], adopted["content_sha256"]) == ("1", made["content_sha256"])
    assert driver.update(adopted, {"files": FILES})["version"] == "1"
    assert driver.update(adopted, {"files": OTHER})["version"] == "2"


def test_an_imported_skill_without_readable_files_plans_no_change(
    driver: Driver, sandbox: Sandbox
) -> None:
    made = driver.create(SKILL, {"files": FILES})
    with sandbox.faults("403:method=GET:path=*/content"):
        adopted = driver.adopt(SKILL, made["id"])
    assert adopted["content_sha256"] is None
    taken = driver.update(adopted, {"files": OTHER})
    assert taken["version"] == "1"
    assert driver.has_no_changes(driver.read(taken), {"files": OTHER})


def test_files_that_change_between_plan_and_apply_are_not_uploaded(
    driver: Driver, tmp_path: Path
) -> None:
    (tmp_path / "SKILL.md").write_text(manifest())
    attributes = driver.provider.resources[SKILL].attributes
    config = configured(attributes, {"source": str(tmp_path)})
    plan = driver.provider.plan(SKILL, None, config, config, b"")
    (tmp_path / "SKILL.md").write_text(manifest(text="By name."))
    done = driver.provider.apply(SKILL, None, plan.planned, config, plan.private)
    assert done.state is None
    assert [one.summary for one in done.diagnostics] == ["File changed"]


def test_destroying_a_skill_deletes_its_versions(driver: Driver, sandbox: Sandbox) -> None:
    made = driver.update(driver.create(SKILL, {"files": FILES}), {"files": OTHER})
    assert driver.destroy(made).diagnostics == []
    assert sandbox.client.get(f"/skills/{made['id']}").status_code == 404


@pytest.mark.parametrize(
    ("files", "word"),
    [
        ({"readme.md": manifest()}, "none"),
        ({"SKILL.md": manifest(), "more/skill.md": ""}, '"more/skill.md"'),
        ({"SKILL.md": "Files papers."}, "`name` and `description` are missing"),
        ({"SKILL.md": "---\nname: clerk\n---\n"}, "`description` is missing"),
        ({"SKILL.md": manifest(), **{str(n): "" for n in range(500)}}, "at most 500"),
    ],
)
def test_the_plan_reports_an_invalid_skill(
    driver: Driver, files: dict[str, str], word: str
) -> None:
    ((path, detail),) = faults(driver, files=files)
    assert path == ("files",)
    assert word in detail


@pytest.mark.parametrize(
    "front",
    [
        'name: "clerk"\ndescription: >\n  Files\n  papers.',
        "# A comment.\n'name' : clerk\nmetadata:\n  version: 1\ndescription: Files: papers.",
    ],
)
def test_the_front_matter_can_be_any_yaml(driver: Driver, front: str) -> None:
    text = f"---\n{front}\n---\n\nBy date.\n"
    for one in (text, text.replace("\n", "\r\n"), f"\ufeff{text}"):
        assert faults(driver, files={"skill.md": one}) == []


def test_the_plan_reports_a_file_that_is_too_large(
    driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(skills, "LARGEST_FILE", 100)
    (tmp_path / "SKILL.md").write_text(manifest())
    (tmp_path / "data.bin").write_bytes(b"\0" * 101)
    ((path, detail),) = faults(driver, source=str(tmp_path))
    assert path == ("source",)
    assert '"data.bin" has 101 bytes' in detail


def test_a_skill_that_is_too_large_is_not_sent(
    driver: Driver, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(skills, "LARGEST_ZIP", 10)
    failed = driver.create(SKILL, {"files": FILES})
    assert [one.path for one in failed.errors] == [("files",)]
    assert sandbox.requests(method="POST") == []


def test_the_plan_reports_a_missing_path(driver: Driver) -> None:
    ((path, detail),) = faults(driver, source="nowhere")
    assert path == ("source",)
    assert '"nowhere"' in detail


def test_a_skill_is_found_by_name_and_its_files_are_read(driver: Driver) -> None:
    made = driver.update(driver.create(SKILL, {"files": FILES}), {"files": OTHER})
    found = driver.look_up(SKILL, {"name": "clerk"}).state or {}
    assert (found["id"], found["latest_version"]) == (made["id"], "2")
    read = driver.look_up("openai_skill_content", {"skill_id": made["id"]}).state or {}
    assert (read["files"], read["content_sha256"]) == (OTHER, made["content_sha256"])
    where = {"skill_id": made["id"], "version": "1"}
    assert (driver.look_up("openai_skill_content", where).state or {})["files"] == FILES


def test_files_that_are_too_large_for_the_state_are_an_error(driver: Driver) -> None:
    made = driver.create(SKILL, {"files": {**FILES, "long.txt": "a" * 10_000}})
    where = {"skill_id": made["id"], "max_bytes": 5000}
    (diagnostic,) = driver.look_up("openai_skill_content", where).diagnostics
    assert diagnostic.path == ("max_bytes",)
