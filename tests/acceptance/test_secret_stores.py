"""The sinks of secret stores with real Terraform, against a provider with the published schemas of their resources."""

from __future__ import annotations

import json
import shlex
import shutil
import sys
from pathlib import Path

import cdktf
import pytest

from openai_cdktf import OpenaiProvider, Project
from openai_cdktf.patterns import (
    ServiceIdentity,
    aws_secrets_manager,
    azure_key_vault,
    google_secret_manager,
    kubernetes_secret,
    vault_kv,
)
from tests.acceptance.test_secrets import everything_written
from tests.published_schemas import PUBLISHED
from tests.sandbox import Sandbox
from tests.terraform import ROOT, Terraform

PROVIDERS = {name.partition("_")[0] for name in PUBLISHED}
STORES = "hashicorp/stores"
"""The provider that stands for all of `PROVIDERS`. One for each would take five times as many processes."""


@pytest.fixture
def mirror(tmp_path: Path, provider_mirror: Path) -> Path:
    """The mirror of our provider, and of the one that stands for those of the stores."""
    mirror = tmp_path / "mirror"
    shutil.copytree(provider_mirror, mirror, symlinks=True)
    (own,) = (mirror / "registry.terraform.io" / "openai-cdktf" / "openai").glob("*/*")
    folder = mirror / "registry.terraform.io" / STORES / "1.0.0" / own.name
    folder.mkdir(parents=True)
    launcher = folder / "terraform-provider-stores_v1.0.0"
    command = shlex.join([sys.executable, "-m", "tests.acceptance.store_provider"])
    launcher.write_text(f"#!/bin/sh\nPYTHONPATH={shlex.quote(str(ROOT))} exec {command}\n")
    launcher.chmod(0o755)
    return mirror


def test_every_store_receives_a_key_once_and_the_state_never_does(
    newest: Terraform, sandbox: Sandbox, mirror: Path, tmp_path: Path
) -> None:
    stack = cdktf.TerraformStack(cdktf.Testing.app(), "stack")
    OpenaiProvider(stack, "openai")
    rotation = cdktf.TerraformVariable(stack, "rotation", type="string", default="1")
    ci = ServiceIdentity(
        Project(stack, "project", name="P"), "ci", rotate_when={"by": rotation.string_value}
    )
    ci.deliver_key_to(aws_secrets_manager("openai/ci"))
    ci.deliver_key_to(azure_key_vault("/vaults/keys", "openai"))
    ci.deliver_key_to(google_secret_manager("projects/p/secrets/openai"))
    ci.deliver_key_to(kubernetes_secret("openai"))
    ci.deliver_key_to(vault_kv("secret", "openai/ci"))

    log = tmp_path / "received"
    folder = tmp_path / "work"
    folder.mkdir()
    terraform = Terraform(
        version=newest.version,
        folder=folder,
        mirror=mirror,
        own={**sandbox.environment, "RECEIVED_KEYS": str(log)},
    )
    code = json.loads(cdktf.Testing.synth(stack))
    code["terraform"]["required_providers"] |= {name: {"source": STORES} for name in PROVIDERS}
    terraform.write_json(code)
    terraform.init()
    terraform.apply()
    assert terraform.plan().is_empty
    first = _received(log)
    assert {kind: len(keys) for kind, keys in first.items()} == dict.fromkeys(PUBLISHED, 1)
    (key,) = {keys[0] for keys in first.values()}
    assert key.startswith("sk-svcacct-")

    rotated = terraform.seeing(TF_VAR_rotation="2")
    rotated.apply()
    (second,) = {keys[1] for keys in _received(log).values()}
    assert second != key
    written = everything_written(folder)
    assert key.encode() not in written
    assert second.encode() not in written


def _received(log: Path) -> dict[str, list[str]]:
    """Return the keys that each resource has received, with the oldest first."""
    found: dict[str, list[str]] = {}
    for line in log.read_text().splitlines():
        kind, value = json.loads(line)
        if kind == "vault_kv_secret_v2":
            value = json.loads(value)["api_key"]
        if kind == "kubernetes_secret_v1":
            value = value["OPENAI_API_KEY"]
        found.setdefault(kind, []).append(value)
    return found
