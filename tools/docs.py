"""Renders the documentation: one page for each object, in the layout and order of the best-known providers of the registry.

The pages come from the declarations and the examples. In ``docs/index.md`` and the guides, only the text between
markers is generated.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from provider_shim.api import azure
from provider_shim.engine import configuration
from provider_shim.engine.configuration import SCHEMA
from provider_shim.engine.declaration import Declaration
from provider_shim.engine.resource import Resource
from provider_shim.functions import FUNCTIONS
from provider_shim.objects import (
    ACTIONS,
    LIST_RESOURCES,
)
from provider_shim.provider import Provider
from provider_shim.vocabulary.operations import Function
from provider_shim.vocabulary.schema import Attribute, Object
from provider_shim.vocabulary.tables import PREFIX
from tools import (
    attribute_lists,
    example_guides,
    import_sections,
    list_pages,
    messages,
    pattern_pages,
    peer_differences,
)
from tools.attribute_order import Schemas, as_declared
from tools.examples import KINDS, ROOT, Example, ExampleError, example_files, synthesized
from tools.page_heads import PROVIDER, ending_models, front_matter, mark, subcategory
from tools.page_kinds import (
    ACTION,
    CONSTRUCTS,
    OBJECTS,
    SECOND_TYPES,
    Kind,
    construct_of,
    name_of,
    path_of,
)

OBJECTS_GUIDE = "docs/guides/objects.md"
INDEX = "docs/index.md"
GUIDE = "docs/guides/other-providers.md"
TROUBLESHOOTING = "docs/guides/troubleshooting.md"

SCHEMAS: Schemas = {
    block: {declaration.type_name: declaration.schema.attributes for declaration in declarations}
    for block, (_, declarations) in zip(("resource", "data", "ephemeral"), OBJECTS[:3], strict=True)
} | {
    "action": {
        name: {"config": Object(kind.schema.attributes, optional=True)}
        for name, kind in ACTIONS.items()
    },
    "provider": {"openai": SCHEMA.attributes},
}

_REPLACEMENT = (
    "~> **Replacement.** The arguments identify the object at OpenAI, so the new object is often the same as the old one. The "
    "provider does not delete an object that it has created in the same run, so you can use `create_before_destroy` or change the "
    "key in `for_each`. If Terraform is killed between the two steps, the next apply still deletes the object. The apply after "
    "that creates it again."
)
_ORIGINAL = (
    " A replacement keeps the original values, so that the provider can restore them when you destroy the resource. The plan "
    "stores them in Terraform's data folder (`.terraform`). If the apply runs without this folder, it warns which values the "
    "provider cannot restore later."
)

_LISTED = "list resource"
"""The heading of the column of list resources."""

_INVOCATION = """\
Actions need Terraform 1.14 or later. Terraform invokes an action only when you say so:

* `terraform apply -invoke=ADDRESS` invokes the action and changes nothing else.
* A resource invokes it when the resource changes: write `lifecycle { action_trigger { … } }` in HCL, or call
  `trigger(resource, after="create", actions=[…])` of `openai_cdktf` in Python. `events` and `condition` say when. Every managed
  resource can do that, also `terraform_data`.

If an action fails after a change, the run fails and the change remains. The next plan shows no changes and does not invoke the
action again: use `-invoke` to repeat it.
"""

LANGUAGES = ("### Python", "### HCL")

PLACEHOLDER = re.compile(r"\b[a-z]+[-_:](?:[\w:.-]*[-_:])?(?:abc|def)\d{3}\b")
"""Ids in examples that users replace with their own."""


def render() -> dict[str, str]:
    """Return the text of every page, of the index and of the guides, by path.

    Raises:
        ExampleError: An object has no example, or an example fails. The message says what to do.
    """
    examples = {
        str(file.relative_to(ROOT)): dataclasses.replace(
            example, configuration=as_declared(example.configuration, SCHEMAS)
        )
        for file, example in synthesized(example_files()).items()
    }
    pages = {
        path_of(kind, name_of(declaration)): page(
            declaration(), kind, _example(examples, kind.folder, name_of(declaration))
        )
        for kind, declarations in OBJECTS
        for declaration in declarations
    }
    pages |= {
        f"docs/functions/{function.name}.md": function_page(
            function, _example(examples, "functions", function.name)
        )
        for function in FUNCTIONS
    }
    pages |= {
        list_pages.path_of(listed): list_pages.page(listed)
        for listed in Provider().list_resources.values()
    }
    guides = {
        example_guides.path_of(file): filled(
            example_guides.path_of(file),
            (ROOT / example_guides.path_of(file)).read_text(encoding="utf-8"),
            {"example": _usage(_example(examples, "guides", file.stem))},
        )
        for file in example_guides.files()
    }
    usage = _example(examples, "provider", "provider")
    at_azure = _example(examples, "provider", "azure")
    return {
        **pages,
        **guides,
        TROUBLESHOOTING: filled(
            TROUBLESHOOTING,
            (ROOT / TROUBLESHOOTING).read_text(encoding="utf-8"),
            {"messages": messages.sections()},
        ),
        INDEX: filled(
            INDEX,
            (ROOT / INDEX).read_text(encoding="utf-8"),
            {
                "example": _usage(usage, ("provider",)),
                "azure": _usage(at_azure, ("provider", *KINDS)),
                "arguments": provider_arguments(),
                "environment": environment_table(),
            },
        ),
        GUIDE: filled(
            GUIDE,
            (ROOT / GUIDE).read_text(encoding="utf-8"),
            {
                "types": second_types_table(),
                "differences": peer_differences.table(
                    {"resources": "resource", "data_sources": "data source"}
                ),
            },
        ),
        **pattern_pages.render(),
        pattern_pages.GUIDE: filled(
            pattern_pages.GUIDE,
            (ROOT / pattern_pages.GUIDE).read_text(encoding="utf-8"),
            {"patterns": pattern_pages.listed()},
        ),
        OBJECTS_GUIDE: filled(
            OBJECTS_GUIDE,
            (ROOT / OBJECTS_GUIDE).read_text(encoding="utf-8"),
            {"objects": objects_table()},
        ),
    }


def owned() -> list[str]:
    """Return the paths of the generated pages on disk."""
    folders = [*(kind.folder for kind, _ in OBJECTS), "functions", list_pages.FOLDER]
    return [
        str(file.relative_to(ROOT))
        for folder in folders
        for file in sorted((ROOT / "docs" / folder).glob("*.md"))
    ] + pattern_pages.owned()


# --- pages --------------------------------------------------------------------------------------------------------


def page(declaration: Declaration, kind: Kind, example: Example) -> str:
    """Return the page of a resource, data source, ephemeral resource or action."""
    attributes = declaration.attributes
    reference = attribute_lists.Reference(
        construct=construct_of(kind, type(declaration)), constructs=CONSTRUCTS
    )
    sections = {
        "Example Usage": _usage(example),
        "Argument Reference": reference.arguments(attributes, kind.noun),
        "Attribute Reference": "" if kind is ACTION else reference.results(attributes, kind.noun),
        "Invocation": _invocation(declaration, example) if kind is ACTION else "",
        "Timeouts": _timeouts(attributes.get("timeouts")),
        "Import": import_sections.section(declaration, reference.construct),
    }
    construct = f"In CDKTF: `from openai_cdktf import {reference.construct}`."
    if others := _second_types(kind, declaration.type_name):
        construct += f" In HCL also known as {others}, as in other providers."
    return "\n".join(
        [
            front_matter(
                f"{declaration.type_name} {kind.title} - {PROVIDER}",
                subcategory(declaration.endpoint.collection),
                declaration.description,
            ),
            mark(declaration.__module__, f"examples/{kind.folder}/{name_of(type(declaration))}.py"),
            f"# {declaration.type_name} ({kind.title})\n",
            *(f"{paragraph}\n" for paragraph in _description(declaration)),
            *(f"{paragraph}\n" for paragraph in ending_models(example.source)),
            f"{construct}\n",
            *(f"## {title}\n\n{text}" for title, text in sections.items() if text),
        ]
    )


def _invocation(declaration: Declaration, example: Example) -> str:
    """Return how Terraform invokes an action, with the address of the example's."""
    [name, *_] = example.configuration["action"][declaration.type_name]
    address = f"action.{declaration.type_name}.{name}"
    return _INVOCATION.replace("ADDRESS", address)


def _second_types(kind: Kind, type_name: str) -> str:
    seconds = SECOND_TYPES.get(kind, {})
    found = [second for second, first in seconds.items() if first == type_name]
    return " or ".join(f"`{second}`" for second in sorted(found))


def function_page(function: Function, example: Example) -> str:
    """Return the page of a function."""
    parameters = [
        *((parameter, "") for parameter in function.parameters),
        *([(function.variadic, "...")] if function.variadic else []),
    ]
    signature = ", ".join(
        f"{parameter.name} {_type(parameter.type)}{more}" for parameter, more in parameters
    )
    listed = "".join(
        f"1. `{parameter.name}` ({_type(parameter.type)}{', any number' if more else ''}) {parameter.doc}\n"
        for parameter, more in parameters
    )
    return "\n".join(
        [
            front_matter(f"{function.name} Function - {PROVIDER}", "", function.summary),
            mark(
                f"provider_shim.functions.{function.name}", f"examples/functions/{function.name}.py"
            ),
            f"# {function.name} (Function)\n",
            f"{function.summary}\n",
            f"{function.description}\n",
            f"In CDKTF: write the call as a string, `${{provider::openai::{function.name}(…)}}`.\n",
            "It needs Terraform 1.8 or later.\n",
            f"## Example Usage\n\n{_usage(example)}",
            f"## Signature\n\n```text\n{function.name}({signature}) {_type(function.returns)}\n```\n",
            f"## Arguments\n\n{listed}",
        ]
    )


def _description(declaration: Declaration) -> Iterator[str]:
    """Yield the paragraphs: the description, and notes on removal, secrets and replacement."""
    for paragraph in declaration.description.split("\n\n"):
        if not (declaration.removed and "OpenAI removed this API" in paragraph):
            yield paragraph
    if declaration.removed:
        yield f"!> **Removed by OpenAI.** {declaration.removed}"
    secrets = [
        f"`{name}`"
        for name, attribute in declaration.attributes.items()
        if attribute.sensitive and not attribute.write_only
    ]
    if secrets and isinstance(declaration, Resource):
        yield (
            f"~> **Secrets in the state.** Terraform hides {', '.join(secrets)} in its output, but stores the plain text in the "
            "state. Everyone who can read the state can read it."
        )
    if isinstance(declaration, Resource) and declaration.is_named_by_configuration:
        yield _REPLACEMENT + (_ORIGINAL if declaration.remembers_original else "")


def _usage(example: Example, kinds: Sequence[str] = ()) -> str:
    written = example.hcl(kinds) if kinds else example.hcl()
    python, configuration = LANGUAGES
    shown = f"{python}\n\n```python\n{example.source}```\n\n{configuration}\n\n```terraform\n{written}```\n"
    placeholders = [f"`{one}`" for one in dict.fromkeys(PLACEHOLDER.findall(example.source))]
    if not placeholders:
        return shown
    *others, last = placeholders
    words = (
        f"{', '.join(others)} and {last} with your own ids"
        if others
        else f"{last} with your own id"
    )
    return f"{shown}\n-> **Placeholders.** Replace {words}.\n"


def _example(examples: Mapping[str, Example], folder: str, name: str) -> Example:
    path = f"examples/{folder}/{name}.py"
    if path not in examples:
        raise ExampleError(
            f"{path} is missing: write the smallest stack that shows the object, then run `make generate` again."
        )
    return examples[path]


def _timeouts(attribute: Attribute | None) -> str:
    if not isinstance(attribute, Object):
        return ""
    listed = "".join(f"* `{name}` - {inner.doc}\n" for name, inner in attribute.attributes.items())
    return f"`timeouts` is an object of durations:\n\n{listed}"


def _type(type_: Any) -> str:
    return type_ if isinstance(type_, str) else json.dumps(type_)


# --- regions between markers -----------------------------------------------------------------------------------------


def provider_arguments() -> str:
    """Return the list of the provider's arguments, and a section for each object among them."""
    reference = attribute_lists.Reference(construct="OpenaiProvider", constructs=CONSTRUCTS)
    return reference.arguments(SCHEMA.attributes, "provider")


def environment_table() -> str:
    """Return the table of the environment variables, each with the argument that it sets."""
    named = [(variable, f"`{name}`") for name, variable in configuration.ENVIRONMENT.items()]
    named += [(variable, f"`azure.{name}`") for name, variable in azure.ENVIRONMENT.items()]
    rows = [f"| `{variable}` | {argument} |" for variable, argument in named]
    return "\n".join(["| variable | argument |", "| --- | --- |", *rows]) + "\n"


def objects_table() -> str:
    """Return the table of all types of objects: for each kind, the construct with a link to its page."""
    found: dict[str, dict[str, str]] = {}
    removed = set()
    for kind, declarations in OBJECTS:
        for declaration in declarations:
            page = f"../{kind.folder}/{name_of(declaration)}.md"
            cells = found.setdefault(declaration.type_name, {})
            cells[kind.noun] = f"[`{construct_of(kind, declaration)}`]({page})"
            if declaration.removed:
                removed.add(declaration.type_name)
    for type_name in LIST_RESOURCES:
        page = f"../{list_pages.FOLDER}/{type_name.removeprefix(PREFIX)}.md"
        found[type_name][_LISTED] = f"[`list`]({page})"
    nouns = [*(kind.noun for kind, _ in OBJECTS), _LISTED]
    rows = [f"| type | {' | '.join(nouns)} |", f"| --- |{' --- |' * len(nouns)}"]
    for name, cells in sorted(found.items()):
        remark = " (removed by OpenAI)" if name in removed else ""
        rows.append(f"| `{name}`{remark} | {' | '.join(cells.get(noun, '') for noun in nouns)} |")
    functions = [
        f"[`provider::openai::{function.name}`](../functions/{function.name}.md)"
        for function in FUNCTIONS
    ]
    return "\n".join(rows) + f"\n\nFunctions: {', '.join(functions)}.\n"


def second_types_table() -> str:
    """Return the table of types that have another name in other providers."""
    rows = ["| name in other providers | kind | name here |", "| --- | --- | --- |"]
    for kind, seconds in SECOND_TYPES.items():
        for second, first in sorted(seconds.items()):
            page = f"../{kind.folder}/{first.removeprefix(PREFIX)}.md"
            rows.append(f"| `{second}` | {kind.noun} | [`{first}`]({page}) |")
    return "\n".join(rows) + "\n"


def filled(path: str, text: str, regions: Mapping[str, str]) -> str:
    """Return the text with new contents between its markers.

    Args:
        path: the path of the text, for messages.
        text: the text. Its markers are the lines ``<!-- generated: NAME -->`` and ``<!-- end of NAME -->``.
        regions: the new contents of each region, by name.

    Raises:
        ValueError: A marker is missing.
    """
    for name, inside in regions.items():
        begin, end = f"<!-- generated: {name} -->\n", f"<!-- end of {name} -->\n"
        before, found, rest = text.partition(begin)
        _, closed, after = rest.partition(end)
        if not (found and closed):
            raise ValueError(f"{path} has no region {name!r}: put {begin!r} and {end!r} around it")
        text = f"{before}{begin}{inside}{end}{after}"
    return text
