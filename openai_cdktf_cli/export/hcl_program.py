"""A program in Terraform's own language: one file for each module, and the import blocks in a file of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from openai_cdktf_cli import hcl
from openai_cdktf_cli.export.blocks import Block, Reference, Todo, unfilled
from openai_cdktf_cli.export.modules import doc_of
from openai_cdktf_cli.export.templates import escaped
from provider_shim.objects import RESOURCES

_SOURCE = "openai-cdktf/openai"
_NULL = "${null}"


def files(
    blocks: Sequence[Block], *, ignore_unread: bool, notes: Sequence[str] = ()
) -> dict[str, str]:
    """Return the program, as texts by the names of files.

    Args:
        blocks: the objects, in the order of modules.
        ignore_unread: whether Terraform is to ignore arguments that cannot be read.
        notes: what is missing in the program, in sentences.
    """
    modules: dict[str, list[Block]] = {}
    for one in blocks:
        modules.setdefault(one.module, []).append(one)
    return {
        "main.tf": _main(notes),
        **{
            f"{name}.tf": _module(name, of, ignore_unread=ignore_unread)
            for name, of in modules.items()
        },
        "imports.tf": _imports(blocks),
    }


def _main(notes: Sequence[str]) -> str:
    comments = "".join(f"# {line}\n" for note in notes for line in note.splitlines())
    return (
        "# The organization at OpenAI, as it was when `openai-cdktf export` read it.\n"
        f"{comments}\n"
        "terraform {\n"
        "  required_providers {\n"
        "    openai = {\n"
        f'      source = "{_SOURCE}"\n'
        "    }\n"
        "  }\n"
        "}\n\n"
        'provider "openai" {}\n'
    )


def _module(module: str, blocks: Sequence[Block], *, ignore_unread: bool) -> str:
    written = [f"# {doc_of(module)}\n"]
    for one in blocks:
        comments, body = _body(one, ignore_unread=ignore_unread)
        block = hcl.document({"resource": {one.type_name: {one.name: body}}})
        written.append("".join(f"# {line}\n" for line in comments) + block)
    return "\n".join(written)


def _body(one: Block, *, ignore_unread: bool) -> tuple[list[str], dict[str, Any]]:
    todo = unfilled(one.arguments)
    body = {}
    for name, value in one.arguments.items():
        if not isinstance(value, Todo):
            body[name] = _value(value)
        elif RESOURCES[one.type_name].schema[name].required:
            body[name] = _NULL
    if todo and ignore_unread:
        body["lifecycle"] = {"ignore_changes": list(todo)}
    return [f"TODO: {each.sentence}." for each in todo.values()], body


def _value(value: Any) -> Any:
    match value:
        case Reference(block=block):
            return f"${{{block.type_name}.{block.name}.id}}"
        case Mapping():
            return {
                escaped(key): _value(one) for key, one in value.items() if not isinstance(one, Todo)
            }
        case list():
            return [_value(one) for one in value]
        case _:
            return escaped(value)


def _imports(blocks: Sequence[Block]) -> str:
    written = [
        "# What the first apply takes over. Delete this file after that.\n",
        *(
            f"import {{\n  to = {one.type_name}.{one.name}\n  id = {hcl.quoted(escaped(one.found.import_id))}\n}}\n"
            for one in blocks
        ),
    ]
    return "\n".join(written)
