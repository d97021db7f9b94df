"""The messages about failed commands of Terraform."""

from __future__ import annotations

from openai_cdktf.testing.failures import message

PLAN = """
Terraform used the selected providers to generate the following execution plan.

  # openai_vector_store.a will be created
  + resource "openai_vector_store" "a" {
      + name = "x"
    }

Plan: 2 to add, 0 to change, 0 to destroy.
openai_vector_store.a: Creating...
openai_vector_store.a: Creation complete after 0s [id=vs_1]
openai_vector_store_file.b: Creating...
"""
ERRORS = """
Error: Not found

  with openai_vector_store_file.b,
  on main.tf line 9, in resource "openai_vector_store_file" "b":
   9:   file_id = "file-1"

The provider tried to create the vector store file. The API answered 404: No
file found with id 'file-1'.

Request id: req_1

Error: Out of words
"""


def test_the_cause_is_the_first_line_and_the_plan_is_missing() -> None:
    shown = message("apply", PLAN, ERRORS)
    assert shown.splitlines()[0] == (
        "Not found: The provider tried to create the vector store file. The API answered 404: No file found with id 'file-1'. "
        "(2 errors)"
    )
    assert f"terraform apply failed:\n{ERRORS.strip()}" in shown
    assert shown.endswith("before:\nopenai_vector_store.a: Creation complete after 0s [id=vs_1]")
    assert "will be created" not in shown


def test_without_an_error_the_last_lines_are_shown() -> None:
    shown = message("init", "\n".join(map(str, range(99))), "killed")
    assert shown == "terraform init failed:\n" + "\n".join(map(str, [*range(80, 99), "killed"]))


def test_an_error_without_text_is_its_summary() -> None:
    assert message("plan", "", "Error: Out of words\n").startswith("Out of words\n\nterraform plan")
