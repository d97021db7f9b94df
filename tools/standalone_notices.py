"""The notices that accompany a self-contained provider: the licenses of its parts, and its bill of materials (CycloneDX)."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import sysconfig
import uuid
from importlib.metadata import Distribution, distribution
from pathlib import Path

from provider_shim.version import VERSION
from tools import standalone, standalone_parts
from tools.shared_libraries import StandaloneError

ROOT = Path(__file__).resolve().parent.parent

_LICENSE_FILE = re.compile(
    r"\.dist-info/(licenses/)?.*(LICEN[CS]E|COPYING|NOTICE|AUTHORS)", re.IGNORECASE
)
_RULE = "=" * 100


def licenses(libraries: dict[str, Path]) -> str:
    """Return the licenses of all parts as one text.

    Args:
        libraries: The shared libraries that were copied from the machine, by name.

    Raises:
        StandaloneError: A part has no license that can be found.
    """
    parts = {f"openai-cdktf {VERSION}": (ROOT / "LICENSE").read_text()}
    parts[f"Python {sys.version.split()[0]}"] = _of_python()
    for package in packages():
        parts[f"{package.metadata['Name']} {package.version}"] = _of_distribution(package)
    for name, file in sorted(libraries.items()):
        if not file.is_relative_to(sys.base_prefix):  # Python's own library
            parts[name] = _of_package(file)
    texts: dict[str, list[str]] = {}
    for name, text in parts.items():
        texts.setdefault(text.strip(), []).append(name)
    return (
        "\n\n".join(
            f"{_RULE}\n{', '.join(names)}\n{_RULE}\n\n{text}" for text, names in texts.items()
        )
        + "\n"
    )


def bill_of_materials(system: str) -> str:
    """Return the parts of the archive as a CycloneDX document in JSON. The same parts give the same document."""
    python = sys.version.split()[0]
    parts = [_component("python", python, f"pkg:generic/python@{python}")]
    for package in packages():
        name = str(package.metadata["Name"]).lower().replace("_", "-")
        parts.append(_component(name, package.version, f"pkg:pypi/{name}@{package.version}"))
    purl = f"pkg:github/openai-cdktf/openai-cdktf@{VERSION}"
    provider = _component("terraform-provider-openai", VERSION, purl, kind="application")
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": uuid.uuid5(uuid.NAMESPACE_URL, f"{standalone.PROGRAM}_{system}").urn,
        "version": 1,
        "metadata": {"component": provider},
        "components": parts,
        "dependencies": [
            {"ref": provider["bom-ref"], "dependsOn": [part["bom-ref"] for part in parts]}
        ],
    }
    return json.dumps(document, indent=2) + "\n"


def _of_python() -> str:
    for folder in (sysconfig.get_path("stdlib"), sys.base_prefix):  # the second one on Windows
        file = Path(folder, "LICENSE.txt")
        if file.is_file():
            return file.read_text(encoding="utf-8")
    return _of_package(Path(sys.executable).resolve())


def _component(name: str, version: str, purl: str, *, kind: str = "library") -> dict[str, str]:
    return {"type": kind, "bom-ref": purl, "name": name, "version": version, "purl": purl}


def packages() -> list[Distribution]:
    """Return the Python packages in the archive, with the one of the certificates, or on Windows of the launcher."""
    more = "distlib" if standalone.ON_WINDOWS else "certifi"
    return [*standalone_parts.distributions(), distribution(more)]


def _of_distribution(package: Distribution) -> str:
    files = [file for file in package.files or [] if _LICENSE_FILE.search(str(file))]
    texts = [
        Path(str(file.locate())).read_text(encoding="utf-8", errors="replace") for file in files
    ]
    expression = package.metadata.json.get("license_expression")
    text = "\n\n".join(texts) or (expression if isinstance(expression, str) else "")
    if not text:
        raise StandaloneError(f"The package {package.metadata['Name']} has no license.")
    return text


def _of_package(file: Path) -> str:
    """Return the license of the Debian package that contains a file."""
    for path in (file, file.resolve(), Path(str(file).removeprefix("/usr")), Path(f"/usr{file}")):
        query = ["dpkg-query", "--search", str(path)]
        if shutil.which(query[0]) is None:
            break
        answer = subprocess.run(query, capture_output=True, text=True, check=False)
        if answer.returncode == 0:
            package = answer.stdout.split(":")[0]
            return Path("/usr/share/doc", package, "copyright").read_text(
                encoding="utf-8", errors="replace"
            )
    raise StandaloneError(
        f"No license of {file} was found. Build on a Debian system, or with a Python that contains its libraries."
    )
