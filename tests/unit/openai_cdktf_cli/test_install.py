"""``install`` and ``uninstall`` write and remove the right files, and change no others."""

from __future__ import annotations

import errno
import os
import pwd
import re
import sys
from pathlib import Path

import pytest

from openai_cdktf_cli import plugin_directory, provider_address
from openai_cdktf_cli.failure import CommandFailure
from provider_shim.version import VERSION
from tests.unit.openai_cdktf_cli.command import Command

FILE = f"{VERSION}/{plugin_directory.target()}/terraform-provider-openai_v{VERSION}"


def files(folder: Path) -> list[str]:
    return sorted(str(f.relative_to(folder)) for f in folder.rglob("*") if f.is_file())


def test_the_launcher_is_in_the_plugin_folder(command: Command) -> None:
    done = command("install")
    assert done.returncode == 0, done.stderr
    file = command.plugins / "registry.terraform.io/openai-cdktf/openai" / FILE
    assert file.stat().st_mode & 0o777 == 0o755
    assert str(file) in done.stdout
    assert (command.settings / f"python-{VERSION}").read_text() == f"{sys.executable}\n"


def test_install_prints_how_to_use_the_provider(command: Command) -> None:
    output = command("install").stdout
    assert 'source  = "openai-cdktf/openai"' in output
    assert "--skip-provider-lock" in output
    assert "filesystem_mirror" not in output


def test_install_prints_the_settings_for_another_folder(command: Command, tmp_path: Path) -> None:
    output = command("install", "--plugin-dir", tmp_path / "mirror").stdout
    assert f'path    = "{tmp_path}/mirror"' in output
    assert 'include = ["openai-cdktf/openai"]' in output
    assert not command.plugins.exists()


def test_settings_without_the_plugin_folder_are_reported(command: Command) -> None:
    (command.home / ".terraformrc").write_text("provider_installation {\n  direct {}\n}\n")
    output = command("install").stdout
    assert f'path    = "{command.plugins}"' in output


def test_other_addresses_are_installed_too(command: Command) -> None:
    command("install", "--opentofu", "--also-as", "openai/openai", "--also-as", "tf.example/a/b")
    assert files(command.plugins) == sorted(
        [
            f"registry.opentofu.org/openai-cdktf/openai/{FILE}",
            f"registry.terraform.io/openai-cdktf/openai/{FILE}",
            f"registry.terraform.io/openai/openai/{FILE}",
            f"tf.example/a/b/{FILE.replace('provider-openai', 'provider-b')}",
        ]
    )


@pytest.mark.parametrize("text", ["openai", "", "a/b/c/d", "../../x", "a/../b", "-/x", "a b/c"])
def test_a_malformed_address_is_an_error(command: Command, text: str) -> None:
    done = command("install", "--also-as", text)
    assert done.returncode == 1
    assert "is not a provider address" in done.stderr
    assert not command.plugins.exists()


def test_installing_again_changes_nothing(command: Command) -> None:
    command("install")
    before = {f: (command.home / f).stat().st_mtime_ns for f in files(command.home)}
    assert "Installed" not in command("install").stdout
    assert {f: (command.home / f).stat().st_mtime_ns for f in files(command.home)} == before


def test_a_changed_launcher_is_replaced(command: Command) -> None:
    command("install")
    file = command.plugins / "registry.terraform.io/openai-cdktf/openai" / FILE
    whole = file.read_text()
    file.write_text(whole + "exit 7\n")
    command("install")
    assert file.read_text() == whole


def test_another_provider_with_the_same_name_is_kept(command: Command) -> None:
    file = command.plugins / "registry.terraform.io/openai/openai" / FILE
    file.parent.mkdir(parents=True)
    file.write_bytes(b"\x7fELF")
    done = command("install", "--also-as", "openai/openai")
    assert done.returncode == 1
    assert "not from openai-cdktf" in done.stderr
    assert command("uninstall").returncode == 0
    assert file.read_bytes() == b"\x7fELF"


def test_a_folder_without_write_permission_is_one_sentence(
    command: Command, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    done = command("install", "--plugin-dir", tmp_path / "file" / "below")
    assert done.returncode == 1
    assert "Cannot write" in done.stderr
    assert "Traceback" not in done.stderr


def test_uninstall_removes_only_the_files_of_install(command: Command) -> None:
    other = command.plugins / "registry.terraform.io/hashicorp/random/1.0.0/x/binary"
    other.parent.mkdir(parents=True)
    other.write_text("")
    command("install", "--opentofu", "--also-as", "openai/openai")
    done = command("uninstall")
    assert done.stdout.count("Removed: ") == 4
    assert [command.home / f for f in files(command.home)] == [other]
    assert not command.settings.exists()
    assert not (command.plugins / "registry.opentofu.org").exists()


def test_uninstall_keeps_other_versions_without_the_option(command: Command) -> None:
    command("install")
    ours = command.plugins / "registry.terraform.io/openai-cdktf/openai" / FILE
    older = Path(str(ours).replace(VERSION, "0.0.1"))
    older.parent.mkdir(parents=True)
    older.write_bytes(ours.read_bytes())
    command("uninstall")
    assert older.exists()
    command("uninstall", "--all")
    assert not older.exists()


def test_uninstall_without_an_installation_is_not_an_error(command: Command) -> None:
    done = command("uninstall")
    assert done.returncode == 0
    assert "openai-cdktf is not installed in" in done.stdout


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("openai/openai", "openai/openai"),
        ("registry.terraform.io/a/b", "a/b"),
        ("Registry.OpenTofu.org/a/b", "registry.opentofu.org/a/b"),
        ("localhost.test:8443/a/b", "localhost.test:8443/a/b"),
    ],
)
def test_addresses_are_parsed_like_terraform(text: str, short: str) -> None:
    assert provider_address.address(text).short == short


def test_a_parent_folder_is_not_an_address() -> None:
    with pytest.raises(CommandFailure):
        provider_address.address("../openai")


def test_install_prints_another_way_on_windows(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    from openai_cdktf_cli import installing

    monkeypatch.setattr("sys.platform", "win32")
    installing.install(tmp_path, also_as=[], opentofu=False)
    output = capsys.readouterr().out
    assert "dev_overrides" in output
    assert r"%APPDATA%\terraform.rc" in output
    assert f"install --from terraform-provider-openai_{VERSION}_windows_amd64.zip" in output
    assert "Nothing was installed" in output
    assert files(tmp_path) == []


@pytest.fixture
def unreadable(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder without read permission, also if root runs the tests."""
    folder = tmp_path / "locked"
    real = Path.stat

    def stat(self: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if self.is_relative_to(folder):
            raise PermissionError(errno.EACCES, "Permission denied", str(self))
        return real(self, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(Path, "stat", stat)
    return folder


def test_a_folder_without_read_permission_is_one_sentence(unreadable: Path) -> None:
    message = re.escape(f"Cannot read the folder {unreadable}") + ".*: Permission denied"
    with pytest.raises(CommandFailure, match=message):
        plugin_directory.install(
            unreadable, [provider_address.OWN_ADDRESS], python=Path(sys.executable)
        )
    with pytest.raises(CommandFailure, match=message):
        plugin_directory.installed_launchers(unreadable)
    with pytest.raises(CommandFailure, match=message):
        plugin_directory.uninstall(unreadable, everything=True)


def test_uninstall_from_another_folder_keeps_the_installation(
    command: Command, tmp_path: Path
) -> None:
    command("install")
    command("install", "--plugin-dir", tmp_path / "mirror")
    done = command("uninstall", "--plugin-dir", tmp_path / "mirror", "--all")
    assert done.stdout.count("Removed: ") == 1
    assert (command.settings / f"python-{VERSION}").exists()
    (file,) = command.plugins.rglob("terraform-provider-openai_*")
    bare = command.with_variables(PATH="/usr/bin:/bin")
    assert "This is the Terraform provider for OpenAI" in bare.program([str(file)]).stderr


def test_a_path_with_invalid_text_is_stored_unchanged(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    python = Path(os.fsdecode(b"/caf\xe9/python"))
    plugin_directory.install(tmp_path / "mirror", [provider_address.OWN_ADDRESS], python=python)
    assert plugin_directory.pointer_file().read_bytes() == b"/caf\xe9/python\n"


def test_a_path_with_invalid_text_is_printed_escaped(command: Command) -> None:
    home = command.home / os.fsdecode(b"caf\xe9")
    home.mkdir()
    done = command.with_variables(HOME=str(home))("install")
    assert done.returncode == 0, done.stderr
    assert "caf\\udce9/.terraform.d/plugins" in done.stdout


@pytest.mark.parametrize("home", [None, ""])
def test_without_home_the_user_database_is_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, home: str | None
) -> None:
    for name in ("HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    if home is not None:
        monkeypatch.setenv("HOME", home)
    user = pwd.struct_passwd(["me", "x", "1", "1", "", str(tmp_path), "/bin/sh"])
    monkeypatch.setattr(pwd, "getpwuid", lambda _uid: user)
    assert plugin_directory.implied_directory() == tmp_path / ".terraform.d" / "plugins"
    assert plugin_directory.pointer_file().is_relative_to(tmp_path / ".config")


def test_without_any_home_folder_the_error_names_home(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(uid: int) -> pwd.struct_passwd:
        raise KeyError(uid)

    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.setattr(pwd, "getpwuid", unknown)
    with pytest.raises(CommandFailure, match="set HOME to a folder"):
        plugin_directory.implied_directory()
