"""The notices that accompany a self-contained provider: the licenses of its parts, and its bill of materials (CycloneDX)."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
import uuid
from importlib.metadata import Distribution, distribution
from pathlib import Path

from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from provider_shim.version import VERSION
from tools import standalone
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
    python = Path(sysconfig.get_path("stdlib"), "LICENSE.txt")
    parts[f"Python {sys.version.split()[0]}"] = (
        python.read_text() if python.is_file() else _of_package(Path(sys.executable).resolve())
    )
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
    root = Component(
        name="terraform-provider-openai",
        version=VERSION,
        type=ComponentType.APPLICATION,
        bom_ref="provider",
    )
    bom = Bom(serial_number=uuid.uuid5(uuid.NAMESPACE_URL, f"{standalone.PROGRAM}_{system}"))
    bom.metadata.component = root
    bom.metadata.timestamp = None  # type: ignore[assignment]  # the same commit gives the same document
    python = sys.version.split()[0]
    found = [
        Component(
            name="python",
            version=python,
            purl=PackageURL("generic", None, "python", python),
            bom_ref="python",
        )
    ]
    for package in packages():
        name = str(package.metadata["Name"]).lower().replace("_", "-")
        purl = PackageURL("pypi", None, name, package.version)
        found.append(Component(name=name, version=package.version, purl=purl, bom_ref=name))
    for component in found:
        bom.components.add(component)
    bom.register_dependency(root, found)
    return JsonV1Dot6(bom).output_as_string(indent=2) + "\n"


def packages() -> list[Distribution]:
    """Return the Python packages in the archive, with the one that contains the certificates."""
    return [*standalone.distributions(), distribution("certifi")]


def _of_distribution(package: Distribution) -> str:
    files = [file for file in package.files or [] if _LICENSE_FILE.search(str(file))]
    texts = [Path(str(file.locate())).read_text(errors="replace") for file in files]
    expression: str | None = package.metadata.json.get("license_expression")  # type: ignore[assignment]
    text = "\n\n".join(texts) or expression
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
            return Path("/usr/share/doc", package, "copyright").read_text(errors="replace")
    raise StandaloneError(
        f"No license of {file} was found. Build on a Debian system, or with a Python that contains its libraries."
    )
