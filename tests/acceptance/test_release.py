"""A registry can serve the files of `make release`, and Terraform installs them."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from openai_cdktf_cli.plugin_directory import OWN_ADDRESS, target
from provider_shim.version import VERSION
from tests.sandbox import Sandbox
from tests.terraform import Terraform
from tools import release

NAME = f"terraform-provider-openai_{VERSION}"


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    release.archives(folder)
    return folder


def test_files_have_the_names_that_the_registry_requires(dist: Path) -> None:
    assert {file.name for file in dist.iterdir()} == {
        *(f"{NAME}_{system}.zip" for system in release.SYSTEMS),
        f"{NAME}_manifest.json",
        f"{NAME}_SHA256SUMS",
    }
    manifest = json.loads((dist / f"{NAME}_manifest.json").read_text())
    assert manifest == {"version": 1, "metadata": {"protocol_versions": ["6.0"]}}


def test_every_other_file_has_a_checksum(dist: Path) -> None:
    lines = (dist / f"{NAME}_SHA256SUMS").read_text().splitlines()
    checksums = {name: digest for digest, name in (line.split("  ") for line in lines)}
    others = [file for file in dist.iterdir() if not file.name.endswith("SHA256SUMS")]
    assert checksums == {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in others
    }


def test_the_same_commit_gives_the_same_bytes(dist: Path, tmp_path: Path) -> None:
    release.archives(tmp_path)
    for file in dist.iterdir():
        assert (tmp_path / file.name).read_bytes() == file.read_bytes()


def test_the_archive_has_the_same_checksum_as_the_pip_installation(
    dist: Path, terraform: Terraform, sandbox: Sandbox, tmp_path: Path
) -> None:
    packed = tmp_path / "packed"
    place = packed / OWN_ADDRESS.folder
    place.mkdir(parents=True)
    archive = dist / f"{NAME}_{target()}.zip"
    (place / archive.name).write_bytes(archive.read_bytes())
    checksums = []
    for mirror in (terraform.mirror, packed):
        folder = tmp_path / f"from-{mirror.name}"
        folder.mkdir()
        one = Terraform(version=terraform.version, folder=folder, mirror=mirror, own=terraform.own)
        one.write('resource "openai_vector_store" "notes" {\n  name = "notes"\n}\n')
        one.init()
        one.apply()
        one.destroy()
        lock = (folder / ".terraform.lock.hcl").read_text()
        checksums.append([line.strip() for line in lock.splitlines() if "h1:" in line])
    assert checksums[0] == checksums[1] != []


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    release.packages(folder)
    return folder


def test_the_wheel_contains_all_packages_without_the_tools(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    packages = {name.split("/")[0] for name in names if ".dist-info" not in name}
    assert packages == {"openai_cdktf", "openai_cdktf_cli", "openai_sandbox", "provider_shim"}
    assert {
        "openai_cdktf/py.typed",
        "openai_cdktf/_jsii/openai-cdktf-on-cdktf.tgz",
        "openai_cdktf/_jsii/openai-cdktf-on-cdktn.tgz",
        "provider_shim/protocol/identities.binpb",
        "provider_shim/protocol/schema.binpb",
    } <= set(names)


def test_the_source_distribution_can_be_tested(built: Path) -> None:
    (source,) = built.glob("*.tar.gz")
    listed = subprocess.run(
        [sys.executable, "-m", "tarfile", "-l", str(source)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    top = f"openai_cdktf-{VERSION}"
    assert {
        f"{top}/{name}" for name in ("README.md", "LICENSE", "Makefile", "tests/conftest.py")
    } <= {*listed}
