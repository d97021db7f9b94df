"""Environments with clients of OpenAI, one for each client, because they need different versions of the same packages."""

from __future__ import annotations

import dataclasses
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).parents[2]
_FOLDER = ROOT / ".tools" / "clients"
_NPM = ROOT / ".tools" / "bin" / "npm"
_NODE = ROOT / ".tools" / "bin" / "node"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Client:
    """A client of OpenAI.

    Attributes:
        name: The name of its environment.
        packages: The packages to install, with their versions.
        heading: The heading in the guide, below which its example is.
        program: The program in this folder, None without one.
    """

    name: str
    packages: tuple[str, ...]
    heading: str
    program: str | None = None

    @property
    def runs_on_node(self) -> bool:
        """Whether the packages are those of npm."""
        return self.program is None


CLIENTS = (
    Client(
        name="agents-sdk",
        packages=("openai-agents==0.24.0",),
        heading="### OpenAI Agents SDK",
        program="with_agents_sdk.py",
    ),
    Client(
        name="langchain",
        packages=("langchain==1.5.2", "langchain-openai==1.7.4", "numpy>=2,<3"),
        heading="### LangChain",
        program="with_langchain.py",
    ),
    Client(
        name="llama-index",
        packages=("llama-index-llms-openai==0.8.3", "llama-index-embeddings-openai==0.7.0"),
        heading="### LlamaIndex",
        program="with_llama_index.py",
    ),
    Client(name="node", packages=("openai@7.59.0",), heading="### Node"),
)


def interpreter(client: Client) -> tuple[Path, Path]:
    """Return the program that runs files with a client, and the folder of its environment. Create it if it is missing."""
    folder = _FOLDER / client.name
    stamp = folder / "packages.txt"
    wanted = "\n".join([*client.packages, sys.version])
    if not stamp.is_file() or stamp.read_text() != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        _install(client, folder)
        stamp.write_text(wanted)
    return (_NODE if client.runs_on_node else folder / "bin" / "python"), folder


def _install(client: Client, folder: Path) -> None:
    if client.runs_on_node:
        folder.mkdir(parents=True)
        (folder / "package.json").write_text("{}")
        _run([str(_NPM), "install", "--no-audit", "--no-fund", *client.packages], folder)
        return
    venv.EnvBuilder(with_pip=True, symlinks=True).create(folder)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "--disable-pip-version-check"]
    _run([*pip, "install", "--quiet", *client.packages], folder)


def _run(command: list[str], folder: Path) -> None:
    path = f"{_NODE.parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PATH": path},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}\n{done.stderr}"
