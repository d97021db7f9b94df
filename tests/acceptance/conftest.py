"""Fixtures of the acceptance tests: the provider as users install it, and each version of Terraform."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from openai_cdktf_cli.provider_address import TERRAFORM_HOST
from provider_shim.engine.moves import PEERS
from provider_shim.journal import note_files, scopes
from tests.measuring import MEASURED
from tests.sandbox import Sandbox
from tests.short_waits import short_waits
from tests.terraform import SOURCE, VERSIONS, Terraform, install_provider


@pytest.fixture(scope="module", autouse=True)
def providers_in_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Providers in the process of the test create the objects that a test imports. They wait shortly, and have notes of their own."""
    with pytest.MonkeyPatch.context() as patched, short_waits():
        notes = tmp_path_factory.mktemp("notes")
        patched.setattr(scopes, "data_folder", lambda: notes)
        patched.setattr(note_files, "sync", lambda _: None)
        yield


@pytest.fixture(scope="session")
def provider_mirror(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return install_provider(tmp_path_factory.mktemp("provider") / "mirror")


@pytest.fixture(scope="session")
def everywhere(provider_mirror: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The provider under its own address and under the addresses of the three other providers."""
    mirror = tmp_path_factory.mktemp("everywhere") / "mirror"
    shutil.copytree(provider_mirror, mirror, symlinks=True)
    registry = mirror / TERRAFORM_HOST
    for address in PEERS:
        shutil.copytree(registry / SOURCE, registry / address, symlinks=True)
    return mirror


@pytest.fixture(scope="session")
def warm() -> Iterator[dict[str, str]]:
    """The variables with which launches use a warm server of this session, as on the machines of users.

    The tests of the protocol launch the provider alone, and so does a run that measures coverage, because coverage does not follow forks.
    """
    with tempfile.TemporaryDirectory(prefix="warm") as folder:
        yield {} if MEASURED else {"XDG_RUNTIME_DIR": folder, "OPENAI_CDKTF_WARM": "20"}


@pytest.fixture(scope="module", autouse=True)
def warm_servers(warm: dict[str, str]) -> Iterator[None]:
    """Every program that a test runs uses warm servers, also those that run Terraform themselves."""
    with pytest.MonkeyPatch.context() as patched:
        for name, value in warm.items():
            patched.setenv(name, value)
        yield


@pytest.fixture(params=VERSIONS, ids=lambda version: f"terraform-{version}")
def terraform(
    request: pytest.FixtureRequest, tmp_path: Path, provider_mirror: Path, sandbox: Sandbox
) -> Terraform:
    """Terraform in an empty folder. It finds the provider, and the provider uses the sandbox."""
    return Terraform(
        version=request.param,
        folder=tmp_path,
        mirror=provider_mirror,
        own=sandbox.environment,
    )


@pytest.fixture
def newest(tmp_path: Path, provider_mirror: Path, sandbox: Sandbox) -> Terraform:
    """The newest Terraform, for features that older versions do not have, and where the version makes no difference."""
    return Terraform(
        version=VERSIONS[-1],
        folder=tmp_path,
        mirror=provider_mirror,
        own=sandbox.environment,
    )
