"""Fixtures for tests of stacks: ``openai_sandbox`` is a local OpenAI API, and ``deployed`` applies a stack to it.

pytest loads this module in every project of the environment, so it imports nothing else before a test uses a fixture.
"""

from __future__ import annotations

import contextlib
from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Any

    import pluggy

    from openai_cdktf.testing import Deploy, Deployment
    from openai_cdktf.testing.workspaces import Configuration
    from openai_cdktf_pytest.sandboxes import Sandboxes
    from openai_sandbox import ControlClient


MARKER = "openai_sandbox"
_PACKAGES = ("openai_cdktf", "openai_cdktf.testing")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the setting of the mode."""
    parser.addini(
        "openai_sandbox",
        "Where the fixture openai_sandbox runs: in a thread, or in a process of its own. Values: thread, process.",
        default="thread",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Document the marker."""
    config.addinivalue_line(
        "markers",
        f"{MARKER}(mode, seed, answers, polls, strict, strict_models): options of the fixture openai_sandbox",
    )


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(
    call: pytest.CallInfo[None],
) -> Generator[None, pluggy.Result[pytest.TestReport], None]:
    """Show the errors of the library without its frames, and begin the line of the summary with the cause.

    The name of the exception would fill this line.
    """
    error = call.excinfo.value if call.excinfo is not None else None
    ours = error if isinstance(error, Exception) and _is_ours(error) else None
    if ours is not None:
        from openai_cdktf._calls import shown

        shown(ours)
    crash = getattr((yield).get_result().longrepr, "reprcrash", None)
    if crash is not None and ours is not None:
        lines = str(ours).splitlines()[:2]  # the second one has the first of several problems
        crash.message = " ".join(line.strip() for line in lines).strip()


def _is_ours(error: Exception) -> bool:
    """Return whether the library has raised an error for the user: an error of its own, or one with a note about the line."""
    notes = getattr(error, "__notes__", ())
    return type(error).__module__ in _PACKAGES or str(notes).startswith("['The line is ")


@pytest.fixture(scope="session")
def openai_sandboxes() -> Iterator[Sandboxes]:
    """The local APIs of the session, or of a worker of xdist: one for each set of options."""
    from openai_cdktf_pytest.sandboxes import Sandboxes

    with Sandboxes() as sandboxes:
        yield sandboxes


@pytest.fixture
def openai_sandbox(request: pytest.FixtureRequest, openai_sandboxes: Sandboxes) -> ControlClient:
    """A local OpenAI API without objects, or with those of a seed.

    ``openai_sandbox.environment`` has the variables for a client, with which a test can also create objects before it deploys.
    ``openai_sandbox.requests`` lists the requests, and ``with openai_sandbox.faults("429:times=1"):`` simulates failures.

    ``@pytest.mark.openai_sandbox(seed="organization.yaml")`` sets the objects with which it begins, and ``mode="process"`` runs it in
    a process of its own. The setting ``openai_sandbox = process`` of pytest does this for all tests.
    """
    from openai_cdktf_pytest.sandboxes import Options

    marker = request.node.get_closest_marker(MARKER)
    try:
        options = Options.of(marker, str(request.config.getini(MARKER)), request.path.parent)
        sandbox = openai_sandboxes.get(options)
    except ModuleNotFoundError as error:
        failure = f"The sandbox needs packages that are not installed ({error.name}): pip install 'openai-cdktf[testing]'"
    except Exception as error:  # noqa: BLE001 - of each kind: options, seeds, answers, start
        failure = f"The fixture openai_sandbox: {error}"
    else:
        sandbox.reset()
        return sandbox
    pytest.fail(failure, pytrace=False)


@pytest.fixture
def deployed(openai_sandbox: ControlClient) -> Iterator[Deploy]:
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
            __tracebackhide__ = True
            return running.enter_context(
                Deployment(openai_sandbox, configuration, terraform=terraform, variables=variables)
            )

        yield deploy
