"""Tests of the stack: what it contains, whether it is valid, and what Terraform does with it."""

from pathlib import Path

import cdktf
import pytest
from main import Support

from openai_cdktf import File, VectorStore, VectorStoreFile
from openai_cdktf.testing import Deploy, InvalidStackError, Match, Template, plan, validate
from openai_sandbox import Sandbox


@pytest.fixture
def handbook(tmp_path: Path) -> list[Path]:
    pages = [tmp_path / "hours.md", tmp_path / "prices.md"]
    for page in pages:
        page.write_text(f"Our {page.stem}.")
    return pages


def support(pages: list[Path]) -> Support:
    return Support(cdktf.Testing.app(), "support", pages=pages)


# The first level: what the stack contains.


def test_each_page_is_searchable(handbook: list[Path]) -> None:
    template = Template.from_stack(support(handbook))
    template.has(VectorStore, name="Handbook")
    template.count(File, 2, source=Match.string_like("*.md"), content=Match.absent())
    template.has(
        VectorStoreFile,
        vector_store_id="${openai_vector_store.handbook.id}",
        file_id="${openai_file.hours.id}",
        attributes={"page": "hours"},
    )
    template.output("vector_store_id", "${openai_vector_store.handbook.id}")


# The second level: the provider accepts the stack. This needs no Terraform.


def test_the_stack_is_valid(handbook: list[Path]) -> None:
    validate(support(handbook))


def test_a_wrong_override_is_found(handbook: list[Path]) -> None:
    stack = support(handbook)
    stack.store.add_override("expires_after.days", "many")
    with pytest.raises(InvalidStackError, match="must be a number"):
        validate(stack)


# The third level: what Terraform does, with a local OpenAI API.


def test_a_new_stack_creates_its_objects(handbook: list[Path], openai_sandbox: Sandbox) -> None:
    assert plan(support(handbook), sandbox=openai_sandbox).creates == [
        "openai_file.hours",
        "openai_file.prices",
        "openai_vector_store.handbook",
        "openai_vector_store_file.hours_searchable",
        "openai_vector_store_file.prices_searchable",
    ]


def test_a_changed_page_replaces_only_its_file(
    handbook: list[Path], deployed: Deploy, openai_sandbox: Sandbox
) -> None:
    deployment = deployed(support(handbook))
    assert deployment.state["openai_file.hours"]["bytes"] == len("Our hours.")
    assert deployment.outputs["vector_store_id"].startswith("vs_")
    assert deployment.second_plan_is_empty
    assert [one["status"] for one in openai_sandbox.requests if one["status"] >= 400] == []
    handbook[0].write_text("We open at ten.")
    changed = deployment.plan(support(handbook))
    assert changed.replacements == [
        "openai_file.hours",
        "openai_vector_store_file.hours_searchable",
    ]
    assert not changed.replaces(VectorStore)
