"""Pages have the registry's form, say all that the declarations say, and show what is run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml

import openai_cdktf
from provider_shim.api import azure
from provider_shim.engine.configuration import ENVIRONMENT, SCHEMA
from provider_shim.engine.resource import Declaration, Resource
from provider_shim.functions import FUNCTIONS
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
from tools import attribute_lists, docs
from tools.examples import ROOT, Example, ExampleError, example_files

PAGES = [
    pytest.param(kind, declaration, id=docs.path_of(kind, docs.name_of(declaration)))
    for kind, declarations in docs.OBJECTS
    for declaration in declarations
]
ALL_PAGES = sorted((ROOT / "docs").rglob("*.md"))
WRITE_ONLY = "Write-only: sent to the API and never stored; needs Terraform 1.11 or later."
ORDER = ["Example Usage", "Argument Reference", "Attribute Reference", "Timeouts", "Import"]


def page_of(kind: docs.Kind, declaration: type[Declaration]) -> Path:
    return ROOT / docs.path_of(kind, docs.name_of(declaration))


def sections(page: Path) -> dict[str, str]:
    parts = re.split(r"^## (.+)$", page.read_text(), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_there_is_a_page_for_every_object_and_for_nothing_else() -> None:
    expected = {docs.path_of(kind, docs.name_of(d)) for kind, ds in docs.OBJECTS for d in ds}
    expected |= {f"docs/functions/{function.name}.md" for function in FUNCTIONS}
    assert set(docs.owned()) == expected


@pytest.mark.parametrize("page", ALL_PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_begins_with_what_the_registry_reads(page: Path) -> None:
    _, front, rest = page.read_text().split("---\n", 2)
    matter = yaml.safe_load(front)
    assert set(matter) == {"page_title", "subcategory", "description"}
    assert matter["page_title"]
    assert matter["description"].endswith(".")
    written_by_hand = page.parent.name == "guides"
    assert ("<!-- " in rest.partition("\n# ")[0]) is not written_by_hand, (
        "a page must say that it is generated if it is, and only then"
    )
    top_level = page.parent.name in {"docs", "functions", "guides"}
    assert bool(matter["subcategory"]) is not top_level


@pytest.mark.parametrize("page", ALL_PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_of_a_page_lead_somewhere(page: Path) -> None:
    for link in links(page):
        target, _, anchor = link.partition("#")
        if not target.startswith("https://"):
            file = page.parent / target if target else page
            assert file.is_file()
            assert not anchor or anchor in anchors(file), link


@pytest.mark.parametrize(("kind", "declaration"), PAGES)
def test_sections_stand_in_the_usual_order(kind: docs.Kind, declaration: type[Declaration]) -> None:
    expected = ORDER[:3]
    expected += ["Timeouts"] if "timeouts" in declaration.schema else []
    expected += ["Import"] if issubclass(declaration, Resource) and declaration.importable else []
    assert list(sections(page_of(kind, declaration))) == expected


@pytest.mark.parametrize(("kind", "declaration"), PAGES)
def test_a_page_shows_its_example_as_it_is(kind: docs.Kind, declaration: type[Declaration]) -> None:
    page = page_of(kind, declaration)
    example = ROOT / "examples" / kind.folder / f"{docs.name_of(declaration)}.py"
    python, configuration = blocks(page, "python", "terraform")[:2]
    assert python.text == example.read_text()
    block = {"resources": "resource", "data-sources": "data", "ephemeral-resources": "ephemeral"}
    assert f'{block[kind.folder]} "{declaration.type_name}"' in configuration.text


@pytest.mark.parametrize(("kind", "declaration"), PAGES)
def test_every_attribute_is_told_with_its_documentation(
    kind: docs.Kind, declaration: type[Declaration]
) -> None:
    told = sections(page_of(kind, declaration))
    for title, given in (("Argument Reference", True), ("Attribute Reference", False)):
        chosen = {n: a for n, a in declaration.schema.items() if a.configurable is given}
        for attribute_name, attribute in every(chosen):
            lines = [
                line
                for line in told[title].splitlines()
                if line.startswith(f"* `{attribute_name}` - (")
            ]
            doc = " ".join(attribute.doc.split())
            assert any(doc in line for line in lines), f"{attribute_name}: {doc}"


@pytest.mark.parametrize(("kind", "declaration"), PAGES)
def test_required_arguments_come_first(kind: docs.Kind, declaration: type[Declaration]) -> None:
    told = sections(page_of(kind, declaration))["Argument Reference"]
    for listed in re.split(r"^### ", told, flags=re.MULTILINE):
        modes = re.findall(r"^\* `\w+` - \(([\w-]+)", listed, re.MULTILINE)
        assert modes == sorted(modes, key=["Required", "Optional", "Read-only"].index)


@pytest.mark.parametrize(("kind", "declaration"), PAGES)
def test_a_page_names_constructs_and_structs_that_exist(
    kind: docs.Kind, declaration: type[Declaration]
) -> None:
    text = page_of(kind, declaration).read_text()
    construct = docs.construct_of(kind, declaration)
    assert f"`from openai_cdktf import {construct}`" in text
    named = {construct, *re.findall(r"[Ii]n Python[:,] `(\w+)`", text)}
    assert named <= set(openai_cdktf.__all__)


@pytest.mark.parametrize(("kind", "declaration"), PAGES)
def test_what_openai_removed_is_told_where_it_was_removed(
    kind: docs.Kind, declaration: type[Declaration]
) -> None:
    text = page_of(kind, declaration).read_text()
    assert ("!> **Removed by OpenAI.**" in text) is bool(declaration.removed)


@pytest.mark.parametrize(("kind", "declaration"), PAGES)
def test_a_page_tells_what_happens_when_an_object_replaces_itself(
    kind: docs.Kind, declaration: type[Declaration]
) -> None:
    told = page_of(kind, declaration).read_text()
    made = declaration()
    named = isinstance(made, Resource) and made.is_named_by_configuration
    assert ("**Replacement.**" in told) is named
    settings = isinstance(made, Resource) and made.remembers_original
    assert ("stays remembered through a replacement" in told) is settings


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
def test_the_page_of_a_function_tells_its_parameters(function: docs.Function) -> None:
    page = ROOT / "docs" / "functions" / f"{function.name}.md"
    assert list(sections(page)) == ["Example Usage", "Signature", "Arguments"]
    for parameter in function.parameters:
        assert f"1. `{parameter.name}` (" in page.read_text()
    if function.variadic:
        assert f"{function.variadic.name} string..." in page.read_text()


def test_the_providers_page_tells_all_arguments_and_variables() -> None:
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


# --- how it is written --------------------------------------------------------------------------------------------


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
def test_an_argument_says_its_type_and_all_its_flags(attribute: Attribute, line: str) -> None:
    assert attribute_lists.item("it", attribute) == f"* `it` - {line}\n"


def test_objects_of_the_same_attributes_are_told_once() -> None:
    point = {"x": Integer(required=True, doc="The place.")}
    told = attribute_lists.Reference(construct="Line").arguments(
        {
            "begin": Object(point, required=True, doc="The begin."),
            "end": ListOf(Object(point), required=True, doc="The ends."),
        },
        "resource",
    )
    assert told == (
        "The following arguments are required:\n\n"
        "* `begin` - (Required, Object) The begin. See [`begin`](#nestedatt--begin).\n"
        "* `end` - (Required, List of Object) The ends. See [`begin`](#nestedatt--begin); in Python, `LineEnd`.\n\n"
        '<a id="nestedatt--begin"></a>\n### `begin`\n\nIn Python: `LineBegin`, or a dict with these keys.\n\n'
        "* `x` - (Required, Integer) The place.\n"
    )


def test_structs_are_told_by_the_names_that_constructs_leave_them() -> None:
    point = Object({"x": Integer(required=True, doc="The place.")}, optional=True, doc="A point.")
    told = attribute_lists.Reference(construct="Line", constructs={"LineBegin"}).arguments(
        {"begin": point, "begin_wo": point.but(write_only=True, wire="begin")}, "resource"
    )
    assert "In Python: `LineBeginStruct`, or a dict" in told
    assert "LineBeginWo" not in told


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


def test_secrets_removals_and_composite_ids_are_told() -> None:
    example = Example(source="pass\n", configuration={"resource": {}})
    text = docs.page(Secret(), docs.RESOURCE, example)
    assert 'subcategory: "Administration"' in text
    assert "description: |-\n  A key.\n" in text
    assert "!> **Removed by OpenAI.** OpenAI removed it yesterday." in text
    assert "~> **Secrets in the state.** `value`" in text
    assert "% terraform import openai_secret.example '<door>/<id>'" in text
    assert "using the `door` and `id`, separated by a slash (`/`)" in text
    assert "The API does not tell `door`" in text


def test_an_object_without_an_example_names_the_step() -> None:
    with pytest.raises(ExampleError, match=r"examples/resources/secret\.py is missing: write"):
        docs._example({}, "resources", "secret")


def test_a_lost_marker_is_named() -> None:
    with pytest.raises(ValueError, match=r"README\.md has no region 'objects'"):
        docs.filled("README.md", "nothing", {"objects": "table"})


def test_what_stands_outside_of_markers_stays() -> None:
    text = "a\n<!-- generated: x -->\nold\n<!-- end of x -->\nb\n"
    assert docs.filled("f", text, {"x": "new\n"}) == text.replace("old", "new")


def every(attributes: Mapping[str, Attribute]) -> Iterator[tuple[str, Attribute]]:
    """Yield attributes with those of the objects inside of them, save those of timeouts, which have a section."""
    for name, attribute in attributes.items():
        yield name, attribute
        inner = attribute_lists.object_inside(attribute)
        if inner is not None and name != "timeouts":
            yield from every(inner.attributes)


@pytest.mark.parametrize("page", ALL_PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_line_says_nothing_twice_and_nothing_to_maintainers(page: Path) -> None:
    text = page.read_text()
    said = r"(?:Deprecated|Needs|Defaults to|Conflicts with)\b[ :]|[Ff]rom [\d.,-]+ to "
    for line in text.splitlines():
        found = [sentence.lower() for sentence in re.findall(said, line)]
        assert len(found) == len(set(found)), line
    assert not re.search(r"^~> (?:Return|Answer|Refuse|Read)\b", text, re.MULTILINE)
    assert not re.search(r"\bimport [\w ]+(?:ch|sh|x)s using", text)


ARGUMENT = re.compile(r"^\* `(?P<name>\w+)` - \((?P<words>(?:[^()]|\([^()]*\))*)\) ?(?P<text>.*)$")


def attribute_lines(page: Path) -> Iterator[tuple[str, str, str]]:
    """Yield the heading, the words in brackets and the text of each line on an attribute."""
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
"""Ids as examples write them: a prefix, and something with a number."""


@pytest.mark.parametrize("file", example_files(), ids=lambda file: str(file.relative_to(ROOT)))
def test_ids_in_examples_are_placeholders_that_the_page_names(file: Path) -> None:
    ids = ID.findall(file.read_text())
    assert [one for one in ids if not docs.PLACEHOLDER.fullmatch(one)] == []
    page = ROOT / "docs" / file.relative_to(ROOT / "examples").with_suffix(".md")
    for one in ids:
        assert re.search(
            rf"^-> \*\*Placeholders\.\*\* .*`{re.escape(one)}`", page.read_text(), re.MULTILINE
        )
