"""Every example works: it is planned and applied, its second plan is empty, and it is destroyed.

The oldest Terraform only plans them. Other tests apply with it, and what differs between versions does not depend on the object.
"""

from __future__ import annotations

import dataclasses
import re
import subprocess
from collections.abc import Iterator
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

_AT_ONCE = 60
"""The number of examples in one configuration."""

ALL_KINDS = ("provider", *KINDS)
OLDEST, NEWEST = VERSIONS


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
    """The results of all examples, which are modules of a few configurations."""

    errors: list[str]
    managed: dict[str, set[str]]
    again: list[Plan]
    as_hcl: list[Plan]
    left: list[object]


@pytest.fixture(scope="module")
def terraform(
    tmp_path_factory: pytest.TempPathFactory, provider_mirror: Path, sandbox_server: Sandbox
) -> Iterator[Terraform]:
    """The newest Terraform, and the objects that examples refer to. `_written` sets the folder."""
    sandbox_server.reset()
    made_before.make(sandbox_server)
    with azure_gateway(sandbox_server, {"our-luna": "gpt-6-luna"}) as endpoint:
        azure = {"AZURE_OPENAI_ENDPOINT": endpoint, "AZURE_OPENAI_API_KEY": KEY}
        yield Terraform(
            version=NEWEST,
            folder=tmp_path_factory.mktemp("examples"),
            mirror=provider_mirror,
            own={**sandbox_server.environment, **azure},
        )


@pytest.fixture(scope="module")
def played(terraform: Terraform, examples: dict[str, Example]) -> Played:
    """Apply all examples, plan again, plan the HCL, and destroy.

    One by one would take twelve times as long, and all at once twice as long: Terraform writes the complete state after each object.
    """
    played = Played(errors=[], managed={}, again=[], as_hcl=[], left=[])
    for start in range(0, len(examples), _AT_ONCE):
        some = dict(list(examples.items())[start : start + _AT_ONCE])
        written = _written(terraform, f"from-{start}", some)
        played.errors.extend(written.apply(fails=None).errors)
        played.managed.update(_managed(written))
        played.again.append(written.plan(fails=None))
        played.as_hcl.append(_plan_as_hcl(written, some))
        written.destroy()
        played.left.extend(written.state()["resources"])
    played.errors.extend(error for plan in [*played.again, *played.as_hcl] for error in plan.errors)
    return played


def _written(terraform: Terraform, folder: str, examples: dict[str, Example]) -> Terraform:
    """Write examples as modules of one configuration into a folder of their own, and return Terraform in this folder."""
    terraform = dataclasses.replace(terraform, folder=terraform.folder / folder)
    terraform.folder.mkdir()
    calls = {module(name): _called(name, example) for name, example in examples.items()}
    terraform.write_json({"module": calls})
    for name, example in examples.items():
        own = terraform.folder / module(name)
        own.mkdir()
        dataclasses.replace(terraform, folder=own).write_json(_as_module(name, example))
    terraform.init()
    return terraform


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


def test_the_oldest_terraform_plans_examples_without_errors(
    terraform: Terraform, examples: dict[str, Example]
) -> None:
    supported = {name: one for name, one in examples.items() if not name.startswith("actions/")}
    oldest = dataclasses.replace(terraform, version=OLDEST)
    plan = _written(oldest, "oldest", supported).plan(fails=None)
    assert plan.errors == [], "\n\n".join(plan.errors)
    created = {address for address, actions in plan.actions.items() if actions == ["create"]}
    assert {address.split(".")[1] for address in created} == {
        module(name) for name, example in supported.items() if example.configuration.get("resource")
    }


def test_examples_are_applied_without_errors(played: Played) -> None:
    assert played.errors == [], "\n\n".join(played.errors)


@pytest.mark.parametrize("name", list(FILES))
def test_an_example_creates_its_objects(
    name: str, played: Played, examples: dict[str, Example]
) -> None:
    wanted = examples[name].configuration.get("resource", {})
    assert played.managed.get(module(name), set()) == set(wanted)


@pytest.mark.parametrize("name", list(FILES))
def test_the_second_plan_of_an_example_is_empty(name: str, played: Played) -> None:
    assert _of(name, played.again) == {}


@pytest.mark.parametrize("name", list(FILES))
def test_the_hcl_of_an_example_equals_its_python(name: str, played: Played) -> None:
    """The plan of the HCL over the state of the Python example is empty."""
    assert _of(name, played.as_hcl) == {}


def test_the_second_plan_is_completely_empty(played: Played) -> None:
    assert all(plan.is_empty for plan in played.again)


def test_the_plan_of_the_hcl_is_completely_empty(played: Played) -> None:
    assert all(plan.is_empty for plan in played.as_hcl)


def test_examples_are_destroyed(played: Played) -> None:
    assert played.left == []


def test_the_hcl_of_examples_is_formatted_like_terraform_fmt(
    examples: dict[str, Example], tmp_path: Path
) -> None:
    for name, example in examples.items():
        (tmp_path / name.replace("/", "-")).with_suffix(".tf").write_text(example.hcl(ALL_KINDS))
    done = subprocess.run(
        [executable(OLDEST), "fmt", "-check", "-diff", tmp_path],
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


def _of(name: str, plans: list[Plan]) -> dict[str, list[str]]:
    """Return the planned actions for the resources of an example."""
    return {
        address: actions
        for plan in plans
        for address, actions in plan.actions.items()
        if address.startswith(f"module.{module(name)}.")
    }


def module(name: str) -> str:
    """Return the module name of an example."""
    return re.sub(r"\W", "_", name.removesuffix(".py"))
