"""The generator of the constructs, tested on an artificial declaration with every kind of attribute."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import Any

import cdktf
import cdktn
import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from openai_cdktf import _element, _provider, _references, _resource
from provider_shim.engine.resource import Resource
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
    SetOf,
    String,
)
from tools import construct_names, constructs, generate, python_source


class Gadget(Resource):
    """An object with an attribute of every kind. No API has it.

    ~> **Note** that this is a separate paragraph, which is so long that it must be wrapped over more than one line.
    """

    type_name = "openai_gadget"
    endpoint = Rest("/gadgets")
    schema = Schema(
        {
            "id": String(computed=True, doc="The id."),
            "text": String(
                optional=True,
                doc="A text. It may be long, so long that its documentation needs two lines.",
            ),
            "name": String(required=True, doc="A required text."),
            "whole": Integer(optional=True, doc="A whole number."),
            "number": Float(optional=True, computed=True, doc="A number."),
            "flag": Bool(
                optional=True, deprecated="Use `name`.", doc="A flag. Deprecated: use `name`."
            ),
            "secret_wo": String(optional=True, write_only=True, doc="A secret."),
            "texts": ListOf(String(), optional=True, doc="Texts."),
            "unordered": SetOf(Float(), optional=True, doc="Unordered numbers."),
            "pairs": MapOf(String(), optional=True, doc="Pairs."),
            "counts": MapOf(Integer(), optional=True, doc="Whole numbers by name."),
            "nested": Object(
                {
                    "type": String(optional=True, doc="A text whose name is a builtin."),
                    "needed": Bool(required=True, doc="A required flag."),
                    "deep": ListOf(
                        Object({"x": Float(required=True, doc="A number.")}),
                        optional=True,
                        doc="Deep objects.",
                    ),
                    "result": String(computed=True, doc="A value that the provider sets."),
                },
                optional=True,
                doc="A nested object.",
            ),
            "items": ListOf(
                Object({"key": String(required=True, doc="The key.")}),
                optional=True,
                doc="Objects.",
            ),
            "named": MapOf(
                Object({"key": String(required=True, doc="The key.")}),
                optional=True,
                doc="Objects by name.",
            ),
            "free": Dynamic(optional=True, doc=r"Any JSON, such as `\d`."),
            "union": Dynamic(
                AnyOf((String(), Object({"schema": Dynamic(optional=True, doc="Any JSON.")}))),
                optional=True,
                doc="A text or an object.",
            ),
            "mixed": Dynamic(
                ListOf(Object({"any": Dynamic(required=True, doc="Any JSON.")})),
                optional=True,
                doc="A list of objects with free JSON inside.",
            ),
            "status": String(computed=True, doc="A computed text."),
            "result": Object(
                {"ok": Bool(computed=True, doc="A computed flag.")},
                computed=True,
                doc="A computed object.",
            ),
            "results": ListOf(
                Object({"total": Integer(computed=True, doc="A computed number.")}),
                computed=True,
                doc="Computed objects.",
            ),
        }
    )


EVERYTHING: dict[str, Any] = {
    "text": "t",
    "name": "n",
    "whole": 3,
    "number": 0.5,
    "flag": True,
    "secret_wo": "s",
    "texts": ["a"],
    "unordered": [1],
    "pairs": {"a": "b"},
    "counts": {"a": 1},
    "nested": {"type": "t", "needed": False, "deep": [{"x": 1}]},
    "items": [{"key": "k"}],
    "named": {"n": {"key": "k"}},
    "free": [None, {"a": 1}],
    "union": {"schema": {"a": None}},
    "mixed": [{"any": 1}, {"any": "x"}],
}


class SourceSnapshot(SingleFileSnapshotExtension):
    """One file with the complete source."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


@pytest.fixture(scope="module")
def source() -> str:
    files = constructs.render((Gadget,), (), (), (), lists=(), provider=Schema({}))
    return bytes(generate.formatted(files)["openai_cdktf/gadget.py"]).decode()


@pytest.fixture(scope="module")
def gadget(source: str) -> Any:
    names: dict[str, Any] = {"__name__": "openai_cdktf.gadget"}
    exec(compile(source, "gadget.py", "exec"), names)  # noqa: S102 - the source generated above
    return names


def test_the_source_equals_its_snapshot(source: str, snapshot: SnapshotAssertion) -> None:
    assert source == snapshot(extension_class=SourceSnapshot)


def test_the_source_passes_the_linter_unchanged(source: str) -> None:
    command = [
        sys.executable,
        "-m",
        "ruff",
        "check",
        "--stdin-filename",
        "openai_cdktf/gadget.py",
        "-",
    ]
    done = subprocess.run(
        command,
        input=source,
        capture_output=True,
        text=True,
        cwd=generate.ROOT,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("cdk", [cdktf, cdktn], ids=["cdktf", "cdktn"])
def test_the_synthesized_construct_has_the_given_arguments(
    gadget: dict[str, Any], cdk: Any
) -> None:
    stack = cdk.TerraformStack(cdk.Testing.app(), "stack")
    gadget["Gadget"](stack, "it", **EVERYTHING)
    code = json.loads(cdk.Testing.synth(stack))
    assert code["resource"]["openai_gadget"]["it"] == EVERYTHING


def test_structs_and_dicts_are_synthesized_alike(gadget: dict[str, Any]) -> None:
    stack = cdktf.TerraformStack(cdktf.Testing.app(), "stack")
    it = gadget["Gadget"](stack, "it", name="n")
    it.put_nested(type="t", needed=False, deep=[gadget["GadgetNestedDeep"](x=1)])
    it.items = [gadget["GadgetItems"](key="k")]
    it.put_named({"n": gadget["GadgetNamed"](key="k")})
    it.union = gadget["GadgetUnion"](schema={"a": None})
    it.mixed = [gadget["GadgetMixed"](any=1), {"any": "x"}]
    code = json.loads(cdktf.Testing.synth(stack))["resource"]["openai_gadget"]["it"]
    assert code == {
        "name": "n",
        **{name: EVERYTHING[name] for name in ("nested", "items", "named", "union", "mixed")},
    }


BASES = {
    "resource": (_resource.Resource, "TerraformResource"),
    "data source": (_resource.DataSource, "TerraformDataSource"),
    "ephemeral resource": (_resource.EphemeralResource, "TerraformEphemeralResource"),
    "provider": (_provider.Provider, "TerraformProvider"),
}


@pytest.mark.parametrize("kind", BASES)
@pytest.mark.parametrize("cdk", [cdktf, cdktn], ids=["cdktf", "cdktn"])
def test_all_names_of_the_base_classes_are_reserved(kind: str, cdk: Any) -> None:
    ours, theirs = BASES[kind]
    names = set(dir(ours)) | set(dir(getattr(cdk, theirs, cdk.TerraformResource)))
    # No attribute has a name that begins with an underscore or a capital letter.
    assert {name for name in names if re.match("[a-z]", name)} <= construct_names.RESERVED


def test_all_names_of_the_reference_classes_are_reserved() -> None:
    names = {name for name in dir(_references.ObjectReference) if re.match("[a-z]", name)}
    assert names <= construct_names.RESERVED_INSIDE
    assert "cdk" in dir(_element.Element) or "cdk" in _element.Element.__annotations__


@pytest.mark.parametrize(
    "name", ["count", "provider", "lifecycle", "for_each", "node", "fqn", "class", "Upper"]
)
def test_a_reserved_name_of_an_attribute_is_an_error(name: str) -> None:
    declaration = type(
        "Bad", (Gadget,), {"schema": Schema({name: String(optional=True, doc="X.")})}
    )
    with pytest.raises(ValueError, match=f"Bad|Gadget: the attribute `{name}`"):
        constructs.construct(declaration, constructs.RESOURCE)


@pytest.mark.parametrize("inner", ["to_string", "lambda"])
def test_a_reserved_name_inside_an_object_is_an_error(inner: str) -> None:
    nested = Object({inner: String(optional=True, doc="X.")}, optional=True, doc="X.")
    declaration = type("Bad", (Gadget,), {"schema": Schema({"nested": nested})})
    with pytest.raises(ValueError, match=f"GadgetNested: the attribute `{inner}`"):
        constructs.construct(declaration, constructs.RESOURCE)


def test_an_attribute_with_the_name_of_a_generated_member_is_an_error() -> None:
    attributes: dict[str, Attribute] = {
        "name": String(optional=True, doc="X."),
        "name_input": String(optional=True, doc="X."),
    }
    declaration = type("Bad", (Gadget,), {"schema": Schema(attributes)})
    with pytest.raises(
        ValueError, match="the attribute `name_input` is the name of a method or property"
    ):
        constructs.construct(declaration, constructs.RESOURCE)


def test_two_objects_with_the_same_class_name_are_an_error() -> None:
    union = Dynamic(
        AnyOf((Object({"a": String(optional=True)}), Object({"b": String(optional=True)}))),
        optional=True,
        doc="X.",
    )
    declaration = type("Bad", (Gadget,), {"schema": Schema({"union": union})})
    with pytest.raises(ValueError, match="two classes would have the name GadgetUnion"):
        constructs.construct(declaration, constructs.RESOURCE)


_POINT = Object({"x": Integer(required=True, doc="The place.")}, optional=True, doc="A point.")
_SECRET_POINT = _POINT.but(write_only=True, wire="point")


def test_a_write_only_form_uses_the_structs_of_the_stored_form() -> None:
    schema = Schema({"point": _POINT, "point_wo": _SECRET_POINT})
    source = constructs.construct(
        type("Gadget", (Gadget,), {"schema": schema}), constructs.RESOURCE
    )
    assert source.public == ["GadgetPointReference", "GadgetPoint", "Gadget"]
    assert "point_wo: Like[GadgetPoint] | None = None" in source.classes[-1]
    assert "self.point_wo = GadgetPoint(x=x)" in source.classes[-1]


def test_a_struct_never_has_the_name_of_a_construct() -> None:
    declaration = type("Gadget", (Gadget,), {"schema": Schema({"point": _POINT})})
    source = constructs.construct(declaration, constructs.RESOURCE, {"Gadget", "GadgetPoint"})
    assert source.public == ["GadgetPointReference", "GadgetPointStruct", "Gadget"]
    assert "self.point = GadgetPointStruct(x=x)" in source.classes[-1]


def test_each_item_of_a_list_begins_a_line_of_the_docstring() -> None:
    made = python_source.docstring(
        f"A key.\n\nTwo ways:\n\n* **One** way, {'and so on ' * 9}.\n* Another\nway.", indent=4
    )
    assert "\n    * One way, and so on" in made
    assert "\n      so on" in made or "\n      and so on" in made
    assert "\n    * Another way.\n" in made
