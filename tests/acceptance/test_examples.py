"""Every example works: it is planned and applied, its second plan is empty, and it is destroyed."""

from __future__ import annotations

import dataclasses
import re
import subprocess
from pathlib import Path

import pytest

from openai_cdktf.testing.synthesis import Synthesized
from openai_cdktf.testing.validation import found_in
from provider_shim.functions import FUNCTIONS
from tests.acceptance import made_before
from tests.azure_gateway import KEY, azure_gateway
from tests.sandbox import Sandbox
from tests.terraform import VERSIONS, Plan, Terraform, executable
from tools import page_kinds
from tools.examples import KINDS, ROOT, Example, example_files, synthesized

FILES = {str(file.relative_to(ROOT / "examples")): file for file in example_files()}

ALL_KINDS = ("provider", *KINDS)
NEWEST = pytest.mark.parametrize(
    "played", VERSIONS[-1:], ids=[f"terraform-{VERSIONS[-1]}"], indirect=True
)


@pytest.fixture(scope="module")
def examples() -> dict[str, Example]:
    made = synthesized(list(FILES.values()))
    return {name: made[file] for name, file in FILES.items()}


def test_examples_exist() -> None:
    assert len(FILES) >= 12


@pytest.mark.parametrize(
    "path",
    [
        *(
            f"{kind.folder}/{page_kinds.name_of(declaration)}.py"
            for kind, declarations in page_kinds.OBJECTS
            for declaration in declarations
        ),
        *(f"functions/{function.name}.py" for function in FUNCTIONS),
    ],
)
def test_every_object_has_an_example(path: str) -> None:
    assert path in FILES, (
        f"examples/{path} is missing: write the smallest stack that shows the object, "
        "then run `make generate`"
    )


def test_every_example_has_an_object() -> None:
    wanted = {
        f"{kind.folder}/{page_kinds.name_of(declaration)}.py"
        for kind, declarations in page_kinds.OBJECTS
        for declaration in declarations
    }
    wanted |= {f"functions/{function.name}.py" for function in FUNCTIONS}
    shown = {name for name in FILES if name.startswith(("guides/", "provider/"))}
    assert set(FILES) - wanted == shown


@dataclasses.dataclass(frozen=True, kw_only=True)
class Played:
    """The results of all examples, which are modules of one configuration."""

    names: set[str]
    errors: list[str]
    managed: dict[str, set[str]]
    again: Plan
    as_hcl: Plan | None  # only with the newest Terraform, because both read the same HCL
    left: list[object]


@pytest.fixture(scope="module", params=VERSIONS, ids=lambda version: f"terraform-{version}")
def played(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    provider_mirror: Path,
    sandbox_server: Sandbox,
    examples: dict[str, Example],
) -> Played:
    """Apply all examples, plan again, plan the HCL, and destroy. One by one would take twelve times as long."""
    sandbox_server.reset()
    made_before.make(sandbox_server)
    with azure_gateway(sandbox_server, {"our-luna": "gpt-6-luna"}) as endpoint:
        azure = {"AZURE_OPENAI_ENDPOINT": endpoint, "AZURE_OPENAI_API_KEY": KEY}
        terraform = Terraform(
            version=request.param,
            folder=tmp_path_factory.mktemp("examples"),
            mirror=provider_mirror,
            own={**sandbox_server.environment, **azure},
        )
        return _play(terraform, examples)


def _play(terraform: Terraform, every: dict[str, Example]) -> Played:
    examples = {
        name: example
        for name, example in every.items()
        if terraform.version != "1.11" or not name.startswith("actions/")
    }
    calls = {module(name): _called(name, example) for name, example in examples.items()}
    terraform.write_json({"module": calls})
    for name, example in examples.items():
        folder = terraform.folder / module(name)
        folder.mkdir()
        dataclasses.replace(terraform, folder=folder).write_json(_as_module(name, example))
    terraform.init()
    errors = terraform.apply(fails=None).errors
    managed = _managed(terraform)
    again = terraform.plan(fails=None)
    as_hcl = _plan_as_hcl(terraform, examples) if terraform.version == VERSIONS[-1] else None
    terraform.destroy()
    return Played(
        names=set(examples),
        errors=[*errors, *again.errors, *(as_hcl.errors if as_hcl else [])],
        managed=managed,
        again=again,
        as_hcl=as_hcl,
        left=terraform.state()["resources"],
    )


def _plan_as_hcl(terraform: Terraform, examples: dict[str, Example]) -> Plan:
    """Plan the HCL of the examples over the state of the Python examples."""
    for name, example in examples.items():
        folder = terraform.folder / module(name)
        (folder / "main.tf.json").unlink()
        dataclasses.replace(terraform, folder=folder).write(example.hcl(_kinds(name)))
    return terraform.plan(fails=None)


@pytest.mark.parametrize("name", list(FILES))
def test_validate_accepts_every_example(name: str, examples: dict[str, Example]) -> None:
    made = Synthesized(stack=name, json=examples[name].configuration)
    assert [str(one) for one in found_in(made)] == []


def test_examples_are_applied_without_errors(played: Played) -> None:
    assert played.errors == [], "\n\n".join(played.errors)


@pytest.mark.parametrize("name", list(FILES))
def test_an_example_creates_its_objects(
    name: str, played: Played, examples: dict[str, Example]
) -> None:
    wanted = examples[name].configuration.get("resource", {}) if name in played.names else {}
    assert played.managed.get(module(name), set()) == set(wanted)


@pytest.mark.parametrize("name", list(FILES))
def test_the_second_plan_of_an_example_is_empty(name: str, played: Played) -> None:
    assert _of(name, played.again) == {}


@NEWEST
@pytest.mark.parametrize("name", list(FILES))
def test_the_hcl_of_an_example_equals_its_python(name: str, played: Played) -> None:
    """The plan of the HCL over the state of the Python example is empty."""
    assert played.as_hcl is not None
    assert _of(name, played.as_hcl) == {}


def test_the_second_plan_is_completely_empty(played: Played) -> None:
    assert played.again.is_empty


@NEWEST
def test_the_plan_of_the_hcl_is_completely_empty(played: Played) -> None:
    assert played.as_hcl is not None
    assert played.as_hcl.is_empty


def test_examples_are_destroyed(played: Played) -> None:
    assert played.left == []


def test_the_hcl_of_examples_is_formatted_like_terraform_fmt(
    examples: dict[str, Example], tmp_path: Path
) -> None:
    for name, example in examples.items():
        (tmp_path / name.replace("/", "-")).with_suffix(".tf").write_text(example.hcl(ALL_KINDS))
    done = subprocess.run(
        [executable("1.11"), "fmt", "-check", "-diff", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "")


def _kinds(name: str) -> tuple[str, ...]:
    """Return the blocks to apply. All examples except the provider's share one provider, to save processes."""
    return ALL_KINDS if name.startswith("provider/") else KINDS


def _called(name: str, example: Example) -> dict[str, str]:
    """Return the module block of an example, with a value for each of its variables."""
    variables = dict.fromkeys(example.configuration.get("variable", {}), "given")
    return {"source": f"./{module(name)}", **variables}


def _as_module(name: str, example: Example) -> dict[str, object]:
    return {kind: blocks for kind, blocks in example.configuration.items() if kind in _kinds(name)}


def _managed(terraform: Terraform) -> dict[str, set[str]]:
    """Return the types of managed resources in the state, by module."""
    found: dict[str, set[str]] = {}
    for resource in terraform.state().get("resources", []):
        if resource["mode"] == "managed":
            found.setdefault(resource["module"].removeprefix("module."), set()).add(
                resource["type"]
            )
    return found


def _of(name: str, plan: Plan) -> dict[str, list[str]]:
    """Return the planned actions for the resources of an example."""
    return {
        address: actions
        for address, actions in plan.actions.items()
        if address.startswith(f"module.{module(name)}.")
    }


def module(name: str) -> str:
    """Return the module name of an example."""
    return re.sub(r"\W", "_", name.removesuffix(".py"))
