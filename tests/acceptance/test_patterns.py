"""The examples of patterns, and the programs of guides: both CDKs synthesize the same, and the output of each is deployed."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.test_examples import module
from tests.markdown import blocks
from tests.sandbox import Sandbox
from tests.terraform import PROGRAMS, ROOT, VERSIONS, Plan, Terraform
from tools.pattern_pages import example_files

PROGRAMS_OF_GUIDES = {file.stem: file for file in (ROOT / "examples" / "programs").glob("*.py")}
EXAMPLES = {**{file.stem: file for file in example_files()}, **PROGRAMS_OF_GUIDES}
CDKS = ("cdktf", "cdktn")
KINDS = ("variable", "locals", "data", "ephemeral", "resource", "action", "output")
RUN_ALL = """
import os, runpy, sys
root, folder, *files = sys.argv[1:]
for file in files:
    # The documents of examples are in the repository. Programs write reports into the folder in which they run.
    os.chdir(folder if os.path.basename(file) in %r else root)
    runpy.run_path(file, run_name="__main__")
"""

Configurations = Mapping[str, Mapping[str, Any]]
"""The synthesized configuration of each example, by CDK and name."""


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("patterns")


@pytest.fixture(scope="module")
def configurations(out: Path) -> Configurations:
    """Run all examples once on each CDK."""
    return {cdk: _synthesized(out / cdk, cdk) for cdk in CDKS}


def _synthesized(folder: Path, cdk: str) -> dict[str, Any]:
    folder.mkdir()
    files = []
    names = [file.name for file in PROGRAMS_OF_GUIDES.values()]
    for name, example in EXAMPLES.items():
        source = example.read_text()
        assert "from cdktf import" in source
        (folder / f"{name}.py").write_text(
            source.replace("from cdktf import", f"from {cdk} import")
        )
        files.append(str(folder / f"{name}.py"))
    done = subprocess.run(
        [sys.executable, "-c", RUN_ALL % names, str(ROOT), str(folder), *files],
        env={
            **os.environ,
            "CDKTF_OUTDIR": str(folder / "out"),
            # The command line of cdktn reads this from `cdktf.json`. Ephemeral resources need it.
            "CDKTF_CONTEXT_JSON": json.dumps({"targetVersions": {"terraform": ">=1.11.0"}}),
            "PATH": f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION": "1",
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    stacks = {file.parent.name: file for file in (folder / "out").glob("stacks/*/cdk.tf.json")}
    assert sorted(stacks) == sorted(name.replace("_", "-") for name in EXAMPLES)
    return {name: json.loads(stacks[name.replace("_", "-")].read_text()) for name in EXAMPLES}


@pytest.mark.parametrize("name", EXAMPLES)
def test_both_cdks_synthesize_the_same_example(name: str, configurations: Configurations) -> None:
    first, second = (_blocks(configurations[cdk][name]) for cdk in CDKS)
    assert first == second
    assert first["resource"]


def _blocks(tree: Any) -> Any:
    """Return the blocks of a configuration, without the CDK's metadata."""
    return _without_metadata({kind: tree[kind] for kind in KINDS if kind in tree})


def _without_metadata(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {key: _without_metadata(value) for key, value in tree.items() if key != "//"}
    return [_without_metadata(item) for item in tree] if isinstance(tree, list) else tree


@dataclasses.dataclass(frozen=True, kw_only=True)
class Deployed:
    errors: list[str]
    again: Plan
    left: list[object]


@pytest.fixture(scope="module", params=zip(CDKS, VERSIONS, strict=True), ids="-".join)
def deployed(
    request: pytest.FixtureRequest,
    out: Path,
    configurations: Configurations,
    provider_mirror: Path,
    sandbox_server: Sandbox,
) -> Deployed:
    """Apply all examples as modules of one configuration, plan again, and destroy: the output of each CDK, with one Terraform.

    Each module has as many folders above it as its stack, so that the paths in it are right.
    """
    cdk, version = request.param
    sandbox_server.reset()
    folder = out / cdk / "out" / "stacks" / "all"
    folder.mkdir()
    terraform = Terraform(
        version=version,
        folder=folder,
        mirror=provider_mirror,
        own=sandbox_server.environment,
    )
    calls = {}
    for name, configuration in configurations[cdk].items():
        (folder / module(name)).mkdir()
        inner = dataclasses.replace(terraform, folder=folder / module(name))
        inner.write_json(_blocks(configuration))
        variables = dict.fromkeys(configuration.get("variable", {}), "given")
        calls[module(name)] = {"source": f"./{module(name)}", **variables}
    terraform.write_json({"module": calls})
    terraform.init()
    applied = terraform.apply(fails=None)
    again = terraform.plan(fails=None)
    terraform.destroy()
    return Deployed(
        errors=[*applied.errors, *again.errors], again=again, left=terraform.state()["resources"]
    )


def test_examples_are_applied_without_errors_and_destroyed(deployed: Deployed) -> None:
    assert deployed.errors == [], "\n\n".join(deployed.errors)
    assert deployed.left == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_second_plan_of_an_example_is_empty(name: str, deployed: Deployed) -> None:
    planned = deployed.again.actions
    assert [address for address in planned if address.startswith(f"module.{module(name)}.")] == []


@pytest.mark.parametrize("name", PROGRAMS_OF_GUIDES)
def test_a_guide_shows_the_program(name: str) -> None:
    guides = (ROOT / "docs" / "guides").glob("*.md")
    shown = [block.text for guide in guides for block in blocks(guide, "python")]
    assert PROGRAMS_OF_GUIDES[name].read_text() in shown
