"""`terraform query` finds existing objects, and the plan of the generated configuration is empty, with real Terraform."""

from __future__ import annotations

import dataclasses
import json
import shutil
from typing import Any

import cdktf
import cdktn
import pytest

from openai_cdktf import (
    OpenaiProvider,
    Project,
    QueryOpenaiProjectUser,
    QueryOpenaiVectorStore,
)
from provider_shim.objects import LIST_RESOURCES
from provider_shim.provider import Provider
from tests.contract.conftest import configured_provider
from tests.contract.managed import Managed
from tests.contract.samples import Samples
from tests.sandbox import Sandbox
from tests.terraform import ROOT, Result, Terraform
from tools import list_pages

LISTS = Provider().list_resources
PROVIDER = 'provider "openai" {}'


def create(sandbox: Sandbox, type_name: str, number: int = 0) -> dict[str, Any]:
    provider = configured_provider(sandbox)
    samples = Samples(provider, type_name)
    stored = {"store": True} if "store" in samples.attributes else {}
    return Managed(provider, type_name).apply(**{**samples.another(number), **stored})


def block(type_name: str, config: dict[str, str], **arguments: Any) -> str:
    """Return a list block without empty parts."""
    inner = "".join(f"    {name} = {json.dumps(value)}\n" for name, value in config.items())
    own = "".join(f"  {name} = {json.dumps(value)}\n" for name, value in arguments.items())
    wrapped = f"  config {{\n{inner}  }}\n" if config else ""
    return f'list "{type_name}" "found" {{\n  provider = openai\n{own}{wrapped}}}\n'


def parents(type_name: str, state: dict[str, Any]) -> dict[str, str]:
    return {name: state[name] for name in LISTS[type_name].parents}


def write(terraform: Terraform, *blocks: str) -> None:
    terraform.write(PROVIDER)
    (terraform.folder / "found.tfquery.hcl").write_text("\n".join(blocks))
    terraform.init()


def query(terraform: Terraform, *arguments: str, fails: bool = False) -> Result:
    return terraform.run("query", "-json", *arguments, fails=fails)


def found(result: Result) -> list[dict[str, Any]]:
    lines = [json.loads(line) for line in result.out.splitlines() if line.startswith("{")]
    return [one["list_resource_found"] for one in lines if one["type"] == "list_resource_found"]


def test_every_type_is_found_and_imported_without_a_change(
    newest: Terraform, sandbox: Sandbox
) -> None:
    blocks = [
        block(type_name, parents(type_name, create(sandbox, type_name)))
        for type_name in LIST_RESOURCES
    ]
    write(newest, *blocks)
    assert newest.run("validate", "-query").code == 0
    result = query(newest, "-generate-config-out=generated.tf")
    kinds = {one["resource_type"] for one in found(result)}
    assert kinds == set(LIST_RESOURCES)
    plan = newest.plan()
    assert plan.actions == {}
    assert len(plan.changes) == len(found(result))
    assert all(change["importing"] for change in plan.changes.values())


def test_the_limit_ends_the_stream_and_the_paging(newest: Terraform, sandbox: Sandbox) -> None:
    for number in range(5):
        create(sandbox, "openai_vector_store", number)
    write(newest, block("openai_vector_store", {}, limit=2))
    sandbox.clear_requests()
    assert len(found(query(newest))) == 2
    assert len(sandbox.requests(path="/vector_stores")) == 1


def test_objects_are_included_only_if_this_is_set(newest: Terraform, sandbox: Sandbox) -> None:
    state = create(sandbox, "openai_project")
    write(newest, block("openai_project", {}, include_resource=True))
    (mine,) = [one for one in found(query(newest)) if one["identity"] == {"id": state["id"]}]
    assert mine["display_name"] == state["name"]
    assert mine["resource_object"]["status"] == "active"
    write(newest, block("openai_project", {}))
    assert not [one for one in found(query(newest)) if "resource_object" in one]


def test_the_filter_of_a_list_can_come_from_another_list(
    newest: Terraform, sandbox: Sandbox
) -> None:
    state = create(sandbox, "openai_project_service_account")
    project = block("openai_project", {})
    accounts = (
        'list "openai_project_service_account" "found" {\n  provider = openai\n'
        "  for_each = toset([for one in list.openai_project.found.data : one.identity.id])\n"
        "  config {\n    project_id = each.value\n  }\n}"
    )
    write(newest, project, accounts)
    names = {one["display_name"] for one in found(query(newest))}
    assert state["name"] in names


def test_an_error_of_the_api_is_an_error_of_the_query(newest: Terraform, sandbox: Sandbox) -> None:
    write(newest, block("openai_project", {}))
    with sandbox.faults("403:method=GET:path=/organization/projects"):
        result = query(newest, fails=True)
    assert [one.split("\n")[0] for one in result.errors] == ["Permission denied"]


def test_a_missing_parent_is_an_error_in_validate(newest: Terraform) -> None:
    write(newest, 'list "openai_project_user" "found" {\n  provider = openai\n}')
    assert newest.run("validate", "-query", fails=True).code == 1


@pytest.mark.parametrize("name", ["found.tfquery.json"])
def test_a_query_can_be_written_as_json(newest: Terraform, sandbox: Sandbox, name: str) -> None:
    state = create(sandbox, "openai_group")
    newest.write(PROVIDER)
    (newest.folder / name).write_text(
        json.dumps({"list": {"openai_group": {"found": {"provider": "openai"}}}})
    )
    newest.init()
    (one,) = found(query(newest))
    assert one["display_name"] == state["name"]


def test_every_list_resource_has_an_example_that_is_valid(newest: Terraform) -> None:
    files = sorted((ROOT / "examples" / list_pages.FOLDER).iterdir())
    assert {file.name for file in files} == {
        f"{type_name.removeprefix('openai_')}.tfquery.hcl" for type_name in LIST_RESOURCES
    }
    newest.write(PROVIDER)
    for file in files:
        shutil.copy(file, newest.folder)
    newest.init()
    assert newest.run("validate", "-query").code == 0
    assert not newest.run("fmt", "-check", "-list=true").out


@pytest.mark.parametrize("cdk", [cdktf, cdktn], ids=lambda cdk: cdk.__name__)
def test_queries_of_a_stack_are_found_and_do_not_change_its_plan(
    newest: Terraform, sandbox: Sandbox, cdk: Any
) -> None:
    outside = create(sandbox, "openai_vector_store")
    app = cdk.App(outdir=str(newest.folder), context={"targetVersions": {"terraform": ">=1.14.0"}})
    stack = cdk.TerraformStack(app, "existing")
    # Otherwise, the CDK puts the state into the folder in which the tests run.
    cdk.LocalBackend(stack, path=str(newest.folder / "terraform.tfstate"))
    OpenaiProvider(stack, "openai")
    eu = OpenaiProvider(stack, "eu", alias="eu")
    project = Project(stack, "project", name="x")
    QueryOpenaiVectorStore(stack, "stores", include_resource=True, provider=eu)
    QueryOpenaiProjectUser(stack, "users", project_id=project.id)
    app.synth()
    in_stack = dataclasses.replace(newest, folder=newest.folder / "stacks" / "existing")
    in_stack.init()
    assert in_stack.plan().actions == {"openai_project.project": ["create"]}
    in_stack.apply_plan()
    assert in_stack.run("validate", "-query").code == 0
    (store,) = found(query(in_stack, "-generate-config-out=generated.tf"))
    assert store["address"] == "list.openai_vector_store.stores"
    assert store["identity"] == {"id": outside["id"]}
    assert store["resource_object"]["name"] == outside["name"]
    plan = in_stack.plan()
    assert plan.actions == {}
    assert [bool(change.get("importing")) for change in plan.changes.values()].count(True) == 1
