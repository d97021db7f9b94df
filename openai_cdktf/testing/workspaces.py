"""Runs Terraform in a folder of its own, against a local OpenAI API: `Workspace` and `plan`."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

from constructs import Construct

from openai_cdktf._calls import public, public_type
from openai_cdktf._sandbox_process import sandbox_process
from openai_cdktf.testing import deliveries, failures, provider_mirror, synthesis
from openai_cdktf.testing.applied import Outputs, State
from openai_cdktf.testing.plans import Plan

Configuration = Construct | str | Path
"""A stack, or a folder with a configuration in HCL."""

_SECONDS = 300
_OVERRIDE: dict[str, Any] = {"terraform": {"backend": {"local": {}}}}
"""It replaces the backend, or the block ``cloud``, of a configuration in HCL or JSON."""
_IGNORED = ("*.tfstate*", ".terraform", ".git", ".venv", "cdktf.out", "node_modules", "tests")


class TerraformError(AssertionError):
    """Terraform cannot run, or has reported errors. The first line names the cause. All errors follow, without the plan."""

    __module__ = "openai_cdktf.testing"


class Sandbox(Protocol):
    """A running sandbox, such as ``openai_sandbox.Sandbox`` or the fixture ``openai_sandbox``."""

    @property
    def environment(self) -> Mapping[str, str]:
        """The environment variables with which the provider uses it."""
        ...


@public_type
class Workspace:
    """A folder with a configuration and its state, in which Terraform runs against a sandbox.

    The provider is the one of this Python environment. It never calls OpenAI: the keys and the base URL of the configuration are
    replaced by those of the sandbox. The state is a file in the folder, whatever backend the stack has.

    The commands of `CommandSink` and of sinks such as `local_file` do not run, so no secret store and no file gets a key of the
    sandbox. Everything else runs as usual: other providers, such as `aws`, and your own provisioners.
    """

    def __init__(
        self,
        sandbox: Sandbox,
        *,
        terraform: str | Path | None = None,
        variables: Mapping[str, Any] | None = None,
    ) -> None:
        """Create the folder.

        Args:
            sandbox: the running sandbox.
            terraform: the program. Defaults to the environment variable ``TERRAFORM_BINARY_NAME``, then to ``terraform`` on PATH.
            variables: the values of the configuration's variables.

        Raises:
            TerraformError: There is no such program.
            FileNotFoundError: The provider is not installed in the environment of this Python.
        """
        self._program = _program(terraform)
        self._folder = tempfile.TemporaryDirectory(
            prefix="openai-cdktf-test-", ignore_cleanup_errors=True
        )
        root = Path(self._folder.name)
        settings = provider_mirror.write(root, _user_settings())
        self.folder = root / "stack"
        self._environment = {
            **{
                name: value
                for name, value in os.environ.items()
                if not name.startswith(("OPENAI_", "AZURE_OPENAI_", "TF_"))
            },
            **{
                name: value
                for name, value in os.environ.items()
                if name in ("TF_LOG", "TF_LOG_PATH", "TF_PLUGIN_CACHE_DIR")
            },
            **{f"TF_VAR_{name}": _variable(value) for name, value in (variables or {}).items()},
            **sandbox.environment,
            "OPENAI_CDKTF_SANDBOX": "1",
            "TF_CLI_CONFIG_FILE": str(settings),
            "TF_IN_AUTOMATION": "1",
            "CHECKPOINT_DISABLE": "1",
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Delete the folder."""
        self._folder.cleanup()

    def write(self, configuration: Configuration) -> None:
        """Replace the configuration. The state stays.

        Raises:
            ValueError: The stack cannot be synthesized. The message says why.
            TerraformError: Terraform cannot load it.
        """
        new = self.folder.with_name("new")
        shutil.rmtree(new, ignore_errors=True)  # of a configuration that could not be written
        if isinstance(configuration, str | Path):
            shutil.copytree(configuration, new, ignore=shutil.ignore_patterns(*_IGNORED))
        else:
            synthesis.write(configuration, new)
        deliveries.disable(new)
        (new / "openai_cdktf_testing_override.tf.json").write_text(json.dumps(_OVERRIDE))
        state = self.folder / "terraform.tfstate"
        if state.exists():
            shutil.copy(state, new)
        shutil.rmtree(self.folder, ignore_errors=True)
        new.rename(self.folder)
        self.run("init", "-input=false", "-no-color")

    def apply(self) -> None:
        """Create, change and delete objects in the sandbox until they correspond to the configuration.

        Raises:
            TerraformError: Terraform has reported errors.
        """
        self.run("apply", "-auto-approve", "-input=false", "-no-color")

    def plan(self) -> Plan:
        """Return what an apply would change.

        Raises:
            TerraformError: Terraform has reported errors.
        """
        text = self.run("plan", "-input=false", "-no-color", "-out=plan.out")
        return Plan(json.loads(self.run("show", "-json", "plan.out")), text)

    def state(self) -> State:
        """Return the attributes of each object and data source in the state, by address."""
        return State(
            (address, instance["attributes"])
            for resource in self._state_file().get("resources", [])
            for address, instance in _instances(resource)
        )

    def outputs(self) -> Outputs:
        """Return the values of all outputs, by name."""
        outputs = self._state_file().get("outputs", {})
        return Outputs((name, output["value"]) for name, output in outputs.items())

    def _state_file(self) -> dict[str, Any]:
        # `terraform show` would start the provider, which takes as long as a plan of a small stack.
        file = self.folder / "terraform.tfstate"
        found: dict[str, Any] = json.loads(file.read_text()) if file.exists() else {}
        return found

    def run(self, *arguments: str) -> str:
        """Run a command of Terraform in the folder, and return its output.

        Raises:
            TerraformError: The command failed. The message contains its errors.
        """
        done = subprocess.run(  # noqa: S603  # Terraform
            [self._program, *arguments],
            cwd=self.folder,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=_SECONDS,
            check=False,
        )
        if done.returncode:
            raise TerraformError(failures.message(arguments[0], done.stdout, done.stderr))
        return done.stdout


@public
def plan(
    configuration: Configuration,
    *,
    sandbox: Sandbox | None = None,
    terraform: str | Path | None = None,
    variables: Mapping[str, Any] | None = None,
) -> Plan:
    """Return what Terraform would create for a new stack. This changes nothing.

    Args:
        configuration: the stack, or a folder with a configuration in HCL.
        sandbox: the running sandbox. Defaults to a new one, which needs a second to start and stops at the end.
        terraform: the program. Defaults to the environment variable ``TERRAFORM_BINARY_NAME``, then to ``terraform`` on PATH.
        variables: the values of the configuration's variables.

    Raises:
        ValueError: The stack cannot be synthesized. The message says why.
        TerraformError: There is no Terraform, or it has reported errors. It is an `AssertionError`.
        FileNotFoundError: The provider is not installed in the environment of this Python.
        ModuleNotFoundError: The sandbox is not installed. Install ``openai-cdktf[testing]``.
    """
    with contextlib.ExitStack() as running:
        target = sandbox or running.enter_context(sandbox_process())
        workspace = running.enter_context(
            Workspace(target, terraform=terraform, variables=variables)
        )
        workspace.write(configuration)
        return workspace.plan()


def _program(chosen: str | Path | None) -> str:
    name = str(chosen or os.environ.get("TERRAFORM_BINARY_NAME") or "terraform")
    found = shutil.which(name)
    if not found:
        raise TerraformError(
            f"{name} is not on PATH. Install Terraform (https://developer.hashicorp.com/terraform/install), or name the program "
            "in the environment variable TERRAFORM_BINARY_NAME"
        )
    return found


def _user_settings() -> str:
    file = os.environ.get("TF_CLI_CONFIG_FILE")
    try:
        return (Path(file) if file else Path.home() / ".terraformrc").read_text()
    except (OSError, RuntimeError):
        return ""


def _variable(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _instances(resource: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the instances of a resource in the state file, with their addresses."""
    parts = [resource.get("module", ""), "data" if resource["mode"] == "data" else ""]
    address = ".".join(filter(None, [*parts, resource["type"], resource["name"]]))
    for instance in resource["instances"]:
        key = f"[{json.dumps(instance['index_key'])}]" if "index_key" in instance else ""
        yield f"{address}{key}", instance
