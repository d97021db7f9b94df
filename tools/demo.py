"""`make demo`: creates, changes and destroys the objects of a Python stack, on this machine only.

The demo runs the same programs as users. It writes only to its own folder, needs no API key, and sends nothing
to the network. Each step prints what it does, shows the command, and checks the result.
"""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = ROOT / ".tools" / "bin"
EXAMPLE = ROOT / "examples" / "quickstart"
STACK = "quickstart"
NEW_NAME = "Team notes, renamed"

_OLDEST_TERRAFORM = (1, 8)
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "TERM", "TMPDIR", "PYTHONDONTWRITEBYTECODE")


class DemoError(Exception):
    """A step of the demo failed. The message says what happened."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Stage:
    """The folder of the demo, the environment of its programs, and the console for its output."""

    folder: Path
    environment: dict[str, str]
    console: Console

    @property
    def work(self) -> Path:
        """The copy of the example."""
        return self.folder / STACK

    def with_variables(self, **more: str) -> Stage:
        """Return the same stage with additional environment variables."""
        return dataclasses.replace(self, environment={**self.environment, **more})

    def run(self, *command: str | Path, shows: Sequence[str] = ()) -> str:
        """Run a command and return its output. Show all of it, or only the lines with these words.

        Raises:
            DemoError: The command failed. The message contains all its output.
        """
        words = [part.name if isinstance(part, Path) else part for part in command]
        self.console.print(Text(f"  $ {' '.join(words)}", style="bold"))
        lines = []
        with subprocess.Popen(  # the commands below
            [str(part) for part in command],
            cwd=self.work,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        ) as process:
            assert process.stdout is not None  # noqa: S101  # PIPE is set above
            for line in process.stdout:
                lines.append(line)
                text = line.strip().removeprefix(f"{STACK}  ")  # CDKTF prefixes the stack's name
                if text and (not shows or any(word in text for word in shows)):
                    self.say(text)
        printed = "".join(lines)
        if process.returncode:
            raise DemoError(f"{' '.join(words)} exited with code {process.returncode}:\n{printed}")
        return printed

    def say(self, text: str) -> None:
        """Print a line of the current step."""
        self.console.print(Text(f"    {text}", style="dim"))

    def state(self) -> dict[str, dict[str, Any]]:
        """Return the attributes of each object in the state, by address."""
        state = json.loads((self.work / f"terraform.{STACK}.tfstate").read_text())
        return {
            f"{resource['type']}.{resource['name']}": instance["attributes"]
            for resource in state["resources"]
            if resource["mode"] == "managed"
            for instance in resource["instances"]
        }


def play(folder: Path, console: Console) -> None:
    """Run the demo in an empty folder.

    Raises:
        DemoError: A step failed.
    """
    started = time.monotonic()
    stage = _prepare(folder, console)

    _title(console, 1, "Install the provider where Terraform finds it")
    stage.run(
        _python_program("openai-cdktf"),
        "install",
        "--plugin-dir",
        folder / "plugins",
        shows=["nstalled"],
    )

    _title(console, 2, "Start a local OpenAI API: no key, no network")
    with _sandbox(stage) as base_url:
        stage.say(f"The API is available at {base_url}")
        stage = stage.with_variables(OPENAI_BASE_URL=base_url, OPENAI_API_KEY="sk-sandbox")
        _act(stage)

    console.print()
    console.print(
        f"[bold green]The demo finished in {time.monotonic() - started:.0f} s.[/] Its files are in "
        f"{_shown(folder)}. The stack is examples/quickstart/main.py."
    )
    console.print(_with_a_real_key(), highlight=False)


def _act(stage: Stage) -> None:
    console = stage.console
    cdktf = PROGRAMS / "cdktf"

    _title(console, 3, "Synthesize the Python stack into Terraform JSON")
    stage.run(cdktf, "synth")
    synthesized = stage.work / "cdktf.out" / "stacks" / STACK / "cdk.tf.json"
    types = ", ".join(json.loads(synthesized.read_text())["resource"])
    stage.say(f"Resources: {types}")

    _title(console, 4, "Create the objects with Terraform")
    deploy = (cdktf, "deploy", "--skip-provider-lock", "--auto-approve")
    stage.run(*deploy, "--outputs-file", "outputs.json", shows=["openai_", "Apply complete"])
    before = stage.state()
    _show_state(stage, before)

    _title(console, 5, "Plan again: no changes")
    _expect("No changes", stage.run(cdktf, "diff", "--skip-synth", shows=["No changes"]))

    _title(console, 6, "Change a name: Terraform updates one object in place")
    renamed = stage.with_variables(STORE_NAME=NEW_NAME)
    printed = renamed.run(*deploy, shows=["openai_vector_store.", "name", "Apply complete"])
    _expect("0 added, 1 changed, 0 destroyed", printed)
    after = stage.state()
    address = next(a for a in after if a.startswith("openai_vector_store."))
    if after[address]["name"] != NEW_NAME or after[address]["id"] != before[address]["id"]:
        raise DemoError(
            f"{address} should have the same id and the new name, but is {after[address]}"
        )
    stage.say(
        f"{address} still has the id {after[address]['id']}, and now has the name {after[address]['name']!r}."
    )

    _title(console, 7, "Destroy everything")
    _expect(
        f"{len(after)} destroyed",
        renamed.run(
            *(cdktf, "destroy", "--skip-synth", "--auto-approve"),
            shows=["Destruction", "Destroy complete"],
        ),
    )
    if left := stage.state():
        raise DemoError(f"The state should be empty, but contains {', '.join(left)}.")
    for kind in ("files", "vector_stores"):
        if left_over := _listed(stage, kind):
            raise DemoError(f"The API should have no objects, but has {left_over}.")
    stage.say("The state and the API are empty.")


def _prepare(folder: Path, console: Console) -> Stage:
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "home").mkdir(parents=True)
    shutil.copytree(
        EXAMPLE, folder / STACK, ignore=shutil.ignore_patterns("cdktf.out", "*.tfstate*")
    )
    settings = folder / "terraform.rc"
    settings.write_text(
        "disable_checkpoint = true\n"
        f'provider_installation {{\n  filesystem_mirror {{ path = "{folder}/plugins" }}\n}}\n'
    )
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    path = [PROGRAMS, Path(sys.executable).parent, environment.get("PATH", "/usr/bin:/bin")]
    terraform = _terraform()
    console.print(f"Terraform: {_shown(terraform)}", style="dim")
    return Stage(
        folder=folder,
        console=console,
        environment={
            **environment,
            "PATH": os.pathsep.join(map(str, path)),
            "HOME": str(folder / "home"),  # both CDKs and Terraform keep files there
            "TERRAFORM_BINARY_NAME": str(terraform),
            "TF_CLI_CONFIG_FILE": str(settings),
            "TF_CLI_ARGS": "-no-color",
            "OPENAI_CDKTF_PYTHON": sys.executable,
            # No program goes online or waits for input.
            "CHECKPOINT_DISABLE": "1",
            "CDKTF_DISABLE_PLUGIN_CACHE_ENV": "1",
            "CI": "1",
            "JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION": "1",
            "JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION": "1",
            "NODE_COMPILE_CACHE": str(
                ROOT / ".tools" / "compile-cache"
            ),  # saves a second at each start
        },
    )


def _terraform() -> Path:
    """Return the Terraform to use: from TERRAFORM_BINARY_NAME, from PATH, or the embedded one."""
    named = os.environ.get("TERRAFORM_BINARY_NAME")
    for name in [named, "terraform"]:
        found = shutil.which(name) if name else None
        if found and _terraform_version(found) >= _OLDEST_TERRAFORM:
            return Path(found)
    return PROGRAMS / "terraform-1.15"


def _terraform_version(program: str) -> tuple[int, ...]:
    done = subprocess.run(  # Terraform
        [program, "version", "-json"],
        env={**os.environ, "CHECKPOINT_DISABLE": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    try:
        version = str(json.loads(done.stdout)["terraform_version"])
    except (ValueError, KeyError, TypeError):
        return ()
    return tuple(int(part) for part in version.split(".")[:2])


@contextlib.contextmanager
def _sandbox(stage: Stage) -> Iterator[str]:
    """Run the sandbox on a free port during the block, and yield its base URL."""
    command = [str(_python_program("openai-cdktf")), "sandbox", "--port", "0", "--quiet"]
    stage.console.print(Text("  $ openai-cdktf sandbox", style="bold"))
    with (
        (stage.folder / "sandbox.log").open("w+") as log,
        subprocess.Popen(  # the command above
            command,
            env=stage.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        ) as process,
    ):
        try:
            assert process.stdout is not None  # noqa: S101  # PIPE is set above
            base_url = process.stdout.readline().strip()
            if not base_url:
                log.seek(0)
                raise DemoError(f"The sandbox did not start: {log.read()}")
            yield base_url
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def _python_program(name: str) -> Path:
    return Path(sys.executable).with_name(name)


def _title(console: Console, number: int, text: str) -> None:
    console.print()
    console.print(f"[bold cyan]{number}/7[/] [bold]{text}[/]", highlight=False)


def _expect(words: str, printed: str) -> None:
    if words not in " ".join(printed.split()):
        raise DemoError(f'The output should contain "{words}":\n{printed}')


def _listed(stage: Stage, kind: str) -> list[str]:
    """Return the ids of all objects of a kind, from the API."""
    request = urllib.request.Request(  # noqa: S310  # the sandbox, on this machine
        f"{stage.environment['OPENAI_BASE_URL']}/{kind}",
        headers={"Authorization": f"Bearer {stage.environment['OPENAI_API_KEY']}"},
    )
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with direct.open(request, timeout=30) as answer:
        return [item["id"] for item in json.load(answer)["data"]]


def _show_state(stage: Stage, state: dict[str, dict[str, Any]]) -> None:
    outputs: dict[str, Any] = json.loads((stage.work / "outputs.json").read_text())[STACK]
    ids = {address: attributes["id"] for address, attributes in state.items()}
    width = max(map(len, [*ids, *outputs]))
    for title, values in (("In Terraform's state:", ids), ("Outputs:", outputs)):
        stage.console.print(Text(f"    {title}"))
        for name, value in values.items():
            stage.say(f"  {name:<{width}}  {' / '.join(str(value).splitlines())}")


def _shown(path: Path) -> str:
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


def _with_a_real_key() -> str:
    return """
To use a real key, run these commands in this folder, in your own virtual environment:

  pip install '.\\[cdktf]'
  npm install --global cdktf-cli@0.21
  openai-cdktf install
  openai-cdktf doctor
  cd examples/quickstart
  export OPENAI_API_KEY=sk-…
  cdktf deploy --skip-provider-lock"""


def main() -> int:
    """Run the demo, and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.demo", description="Run the demo.")
    parser.add_argument(
        "--folder", type=Path, default=ROOT / ".demo", help="the folder of the demo"
    )
    console = Console(soft_wrap=True)
    try:
        play(parser.parse_args().folder.absolute(), console)
    except DemoError as error:
        console.print(Text(f"\nThe demo failed. {error}", style="red"))
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
