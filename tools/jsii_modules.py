"""Renders the archives of ``openai_cdktf/_jsii``, which jsii loads into Node.

An archive contains ``elements.js``, a ``package.json``, and the description of the classes for jsii (``.jsii``, an *assembly*: see
https://aws.github.io/jsii/specification/). We do not use jsii's compiler, because it would need TypeScript, for
six classes that add two constructor arguments and two methods to classes of the CDK.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import tarfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from openai_cdktf._jsii import BASES, VERSION, archive_name, module_name

ROOT = Path(__file__).resolve().parent.parent
FOLDER = "openai_cdktf/_jsii"
SOURCE = "elements.js"
HOME = "https://github.com/openai-cdktf/openai-cdktf"

_TEXT = {"primitive": "string"}
_ANYTHING = {"primitive": "any"}
_CHECK_TRANSFER = {"name": "checkTransfer", "parameters": [{"name": "plain", "type": _TEXT}]}
_CONFIGS = {
    "TerraformResource": "TerraformResourceConfig",
    "TerraformDataSource": "TerraformResourceConfig",
    "TerraformEphemeralResource": "TerraformEphemeralResourceConfig",
    "TerraformProvider": "TerraformProviderConfig",
}


def render() -> dict[str, bytes]:
    """Return the bytes of each archive, by path."""
    code = (ROOT / FOLDER / SOURCE).read_text(encoding="utf-8")
    return {f"{FOLDER}/{archive_name(cdk)}": _packed(_files(cdk, code)) for cdk in BASES}


def owned() -> list[str]:
    """Return the paths of the archives on disk."""
    return [f"{FOLDER}/{path.name}" for path in (ROOT / FOLDER).glob("*.tgz")]


def _files(cdk: str, code: str) -> dict[str, str]:
    about = {
        "name": module_name(cdk),
        "version": VERSION,
        "description": f"What the constructs of openai-cdktf become in Node, on {cdk}.",
        "license": "Apache-2.0",
        "homepage": HOME,
        "repository": {"type": "git", "url": f"{HOME}.git"},
    }
    package = {**about, "main": SOURCE, "cdk": cdk, "jsii": {"outdir": "."}}
    assembly = {
        **about,
        "schema": "jsii/0.10.0",
        "jsiiVersion": "5.9.0",
        "author": {"name": "openai-cdktf", "roles": ["author"]},
        "dependencies": dict.fromkeys((cdk, "constructs"), "*"),
        "targets": {"js": {"npm": module_name(cdk)}},
        "types": {
            f"{module_name(cdk)}.{name}": _class(cdk, name, base)
            for name, base in BASES[cdk].items()
        },
        "fingerprint": hashlib.sha256(code.encode()).hexdigest(),
    }
    return {
        SOURCE: code,
        "package.json": json.dumps(package, indent=1),
        ".jsii": json.dumps(assembly, indent=1),
    }


def _class(cdk: str, name: str, base: str) -> dict[str, Any]:
    return {
        "assembly": module_name(cdk),
        "base": f"{cdk}.{base}",
        "fqn": f"{module_name(cdk)}.{name}",
        "initializer": {
            "parameters": [
                {"name": "scope", "type": {"fqn": "constructs.Construct"}},
                {"name": "id", "type": _TEXT},
                {"name": "plain", "type": _TEXT},
                {"name": "attributes", "type": _collection("map", _ANYTHING), "optional": True},
                {"name": "config", "type": {"fqn": f"{cdk}.{_CONFIGS[base]}"}, "optional": True},
            ]
        },
        "kind": "class",
        "methods": [
            *([_CHECK_TRANSFER] if name == "Resource" else []),
            {
                "name": "overriddenByStacks",
                "returns": {"type": _collection("array", {"fqn": "constructs.Construct"})},
            },
            {"name": "stackOverrides", "returns": {"type": _TEXT}},
            {
                "name": "removeAttribute",
                "parameters": [{"name": "name", "type": _TEXT}],
            },
            {
                "name": "setAttribute",
                "parameters": [
                    {"name": "name", "type": _TEXT},
                    {"name": "value", "type": _ANYTHING},
                ],
            },
        ],
        "name": name,
    }


def _collection(kind: str, element: Mapping[str, str]) -> dict[str, Any]:
    return {"collection": {"elementtype": element, "kind": kind}}


def _packed(files: Mapping[str, str]) -> bytes:
    """Return a tar archive in gzip format, without compression: other versions of zlib would write other bytes."""
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for name, text in files.items():
            entry = tarfile.TarInfo(f"package/{name}")
            entry.size = len(text.encode())
            tar.addfile(entry, io.BytesIO(text.encode()))
    return gzip.compress(archive.getvalue(), compresslevel=0, mtime=0)
