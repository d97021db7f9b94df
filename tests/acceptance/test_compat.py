"""Configurations of other providers work with this one. ``tests/compat`` has a file for each of their objects."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from provider_shim.engine.moves import MKDEV, OFFICIAL, PEERS
from tests.sandbox import ADMIN_KEY, PROJECT_KEY, Sandbox
from tests.terraform import ROOT, Terraform

FIXTURES = ROOT / "tests" / "compat"


@pytest.fixture
def drop_in(newest: Terraform, everywhere: Path, sandbox: Sandbox) -> Terraform:
    user = sandbox.join("ada@example.com")
    keys = {"project": PROJECT_KEY, "admin": ADMIN_KEY}
    return replace(newest, mirror=everywhere).seeing(
        TF_VAR_user_id=user["id"], TF_VAR_api_url=sandbox.base_url, TF_VAR_keys=json.dumps(keys)
    )


@pytest.mark.parametrize("address", PEERS)
def test_configurations_of_another_provider_work(address: str, drop_in: Terraform) -> None:
    folder = FIXTURES / address.split("/", maxsplit=1)[0]
    shutil.copytree(folder, drop_in.folder, dirs_exist_ok=True)
    drop_in.init()
    drop_in.run("validate")
    made = {f"openai_{file.stem}.example" for file in folder.glob("*.tf")}
    made -= {"openai_main.example", "openai_reads.example"}
    planned = drop_in.plan().actions
    assert made <= set(planned)
    drop_in.apply_plan()
    assert drop_in.plan().is_empty, drop_in.plan().actions
    if address == MKDEV:
        read = drop_in.output()["read"]
        assert read["groups"] >= 1
        assert read["roles"] != []
        assert (read["trained"], read["model"]) == ("fine_tuning.job", "model")
        assert all(read.values())
    if address == OFFICIAL:
        answers = drop_in.output()["answers"]
        assert answers["channel"] == "email"
        assert all(answers.values())
    drop_in.destroy()
