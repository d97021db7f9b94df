"""Queries, which the synthesis writes to files in the folder of the stack."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import openai_cdktf
from openai_cdktf import (
    OpenaiProvider,
    Project,
    QueryOpenaiFile,
    QueryOpenaiProject,
    QueryOpenaiProjectUser,
)
from provider_shim.objects import LIST_RESOURCES
from provider_shim.provider import Provider
from tests.declared_objects import arguments, every_argument
from tools.constructs import QUERY, class_name

Files = Callable[[], dict[str, Any]]


@pytest.fixture
def stack(stack: Any) -> Any:
    OpenaiProvider(stack, "openai")
    return stack


@pytest.fixture
def files(app: Any) -> Files:
    """Return the JSON of all files of all stacks, by name."""

    def synthesized() -> dict[str, Any]:
        app.synth()
        stacks = Path(app.outdir) / "stacks"
        found = [*stacks.rglob("*.tf.json"), *stacks.rglob("*.tfquery.json")]
        return {str(file.relative_to(stacks)): json.loads(file.read_text()) for file in found}

    return synthesized


def test_a_query_becomes_a_file_in_the_folder_of_the_stack(stack: Any, files: Files) -> None:
    QueryOpenaiFile(stack, "all", purpose="batch", limit=100, include_resource=True)
    found = files()
    assert found["stack/all.tfquery.json"] == {
        "//": "openai-cdktf writes this file for the query all, and deletes it if the program no longer has this query.",
        "list": {
            "openai_file": {
                "all": {
                    "provider": "openai",
                    "limit": 100,
                    "include_resource": True,
                    "config": {"purpose": "batch"},
                }
            }
        },
    }
    assert set(found) == {"stack/all.tfquery.json", "stack/cdk.tf.json"}
    assert not {"list", "resource"} & set(found["stack/cdk.tf.json"])


def test_meta_arguments_and_later_changes_are_written(
    cdk: ModuleType, stack: Any, files: Files
) -> None:
    provider = OpenaiProvider(stack, "eu", alias="eu")
    iterator = cdk.TerraformIterator.from_list(["proj_1"])
    query = QueryOpenaiProjectUser(
        stack, "users", project_id=iterator.value, for_each=iterator, provider=provider, limit=1
    )
    query.reset_limit()
    query.include_resource = False
    assert files()["stack/users.tfquery.json"]["list"]["openai_project_user"]["users"] == {
        "provider": "openai.eu",
        "for_each": '${toset(["proj_1"])}',
        "include_resource": False,
        "config": {"project_id": "${each.value}"},
    }


def test_a_reference_to_another_stack_becomes_a_remote_state(
    cdk: ModuleType, app: Any, stack: Any, files: Files
) -> None:
    project = Project(stack, "project", name="x")
    other = cdk.TerraformStack(app, "other")
    OpenaiProvider(other, "openai")
    QueryOpenaiProjectUser(other, "all", project_id=project.id)
    found = files()
    query = found["other/all.tfquery.json"]["list"]["openai_project_user"]["all"]
    assert query["config"]["project_id"].startswith("${data.terraform_remote_state.")
    assert "terraform_remote_state" in found["other/cdk.tf.json"]["data"]


def test_queries_of_the_same_name_share_a_file(stack: Any, files: Files) -> None:
    QueryOpenaiFile(stack, "all")
    QueryOpenaiProject(stack, "projects").override_logical_id("all")
    assert files()["stack/all.tfquery.json"]["list"] == {
        "openai_file": {"all": {"provider": "openai"}},
        "openai_project": {"all": {"provider": "openai"}},
    }


def test_files_of_old_queries_are_deleted_and_files_of_users_stay(
    cdk: ModuleType, tmp_path: Path
) -> None:
    def synthesized(*queries: str) -> set[str]:
        app = cdk.App(outdir=str(tmp_path))
        stack = cdk.TerraformStack(app, "stack")
        OpenaiProvider(stack, "openai")
        for name in queries:
            QueryOpenaiFile(stack, name)
        app.synth()
        return {file.name.partition(".")[0] for file in folder.glob("*.tfquery.json")}

    folder = tmp_path / "stacks" / "stack"
    assert synthesized("files", "more") == {"files", "more"}
    shutil.copy(folder / "files.tfquery.json", folder / "copy.tfquery.json")
    (folder / "mine.tfquery.json").write_text('{"list": {}}')
    (folder / "broken.tfquery.json").write_text("{")
    of_users = {"copy", "mine", "broken"}
    assert synthesized("more") == {"more", *of_users}
    assert synthesized() == of_users


def test_every_list_resource_has_a_query_with_its_arguments(stack: Any, files: Files) -> None:
    expected: dict[str, tuple[str, set[str]]] = {}
    for type_name, listed in Provider().list_resources.items():
        make = getattr(openai_cdktf, class_name(type_name, QUERY))
        for given in every_argument(listed.schema.attributes):
            name = f"q{len(expected)}"
            make(stack, name, **given)
            expected[name] = (type_name, set(given))
        make(stack, type_name, **arguments(listed.schema.attributes, everything=False))
    found = files()
    assert {f"stack/{name}.tfquery.json" for name in [*expected, *LIST_RESOURCES]} < set(found)
    for name, (type_name, names) in expected.items():
        block = found[f"stack/{name}.tfquery.json"]["list"][type_name][name]
        assert set(block["config"]) == names


def test_wrong_arguments_are_an_error_at_the_line(stack: Any) -> None:
    wrong: dict[str, Any] = {"limit": 0, "purpos": "batch", "include_resource": "yes"}
    with pytest.raises(ValueError, match="did you mean `purpose`") as refusal:
        QueryOpenaiFile(stack, "all", **wrong)
    assert "limit: The value must be at least 1, not 0" in str(refusal.value)
    assert "include_resource must be a bool" in str(refusal.value)
    query = QueryOpenaiFile(stack, "other")
    with pytest.raises(AttributeError, match="query blocks do not support `lifecycle`"):
        query.lifecycle = {}  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
    with pytest.raises(TypeError, match="is a query, so other blocks cannot refer"):
        _ = query.purpose
