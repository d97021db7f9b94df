"""``install --from`` and ``mirror`` use the archives of a release."""

from __future__ import annotations

import base64
import hashlib
import json
import textwrap
import zipfile
from pathlib import Path

import pytest

from openai_cdktf_cli import archives, plugin_directory
from openai_cdktf_cli.provider_address import OWN_ADDRESS
from provider_shim.version import VERSION
from tests.markdown import blocks
from tests.terraform import ROOT
from tests.unit.openai_cdktf_cli.command import Command

NAME = f"terraform-provider-openai_{VERSION}"
SYSTEM = plugin_directory.target()
PLACE = Path("registry.terraform.io", "openai-cdktf", "openai")


def pack(folder: Path, system: str = SYSTEM, *, version: str = VERSION) -> Path:
    """Write an archive that contains only its program, which prints its name like the provider."""
    folder.mkdir(exist_ok=True)
    file = folder / f"terraform-provider-openai_{version}_{system}.zip"
    entry = zipfile.ZipInfo(f"terraform-provider-openai_v{version}")
    entry.external_attr = 0o100755 << 16
    with zipfile.ZipFile(file, "w") as made:
        made.writestr(
            entry,
            f"#!/bin/sh\n# {archives.MARKER}\necho 'Terraform provider for OpenAI {version}' >&2\n",
        )
    return file


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    pack(tmp_path / "dist")
    pack(tmp_path / "dist", "darwin_arm64")
    return tmp_path / "dist"


def test_the_archive_for_this_system_replaces_the_launcher(command: Command, dist: Path) -> None:
    command("install")
    done = command("install", "--from", dist)
    assert done.returncode == 0, done.stderr
    assert "with its own Python" in done.stdout
    installed = [file for file in command.plugins.rglob("*") if file.is_file()]
    assert installed == [command.plugins / PLACE / f"{NAME}_{SYSTEM}.zip"]


def test_the_launcher_replaces_the_archive(command: Command, dist: Path) -> None:
    command("install", "--from", dist)
    done = command("install")
    assert "This is the launcher" in done.stdout
    installed = [file for file in command.plugins.rglob("*") if file.is_file()]
    assert installed == [plugin_directory.launcher_file(command.plugins, OWN_ADDRESS)]


def test_uninstall_removes_the_archive(command: Command, dist: Path) -> None:
    command("install", "--from", dist)
    command("uninstall")
    assert list(command.plugins.rglob("*")) == []


def test_doctor_starts_the_provider_of_the_archive(command: Command, dist: Path) -> None:
    command("install", "--from", dist)
    output = " ".join(command("doctor").stdout.split())
    assert f"{VERSION} at {command.plugins / PLACE}".replace(" ", "") in output.replace(" ", "")
    assert "it has its own Python" in output


def test_an_archive_for_another_system_is_refused(command: Command, tmp_path: Path) -> None:
    done = command("install", "--from", pack(tmp_path / "dist", "darwin_riscv"))
    assert done.returncode == 1
    assert f"no archive for this system, {SYSTEM}, only for darwin_riscv" in " ".join(
        done.stderr.split()
    )


def test_an_archive_of_another_program_is_refused(command: Command, tmp_path: Path) -> None:
    other = tmp_path / f"{NAME}_{SYSTEM}.zip"
    with zipfile.ZipFile(other, "w") as made:
        made.writestr("terraform-provider-openai_v9", "#!/bin/sh\n")
    done = command("install", "--from", other)
    assert done.returncode == 1
    assert "contains no archive of the provider" in " ".join(done.stderr.split())


def test_an_address_of_another_type_is_refused(command: Command, dist: Path) -> None:
    done = command("install", "--from", dist, "--also-as", "acme/models")
    assert done.returncode == 1
    assert "for providers of type openai" in " ".join(done.stderr.split())


def test_the_checksum_of_a_file_is_that_of_terraform(tmp_path: Path) -> None:
    archive = archives.find(pack(tmp_path))[0]
    (name,) = zipfile.ZipFile(archive.file).namelist()
    digest = hashlib.sha256(zipfile.ZipFile(archive.file).read(name)).hexdigest()
    line = hashlib.sha256(f"{digest}  {name}\n".encode()).digest()
    h1, zh = archive.hashes
    assert h1.startswith("h1:")
    assert zh == f"zh:{hashlib.sha256(archive.file.read_bytes()).hexdigest()}"
    assert base64.b64decode(h1.removeprefix("h1:")) == line


def test_a_mirror_keeps_older_versions(command: Command, dist: Path, tmp_path: Path) -> None:
    mirror = tmp_path / "mirror"
    first = command("mirror", mirror, "--from", pack(tmp_path / "old", version="0.0.1"))
    *_, settings = blocks(ROOT / "docs" / "guides" / "quickstart.md", "terraform")
    assert textwrap.indent(settings.text, "  ").rstrip() in first.stdout
    done = command("mirror", mirror, "--from", dist, "--opentofu")
    assert done.returncode == 0, done.stderr
    assert '["openai-cdktf/openai", "registry.opentofu.org/openai-cdktf/openai"]' in done.stdout
    versions = json.loads((mirror / PLACE / "index.json").read_text())
    assert versions == {"versions": {"0.0.1": {}, VERSION: {}}}
    listed = json.loads((mirror / PLACE / f"{VERSION}.json").read_text())["archives"]
    assert listed.keys() == {SYSTEM, "darwin_arm64"}
    assert listed[SYSTEM]["url"] == f"{NAME}_{SYSTEM}.zip"
    assert (
        listed[SYSTEM]["hashes"] == archives.find(dist)[-1 if SYSTEM > "darwin_arm64" else 0].hashes
    )
    assert (mirror / "registry.opentofu.org" / "openai-cdktf" / "openai" / "index.json").is_file()
