"""The self-contained provider for Windows, collected from a folder with the file names of an official Python for Windows."""

from __future__ import annotations

import io
import re
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest

from openai_cdktf_cli import archives
from provider_shim.version import VERSION
from tools import release, release_checks, standalone_parts, standalone_windows
from tools.shared_libraries import StandaloneError

NAME = f"terraform-provider-openai_{VERSION}_windows_amd64.zip"

# The names of the installer of python.org for version 3.13, with the libraries that each one needs.
_PYTHON = {
    "LICENSE.txt": "",
    "NEWS.txt": "",
    "python.exe": "python313.dll VCRUNTIME140.dll",
    "pythonw.exe": "python313.dll",
    "python3.dll": "",
    "python313.dll": "VCRUNTIME140.dll",
    "vcruntime140.dll": "",
    "vcruntime140_1.dll": "",
    "DLLs/_bz2.pyd": "python313.dll",
    "DLLs/_ctypes.pyd": "libffi-8.dll python313.dll",
    "DLLs/_ctypes_test.pyd": "python313.dll",
    "DLLs/_decimal.pyd": "python313.dll",
    "DLLs/_hashlib.pyd": "libcrypto-3.dll",
    "DLLs/_msi.pyd": "msi.dll",
    "DLLs/_socket.pyd": "WS2_32.dll",
    "DLLs/_sqlite3.pyd": "sqlite3.dll",
    "DLLs/_ssl.pyd": "libssl-3.dll libcrypto-3.dll",
    "DLLs/_testcapi.pyd": "",
    "DLLs/_tkinter.pyd": "tcl86t.dll tk86t.dll",
    "DLLs/libcrypto-3.dll": "",
    "DLLs/libffi-8.dll": "",
    "DLLs/libssl-3.dll": "LIBCRYPTO-3.dll",
    "DLLs/py.ico": "",
    "DLLs/pyexpat.pyd": "",
    "DLLs/select.pyd": "",
    "DLLs/sqlite3.dll": "",
    "DLLs/tcl86t.dll": "zlib1.dll",
    "DLLs/tk86t.dll": "tcl86t.dll",
    "DLLs/unicodedata.pyd": "",
    "DLLs/winsound.pyd": "WINMM.dll",
    "DLLs/zlib1.dll": "",
    "Lib/asyncio/__init__.py": "",
    "Lib/asyncio/windows_events.py": "",
    "Lib/encodings/__init__.py": "",
    "Lib/idlelib/idle.py": "",
    "Lib/os.py": "",
    "Lib/site-packages/pip/__init__.py": "",
    "Lib/test/test_os.py": "",
    "Lib/tkinter/__init__.py": "",
    "Lib/venv/scripts/nt/python.exe": "",
    "Scripts/pip.exe": "",
    "include/Python.h": "",
    "libs/python313.lib": "",
    "tcl/tcl8.6/init.tcl": "",
}
_PACKAGES = {
    "cryptography/hazmat/bindings/_rust.pyd": "python3.dll",
    "google/_upb/_message.pyd": "python3.dll",
    "provider_shim/__main__.py": "",
}


def _written(folder: Path, files: dict[str, str]) -> dict[str, Path]:
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"# {content}\n")
    return {path: folder / path for path in files}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("windows")
    _written(folder / "Python313", _PYTHON)
    packages = _written(folder / "packages", _PACKAGES)
    collected = folder / "collected"
    collected.mkdir()
    standalone_windows.build(collected, python=folder / "Python313", packages=packages)
    file = folder / NAME
    release.write_zip(collected, file)
    return file


def test_the_archive_contains_what_the_provider_can_load_and_no_more(archive: Path) -> None:
    release_checks.check_contents(archive)
    assert set(zipfile.ZipFile(archive).namelist()) == {
        f"terraform-provider-openai_v{VERSION}.exe",
        *(
            f"python/{path}"
            for path in (
                "DLLs/_bz2.pyd",
                "DLLs/_ctypes.pyd",
                "DLLs/_decimal.pyd",
                "DLLs/_hashlib.pyd",
                "DLLs/_socket.pyd",
                "DLLs/_ssl.pyd",
                "DLLs/libcrypto-3.dll",
                "DLLs/libffi-8.dll",
                "DLLs/libssl-3.dll",
                "DLLs/pyexpat.pyd",
                "DLLs/select.pyd",
                "DLLs/unicodedata.pyd",
                "Lib/asyncio/__init__.pyc",
                "Lib/asyncio/windows_events.pyc",
                "Lib/encodings/__init__.pyc",
                "Lib/os.pyc",
                "packages/cryptography/hazmat/bindings/_rust.pyd",
                "packages/google/_upb/_message.pyd",
                "packages/provider_shim/__main__.pyc",
                "python._pth",
                "python.exe",
                "python3.dll",
                "python313.dll",
                "vcruntime140.dll",
                "vcruntime140_1.dll",
            )
        ),
    }


def test_python_searches_modules_only_in_the_archive(archive: Path) -> None:
    folders = zipfile.ZipFile(archive).read("python/python._pth").decode().split()
    names = zipfile.ZipFile(archive).namelist()
    assert folders == ["Lib", "DLLs", "packages"]
    assert all(any(name.startswith(f"python/{folder}/") for name in names) for folder in folders)


def test_the_program_is_distlibs_launcher_with_our_command() -> None:
    program = standalone_windows.launcher()
    launcher = Path(str(distribution("distlib").locate_file("distlib/t64.exe"))).read_bytes()
    assert program.startswith(launcher)
    appended = program[len(launcher) :]
    command, end = appended.split(b"\n", 1)
    # distlib searches the end of the zip in the last 260 bytes, and the command in the 260 bytes before it.
    assert max(len(command) + 1, len(end)) < 260
    found = re.fullmatch(rb'#!<launcher_dir>\\([^ ]+\.exe) -I -S -X utf8 -c "([^"#!]+)"', command)
    assert found is not None
    assert found[1] == rb"python\python.exe"
    compile(found[2], "command", "exec")
    assert zipfile.ZipFile(io.BytesIO(end)).namelist() == []


def test_the_command_line_knows_the_archive_for_windows(archive: Path) -> None:
    (found,) = archives.find(archive)
    assert (found.target, found.version) == ("windows_amd64", VERSION)


def test_another_launcher_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standalone_windows, "_LAUNCHER_SHA256", "0" * 64)
    with pytest.raises(StandaloneError, match="Test the archive on Windows"):
        standalone_windows.launcher()


def test_a_folder_without_a_python_for_windows_is_refused(tmp_path: Path) -> None:
    (tmp_path / "Lib").mkdir()
    with pytest.raises(StandaloneError, match="does not contain a Python for Windows"):
        standalone_windows.files(tmp_path, {})


def test_packages_of_the_archive_have_posix_paths() -> None:
    paths = standalone_parts.package_files()
    assert {"provider_shim/__main__.py", "openai/__init__.py"} <= paths.keys()
    assert not any("\\" in path or path.startswith(("/", "..")) for path in paths)
