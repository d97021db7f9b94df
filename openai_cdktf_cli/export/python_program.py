"""Writes a program in Python for either CDK: a class for each module, a main module, and a file with the imports."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from openai_cdktf_cli.export.blocks import Block, Reference, Todo, unfilled
from openai_cdktf_cli.export.loops import Loop, loops
from openai_cdktf_cli.export.modules import doc_of
from openai_cdktf_cli.export.names import ending, identifier, several
from openai_cdktf_cli.export.python_text import WIDTH, call, literal, quoted
from openai_cdktf_cli.export.templates import escaped

_BODY = " " * 8
_STACK = "openai"


def files(
    blocks: Sequence[Block], *, cdk: str, ignore_unread: bool, notes: Sequence[str] = ()
) -> dict[str, str]:
    """Return the contents of the program's files, by their names.

    Args:
        blocks: the objects, in the order of modules.
        cdk: `cdktf` or `cdktn`.
        ignore_unread: whether Terraform ignores arguments that cannot be read. Otherwise, the program contains a TODO for each.
        notes: sentences about what is missing in the program.
    """
    modules: dict[str, list[Block]] = {}
    for one in blocks:
        modules.setdefault(one.module, []).append(one)
    needs = {name: _needs(name, of) for name, of in modules.items()}
    return {
        **{
            f"{name}.py": _module(name, of, needs[name], cdk=cdk, ignore_unread=ignore_unread)
            for name, of in modules.items()
        },
        "imports.py": _imports(blocks),
        "main.py": _main(needs, cdk=cdk, notes=notes),
        "cdktf.json": _settings(cdk),
    }


def class_name(module: str) -> str:
    """Return the name of the class of a module, or of the construct of a type."""
    return "".join(part[:1].upper() + part[1:] for part in module.split("_"))


def _construct(block: Block) -> str:
    name = class_name(block.type_name.removeprefix("openai_"))
    return f"DataOpenai{name}" if block.is_data else name


def _needs(module: str, blocks: Iterable[Block]) -> list[str]:
    """Return the modules to whose objects a module refers, sorted."""
    found: list[str] = []
    for block in blocks:
        for other in _references(block.arguments):
            if other.module != module and other.module not in found:
                found.append(other.module)
    return sorted(found)


def _references(value: Any) -> Iterable[Block]:
    if isinstance(value, Reference):
        yield value.block
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _references(one)
    elif isinstance(value, list):
        for one in value:
            yield from _references(one)


def _module(
    module: str, blocks: Sequence[Block], needs: Sequence[str], *, cdk: str, ignore_unread: bool
) -> str:
    def special(value: Any) -> str | None:
        match value:
            case Reference(block=block):
                owner = "self" if block.module == module else block.module
                return f"{owner}.{identifier(block.name)}.id"
            case Todo(sentence=sentence):
                return f"TODO({quoted(sentence)})"
            case str() if (text := escaped(value)) != value:
                return quoted(text)
            case _:
                return None

    body: list[str] = []
    before = ""
    for one in loops(blocks):
        lines = (
            _loop(one, special)
            if isinstance(one, Loop)
            else [_statement(one, special, ignore_unread=ignore_unread)]
        )
        if body and (one.type_name != before or isinstance(one, Loop)):
            body.append("")
        body += [f"{_BODY}{line}" for line in lines]
        before = "" if isinstance(one, Loop) else one.type_name
    text = "\n".join(body)
    constructs = sorted({_construct(one) for one in blocks})
    names = [*(["TODO"] if "TODO(" in text else []), *constructs]
    parameters = "".join(f", {one}: {class_name(one)}" for one in needs)
    header = f"def __init__(self, stack: TerraformStack{parameters}) -> None:"
    if len(header) + 4 > WIDTH:
        listed = "".join(f"        {one}: {class_name(one)},\n" for one in needs)
        header = (
            f"def __init__(\n        self,\n        stack: TerraformStack,\n{listed}    ) -> None:"
        )
    return "\n".join(
        [
            f'"""{doc_of(module)}"""',
            "",
            "from __future__ import annotations",
            "",
            *(["from typing import Any", ""] if "dict[str, Any]]" in text else []),
            f"from {cdk} import TerraformStack",
            _import("openai_cdktf", names),
            *(["", *(f"from {one} import {class_name(one)}" for one in needs)] if needs else []),
            "",
            "",
            f"class {class_name(module)}:",
            f'    """{doc_of(module)}"""',
            "",
            f"    {header}",
            text,
            "",
        ]
    )


def _import(module: str, names: Sequence[str]) -> str:
    flat = f"from {module} import {', '.join(names)}"
    if len(flat) <= WIDTH:
        return flat
    return f"from {module} import (\n" + "".join(f"    {one},\n" for one in names) + ")"


def _statement(one: Block, special: Any, *, ignore_unread: bool) -> str:
    arguments = dict(one.arguments)
    if ignore_unread and (todo := unfilled(arguments)):
        arguments["lifecycle"] = {"ignore_changes": list(todo)}
    before = f"self.{identifier(one.name)} = " if one.is_referred_to else ""
    return before + call(
        _construct(one),
        ["stack", quoted(one.name)],
        arguments,
        special,
        _BODY,
        before=len(before),
    )


def _loop(loop: Loop, special: Any) -> list[str]:
    construct = class_name(loop.type_name.removeprefix("openai_"))
    after = ending(loop.type_name)
    table = {key: loop.different(block) for key, block in zip(loop.keys, loop.blocks, strict=True)}
    name = identifier(f"{loop.before}{several(after)}")
    written = literal(table, special, _BODY, 200)
    made = call(
        construct,
        ["stack", f'f"{loop.before}{{name}}_{after}"' if after else f'f"{loop.before}{{name}}"'],
        {**loop.same, "**": "arguments"},
        special,
        _BODY + "    ",
    )
    return [
        f"{name}: dict[str, dict[str, Any]] = {written}",
        f"for name, arguments in {name}.items():",
        f"    {made}",
    ]


def _imports(blocks: Sequence[Block]) -> str:
    listed = {one.address: one.found.import_id for one in blocks if not one.is_data}
    return "\n".join(
        [
            '"""The objects that the first apply imports: their ids by their addresses in Terraform.',
            "",
            "After the first apply, delete this file and the lines of main.py that use it.",
            '"""',
            "",
            "from __future__ import annotations",
            "",
            f"IMPORTS: dict[str, str] = {literal(listed, lambda _: None, '', 200)}",
            "",
        ]
    )


def _main(needs: Mapping[str, Sequence[str]], *, cdk: str, notes: Sequence[str]) -> str:
    made = []
    used = {name for names in needs.values() for name in names}
    for module, others in needs.items():
        variable = f"{module} = " if module in used else ""
        made.append(f"{variable}{class_name(module)}({', '.join(['stack', *others])})")
    return "\n".join(
        [
            '"""The organization at OpenAI. Written by `openai-cdktf export`."""',
            "",
            *(f"# {line}" for note in notes for line in note.splitlines()),
            *([""] if notes else []),
            "from __future__ import annotations",
            "",
            f"from {cdk} import App, TerraformStack",
            "from openai_cdktf import OpenaiProvider",
            "",
            *sorted(
                ["from imports import IMPORTS"]
                + [f"from {module} import {class_name(module)}" for module in needs]
            ),
            "",
            "app = App()",
            f'stack = TerraformStack(app, "{_STACK}")',
            'OpenaiProvider(stack, "openai")',
            "",
            *made,
            "",
            "# Delete these lines and imports.py after the first apply.",
            'imports = [{"to": address, "id": identity} for address, identity in IMPORTS.items()]',
            'stack.add_override("import", imports)',
            "",
            "app.synth()",
            "",
        ]
    )


def _settings(cdk: str) -> str:
    return (
        json.dumps(
            {
                "language": "python",
                "app": "python main.py",
                "projectId": str(uuid.uuid5(uuid.NAMESPACE_URL, "openai-cdktf export")),
                "sendCrashReports": "false",
                **({"targetVersions": {"terraform": ">=1.11.0"}} if cdk == "cdktn" else {}),
            },
            indent=2,
        )
        + "\n"
    )
