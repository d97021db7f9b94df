"""Garbage collection is disabled while modules are loaded, and unneeded parts of a package can be omitted."""

from __future__ import annotations

import gc
import re
import subprocess
import sys
from importlib.metadata import requires
from pathlib import Path

import pytest

from provider_shim.loading import no_garbage
from tests.sandbox import Sandbox

_REQUEST = """
import sys
from provider_shim.api.client import UNNEEDED, omit_unneeded_parts
from provider_shim.loading import loaded
omit_unneeded_parts()
openai = loaded("openai")
client = openai.OpenAI(api_key="sk-key", admin_api_key="sk-admin-key", base_url=sys.argv[1], max_retries=0)
import httpx2
print(client.get("/models", cast_to=httpx2.Response, options={}).status_code)
try:
    client.post("/files", cast_to=httpx2.Response, body={}, options={})
except openai.APIStatusError as refusal:
    print(refusal.status_code)
print(sorted(name for name, one in sys.modules.items() if name.startswith((*UNNEEDED, "aiohttp")) and one.__spec__.origin))
"""


def test_garbage_collection_is_disabled_only_within_the_block() -> None:
    with no_garbage():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_garbage_collection_is_enabled_again_after_a_failure() -> None:
    with pytest.raises(ImportError), no_garbage():
        raise ImportError("broken")
    assert gc.isenabled()


def test_loaded_objects_are_excluded_from_garbage_collection() -> None:
    before = gc.get_freeze_count()
    with no_garbage():
        kept = [{"a": [index]} for index in range(100)]
    assert gc.get_freeze_count() > before
    assert kept
    gc.unfreeze()


def _run(program: str, *arguments: str, path: Path | None = None) -> list[str]:
    root = Path(__file__).resolve().parents[3]
    folders = [str(root)] if path is None else [str(path), str(root)]
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:0] = {folders!r}\n{program}", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_openai_works_without_its_unneeded_parts(sandbox: Sandbox) -> None:
    assert _run(_REQUEST, sandbox.base_url) == ["200", "400", "[]"]


def test_the_oldest_openai_works_without_its_unneeded_parts(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    oldest = next(
        re.findall(r">=([\d.]+)", one)[0]
        for one in requires("openai-cdktf") or ()
        if one.startswith(("openai<", "openai>"))
    )
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    wanted = f"openai=={oldest}.*"
    subprocess.run([*pip, "--no-deps", "--no-compile", "--target", tmp_path, wanted], check=True)
    assert _run(_REQUEST, sandbox.base_url, path=tmp_path) == ["200", "400", "[]"]


def _package(folder: Path, text: str) -> None:
    (folder / "outer" / "inner").mkdir(parents=True)
    (folder / "outer" / "inner" / "__init__.py").write_text("NUMBER = 41\n")
    (folder / "outer" / "__init__.py").write_text(text)


def test_an_omitted_package_is_not_loaded(tmp_path: Path) -> None:
    _package(tmp_path, "from outer.inner import NUMBER\nfrom outer.inner.deep import Any\n")
    program = (
        "from provider_shim.loading import loaded, omit\nomit('outer.inner')\n"
        "print(loaded('outer').NUMBER.__module__)"
    )
    assert _run(program, path=tmp_path) == ["outer.inner"]


def test_a_package_that_needs_an_omitted_part_is_loaded_completely(tmp_path: Path) -> None:
    _package(tmp_path, "from outer.inner import NUMBER\nANSWER = NUMBER + 1\n")
    program = (
        "from provider_shim.loading import loaded, omit\nomit('outer.inner')\n"
        "print(loaded('outer').ANSWER)"
    )
    assert _run(program, path=tmp_path) == ["42"]
