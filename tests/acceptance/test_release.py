"""`make release` writes packages, and archives from which Terraform installs a provider that needs no Python."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from openai_cdktf_cli import archives
from openai_cdktf_cli.plugin_directory import target
from provider_shim.version import VERSION
from tests.inspecting_proxy import HOST, inspecting_proxy
from tests.markdown import blocks
from tests.provider_server import ProviderServer, provider_server
from tests.sandbox import Sandbox
from tests.terraform import PROGRAMS, Terraform, executable
from tools import bare_root, release, release_checks, standalone, standalone_parts
from tools.shared_libraries import StandaloneError

NAME = f"terraform-provider-openai_{VERSION}"
QUICKSTART = standalone_parts.ROOT / "docs" / "guides" / "quickstart.md"
_FLAGS = {
    "init": ["-input=false"],
    "apply": ["-input=false", "-auto-approve"],
    "destroy": ["-input=false", "-auto-approve"],
}
STORE = 'resource "openai_vector_store" "notes" {\n  name = "notes"\n}\n'


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    release.archive(folder)
    release.checksums(folder)
    return folder


@pytest.fixture(scope="module")
def archive(dist: Path) -> archives.Archive:
    (found,) = archives.find(dist)
    return found


@pytest.fixture(scope="module")
def unpacked(archive: archives.Archive, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    release_checks.unpack(archive.file, folder)
    return folder


@pytest.fixture(scope="module")
def server(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ProviderServer]:
    mirror = tmp_path_factory.mktemp("mirror")
    command = [sys.executable, "-m", "openai_cdktf_cli", "mirror", str(mirror), "--from", str(dist)]
    subprocess.run(command, check=True, capture_output=True)
    with provider_server(tmp_path_factory.mktemp("server"), dist=dist, mirror=mirror) as started:
        yield started


def test_files_have_the_names_that_the_registry_requires(dist: Path) -> None:
    archive = f"{NAME}_{target()}"
    assert {file.name for file in dist.iterdir() if file.suffix != ".sig"} == {
        f"{archive}.zip",
        f"{archive}.licenses.txt",
        f"{archive}.cdx.json",
        f"{NAME}_manifest.json",
        f"{NAME}_SHA256SUMS",
    }
    manifest = json.loads((dist / f"{NAME}_manifest.json").read_text())
    assert manifest == {"version": 1, "metadata": {"protocol_versions": ["6.0"]}}


def test_archive_and_manifest_have_checksums(dist: Path) -> None:
    lines = (dist / f"{NAME}_SHA256SUMS").read_text().splitlines()
    checksums = {name: digest for digest, name in (line.split("  ") for line in lines)}
    files = [dist / f"{NAME}_{target()}.zip", dist / f"{NAME}_manifest.json"]
    assert checksums == {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def test_a_release_without_every_archive_is_refused(dist: Path) -> None:
    missing = sorted({*release.SYSTEMS} - {target()})
    with pytest.raises(StandaloneError, match=", ".join(missing)):
        release.check_complete(dist)


def test_archive_is_small_and_contains_only_the_provider(archive: archives.Archive) -> None:
    release_checks.check_contents(archive.file)
    names = zipfile.ZipFile(archive.file).namelist()
    assert {name.split("/")[0] for name in names} == {standalone.PROGRAM, "LICENSES.txt", "python"}


def test_an_archive_with_the_command_line_is_refused(tmp_path: Path) -> None:
    file = tmp_path / f"{NAME}_{target()}.zip"
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("python/packages/openai_cdktf_cli/__init__.pyc", b"")
    with pytest.raises(StandaloneError, match="contains openai_cdktf_cli"):
        release_checks.check_contents(file)


def test_an_archive_that_starts_slowly_is_refused() -> None:
    release_checks.check_speed({"exec to handshake": 1.29, "terraform validate": 0.8})
    with pytest.raises(StandaloneError, match=r"as the wheel: terraform validate\.$"):
        release_checks.check_speed({"exec to handshake": 1.29, "terraform validate": 1.31})


def test_the_same_sources_give_the_same_bytecode(unpacked: Path, tmp_path: Path) -> None:
    own = standalone_parts.ROOT / "provider_shim"
    shutil.copytree(own, tmp_path / own.name, ignore=shutil.ignore_patterns("__pycache__"))
    standalone_parts.compile_all(tmp_path)
    packages = unpacked / "python" / "packages"
    compiled = sorted(file.relative_to(tmp_path) for file in tmp_path.rglob("*.pyc"))
    assert len(compiled) > 300
    different = [f for f in compiled if (tmp_path / f).read_bytes() != (packages / f).read_bytes()]
    assert different == []


def test_no_file_contains_a_path_of_this_machine(unpacked: Path) -> None:
    root = str(standalone_parts.ROOT).encode()
    assert [file for file in unpacked.rglob("*.pyc") if root in file.read_bytes()] == []


def test_every_part_has_a_license_and_is_in_the_bill_of_materials(dist: Path) -> None:
    licenses = (dist / f"{NAME}_{target()}.licenses.txt").read_text()
    text = (dist / f"{NAME}_{target()}.cdx.json").read_text()
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    bill = json.loads(text)
    listed = {component["name"] for component in bill["components"]}
    assert {"python", "openai", "cryptography", "pydantic-core", "certifi"} <= listed
    for name in ("openai ", "cryptography ", "certifi ", "Python ", f"openai-cdktf {VERSION}"):
        assert name in licenses
    assert "PYTHON SOFTWARE FOUNDATION LICENSE" in licenses


@pytest.fixture
def short_path() -> Iterator[Path]:
    """A folder for sockets, whose paths have at most 107 bytes."""
    with TemporaryDirectory() as folder:
        yield Path(folder)


def test_provider_applies_as_another_user_in_a_read_only_root_folder(
    unpacked: Path, newest: Terraform, sandbox: Sandbox, short_path: Path
) -> None:
    """Without Python, without variables such as HOME, and with a temporary folder from which nothing can be run.

    The path of the provider contains a colon, like each path in the folder of a registry with a port.
    """
    root = short_path / "root"
    bare_root.build(root, unpacked)
    command = bare_root.command(root, f"/{bare_root.FOLDER}/{standalone.PROGRAM}", "--debug")
    with subprocess.Popen(command, env={}, stdout=subprocess.PIPE, text=True) as provider:
        try:
            assert provider.stdout is not None
            line = next(line for line in provider.stdout if line.startswith("TF_REATTACH"))
            process = Path("/proc", str(provider.pid))
            mounts = [
                line.split()[4:6] for line in (process / "mountinfo").read_text().splitlines()
            ]
            options = {place: {*words.split(",")} for place, words in mounts}
            assert "ro" in options["/"]
            assert "noexec" in options["/tmp"]  # noqa: S108
            users = re.search(r"^Uid:(.+)$", (process / "status").read_text(), re.MULTILINE)
            assert users is not None
            expected = bare_root.NOBODY if os.geteuid() == 0 else os.geteuid()
            assert {*map(int, users[1].split())} == {expected}
            value = json.loads(line.partition("=")[2].strip().strip("'"))
            for address in value.values():
                address["Addr"]["String"] = f"{process}/root{address['Addr']['String']}"
            terraform = newest.seeing(TF_REATTACH_PROVIDERS=json.dumps(value))
            key = sandbox.environment["OPENAI_API_KEY"]
            terraform.write(
                STORE,
                f'provider "openai" {{\n  base_url = "{sandbox.base_url}"\n  api_key = "{key}"\n}}\n',
            )
            terraform.init()
            terraform.apply()
            terraform.destroy()
        finally:
            provider.terminate()
    assert sandbox.requests(method="POST", path="/vector_stores")


def test_a_machine_that_forbids_the_root_folder_is_reported(
    unpacked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unshare = tmp_path / "unshare"
    unshare.write_text("#!/bin/sh\necho 'unshare failed: Operation not permitted' >&2\nexit 1\n")
    unshare.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    line = release_checks.start_in_bare_root(unpacked, tmp_path / "root")
    assert line.startswith("NOT CHECKED: its start as another user")
    assert line.endswith("Operation not permitted")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The stack of `make demo`, in Terraform's JSON."""
    folder = tmp_path_factory.mktemp("demo")
    subprocess.run(
        [sys.executable, standalone_parts.ROOT / "examples" / "quickstart" / "main.py"],
        env={
            **os.environ,
            "PATH": f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}",
            "CDKTF_OUTDIR": str(folder),
        },
        cwd=folder,
        check=True,
    )
    stack: dict[str, Any] = json.loads((folder / "stacks/quickstart/cdk.tf.json").read_text())
    del stack["terraform"]["backend"]
    return stack


def test_the_demo_runs_from_a_mirror_and_through_a_proxy_without_python(
    terraform: Terraform,
    server: ProviderServer,
    archive: archives.Archive,
    demo: dict[str, Any],
    sandbox: Sandbox,
) -> None:
    """Only the proxy knows the API. It has a certificate that only SSL_CERT_FILE makes valid."""
    _, settings = _quickstart()
    settings = settings.replace("terraform.example.com", f"{server.host}/mirror")
    _settings(terraform, settings)
    file = terraform.folder / "main.tf.json"
    file.write_text(json.dumps(demo))
    with inspecting_proxy(
        sandbox.base_url, certificate=server.certificate, key=server.key
    ) as proxy:
        environment = {
            **sandbox.environment,
            **proxy.environment,
            "OPENAI_BASE_URL": f"https://{HOST}/v1",
            "SSL_CERT_FILE": str(server.certificate),
        }
        printed = _run(terraform, environment, _lock(server), "init", "apply")
        assert "4 added, 0 changed, 0 destroyed" in printed
        assert "Ada brings the cake" in printed
        file.write_text(json.dumps(demo).replace('"Team notes"', '"Team notes, renamed"'))
        printed = _run(terraform, environment, "apply")
        assert "0 added, 1 changed, 0 destroyed" in printed
        assert "4 destroyed" in _run(terraform, environment, "destroy")
        assert {*proxy.connected} == {f"{HOST}:443"}
    for kind in ("files", "vector_stores"):
        assert sandbox.client.get(f"/{kind}").json()["data"] == []
    assert archive.hashes[0] in (terraform.folder / ".terraform.lock.hcl").read_text()  # only h1


def test_terraform_installs_the_provider_from_a_registry_without_settings(
    terraform: Terraform,
    server: ProviderServer,
    archive: archives.Archive,
    sandbox: Sandbox,
) -> None:
    """A proxy cannot reach this machine, so it gets no request."""
    configuration, _ = _quickstart()
    configuration = configuration.replace('"openai-cdktf/', f'"{server.host}/openai-cdktf/')
    _settings(terraform)
    (terraform.folder / "main.tf").write_text(configuration)
    with inspecting_proxy(
        sandbox.base_url, certificate=server.certificate, key=server.key
    ) as proxy:
        environment = {
            **sandbox.environment,
            **proxy.environment,
            "SSL_CERT_FILE": str(server.certificate),
        }
        _run(terraform, environment, "init", "apply")
        assert proxy.connected == []
    lock = (terraform.folder / ".terraform.lock.hcl").read_text()
    assert all(checksum in lock for checksum in archive.hashes), lock


def test_terraform_uses_an_archive_in_the_folder_of_the_quickstart(
    newest: Terraform, archive: archives.Archive, sandbox: Sandbox
) -> None:
    folder = re.search(r"on Linux and macOS: `~/(.+)`", QUICKSTART.read_text())
    assert folder is not None
    place = newest.folder / folder[1]
    place.mkdir(parents=True)
    shutil.copy(archive.file, place)
    configuration, _ = _quickstart()
    _settings(newest)
    (newest.folder / "main.tf").write_text(configuration)
    _run(newest, sandbox.environment, "init", "apply")
    assert sandbox.requests(method="POST", path="/vector_stores")


def _quickstart() -> tuple[str, str]:
    """Return the configuration and the settings in the guide."""
    stack, source, settings = [block.text for block in blocks(QUICKSTART, "terraform")]
    return f"{stack}\n{source}", settings


def _lock(server: ProviderServer) -> str:
    """Return the command in the guide that writes the checksums, for the server of the test and the system of this machine."""
    (command,) = (
        block.text
        for block in blocks(QUICKSTART, "shell")
        if block.text.startswith("terraform providers lock")
    )
    command = command.replace("terraform.example.com", f"{server.host}/mirror")
    systems = re.compile(r"( -platform=\w+)+")
    return systems.sub(f" -platform={target()}", command).removeprefix("terraform ")


def _settings(terraform: Terraform, text: str = "") -> None:
    (terraform.folder / ".terraformrc").write_text(f"disable_checkpoint = true\n{text}")


def _run(terraform: Terraform, environment: Mapping[str, str], *commands: str) -> str:
    """Run commands without Python, with the folder of the configuration as the home folder. Return the last output."""
    printed = ""
    for command in commands:
        more = _FLAGS.get(command, [])
        done = subprocess.run(
            [str(executable(terraform.version)), *command.split(), "-no-color", *more],
            cwd=terraform.folder,
            env={"PATH": "", "HOME": str(terraform.folder), **environment},
            capture_output=True,
            text=True,
            check=False,
        )
        printed = done.stdout + done.stderr
        assert done.returncode == 0, printed
    return printed


def test_a_damaged_archive_is_refused(dist: Path, tmp_path: Path) -> None:
    copy = tmp_path / "dist"
    shutil.copytree(dist, copy)
    with zipfile.ZipFile(copy / f"{NAME}_{target()}.zip", "a") as damaged:
        damaged.writestr("more", b"")
    command = [
        sys.executable,
        "-m",
        "openai_cdktf_cli",
        "mirror",
        str(tmp_path / "mirror"),
        "--from",
        str(copy),
    ]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 1
    assert "differs from its checksum" in " ".join(done.stderr.split())


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    release.packages(folder)
    return folder


def test_the_wheel_contains_all_packages_without_the_tools(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    packages = {name.split("/")[0] for name in names if ".dist-info" not in name}
    assert packages == {
        "openai_cdktf",
        "openai_cdktf_cli",
        "openai_cdktf_pytest",
        "openai_sandbox",
        "provider_shim",
    }
    assert {
        "openai_cdktf/py.typed",
        "openai_cdktf/_jsii/openai-cdktf-on-cdktf.tgz",
        "openai_cdktf/_jsii/openai-cdktf-on-cdktn.tgz",
        "openai_cdktf/testing/schema.json",
        "openai_cdktf_pytest/py.typed",
        "openai_sandbox/py.typed",
        "openai_cdktf_cli/new/templates/common/.gitignore.tmpl",
        "openai_cdktf_cli/new/templates/deployment/.github/workflows/plan.yml.tmpl",
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


def test_a_dry_run_lists_every_file_and_writes_none(capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted((standalone_parts.ROOT / "dist").glob("*"))
    assert release.main(["--dry-run"]) == 0
    listed = capsys.readouterr().out
    for system in release.SYSTEMS:
        assert f"{NAME}_{system}.zip\n" in listed
    assert f"openai_cdktf-{VERSION}-py3-none-any.whl" in listed
    assert sorted((standalone_parts.ROOT / "dist").glob("*")) == before
