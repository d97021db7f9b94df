"""The same content at another path, on a laptop and in CI, is not a change for Terraform."""

from __future__ import annotations

from tests.terraform import Terraform

READING = """
variable "folder" {}
resource "openai_file" "manual" {
  purpose = "user_data"
  source  = "${var.folder}/manual.txt"
}
resource "openai_file" "peer" {
  purpose = "user_data"
  file    = "${var.folder}/manual.txt"
}
resource "openai_skill" "clerk" { source = "${var.folder}/clerk" }
resource "openai_image_edit" "logo" {
  prompt = "Make it blue."
  model  = "gpt-image-1"
  image  = [{ source = "${var.folder}/one.png" }, { source = "${var.folder}/two.png" }]
}
"""


def test_the_same_files_in_another_folder_are_no_change(newest: Terraform) -> None:
    for name in ("laptop", "ci"):
        folder = newest.folder / name
        (folder / "clerk").mkdir(parents=True)
        (folder / "manual.txt").write_text("Press the red button.")
        (folder / "clerk" / "SKILL.md").write_text("---\nname: clerk\ndescription: Files.\n---\n")
        for picture in ("one", "two"):
            (folder / f"{picture}.png").write_bytes(
                f"\x89PNG\r\n\x1a\n {picture}".encode("latin-1")
            )
    newest.write(READING)
    newest.init()
    newest.apply("-var=folder=./laptop")
    assert newest.plan("-var=folder=./ci").is_empty
    (newest.folder / "ci" / "two.png").write_bytes(b"\x89PNG\r\n\x1a\n three")
    assert newest.plan("-var=folder=./ci").actions == {
        "openai_image_edit.logo": ["delete", "create"]
    }
