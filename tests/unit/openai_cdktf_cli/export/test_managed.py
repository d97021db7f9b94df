"""The export skips objects that are in a state, as a resource or as a member of a list."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from openai_cdktf_cli.export.found import Found
from openai_cdktf_cli.export.managed import managed_in, unmanaged
from openai_cdktf_cli.failure import CommandFailure


def state(file: Path, type_name: str, **attributes: Any) -> Path:
    resource = {"mode": "managed", "type": type_name, "instances": [{"attributes": attributes}]}
    file.write_text(json.dumps({"version": 4, "resources": [resource]}))
    return file


def member(user: str) -> Found:
    return Found(
        type_name="openai_group_user",
        import_id=f"group_1/{user}",
        api_names=(f"/organization/groups/group_1/users {user}",),
    )


def test_an_object_in_a_state_is_skipped(tmp_path: Path) -> None:
    first = state(tmp_path / "a", "openai_vector_store", id="vs_1")
    second = state(
        tmp_path / "b", "openai_project_rate_limit", project_id="p", rate_limit_id="r", id="p/r"
    )
    objects = [
        Found(type_name="openai_vector_store", import_id="vs_1"),
        Found(type_name="openai_vector_store", import_id="vs_2"),
        Found(type_name="openai_project_rate_limit", import_id="p/r"),
    ]
    assert unmanaged(objects, managed_in([first, second])) == [objects[1]]


def test_a_member_of_a_list_in_a_state_is_skipped(tmp_path: Path) -> None:
    file = state(
        tmp_path / "a", "openai_group_users", id="group_1", group_id="group_1", user_ids=["user-1"]
    )
    objects = [member("user-1"), member("user-2")]
    assert unmanaged(objects, managed_in([file])) == [objects[1]]


@pytest.mark.parametrize("text", ["{}", "no JSON", '{"encrypted_data": "…"}'])
def test_a_file_that_is_not_a_state_is_an_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "x").write_text(text)
    with pytest.raises(CommandFailure, match="is not a Terraform state"):
        managed_in([tmp_path / "x"])


def test_a_missing_state_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CommandFailure, match="cannot be read: No such file"):
        managed_in([tmp_path / "x"])
