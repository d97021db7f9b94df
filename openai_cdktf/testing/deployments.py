"""A stack that is applied to a sandbox: `Deployment`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

from openai_cdktf._calls import public_type
from openai_cdktf.testing.applied import Outputs, State
from openai_cdktf.testing.plans import Plan
from openai_cdktf.testing.workspaces import Configuration, Sandbox, Workspace


@public_type
class Deployment:
    """A stack that Terraform has applied to a sandbox, with its state.

    Other providers of the stack and your own provisioners run. The commands of the sinks that deliver secrets do not: see `Workspace`.

    Attributes:
        workspace: the folder in which Terraform runs.
    """

    def __init__(
        self,
        sandbox: Sandbox,
        configuration: Configuration,
        *,
        terraform: str | Path | None = None,
        variables: Mapping[str, Any] | None = None,
    ) -> None:
        """Apply a stack, or a folder with a configuration in HCL. See `Workspace` for the arguments.

        Raises:
            ValueError: The stack cannot be synthesized. The message says why.
            TerraformError: There is no Terraform, or it has reported errors.
            FileNotFoundError: The provider is not installed in the environment of this Python.
        """
        self.workspace = Workspace(sandbox, terraform=terraform, variables=variables)
        try:
            self.update(configuration)
        except BaseException:
            self.workspace.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.workspace.close()

    @property
    def state(self) -> State:
        """The attributes of each object and data source, by address, such as ``state["openai_file.tips"]["bytes"]``.

        Constructs of the stack are keys, too: ``state[stack.handbook.store]["id"]``. See `State`.
        """
        return self.workspace.state()

    @property
    def outputs(self) -> Outputs:
        """The values of all outputs, by name."""
        return self.workspace.outputs()

    @property
    def second_plan_is_empty(self) -> bool:
        """Whether Terraform would change nothing if it ran again. A stack without this property changes at every run."""
        return self.workspace.plan().is_empty

    def plan(self, configuration: Configuration | None = None) -> Plan:
        """Return what Terraform would change: for the same stack, or for a changed one with the same name.

        Raises:
            ValueError: The stack cannot be synthesized. The message says why.
            TerraformError: Terraform has reported errors.
        """
        if configuration is not None:
            self.workspace.write(configuration)
        return self.workspace.plan()

    def update(self, configuration: Configuration) -> None:
        """Apply a changed stack with the same name.

        Raises:
            ValueError: The stack cannot be synthesized. The message says why.
            TerraformError: Terraform has reported errors.
        """
        self.workspace.write(configuration)
        self.workspace.apply()


class Deploy(Protocol):
    """The fixture ``deployed``: a function that applies a stack and returns the result."""

    def __call__(
        self,
        configuration: Configuration,
        *,
        terraform: str | Path | None = None,
        variables: Mapping[str, Any] | None = None,
    ) -> Deployment:
        """Apply a stack to the sandbox. The arguments are those of `Deployment`."""
        ...
