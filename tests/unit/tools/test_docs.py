"""Pages have the form of the registry, document every attribute, and show the tested examples."""

from __future__ import annotations

import ast
import inspect
import re
import typing
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml
from openai.types.shared_params import ComparisonFilter

import openai_cdktf
from openai_cdktf import patterns
from provider_shim.api import azure
from provider_shim.engine.configuration import ENVIRONMENT, SCHEMA
from provider_shim.engine.declaration import Declaration
from provider_shim.engine.resource import Resource
from provider_shim.functions import FUNCTIONS
from provider_shim.patterns.list_resources import ListResource
from provider_shim.provider import Provider
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import (
    AnyOf,
    Attribute,
    Bool,
    Dynamic,
    Float,
    Integer,
    ListOf,
    MapOf,
    Object,
    Schema,
    String,
)
from provider_shim.vocabulary.wording import is_of_arguments, sentences
from tests.markdown import anchors, blocks, links
from tools import attribute_lists, docs, list_pages, page_kinds, pattern_pages, pattern_types
from tools.examples import ROOT, Example, ExampleError, example_files

PAGES = [
    pytest.param(kind, declaration, id=page_kinds.path_of(kind, page_kinds.name_of(declaration)))
    for kind, declarations in page_kinds.OBJECTS
    for declaration in declarations
]
ALL_PAGES = sorted((ROOT / "docs").rglob("*.md"))
WRITE_ONLY = (
    "Write-only: the provider sends it to the API, and Terraform never stores it. "
    "Needs Terraform 1.11 or later."
)
LISTS = Provider().list_resources
ORDER = ["Example Usage", "Argument Reference", "Attribute Reference", "Timeouts", "Import"]


def page_of(kind: page_kinds.Kind, declaration: type[Declaration]) -> Path:
    return ROOT / page_kinds.path_of(kind, page_kinds.name_of(declaration))


def sections(page: Path) -> dict[str, str]:
    parts = re.split(r"^## (.+)$", page.read_text(), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_object_has_a_page_and_no_other_pages_exist() -> None:
    expected = {
        page_kinds.path_of(kind, page_kinds.name_of(d))
        for kind, ds in page_kinds.OBJECTS
        for d in ds
    }
    expected |= {f"docs/functions/{function.name}.md" for function in FUNCTIONS}
    expected |= {list_pages.path_of(listed) for listed in LISTS.values()}
    expected |= {pattern_pages.path_of(example) for example in pattern_pages.example_files()}
    assert set(docs.owned()) == expected


@pytest.mark.parametrize("listed", LISTS.values(), ids=lambda listed: listed.type_name)
def test_page_of_a_list_shows_its_example_and_every_argument(listed: ListResource) -> None:
    page = ROOT / list_pages.path_of(listed)
    name = listed.type_name.removeprefix("openai_")
    shown = blocks(page, "terraform")[0].text
    assert shown == (ROOT / list_pages.example_path(name)).read_text()
    assert f'list "{listed.type_name}" "' in shown
    reference = sections(page)["Argument Reference"]
    for argument, attribute in listed.schema.items():
        assert f"* `{argument}` - ({'Required' if attribute.required else 'Optional'}" in reference


@pytest.mark.parametrize("page", ALL_PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_begins_with_the_front_matter_of_the_registry(page: Path) -> None:
    _, front, rest = page.read_text().split("---\n", 2)
    matter = yaml.safe_load(front)
    assert set(matter) == {"page_title", "subcategory", "description"}
    assert matter["page_title"]
    assert matter["description"].endswith(".")
    patterns = {pattern_pages.path_of(example) for example in pattern_pages.example_files()}
    written_by_hand = page.parent.name == "guides" and str(page.relative_to(ROOT)) not in patterns
    assert ("<!-- " in rest.partition("\n# ")[0]) is not written_by_hand, (
        "only a generated page must state that it is generated"
    )
    top_level = page.parent.name in {"docs", "functions", "guides"}
    assert bool(matter["subcategory"]) is not top_level


PATTERN_PAGES = [
    (ROOT / pattern_pages.path_of(example)).read_text() for example in pattern_pages.example_files()
]


@pytest.mark.parametrize("example", pattern_pages.example_files(), ids=lambda file: file.stem)
def test_the_page_of_a_pattern_shows_its_example_and_every_argument(example: Path) -> None:
    page = ROOT / pattern_pages.path_of(example)
    (shown,) = blocks(page, "python")
    about = ast.get_docstring(ast.parse(example.read_text()))
    source = example.read_text().removeprefix(f'"""{about}\n"""\n\n')
    assert shown.text == source
    assert "(patterns.md#rename-a-construct)" in page.read_text()
    (names,) = re.findall(r"from openai_cdktf.patterns import (.+?)`", page.read_text())
    for name in names.split(", "):
        kind = getattr(patterns, name)
        (described,) = [text for text in PATTERN_PAGES if f"\n## {name}\n" in text]
        for argument in inspect.signature(kind.__init__).parameters:
            documented = f"\n* `{argument}` - (" in described  # with its type
            assert documented or argument in ("self", "args", "kwargs"), f"{name}.{argument}"


def test_methods_of_patterns_have_arguments_and_a_link_to_what_they_return() -> None:
    page = (ROOT / "docs" / "guides" / "knowledge-base.md").read_text()
    assert "Returns [`Response`](../resources/response.md): the response. `output_text` is" in page
    (filters,) = re.findall(r"\n  \* `filters` - \(Optional, `Mapping.*(The types are .*)", page)
    operators = typing.get_args(typing.get_type_hints(ComparisonFilter)["type"])
    assert len(operators) == 8
    assert [one for one in operators if f"`{one}`" not in filters] == []
    team = (ROOT / "docs" / "guides" / "team.md").read_text()
    assert team.count("\n* `grant(") == 1


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [
        ("Response", "[`Response`](../resources/response.md)"),
        ("File | Flag", "`File | bool`"),
        ("Like[File] | None", "`File | Mapping[str, Any] | None`"),
        ("int | Pairs[str | Flag]", "`int | Mapping[str, str | bool]`"),
    ],
)
def test_types_of_patterns_are_shown_without_private_names(annotation: str, expected: str) -> None:
    assert pattern_types.shown(ast.parse(annotation, mode="eval").body) == expected


@pytest.mark.parametrize("page", ALL_PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_targets_of_all_links_exist(page: Path) -> None:
    for link in links(page):
        target, _, anchor = link.partition("#")
        if not target.startswith("https://"):
            file = page.parent / target if target else page
            assert file.is_file()
            assert not anchor or anchor in anchors(file), link


@pytest.mark.parametrize(("kind", "declaration"), PAGES)
def test_sections_are_in_the_usual_order(
    kind: page_kinds.Kind, declaration: type[Declaration]
) -> None:
    expected = [*ORDER[:2], "Invocation"] if kind is page_kinds.ACTION else ORDER[:3]
    expected += ["Timeouts"] if "timeouts" in declaration.schema else []
    expected += ["Import"] if issubclass(declaration, Resource) and declaration.importable else []
    assert list(sections(page_of(kind, declaration))) == expected


@pytest.mark.parametrize(("kind", "declaration"), PAGES)
def test_a_page_shows_the_unchanged_example(
    kind: page_kinds.Kind, declaration: type[Declaration]
) -> None:
    page = page_of(kind, declaration)
    example = ROOT / "examples" / kind.folder / f"{page_kinds.name_of(declaration)}.py"
    python, configuration = blocks(page, "python", "terraform")[:2]
    assert python.text == example.read_text()
    block = {
        "resources": "resource",
        "data-sources": "data",
        "ephemeral-resources": "ephemeral",
        "actions": "action",
    }
    assert f'{block[kind.folder]} "{declaration.type_name}"' in configuration.text


@pytest.mark.parametrize(("kind", "declaration"), PAGES)
def test_a_page_has_the_documentation_of_every_attribute(
    kind: page_kinds.Kind, declaration: type[Declaration]
) -> None:
    found = sections(page_of(kind, declaration))
    for title, given in (("Argument Reference", True), ("Attribute Reference", False)):
        chosen = {n: a for n, a in declaration.schema.items() if a.configurable is given}
        for attribute_name, attribute in every(chosen):
            lines = [
                line
                for line in found[title].splitlines()
                if line.startswith(f"* `{attribute_name}` - (")
            ]
            doc = " ".join(attribute.doc.split())
            assert any(doc in line for line in lines), f"{attribute_name}: {doc}"


@pytest.mark.parametrize(("kind", "declaration"), PAGES)
def test_required_arguments_come_first(
    kind: page_kinds.Kind, declaration: type[Declaration]
) -> None:
    reference = sections(page_of(kind, declaration))["Argument Reference"]
    for listed in re.split(r"^### ", reference, flags=re.MULTILINE):
        modes = re.findall(r"^\* `\w+` - \(([\w-]+)", listed, re.MULTILINE)
        assert modes == sorted(modes, key=["Required", "Optional", "Read-only"].index)


@pytest.mark.parametrize(("kind", "declaration"), PAGES)
def test_the_constructs_and_structs_on_a_page_exist(
    kind: page_kinds.Kind, declaration: type[Declaration]
) -> None:
    text = page_of(kind, declaration).read_text()
    construct = page_kinds.construct_of(kind, declaration)
    assert f"`from openai_cdktf import {construct}`" in text
    named = {construct, *re.findall(r"[Ii]n Python[:,] `(\w+)`", text)}
    assert named <= set(openai_cdktf.__all__)


@pytest.mark.parametrize(("kind", "declaration"), PAGES)
def test_only_pages_of_removed_objects_have_a_note_on_the_removal(
    kind: page_kinds.Kind, declaration: type[Declaration]
) -> None:
    text = page_of(kind, declaration).read_text()
    assert ("!> **Removed by OpenAI.**" in text) is bool(declaration.removed)


@pytest.mark.parametrize(("kind", "declaration"), PAGES)
def test_a_page_explains_the_replacement_of_objects_that_the_configuration_names(
    kind: page_kinds.Kind, declaration: type[Declaration]
) -> None:
    text = page_of(kind, declaration).read_text()
    made = declaration()
    named = isinstance(made, Resource) and made.is_named_by_configuration
    assert ("**Replacement.**" in text) is named
    settings = isinstance(made, Resource) and made.remembers_original
    assert ("A replacement keeps the original values" in text) is settings


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
def test_the_page_of_a_function_lists_its_parameters(function: docs.Function) -> None:
    page = ROOT / "docs" / "functions" / f"{function.name}.md"
    assert list(sections(page)) == ["Example Usage", "Signature", "Arguments"]
    for parameter in function.parameters:
        assert f"1. `{parameter.name}` (" in page.read_text()
    if function.variadic:
        assert f"{function.variadic.name} string..." in page.read_text()


def test_the_page_of_the_provider_lists_all_arguments_and_variables() -> None:
    page = ROOT / "docs" / "index.md"
    for name, attribute in every(SCHEMA.attributes):
        assert f"* `{name}` - (Optional, " in page.read_text()
        assert attribute.doc in page.read_text()
    for name, variable in ENVIRONMENT.items():
        assert f"| `{variable}` | `{name}` |" in page.read_text()
    for name, variable in azure.ENVIRONMENT.items():
        assert f"| `{variable}` | `azure.{name}` |" in page.read_text()
    examples = [block.text for block in blocks(page, "python")]
    assert examples == [
        (ROOT / "examples" / "provider" / name).read_text() for name in ("provider.py", "azure.py")
    ]


# --- the form of a line -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("attribute", "line"),
    [
        (
            String(required=True, replace=True, doc="The name."),
            "(Required, String, Forces new resource) The name.",
        ),
        (
            String(optional=True, enum=("a", "b"), doc="The kind."),
            "(Optional, String) The kind. Known values: `a` and `b`.",
        ),
        (
            String(optional=True, enum=("a",), doc="The kind: `a`."),
            "(Optional, String) The kind: `a`.",
        ),
        (
            Integer(optional=True, minimum=2, maximum=5000, doc="The size."),
            "(Optional, Integer) The size. From 2 to 5,000.",
        ),
        (
            Float(optional=True, maximum=2, doc="The heat."),
            "(Optional, Number) The heat. At most 2.",
        ),
        (
            Bool(optional=True, computed=True, default=False, doc="Whether."),
            "(Optional, Boolean) Whether. Defaults to `false`.",
        ),
        (
            MapOf(String(), optional=True, max_items=16, sensitive=True, doc="Pairs."),
            "(Optional, Map of String, Sensitive) Pairs. At most 16.",
        ),
        (
            Dynamic(optional=True, doc="A schema."),
            "(Optional, Any JSON value) A schema. Write it as a value, not as a JSON string.",
        ),
        (
            Dynamic(AnyOf((String(), ListOf(Object({})))), optional=True, doc="It."),
            "(Optional, String, or List of Object) It.",
        ),
        (
            String(optional=True, write_only=True, doc="The secret."),
            f"(Optional, String, Write-only) The secret. {WRITE_ONLY}",
        ),
        (
            String(optional=True, deprecated="Use `b`.", doc="The old one."),
            "(Optional, String, Deprecated) The old one. Deprecated: Use `b`.",
        ),
        (
            String(optional=True, exactly_one_of=("a", "b"), required_with=("c",), doc="The way."),
            "(Optional, String) The way. Exactly one of `a` and `b` must be set. Needs `c`.",
        ),
        (
            String(optional=True, conflicts_with=("b", "c", "d"), doc="The way."),
            "(Optional, String) The way. Conflicts with `b`, `c` and `d`.",
        ),
    ],
)
def test_the_line_of_an_argument_has_its_type_and_all_flags(
    attribute: Attribute, line: str
) -> None:
    assert attribute_lists.item("it", attribute) == f"* `it` - {line}\n"


def test_objects_with_the_same_attributes_have_one_section() -> None:
    point = {"x": Integer(required=True, doc="The place.")}
    text = attribute_lists.Reference(construct="Line").arguments(
        {
            "begin": Object(point, required=True, doc="The begin."),
            "end": ListOf(Object(point), required=True, doc="The ends."),
        },
        "resource",
    )
    assert text == (
        "The following arguments are required:\n\n"
        "* `begin` - (Required, Object) The begin. See [`begin`](#nestedatt--begin).\n"
        "* `end` - (Required, List of Object) The ends. See [`begin`](#nestedatt--begin); in Python, `LineEnd`.\n\n"
        '<a id="nestedatt--begin"></a>\n### `begin`\n\nIn Python: `LineBegin`, or a dict with these keys.\n\n'
        "* `x` - (Required, Integer) The place.\n"
    )


def test_a_struct_with_the_name_of_a_construct_has_another_name() -> None:
    point = Object({"x": Integer(required=True, doc="The place.")}, optional=True, doc="A point.")
    text = attribute_lists.Reference(construct="Line", constructs={"LineBegin"}).arguments(
        {"begin": point, "begin_wo": point.but(write_only=True, wire="begin")}, "resource"
    )
    assert "In Python: `LineBeginStruct`, or a dict" in text
    assert "LineBeginWo" not in text


class Secret(Resource):
    """A key. It opens doors."""

    type_name = "openai_secret"
    endpoint = Rest("/organization/doors/{door}/keys", item="/doors/{door}/keys/{id}")
    removed = "OpenAI removed it yesterday."
    schema = Schema(
        {
            "id": String(computed=True, doc="The id."),
            "door": String(required=True, replace=True, unread=True, doc="The door."),
            "value": String(computed=True, sensitive=True, doc="The key itself."),
        }
    )


def test_a_page_has_notes_on_secrets_removal_and_composite_ids() -> None:
    example = Example(source="pass\n", configuration={"resource": {}})
    text = docs.page(Secret(), page_kinds.RESOURCE, example)
    assert 'subcategory: "Administration"' in text
    assert "description: |-\n  A key.\n" in text
    assert "!> **Removed by OpenAI.** OpenAI removed it yesterday." in text
    assert "~> **Secrets in the state.** Terraform hides `value` in its output" in text
    assert "% terraform import openai_secret.example '<door>/<id>'" in text
    assert "using the `door` and `id`, separated by a slash (`/`)" in text
    assert "The API does not return `door`" in text


def test_a_missing_example_is_an_error_that_says_what_to_do() -> None:
    with pytest.raises(ExampleError, match=r"examples/resources/secret\.py is missing: write"):
        docs._example({}, "resources", "secret")


def test_a_missing_marker_is_an_error_that_names_it() -> None:
    with pytest.raises(ValueError, match=r"README\.md has no region 'objects'"):
        docs.filled("README.md", "nothing", {"objects": "table"})


def test_text_outside_of_markers_does_not_change() -> None:
    text = "a\n<!-- generated: x -->\nold\n<!-- end of x -->\nb\n"
    assert docs.filled("f", text, {"x": "new\n"}) == text.replace("old", "new")


def every(attributes: Mapping[str, Attribute]) -> Iterator[tuple[str, Attribute]]:
    """Yield all attributes, nested ones too, except those of timeouts, which have their own section."""
    for name, attribute in attributes.items():
        yield name, attribute
        inner = attribute_lists.object_inside(attribute)
        if inner is not None and name != "timeouts":
            yield from every(inner.attributes)


@pytest.mark.parametrize("page", ALL_PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_line_repeats_nothing_and_addresses_users_only(page: Path) -> None:
    text = page.read_text()
    statement = r"(?:Deprecated|Needs|Defaults to|Conflicts with)\b[ :]|[Ff]rom [\d.,-]+ to "
    for line in text.splitlines():
        found = [sentence.lower() for sentence in re.findall(statement, line)]
        assert len(found) == len(set(found)), line
    assert not re.search(r"^~> (?:Return|Answer|Refuse|Read)\b", text, re.MULTILINE)
    assert not re.search(r"\bimport [\w ]+(?:ch|sh|x)s using", text)


ARGUMENT = re.compile(r"^\* `(?P<name>\w+)` - \((?P<words>(?:[^()]|\([^()]*\))*)\) ?(?P<text>.*)$")


def attribute_lines(page: Path) -> Iterator[tuple[str, str, str]]:
    """Yield the heading, the words in parentheses and the text of each line of an attribute."""
    for heading, section in sections(page).items():
        for line in section.splitlines():
            if heading.endswith(" Reference") and (found := ARGUMENT.match(line)):
                yield heading, found["words"], found["text"]


@pytest.mark.parametrize("page", ALL_PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_no_line_contradicts_itself(page: Path) -> None:
    for heading, words, text in attribute_lines(page):
        mode = words.partition(", ")[0]
        if mode == "Required":
            wrong = [one for one in sentences(text) if re.search(r"Defaults to|[Ll]eft out", one)]
        elif heading == "Attribute Reference" or mode == "Read-only":
            wrong = [one for one in sentences(text) if is_of_arguments(one)]
        else:
            wrong = []
        assert wrong == [], f"({words}) {text}"


@pytest.mark.parametrize("page", ALL_PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_types_and_numbers_are_not_ambiguous(page: Path) -> None:
    for _, words, text in attribute_lines(page):
        assert not re.search(r"(?:List|Set|Map) of \w+(?: \w+)* or ", words), words
        assert not re.search(r"\b1 (?:elements|characters|items|tokens)\b", text), text
        assert text, f"({words}) has no documentation"


ID = re.compile(
    r'"((?:alert|case|conv|env|file|ft|group|key|org|proj|resp|session|user|vault|vs|wf)[-_:][\w:.-]*\d[\w:.-]*)"'
)
"""Ids in examples: a prefix, and a suffix with a digit."""


@pytest.mark.parametrize("file", example_files(), ids=lambda file: str(file.relative_to(ROOT)))
def test_the_page_lists_the_placeholder_ids_of_its_example(file: Path) -> None:
    ids = ID.findall(file.read_text())
    assert [one for one in ids if not docs.PLACEHOLDER.fullmatch(one)] == []
    page = ROOT / "docs" / file.relative_to(ROOT / "examples").with_suffix(".md")
    for one in ids:
        assert re.search(
            rf"^-> \*\*Placeholders\.\*\* .*`{re.escape(one)}`", page.read_text(), re.MULTILINE
        )


def test_an_example_does_not_replace_a_guide_of_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    adoption = pattern_pages.ROOT / "examples" / "patterns" / "adoption.py"
    monkeypatch.setattr(pattern_pages, "example_files", lambda: [adoption])
    with pytest.raises(ExampleError, match=r"docs/guides/adoption\.md is written by hand"):
        pattern_pages.render()
