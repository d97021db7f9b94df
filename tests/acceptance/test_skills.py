"""Skills with Terraform: a changed folder, references to versions, and the order of the destroy."""

from __future__ import annotations

from tests.sandbox import Sandbox
from tests.terraform import Terraform

STORY = """
resource "openai_skill" "clerk" { source = "clerk" }

resource "openai_skill_version" "trial" {
  skill_id = openai_skill.clerk.id
  files    = { "SKILL.md" = replace(file("clerk/SKILL.md"), "date", "size") }
  default  = true
  lifecycle { create_before_destroy = true }
}

resource "openai_container" "office" {
  name   = "office"
  skills = [{ type = "skill_reference", skill_id = openai_skill.clerk.id, version = openai_skill.clerk.version }]
}

data "openai_skill_content" "now" {
  skill_id   = openai_skill.clerk.id
  depends_on = [openai_skill_version.trial]
}

output "now" { value = data.openai_skill_content.now.files["SKILL.md"] }
output "version" { value = openai_skill.clerk.version }
"""
MANIFEST = "---\nname: clerk\ndescription: Files papers.\n---\n\nFile them by date.\n"
OTHER = MANIFEST.replace("File them", "File papers")


def test_a_changed_folder_creates_a_version_and_all_can_be_destroyed(
    newest: Terraform, sandbox: Sandbox
) -> None:
    manifest = newest.folder / "clerk" / "SKILL.md"
    manifest.parent.mkdir()
    manifest.write_text(MANIFEST)
    newest.write(STORY)
    newest.init()
    newest.apply()
    assert newest.output()["version"] == "1"
    assert newest.output()["now"] == MANIFEST.replace("date", "size")
    assert newest.plan().is_empty

    manifest.touch()
    assert newest.plan().is_empty
    manifest.write_text(OTHER)
    actions = newest.plan().actions
    assert actions["openai_skill.clerk"] == ["update"]
    assert actions["openai_skill_version.trial"] == ["create", "delete"]
    assert actions["openai_container.office"] == ["delete", "create"]
    newest.apply_plan()
    assert newest.output()["version"] == "3"
    assert newest.output()["now"] == OTHER.replace("date", "size")

    newest.destroy()
    assert sandbox.client.get("/skills").json()["data"] == []
