"""Generates bindings for our provider with the CDKs' own command lines. Tests and benchmarks compare our constructs with them.

It needs the programs that `make set-up` installs.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = ROOT / ".tools" / "bin"
SOURCE = "openai-cdktf/openai"
_SECONDS = 900

_WITHOUT_FUNCTIONS = """\
#!{python}
# Terraform, but without provider functions in schemas: cdktn generates Python for them that cannot be imported.
import json, subprocess, sys
done = subprocess.run(["{terraform}", *sys.argv[1:]], stdout=subprocess.PIPE)
out = done.stdout
if sys.argv[1:3] == ["providers", "schema"] and not done.returncode:
    schema = json.loads(out)
    for provider in schema.get("provider_schemas", {{}}).values():
        provider.pop("functions", None)
    out = json.dumps(schema).encode()
sys.stdout.buffer.write(out)
sys.exit(done.returncode)
"""


class BindingsError(Exception):
    """A command failed. The message contains all its output."""


def install_provider(folder: Path) -> Path:
    """Install the provider into a plugin folder with the real command, and return the folder.

    Raises:
        BindingsError: The command failed.
    """
    command = [sys.executable, "-m", "openai_cdktf_cli", "install", "--plugin-dir", str(folder)]
    _run(command, ROOT, {**os.environ, "XDG_CONFIG_HOME": str(folder.parent / "settings")})
    return folder


def generate(cdk: str, folder: Path, *, mirror: Path, terraform: Path) -> Path:
    """Generate bindings, and return the folder from which they can be imported as ``openai``.

    Args:
        cdk: ``cdktf`` or ``cdktn``.
        folder: an empty folder to work in.
        mirror: the plugin folder with the provider.
        terraform: the Terraform that reads the schema.

    Raises:
        BindingsError: The command failed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    filtered = folder / "terraform"
    filtered.write_text(_WITHOUT_FUNCTIONS.format(python=sys.executable, terraform=terraform))
    filtered.chmod(0o755)
    settings = folder / "terraform.rc"
    settings.write_text(
        f'provider_installation {{\n  filesystem_mirror {{ path = "{mirror}" }}\n}}\n'
    )
    project = {
        "language": "python",
        "app": "true",
        "projectId": "00000000-0000-0000-0000-000000000000",
        "sendCrashReports": "false",
        "terraformProviders": [SOURCE],
        "terraformModules": [],
        "codeMakerOutput": "bindings",
        "context": {},
    }
    if cdk == "cdktn":
        project["targetVersions"] = {"terraform": ">=1.11.0"}
    (folder / "cdktf.json").write_text(json.dumps(project))
    path = os.pathsep.join((str(PROGRAMS), str(Path(sys.executable).parent), os.environ["PATH"]))
    environment = {
        **os.environ,
        "PATH": path,
        "HOME": str(folder),
        "TF_CLI_CONFIG_FILE": str(settings),
        "TERRAFORM_BINARY_NAME": str(filtered),
        "OPENAI_CDKTF_PYTHON": sys.executable,
        "CHECKPOINT_DISABLE": "1",
        "CI": "1",
    }
    _run([str(PROGRAMS / cdk), "get"], folder, environment)
    return folder / "bindings"


def _run(command: list[str], folder: Path, environment: dict[str, str]) -> None:
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    if done.returncode:
        raise BindingsError(
            f"{' '.join(command)} exited with code {done.returncode}:\n{done.stdout}"
        )
