"""`ServiceIdentity`: its key, its rotation and its deliveries. Terraform is not necessary."""

from __future__ import annotations

from typing import Any

import pytest

from openai_cdktf import Project
from openai_cdktf.patterns import (
    CommandSink,
    ServiceIdentity,
    Team,
    WriteOnlySink,
    local_file,
    vault_kv,
)
from tests.unit.openai_cdktf.conftest import Synth

SINK = WriteOnlySink("aws_ssm_parameter", "value_wo", "value_wo_version", {"name": "/key"})


def test_a_delivery_creates_the_key_and_records_all_stores(stack: Any, synth: Synth) -> None:
    team = Team(stack, "search")
    ci = ServiceIdentity(team, "ci", scopes=["api.model.request"], rotate_when={"by": "hand"})
    assert "openai_project_service_account_api_key" not in synth()["resource"]
    ci.deliver_key_to(SINK)
    ci.deliver_key_to(vault_kv("secret", "openai/ci"))
    code = synth()
    (key,) = code["resource"]["openai_project_service_account_api_key"].values()
    assert key["scopes"] == ["api.model.request"]
    assert key["rotate_when"] == {"by": "hand"}
    assert key["lifecycle"] == {"create_before_destroy": True}
    (name,) = code["ephemeral"]["openai_project_service_account_api_key"]
    (managed,) = code["resource"]["openai_project_service_account_api_key"]
    value = f"ephemeral.openai_project_service_account_api_key.{name}.value"
    version = f"${{openai_project_service_account_api_key.{managed}.secret_version}}"
    (stored,) = code["resource"]["aws_ssm_parameter"].values()
    assert stored == {"name": "/key", "value_wo": f"${{{value}}}", "value_wo_version": version}
    (delivery,) = code["resource"]["openai_secret_delivery"].values()
    assert delivery["secret_version"] == version
    assert [one.split(".")[0] for one in delivery["delivered_to"]] == [
        "${aws_ssm_parameter",
        "${vault_kv_secret_v2",
    ]
    assert list(ci.stores) == ["aws-ssm-parameter", "vault-kv-secret-v2"]


def test_a_project_contains_the_identity_too(stack: Any, synth: Synth) -> None:
    ServiceIdentity(Project(stack, "project", name="P"), "ci")
    (account,) = synth()["resource"]["openai_project_service_account"].values()
    assert account == {
        "project_id": "${openai_project.project.id}",
        "name": "ci",
        "role": "member",
    }


def test_a_command_gets_the_key_in_its_environment_only(stack: Any, synth: Synth) -> None:
    ci = ServiceIdentity(stack, "ci", project_id="proj_1")
    ci.deliver_key_to(CommandSink(command="store", variable="KEY", interpreter=("sh", "-c")))
    (data,) = synth()["resource"]["terraform_data"].values()
    ((provisioner,),) = [one.values() for one in data["provisioner"]]
    assert "ephemeral." in provisioner["environment"].pop("KEY")
    assert provisioner == {
        "command": "store",
        "interpreter": ["sh", "-c"],
        "environment": {"OPENAI_CDKTF_DELIVERY": "KEY"},
    }
    assert "ephemeral." not in str(data["triggers_replace"])


def test_the_path_of_a_file_is_relative_to_the_stack(
    stack: Any, synth: Synth, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ServiceIdentity(stack, "ci", project_id="proj_1").deliver_key_to(local_file("key"))
    (data,) = synth()["resource"]["terraform_data"].values()
    path = data["triggers_replace"]["environment"]["KEY_FILE"]
    assert path.startswith("../")
    assert path.endswith("/key")


def test_two_stores_of_one_kind_need_different_ids(stack: Any) -> None:
    ci = ServiceIdentity(stack, "ci", project_id="proj_1")
    ci.deliver_key_to(SINK)
    with pytest.raises(
        ValueError, match=r'"stack/ci"\.deliver_key_to: id must be set: another store has the id'
    ):
        ci.deliver_key_to(SINK)
    ci.deliver_key_to(SINK, "second")
    with pytest.raises(
        TypeError, match=r"must be a sink, such as .*: write `local_file\('vault'\)`"
    ):
        ci.deliver_key_to("vault")  # type: ignore[arg-type]


def test_one_error_names_all_faults_of_an_identity(stack: Any) -> None:
    with pytest.raises(ValueError, match='ServiceIdentity "stack/ci": 4 problems') as raised:
        ServiceIdentity(stack, "ci", scopes="api", rotate_every="90 days", rotate_when={"a": 1})  # type: ignore[dict-item]
    assert str(raised.value).splitlines()[1:] == [
        (
            "  - rotate_every must be a number of days or weeks, such as `90d` or `12w`, and at most 3650 days, "
            'not "90 days": did you mean `90d`?'
        ),
        "  - scopes must be a list of strings, not str",
        "  - rotate_when.a must be a string, not int (1)",
        "  - project_id is required, because no Team or Project contains the construct: pass a Team or a Project as the scope, or the id",
    ]


def test_the_key_of_the_period_is_not_for_users(stack: Any) -> None:
    message = r"rotate_when cannot have the key `period`, which `rotate_every` sets"
    with pytest.raises(ValueError, match=message):
        ServiceIdentity(
            stack,
            "ci",
            scopes=["x"],
            project_id="proj_1",
            rotate_every="90d",
            rotate_when={"period": "1"},
        )
    ServiceIdentity(stack, "cd", scopes=["x"], project_id="proj_1", rotate_when={"period": "1"})


@pytest.mark.parametrize(
    ("sink", "message"),
    [
        (WriteOnlySink("Vault", "a", "b"), "resource_type must be a type of resource"),
        (WriteOnlySink("x_y", "a", "b", {"a": 1}), "arguments.a is the attribute"),
        (WriteOnlySink("x_y", "a.c", "b", {"b": 1}), "arguments.b is the version_attribute"),
    ],
)
def test_a_sink_that_cannot_work_is_an_error(stack: Any, sink: WriteOnlySink, message: str) -> None:
    ci = ServiceIdentity(stack, "ci", project_id="proj_1")
    with pytest.raises(ValueError, match=message):
        ci.deliver_key_to(sink)
