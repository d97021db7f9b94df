"""Synthesizes a stack for tests, and returns its blocks with the paths of their constructs."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from constructs import Construct

from openai_cdktf._paths import stack_folder
from openai_cdktf._scopes import cdk_of
from openai_cdktf.testing.problems import Block

_RELATIVE = re.compile(r"""(?:(?<=")|\A)\.\./[^"\\]*""")
"""A relative path: a complete string, or a string in an expression."""

_MISSING_PROVIDERS = re.compile(r"(\n +\[[^]\n]*\] Found resources without a .* providers: )(.+)")
_ONLY_ERROR = re.compile(r"Validation failed with the following errors:\n +\[[^]\n]*\] (.+)")

TYPED = ("resource", "data", "ephemeral", "action", "list")
"""The sections of the JSON with a level for types."""


@dataclass(frozen=True, kw_only=True)
class Synthesized:
    """A synthesized stack.

    Attributes:
        stack: the path of the stack.
        json: the JSON, with the metadata of the CDK, and with the queries as a section ``list``.
        folder: the folder at which relative paths in the JSON begin. None: they begin at the working directory.
        error: what the CDK reported instead of the synthesis, or an empty text. The JSON then has no metadata.
        warnings: the paths of constructs, and their warnings without the name of the construct.
    """

    stack: str
    json: Mapping[str, Any]
    folder: Path | None = None
    error: str = ""
    warnings: frozenset[tuple[str, str]] = frozenset()

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks in the order of the JSON, those of the provider too."""
        for kind, section in self.json.items():
            if kind in TYPED:
                for type_name, named in section.items():
                    for name, body in named.items():
                        yield self._block(kind, type_name, name, body)
            elif kind == "provider":
                for type_name, bodies in section.items():
                    for body in bodies if isinstance(bodies, list) else [bodies]:
                        yield self._block(kind, "", type_name, body)
            elif kind in ("output", "variable", "module", "check"):
                for name, body in section.items():
                    yield self._block(kind, "", name, body)

    def _block(self, kind: str, type_name: str, name: str, body: Any) -> Block:
        body = body[0] if isinstance(body, list) and len(body) == 1 else body
        metadata = body.get("//", {}).get("metadata", {})
        return Block(
            kind=kind,
            type=type_name,
            name=name,
            path=metadata.get("path") or f"{self.stack}/{name}",
            body={key: value for key, value in body.items() if key != "//"},
        )


def synthesized(stack: Construct) -> Synthesized:
    """Synthesize a stack, also if the CDK reports errors.

    Raises:
        TypeError: The argument is not a construct.
        ValueError: The argument is not a stack, and is not in a stack.
    """
    cdk = cdk_of(stack, "openai_cdktf.testing", "stack")
    stack = cdk.TerraformStack.of(stack)
    place = Path(stack_folder(stack, cdk))
    try:
        folder = Path(cdk.Testing.full_synth(stack))
    except RuntimeError as error:
        # An error of a construct, or a missing provider. `synth` does not check them.
        code = json.loads(cdk.Testing.synth(stack))
        return Synthesized(stack=stack.node.path, json=code, folder=place, error=_message(error))
    try:
        return Synthesized(
            stack=stack.node.path, json=_read(folder), folder=place, warnings=_warnings(folder)
        )
    finally:
        shutil.rmtree(folder)


def write(stack: Construct, folder: Path) -> None:
    """Synthesize a stack, and write its files (JSON, assets, queries) into a folder for Terraform.

    Relative paths of files begin at the stack's own folder, so they become absolute.

    Raises:
        TypeError: The argument is not a construct.
        ValueError: The argument is not a stack, and is not in a stack, or the CDK reports errors.
    """
    cdk = cdk_of(stack, "openai_cdktf.testing", "stack")
    stack = cdk.TerraformStack.of(stack)
    try:
        made = Path(cdk.Testing.full_synth(stack))
    except RuntimeError as error:
        raise ValueError(
            f"The stack {stack.node.path} cannot be synthesized: {_message(error)}"
        ) from None
    try:
        for one in made.glob("stacks/*"):
            shutil.copytree(one, folder, dirs_exist_ok=True)
    finally:
        shutil.rmtree(made)
    place = Path(stack_folder(stack, cdk))
    for file in folder.glob("*.tf.json"):
        code = json.loads(file.read_text(encoding="utf-8"))
        file.write_text(json.dumps(_with_absolute_paths(code, place), indent=2), encoding="utf-8")


def _with_absolute_paths(value: Any, folder: Path) -> Any:
    if isinstance(value, dict):
        return {key: _with_absolute_paths(item, folder) for key, item in value.items()}
    if isinstance(value, list):
        return [_with_absolute_paths(item, folder) for item in value]
    if isinstance(value, str) and "../" in value:
        return _RELATIVE.sub(lambda match: _absolute(match[0], folder), value)
    return value


def _absolute(text: str, folder: Path) -> str:
    path = Path(os.path.normpath(folder / text))
    return str(path) if path.exists() else text


def _read(folder: Path) -> dict[str, Any]:
    (file,) = folder.glob("stacks/*/cdk.tf.json")
    code: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    for query in sorted(file.parent.glob("*.tfquery.json")):
        for type_name, named in json.loads(query.read_text(encoding="utf-8"))["list"].items():
            code.setdefault("list", {}).setdefault(type_name, {}).update(named)
    return code


def _warnings(folder: Path) -> frozenset[tuple[str, str]]:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return frozenset(
        (one["constructPath"], one["message"].partition('": ')[2])
        for stack in manifest["stacks"].values()
        for one in stack["annotations"]
        if one["level"].endswith("warn")
    )


def _message(error: RuntimeError) -> str:
    """Return the message of the CDK, without the advice to ignore it."""
    text = (
        str(error)
        .removeprefix("Error: ")
        .partition("\n\nEither fix")[0]
        .partition("\n\nIf you wish")[0]
        .strip()
    )
    if "has no OpenaiProvider" in text:
        # Our own error says what to do. The CDK also lists the provider, perhaps with others.
        text = _MISSING_PROVIDERS.sub(_without_ours, text)
    only = _ONLY_ERROR.fullmatch(text)
    return only[1] if only else text


def _without_ours(match: re.Match[str]) -> str:
    others = [name for name in match[2].split(", ") if name != "openai"]
    return f"{match[1]}{', '.join(others)}" if others else ""
