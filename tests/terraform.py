"""Runs a real Terraform for tests, in a separate folder, with an installed provider like that of users.

``tests/acceptance/conftest.py`` makes these fixtures of it: ``provider_mirror`` (the provider, installed
once by ``openai-cdktf install``) and ``terraform`` (parametrised over ``VERSIONS``). A test reads::

    def test_a_file_is_uploaded(terraform: Terraform, sandbox: Sandbox) -> None:
        terraform.write('resource "openai_file" "notes" { … }')
        terraform.init()
        assert terraform.plan().actions == {"openai_file.notes": ["create"]}
        terraform.apply()
        assert terraform.plan().is_empty

Every method fails with all that Terraform printed, unless ``fails`` says that it must fail:
``terraform.apply(fails=True).errors``. A Terraform that is missing is a failure too.
"""

from __future__ import annotations

import compileall
import dataclasses
import functools
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.measuring import MEASURED

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = ROOT / ".tools" / "bin"
VERSIONS = ("1.11", "1.15")
"""The oldest Terraform with all features that we use, and the newest. `make set-up` installs both."""

SOURCE = "openai-cdktf/openai"
_SECONDS = 120
_HEADER = f"""\
terraform {{
  required_providers {{
    openai = {{
      source = "{SOURCE}"
    }}
  }}
}}
"""
_PASSED_ON = (
    "PATH",
    "HOME",
    "LANG",
    "TMPDIR",
    "SSL_CERT_FILE",
    "PYTHONDONTWRITEBYTECODE",
    "XDG_RUNTIME_DIR",  # of warm servers
    "OPENAI_CDKTF_WARM",
    "JSII_RUNTIME_PACKAGE_CACHE_ROOT",
)


def executable(version: str) -> Path:
    """Return the Terraform of a version in ``VERSIONS``. Fail the test if it is missing."""
    file = PROGRAMS / f"terraform-{version}"
    if not file.exists():
        pytest.fail(f"{file} is missing: run `make set-up`.")
    return file


def install_provider(folder: Path) -> Path:
    """Install the provider into a plugin folder with the real command, and return the folder.

    Its modules are compiled, as those of an installed package are: Terraform launches it some thousand times.
    """
    compileall.compile_dir(ROOT / "provider_shim", quiet=2)
    done = subprocess.run(
        [sys.executable, "-m", "openai_cdktf_cli", "install", "--plugin-dir", str(folder)],
        env={**os.environ, "XDG_CONFIG_HOME": str(folder.parent / "settings")},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    if done.returncode:
        pytest.fail(f"openai-cdktf install failed:\n{done.stdout}{done.stderr}")
    return folder


def write_settings(file: Path, *, mirror: Path, direct: bool = False) -> Path:
    """Write Terraform's settings: providers come only from the mirror, without network requests."""
    online = "direct {}" if direct else ""
    file.write_text(
        "disable_checkpoint = true\n"
        f'provider_installation {{\n  filesystem_mirror {{ path = "{mirror}" }}\n  {online}\n}}\n'
    )
    return file


def environment(
    *, settings: Path, own: Mapping[str, str], inherited: tuple[str, ...] = _PASSED_ON
) -> dict[str, str]:
    """Return an environment without variables of the machine that could influence Terraform."""
    return {
        **MEASURED,
        **{name: os.environ[name] for name in inherited if name in os.environ},
        "TF_CLI_CONFIG_FILE": str(settings),
        "TF_IN_AUTOMATION": "1",
        "TF_CLI_ARGS": "-no-color",
        "CHECKPOINT_DISABLE": "1",
        "OPENAI_CDKTF_PYTHON": sys.executable,
        **own,
    }


@dataclasses.dataclass(frozen=True, kw_only=True)
class Result:
    """The result of one run of Terraform. ``diagnostics`` are those of the ``-json`` output, if it was requested."""

    code: int
    out: str
    err: str
    diagnostics: list[dict[str, Any]] = dataclasses.field(default_factory=list)

    @property
    def text(self) -> str:
        """The complete output."""
        return self.out + self.err

    @property
    def flat(self) -> str:
        """The complete output as one line, without Terraform's line breaks."""
        return " ".join(self.text.split())

    def of_type(self, name: str) -> list[dict[str, Any]]:
        """Return the lines of a type in the output of ``-json``."""
        mark = f'"type":"{name}"'
        lines = [json.loads(line) for line in self.out.splitlines() if mark in line]
        return [line for line in lines if line.get("type") == name]

    @property
    def errors(self) -> list[str]:
        """The errors, each as a text with summary and detail."""
        return [_text(d) for d in self.diagnostics if d["severity"] == "error"]

    @property
    def warnings(self) -> list[str]:
        """The warnings, each as a text with summary and detail."""
        return [_text(d) for d in self.diagnostics if d["severity"] == "warning"]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Plan(Result):
    """A plan. ``json`` is that of ``terraform show -json PLANFILE``.

    ``show`` launches the provider, so it runs only if the output of ``plan`` announces changes, or a test reads ``json``.
    """

    show: Callable[[], dict[str, Any]] = dict

    @functools.cached_property
    def json(self) -> dict[str, Any]:
        """The plan as JSON."""
        return self.show()

    @property
    def changes(self) -> dict[str, dict[str, Any]]:
        """``change`` by address, of all resources in the plan."""
        return {c["address"]: c["change"] for c in self.json.get("resource_changes", [])}

    @property
    def actions(self) -> dict[str, list[str]]:
        """The actions by address, for resources with a planned action, including reads."""
        if not self.of_type("planned_change"):
            return {}
        return {a: c["actions"] for a, c in self.changes.items() if c["actions"] != ["no-op"]}

    @property
    def drift(self) -> dict[str, list[str]]:
        """The actions by address, for changes outside of Terraform. They alone are not a plan."""
        return {c["address"]: c["change"]["actions"] for c in self.json.get("resource_drift", [])}

    @property
    def is_empty(self) -> bool:
        """Whether Terraform would say "No changes", outputs included."""
        outputs = [one for line in self.of_type("outputs") for one in line["outputs"].values()]
        return not self.actions and all(output["action"] == "noop" for output in outputs)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Terraform:
    """One Terraform in one working folder. ``own`` are additional environment variables."""

    version: str
    folder: Path
    mirror: Path
    own: dict[str, str] = dataclasses.field(default_factory=dict)

    @property
    def log_file(self) -> Path:
        """The log of Terraform and the provider, at the level of ``logging``."""
        return self.folder / "terraform.log"

    @property
    def log(self) -> str:
        """The text of the log. Empty if nothing was logged."""
        return self.log_file.read_text() if self.log_file.exists() else ""

    def logging(self, level: str = "TRACE") -> Terraform:
        """Return the same Terraform, logging to ``log_file``."""
        return self.seeing(TF_LOG=level, TF_LOG_PATH=str(self.log_file))

    def seeing(self, **own: str) -> Terraform:
        """Return the same Terraform with more variables in its environment."""
        return dataclasses.replace(self, own={**self.own, **own})

    def write(self, *blocks: str, name: str = "main.tf") -> None:
        """Write the configuration: ``required_providers``, and these blocks of HCL."""
        (self.folder / name).write_text("\n".join([_HEADER, *blocks, ""]))

    def write_json(self, configuration: Mapping[str, Any], *, name: str = "main.tf.json") -> None:
        """Write the configuration as JSON; ``required_providers`` is added if it is missing."""
        own = {"terraform": {"required_providers": {"openai": {"source": SOURCE}}}}
        (self.folder / name).write_text(json.dumps({**own, **configuration}, indent=2))

    def run(self, *arguments: str, stdin: str = "", fails: bool | None = False) -> Result:
        """Run any command. ``fails`` is whether it must fail. None accepts both."""
        settings = self.folder / "terraform.rc"
        if not settings.exists():
            write_settings(settings, mirror=self.mirror)
        command = [str(executable(self.version)), *arguments]
        try:
            done = subprocess.run(
                command,
                cwd=self.folder,
                env=environment(settings=settings, own=self.own),
                input=stdin,
                capture_output=True,
                text=True,
                timeout=_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            pytest.fail(f"{' '.join(command)} did not end in {_SECONDS} s:\n{error.output}")
        if fails is not None and bool(done.returncode) is not fails:
            expected = "fail" if fails else "succeed"
            pytest.fail(
                f"{' '.join(command)} was to {expected}, but ended with {done.returncode}:\n"
                f"{done.stdout}{done.stderr}"
            )
        return Result(
            code=done.returncode,
            out=done.stdout,
            err=done.stderr,
            diagnostics=_diagnostics(done.stdout),
        )

    def init(self, *arguments: str, fails: bool | None = False) -> Result:
        """Install the provider from the mirror into the working folder."""
        return self.run("init", "-input=false", *arguments, fails=fails)

    def validate(self, *, fails: bool | None = False) -> Result:
        """Validate. ``errors`` and ``warnings`` contain the findings."""
        return self.run("validate", "-json", fails=fails)

    def plan(self, *arguments: str, fails: bool | None = False) -> Plan:
        """Plan, and keep the plan for ``apply_plan``."""
        result = self.run("plan", "-json", "-input=false", "-out=plan", *arguments, fails=fails)
        if result.code:
            return Plan(**vars(result))
        content = (self.folder / "plan").read_bytes()  # the next plan replaces the file
        return Plan(**vars(result), show=lambda: self._show_plan(content))

    def _show_plan(self, content: bytes) -> dict[str, Any]:
        (self.folder / "shown_plan").write_bytes(content)
        shown: dict[str, Any] = json.loads(self.run("show", "-json", "shown_plan").out)
        return shown

    def apply(self, *arguments: str, fails: bool | None = False) -> Result:
        """Plan and apply without confirmation."""
        return self.run("apply", "-json", "-auto-approve", "-input=false", *arguments, fails=fails)

    def apply_plan(self, *, fails: bool | None = False) -> Result:
        """Apply the last plan."""
        return self.run("apply", "-json", "-input=false", "plan", fails=fails)

    def destroy(self, *arguments: str, fails: bool | None = False) -> Result:
        """Destroy everything without confirmation."""
        return self.apply("-destroy", *arguments, fails=fails)

    def import_(self, address: str, identifier: str, *, fails: bool | None = False) -> Result:
        """Import an existing object into the state."""
        return self.run("import", "-input=false", address, identifier, fails=fails)

    def show(self) -> dict[str, Any]:
        """Return the state from ``terraform show -json``."""
        shown: dict[str, Any] = json.loads(self.run("show", "-json").out)
        return shown

    def resources(self) -> dict[str, dict[str, Any]]:
        """Return the attribute values of each resource and data source of the root module, by address.

        They are read from the state file, because `show` launches the provider.
        """
        return {
            _address(resource, instance): _without_types(instance["attributes"])
            for resource in self.state().get("resources", [])
            if "module" not in resource
            for instance in resource["instances"]
        }

    def output(self) -> dict[str, Any]:
        """Return the values of all outputs, by name."""
        outputs = json.loads(self.run("output", "-json").out)
        return {name: output["value"] for name, output in outputs.items()}

    def state(self) -> dict[str, Any]:
        """Return the raw state file, or ``{}`` if there is none."""
        file = self.folder / "terraform.tfstate"
        state: dict[str, Any] = json.loads(file.read_text()) if file.exists() else {}
        return state

    def schemas(self) -> dict[str, Any]:
        """Return the schemas of our provider from ``terraform providers schema -json``."""
        schemas = json.loads(self.run("providers", "schema", "-json").out)["provider_schemas"]
        found: dict[str, Any] = next(s for a, s in schemas.items() if a.endswith(SOURCE))
        return found


def _diagnostics(out: str) -> list[dict[str, Any]]:
    """Read the diagnostics from the object of ``validate``, or from the lines of ``plan`` and ``apply``."""
    if not out.startswith("{"):
        return []
    try:
        whole = json.loads(out)
    except ValueError:
        lines = [json.loads(line) for line in out.splitlines() if line.startswith("{")]
        return [line["diagnostic"] for line in lines if line.get("type") == "diagnostic"]
    found: list[dict[str, Any]] = whole.get("diagnostics") or [
        d for d in [whole.get("diagnostic")] if d
    ]
    return found


def _address(resource: Mapping[str, Any], instance: Mapping[str, Any]) -> str:
    data = "data." if resource["mode"] == "data" else ""
    index = f"[{json.dumps(instance['index_key'])}]" if "index_key" in instance else ""
    return f"{data}{resource['type']}.{resource['name']}{index}"


def _without_types(value: Any) -> Any:
    """Replace dynamic values, which the state contains together with their types, by the values alone."""
    if isinstance(value, list):
        return [_without_types(one) for one in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"type", "value"} and (
        isinstance(value["type"], list) or value["type"] in {"bool", "number", "string"}
    ):
        return _without_types(value["value"])
    return {name: _without_types(one) for name, one in value.items()}


def _text(diagnostic: Mapping[str, Any]) -> str:
    return f"{diagnostic['summary']}\n{diagnostic.get('detail', '')}".rstrip()
