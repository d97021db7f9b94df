"""A knowledge base on real Terraform: a change of one document changes nothing else, and a search never finds less."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import cdktn
import pytest

from openai_cdktf import OpenaiProvider
from openai_cdktf.patterns import KnowledgeBase
from tests.sandbox import Sandbox
from tests.terraform import Terraform

FILES, LINKS, READY, ANSWER = (
    "openai_file.kb_files_",
    "openai_vector_store_file.kb_links_",
    "terraform_data.kb_ready_",
    "openai_response.kb_tip_",
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with five documents, two of whose names look like expressions."""
    folder = tmp_path / "project"
    (folder / "docs").mkdir(parents=True)
    (folder / "cdktf.json").write_text("{}")
    for name in ("a", "b", "c", "d ${x}", "e %{y}"):
        (folder / "docs" / f"{name}.md").write_text(f"# {name}\n")
    monkeypatch.chdir(folder)
    return folder


def synthesize(project: Path) -> Path:
    """Write the stack, and return its folder."""
    app = cdktn.App(
        outdir=str(project / "cdktf.out"), context={"targetVersions": {"terraform": ">=1.11.0"}}
    )
    stack = cdktn.TerraformStack(app, "stack")
    cdktn.LocalBackend(stack, path="terraform.tfstate")
    OpenaiProvider(stack, "openai")
    base = KnowledgeBase(
        stack, "kb", documents="docs/*.md", attributes=lambda path: {"letter": path.stem[0]}
    )
    base.ask("tip", "Who helps?", model="gpt-6.1-terra")
    app.synth()
    return project / "cdktf.out" / "stacks" / "stack"


def changed(terraform: Terraform) -> dict[tuple[str, str], list[str]]:
    """Return the planned actions, by the beginning of the address and the key."""
    names = (FILES, LINKS, READY, ANSWER)
    return {
        (
            next(name for name in names if address.startswith(name)),
            address.partition("[")[2][1:-2],
        ): actions
        for address, actions in terraform.plan().actions.items()
    }


def test_a_document_changes_alone_and_a_search_never_finds_less(
    newest: Terraform, sandbox: Sandbox, project: Path
) -> None:
    terraform = dataclasses.replace(newest, folder=synthesize(project))
    terraform.init()
    terraform.apply()
    again = {(READY, ""): ["update"], (ANSWER, ""): ["delete", "create"]}

    (project / "docs" / "b.md").write_text("# better\n")
    replaced = ["create", "delete"]
    assert changed(terraform) == {
        (FILES, "docs/b.md"): replaced,
        (LINKS, "docs/b.md"): replaced,
        **again,
    }

    (project / "docs" / "a.md").unlink()
    synthesize(project)
    gone = {(FILES, "docs/a.md"): ["delete"], (LINKS, "docs/a.md"): ["delete"]}
    assert changed(terraform).items() >= {**gone, **again}.items()

    (project / "docs" / "c.md").rename(project / "docs" / "new.md")
    synthesize(project)
    sandbox.clear_requests()
    terraform.apply("-parallelism=1")
    links = sandbox.requests(path="/vector_stores/*/files*")
    writes = [one["method"] for one in links if one["method"] != "GET"]
    assert writes == ["POST"] * 2 + ["DELETE"] * 3
