"""Fixtures for tests of stacks: ``openai_sandbox`` is a local OpenAI API, and ``deployed`` applies a stack to it.

pytest loads this module in every project of the environment, so it imports nothing else before a test uses a fixture.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Any

    from openai_cdktf.testing import Deploy, Deployment
    from openai_cdktf.testing.workspaces import Configuration
    from openai_sandbox import Sandbox


@pytest.fixture(scope="session")
def openai_sandbox_server() -> Iterator[Sandbox]:
    """A local OpenAI API for the session, or for each worker of xdist. Override this fixture to set options of the sandbox."""
    try:
        from openai_sandbox import Sandbox
    except ModuleNotFoundError as error:
        pytest.fail(
            f"The sandbox needs packages that are not installed ({error.name}): pip install 'openai-cdktf[testing]'"
        )
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def openai_sandbox(openai_sandbox_server: Sandbox) -> Sandbox:
    """A local OpenAI API without objects.

    ``openai_sandbox.environment`` has the variables for a client, with which a test can also create objects before it deploys.
    ``openai_sandbox.requests`` lists the requests, and ``with openai_sandbox.faults("429:times=1"):`` simulates failures.
    """
    openai_sandbox_server.reset()
    return openai_sandbox_server


@pytest.fixture
def deployed(openai_sandbox: Sandbox) -> Iterator[Deploy]:
    """A function that applies a stack, or a folder with HCL, to ``openai_sandbox``, and returns the result.

    ``deployed(stack)`` has ``state``, ``outputs`` and ``second_plan_is_empty``. It needs Terraform.
    """
    from openai_cdktf.testing import Deployment

    with contextlib.ExitStack() as running:

        def deploy(
            configuration: Configuration,
            *,
            terraform: str | Path | None = None,
            variables: Mapping[str, Any] | None = None,
        ) -> Deployment:
            return running.enter_context(
                Deployment(openai_sandbox, configuration, terraform=terraform, variables=variables)
            )

        yield deploy
