"""What acceptance tests ask for besides the sandbox: the provider as users install it, and each Terraform."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sandbox import Sandbox
from tests.terraform import VERSIONS, Terraform, install_provider


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
