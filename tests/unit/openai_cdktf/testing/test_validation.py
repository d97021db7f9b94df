"""`validate` in stacks of both CDKs. ``tests/contract/test_validate.py`` checks all objects."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from openai_cdktf import File, OpenaiProvider, QueryOpenaiProject, VectorStore
from openai_cdktf.testing import InvalidStackError, problems, validate
from openai_cdktf.testing.expressions import in_template


@pytest.fixture
def store(stack: Any) -> VectorStore:
    OpenaiProvider(stack, "openai")
    file = File(stack, "tips", content="x", purpose="assistants")
    return VectorStore(stack, "kb", name="${upper(local.name)}", file_ids=[file.id])


def test_a_valid_stack_is_accepted(cdk: ModuleType, stack: Any, store: VectorStore) -> None:
    cdk.TerraformLocal(stack, "name", "kb")
    words = cdk.TerraformVariable(stack, "words", type="list(string)")
    words.override_logical_id("words")
    iterator = cdk.TerraformIterator.from_list(words.list_value)
    many = File(stack, "many", content=iterator.value, purpose="assistants", for_each=iterator)
    ids = cdk.TerraformIterator.from_resources(many).pluck_property("id")
    again = VectorStore(stack, "again", file_ids=ids, depends_on=[store])
    cdk.TerraformOutput(stack, "ids", value=cdk.Fn.length_of(again.file_ids))
    cdk.TerraformOutput(stack, "total", value=store.file_counts.total)
    assert problems(stack) == []
    assert problems(store) == []


def test_overrides_and_raw_blocks_are_checked(
    cdk: ModuleType, stack: Any, store: VectorStore
) -> None:
    store.add_override("expires_after", {"anchor": "last_active_at", "day": 2})
    store.add_override("file_ids", "${openai_file.tipps.id}")
    raw = cdk.TerraformResource(stack, "raw", terraform_resource_type="openai_file")
    raw.add_override("purpose", "assistants")
    raw.add_override("bytes", 1)
    QueryOpenaiProject(stack, "all").add_override("config.nam", "a")
    with pytest.raises(InvalidStackError) as failure:
        validate(stack)
    assert str(failure.value) == (
        "The stack is not valid: 7 problems."
        "\n  - stack/raw (openai_file.raw): bytes: is read-only, because the provider sets it. Remove it"
        "\n  - stack/raw (openai_file.raw): One of `source`, `content`, `content_base64` must be set."
        "\n  - stack/kb (openai_vector_store.kb): expires_after.day: is unknown: did you mean `days`?"
        "\n  - stack/kb (openai_vector_store.kb): expires_after.days: is required and is not set"
        "\n  - stack/kb (openai_vector_store.kb): file_ids: the stack has no element `openai_file.tipps`: "
        "did you mean `openai_file.tips`?"
        "\n  - stack/kb (openai_vector_store.kb): name: the stack has no local `name`"
        "\n  - stack/all (list.openai_project.all): config.nam: is unknown: valid names are include_archived"
    )


def test_errors_of_the_cdk_are_problems(cdk: ModuleType, store: VectorStore, stack: Any) -> None:
    cdk.TerraformLocal(stack, "name", "kb")
    cdk.Annotations.of(store).add_error("Ask somebody.")
    (found,) = problems(stack)
    assert (found.construct, found.attribute) == ("stack", "")
    assert "[stack/kb] Ask somebody." in found.sentence


def test_a_missing_provider_is_one_problem(stack: Any) -> None:
    File(stack, "tips", content="x", purpose="assistants")
    (found,) = problems(stack)
    assert found.construct == "stack"
    assert found.sentence.startswith('File "stack/tips": the stack has no OpenaiProvider. Create')
    assert "\n" not in found.sentence


def test_a_missing_provider_of_others_is_still_reported(cdk: ModuleType, stack: Any) -> None:
    File(stack, "tips", content="x", purpose="assistants")
    metadata = cdk.TerraformProviderGeneratorMetadata(provider_name="random")
    cdk.TerraformResource(
        stack, "pet", terraform_resource_type="random_pet", terraform_generator_metadata=metadata
    )
    (found,) = problems(stack)
    assert "for the following providers: random\n" in found.sentence
    assert "the stack has no OpenaiProvider" in found.sentence


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a $${b.c} %%{d.e}", []),
        ('${a.b["x ${c.d.e} \\" }"].f}', ["a.b[…].f", "c.d.e"]),
        ("${a.b[*].c} ${a.b.*.c} ${a.b.0.1.c}", ["a.b[*].c", "a.b[*].c", "a.b[0][1].c"]),
        ("${a.b[c.d.e].f}", ["a.b[…].f", "c.d.e"]),
        ("${[for k, v in a.b.c : {(k) = v.x, z : d.e.f}...]}", ["a.b.c", "d.e.f"]),
        ("${{ a = b.c.d, \n e : f.g.h }}", ["b.c.d", "f.g.h"]),
        ("${{ x = a.b.c ? d.e.f : g.h.i }}", ["a.b.c", "d.e.f", "g.h.i"]),
        ("%{ for x in a.b.c ~}${x.y}%{ endfor ~}%{ if a.b.d }x%{ endif }", ["a.b.c", "a.b.d"]),
        ('${jsonencode({"a" = a.b.c})}', ["jsonencode", "a.b.c"]),
        ("${provider::openai::jsonl(1 + a.b.c)}", ["provider::openai::jsonl", "a.b.c"]),
        ("${merge({ a : null }, true ? a.b.c : false)}", ["merge", "a.b.c"]),
    ],
)
def test_references_are_found_in_expressions(text: str, found: list[str]) -> None:
    assert [str(one) for one in in_template(text)] == found
