"""What acceptance tests ask for: a sandbox, the provider as users install it, and each Terraform."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sandbox import Sandbox, start_sandbox
from tests.terraform import VERSIONS, Terraform, install_provider


@pytest.fixture(scope="session")
def sandbox_server() -> Iterator[Sandbox]:
    with start_sandbox() as started:
        yield started


@pytest.fixture
def sandbox(sandbox_server: Sandbox) -> Sandbox:
    sandbox_server.reset()
    return sandbox_server


@pytest.fixture(scope="session")
def provider_mirror(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return install_provider(tmp_path_factory.mktemp("provider") / "mirror")


@pytest.fixture(params=VERSIONS, ids=lambda version: f"terraform-{version}")
def terraform(
    request: pytest.FixtureRequest, tmp_path: Path, provider_mirror: Path, sandbox: Sandbox
) -> Terraform:
    """A Terraform in an empty folder, which finds the provider, and whose provider finds the sandbox."""
    return Terraform(
        version=request.param,
        folder=tmp_path,
        mirror=provider_mirror,
        own=sandbox.environment,
    )
