"""For every object, our constructs and the generated bindings of CDK Terrain are synthesized to the same JSON.

Each creates its stack in a separate process. CDKTF's generator writes the same classes, except those of ephemeral resources, and
`tests/unit/openai_cdktf/test_synthesis.py` synthesizes every object on both CDKs.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from provider_shim.engine.configuration import SCHEMA
from provider_shim.vocabulary.schema import Attribute, Collection, Dynamic, MapOf, Object
from tests.declared_objects import arguments, class_name, every_object
from tests.terraform import ROOT, executable
from tools import bindings

OURS = """
import json, sys
import cdktn as cdk
import openai_cdktf

app = cdk.Testing.app(stack_traces=False, context={"targetVersions": {"terraform": ">=1.11.0"}})
stack = cdk.TerraformStack(app, "stack")
for spec in json.load(sys.stdin):
    getattr(openai_cdktf, spec["class"])(stack, spec["id"], **spec["plain"])
print(open(cdk.Testing.full_synth(stack) + "/stacks/stack/cdk.tf.json").read())
"""

GENERATED = """
import importlib, json, sys
import cdktn as cdk

def made(value, module):
    if isinstance(value, list):
        return [made(item, module) for item in value]
    if not isinstance(value, dict):
        return value
    if "$struct" in value:
        return getattr(module, value["$struct"])(**made(value["values"], module))
    if "$dynamic" in value:  # always typed as a map
        free = value["$dynamic"]
        return free if isinstance(free, dict) else cdk.Token.as_any_map(cdk.Token.as_any(free))
    return {key: made(item, module) for key, item in value.items()}

app = cdk.Testing.app(stack_traces=False, context={"targetVersions": {"terraform": ">=1.11.0"}})
stack = cdk.TerraformStack(app, "stack")
for spec in json.load(sys.stdin):
    module = importlib.import_module(f"openai.{spec['module']}")
    name = spec["class"]
    if not hasattr(module, name):
        name += "A"  # if the struct of another object has this name
    getattr(module, name)(stack, spec["id"], **made(spec["typed"], module))
print(open(cdk.Testing.full_synth(stack) + "/stacks/stack/cdk.tf.json").read())
"""


@pytest.fixture(scope="module")
def generated(provider_mirror: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the generated bindings."""
    folder = tmp_path_factory.mktemp("bindings")
    return bindings.generate("cdktn", folder, mirror=provider_mirror, terraform=executable("1.11"))


def test_every_object_is_synthesized_alike(generated: Path) -> None:
    specifications = [_provider(), *_objects()]
    ours = _synthesized(OURS, specifications, [ROOT])
    theirs = _synthesized(GENERATED, specifications, [generated])
    assert ours == theirs  # including the metadata for the CDK's command line
    assert ours["resource"]["openai_vector_store"]["vector_store-all"]["//"]["metadata"]["path"]
    blocks = ("resource", "data", "ephemeral")
    found = {(block, kind) for block in blocks for kind in ours[block]}
    assert found == {(block, each.type_name) for block, each in every_object() if block in blocks}


def test_all_modules_and_classes_have_the_same_names(generated: Path) -> None:
    for specification in _objects():
        ours = ROOT / "openai_cdktf" / f"{specification['module']}.py"
        theirs = generated / "openai" / specification["module"] / "__init__.py"
        assert f"class {specification['class']}(" in ours.read_text()
        assert re.search(rf"class {specification['class']}A?\(", theirs.read_text())


def _objects() -> list[dict[str, Any]]:
    """Return each object of which the CDK generates classes, with required arguments and with all arguments."""
    found = []
    for block, declaration in every_object():
        if block == "action":
            continue
        prefix = {"resource": "", "data": "data_openai_", "ephemeral": "ephemeral_openai_"}[block]
        module = prefix + declaration.type_name.removeprefix("openai_")
        for everything in (False, True):
            identity = f"{module}-{'all' if everything else 'required'}"
            found.append(
                _specification(
                    class_name(block, declaration),
                    module,
                    identity,
                    declaration.schema.attributes,
                    everything=everything,
                )
            )
    return found


def _provider() -> dict[str, Any]:
    # Generated bindings convert the keys of maps to snake_case, which changes names of headers and models. Our constructs do
    # not change them.
    attributes = {
        name: each
        for name, each in SCHEMA.attributes.items()
        if '"map"' not in json.dumps(each.type)
    }
    specification = _specification(
        "OpenaiProvider", "provider", "openai", attributes, everything=True
    )
    for form in ("plain", "typed"):
        specification[form]["alias"] = "other"
    return specification


def _specification(
    name: str, module: str, identity: str, attributes: Mapping[str, Attribute], *, everything: bool
) -> dict[str, Any]:
    plain = arguments(attributes, everything=everything)
    return {
        "class": name,
        "module": module,
        "id": identity,
        "plain": plain,
        "typed": {
            _their_name(key): _typed(attributes[key], name + _pascal(key), value)
            for key, value in plain.items()
        },
    }


def _typed(attribute: Attribute, name: str, value: Any) -> Any:
    """Return a value with marks where generated bindings need their own classes."""
    match attribute:
        case Dynamic():
            return {"$dynamic": value}
        case Object():
            inside = {
                _their_name(key): _typed(attribute.attributes[key], name + _pascal(key), item)
                for key, item in value.items()
            }
            return {"$struct": name, "values": inside}
        case MapOf():
            return {key: _typed(attribute.element, name, item) for key, item in value.items()}
        case Collection():
            return [_typed(attribute.element, name, item) for item in value]
        case _:
            return value


def _their_name(name: str) -> str:
    """Return the name of an argument in generated bindings.

    Its way through camelCase costs the underscore before a digit, and words that other languages reserve are changed.
    """
    return re.sub(r"_(?=\d)", "", "system_attribute" if name == "system" else name)


def _pascal(name: str) -> str:
    return "".join(word.capitalize() for word in name.split("_"))


def _synthesized(
    program: str, specifications: list[dict[str, Any]], path: list[Path]
) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=json.dumps(specifications),
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, path))},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    code: dict[str, Any] = json.loads(done.stdout)
    return code
