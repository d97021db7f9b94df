"""Writes a program in HCL: a file for each module, and a file with the import blocks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from openai_cdktf_cli import hcl
from openai_cdktf_cli.export.blocks import Block, Reference, Todo, unfilled
from openai_cdktf_cli.export.loops import Loop, loops
from openai_cdktf_cli.export.modules import doc_of
from openai_cdktf_cli.export.names import ending, several
from openai_cdktf_cli.export.templates import escaped
from provider_shim.objects import RESOURCES

_SOURCE = "openai-cdktf/openai"
_NULL = "${null}"


def files(
    blocks: Sequence[Block], *, ignore_unread: bool, notes: Sequence[str] = ()
) -> dict[str, str]:
    """Return the contents of the program's files, by their names.

    Args:
        blocks: the objects, in the order of modules.
        ignore_unread: whether Terraform ignores arguments that cannot be read.
        notes: sentences about what is missing in the program.
    """
    modules: dict[str, list[Block]] = {}
    for one in blocks:
        modules.setdefault(one.module, []).append(one)
    parts = {name: list(loops(of)) for name, of in modules.items()}
    imports = (pair for of in parts.values() for one in of for pair in _imports_of(one))
    return {
        "main.tf": _main(notes),
        **{
            f"{name}.tf": _module(name, of, ignore_unread=ignore_unread)
            for name, of in parts.items()
        },
        "imports.tf": _imports(imports),
    }


def _main(notes: Sequence[str]) -> str:
    comments = "".join(f"# {line}\n" for note in notes for line in note.splitlines())
    return (
        "# The organization at OpenAI. Written by `openai-cdktf export`.\n"
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


def _module(module: str, parts: Sequence[Block | Loop], *, ignore_unread: bool) -> str:
    written = [f"# {doc_of(module)}\n"]
    for one in parts:
        if isinstance(one, Loop):
            comments, name, body = [], _name(one), _loop(one)
        else:
            comments, name = (
                [f"TODO: {each.sentence}." for each in unfilled(one.arguments).values()],
                one.name,
            )
            body = _body(one, ignore_unread=ignore_unread)
        kind = "data" if isinstance(one, Block) and one.is_data else "resource"
        block = hcl.document({kind: {one.type_name: {name: body}}})
        written.append("".join(f"# {line}\n" for line in comments) + block)
    return "\n".join(written)


def _body(one: Block, *, ignore_unread: bool) -> dict[str, Any]:
    body: dict[str, Any] = {}
    for name, value in one.arguments.items():
        if not isinstance(value, Todo):
            body[name] = _value(value)
        elif RESOURCES[one.type_name].schema[name].required:
            body[name] = _NULL
    if ignore_unread and (todo := unfilled(one.arguments)):
        body["lifecycle"] = {"ignore_changes": list(todo)}
    return body


def _loop(loop: Loop) -> dict[str, Any]:
    """Return one block for all objects of a loop."""
    table = {key: loop.different(block) for key, block in zip(loop.keys, loop.blocks, strict=True)}
    names = list(dict.fromkeys(name for arguments in table.values() for name in arguments))
    everywhere = {name for name in names if all(name in one for one in table.values())}
    return {
        "for_each": _value(table),
        **{name: _value(value) for name, value in loop.same.items()},
        **{
            name: f"${{each.value.{name}}}"
            if name in everywhere
            else f"${{try(each.value.{name}, null)}}"
            for name in names
        },
    }


def _name(loop: Loop) -> str:
    return f"{loop.before}{several(ending(loop.type_name))}"


def _value(value: Any) -> Any:
    match value:
        case Reference(block=block):
            return f"${{{block.address}.id}}"
        case Mapping():
            return {
                escaped(key): _value(one) for key, one in value.items() if not isinstance(one, Todo)
            }
        case list():
            return [_value(one) for one in value]
        case _:
            return escaped(value)


def _imports_of(one: Block | Loop) -> Iterable[tuple[str, str]]:
    """Yield the address of each object, and the id with which it is imported."""
    if isinstance(one, Loop):
        for key, block in zip(one.keys, one.blocks, strict=True):
            yield f'{one.type_name}.{_name(one)}["{key}"]', block.found.import_id
    elif not one.is_data:
        yield one.address, one.found.import_id


def _imports(imports: Iterable[tuple[str, str]]) -> str:
    return "\n".join(
        [
            "# The objects that the first apply imports. Delete this file after the first apply.\n",
            *(
                f"import {{\n  to = {address}\n  id = {hcl.quoted(escaped(identity))}\n}}\n"
                for address, identity in imports
            ),
        ]
    )
