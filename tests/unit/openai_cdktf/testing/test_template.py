"""`Template` and `Match`: the blocks that they find, and the messages of failures."""

from __future__ import annotations

import json
import re
from types import ModuleType
from typing import Any

import pytest

from openai_cdktf import (
    Agent,
    DataOpenaiModel,
    File,
    OpenaiProvider,
    QueryOpenaiProject,
    Response,
    VectorStore,
    VectorStoreExpiresAfter,
)
from openai_cdktf.patterns import KnowledgeBase
from openai_cdktf.testing import Match, Template, validate


@pytest.fixture
def tips(stack: Any) -> File:
    OpenaiProvider(stack, "openai", max_retries=3)
    return File(stack, "tips", content='{"a": [1, 2]}', purpose="assistants")


@pytest.fixture
def template(cdk: ModuleType, stack: Any, tips: File) -> Template:
    File(stack, "rules", content="x", purpose="assistants")
    store = VectorStore(
        stack,
        "kb",
        name="kb-1",
        file_ids=[tips.id, "file-1", "file-2"],
        expires_after=VectorStoreExpiresAfter(anchor="last_active_at", days=3),
    )
    VectorStore(stack, "other", name="Other", metadata={"team": "a"})
    DataOpenaiModel(stack, "newest", kind="gpt")
    QueryOpenaiProject(stack, "all")
    cdk.TerraformOutput(stack, "store_id", value=store.id)
    cdk.TerraformResource(stack, "pet", terraform_resource_type="random_pet").add_override(
        "length", 2
    )
    return Template.from_stack(stack)


def test_a_block_is_found_by_values_references_structs_and_patterns(
    template: Template, tips: File
) -> None:
    found = template.has(
        VectorStore,
        name=Match.string_like("kb*"),
        file_ids=Match.array_with([tips.id, "file-2"]),
        expires_after=VectorStoreExpiresAfter(anchor="last_active_at", days=3),
        metadata=Match.absent(),
        description=Match.not_(Match.any()),
    )
    assert (found.address, found.path) == ("openai_vector_store.kb", "stack/kb")
    template.has(VectorStore, expires_after={"days": 3}, file_ids=[tips.id, "file-1", Match.any()])
    template.has(File, content=Match.serialized_json({"a": [1, 2]}))
    template.has(OpenaiProvider, max_retries=3)
    template.has(DataOpenaiModel, kind="gpt")
    template.has("random_pet", length=2)
    template.has("data.openai_model")
    assert template.find(VectorStore, expires_after=Match.exactly({"days": 3})) == []
    assert template.find(VectorStore, file_ids=Match.array_with(["file-2", tips.id])) == []
    assert template.find(OpenaiProvider, max_retries=True) == []


def test_blocks_and_outputs_are_counted_and_read(template: Template, stack: Any) -> None:
    template.count(File, 2)
    template.count(File, 1, content="x")
    template.count(Agent, 0)
    template.count(QueryOpenaiProject, 1)
    assert template.output("store_id") == "${openai_vector_store.kb.id}"
    assert template.output("store_id", stack.node.find_child("kb").id)


def test_pytest_shows_no_frames_of_the_library(template: Template, stack: Any) -> None:
    VectorStore(stack, "wrong").add_override("nam", 1)
    for check in (
        lambda: template.has(Agent),
        lambda: validate(stack),
        lambda: template.count(File, 9),
    ):
        with pytest.raises(AssertionError) as failure:
            check()
        assert {str(one.path) for one in failure.traceback.filter(failure)} == {__file__}


def test_a_failure_shows_the_nearest_blocks_and_their_differences(template: Template) -> None:
    with pytest.raises(AssertionError) as failure:
        template.has(VectorStore, name=Match.string_like("KB*"), expires_after={"days": 7})
    assert str(failure.value) == (
        'The stack has no openai_vector_store with name=a string like "KB*", expires_after={"days": 7}. '
        "The nearest of 2, with what is expected (-) and what it has (+):\n\n"
        "openai_vector_store.kb (stack/kb)\n"
        '  name\n    - a string like "KB*"\n    + "kb-1"\n'
        "  expires_after.days\n    - 7\n    + 3\n\n"
        "openai_vector_store.other (stack/other)\n"
        '  name\n    - a string like "KB*"\n    + "Other"\n'
        '  expires_after\n    - {"days": 7}\n    + not set'
    )


@pytest.mark.parametrize(
    ("expected", "difference"),
    [
        ([1, 2], "content\n    - [1, 2]\n    + "),
        (Match.serialized_json({"a": [1, 3]}), "content.a[1]\n    - 3\n    + 2"),
        (Match.serialized_json({"a": Match.exactly([1])}), "content.a\n    - [1]\n    + [1, 2]"),
        (Match.exactly({"a": 1}), 'content\n    - {"a": 1}\n    + '),
        (Match.array_with([1]), "content\n    - a list\n    + "),
    ],
)
def test_a_difference_is_shown_at_its_path(
    template: Template, expected: Any, difference: str
) -> None:
    with pytest.raises(AssertionError) as failure:
        template.has(File, content=expected)
    assert difference in str(failure.value)


def test_a_wrong_count_an_unknown_kind_and_a_wrong_output_are_explained(template: Template) -> None:
    with pytest.raises(
        AssertionError, match=r"Expected 3 of openai_file, .* has 2:\n  openai_file.rules"
    ):
        template.count(File, 3)
    with pytest.raises(
        AssertionError, match=r"with content=\"y\", but the stack has 0.\nThe stack has no"
    ):
        template.count(File, 1, content="y")
    with pytest.raises(
        AssertionError, match=r"has no openai_agent\. It has openai_model, openai_file"
    ):
        template.has(Agent)
    with pytest.raises(AssertionError, match="no output 'store': did you mean 'store_id'"):
        template.output("store")
    with pytest.raises(AssertionError, match=r"'store_id' differs:\n  value\n    - \"a\""):
        template.output("store_id", "a")
    with pytest.raises(TypeError, match="kind must be a construct class"):
        template.find(int)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "expected", "fault"),
    [
        (File, {"contnt": Match.absent()}, "openai_file: contnt is unknown: did you mean `content`?"),
        ("openai_file", {"bytes": Match.absent()}, "openai_file: bytes is read-only"),
        (File, {"lifecycle": {"prevent_destory": True}}, "prevent_destory is unknown: did you mean `prevent_"),
        (
            VectorStore,
            {"expires_after": Match.not_(Match.object_like({"day": 3}))},
            "expires_after.day is unknown: did you mean `days`?",
        ),
        (
            Response,
            {"tools": Match.array_with([{"type": "file_search", "filter": Match.any()}])},
            "tools[0].filter is unknown: did you mean `filters`?",
        ),
        (QueryOpenaiProject, {"include_archived": True}, "is an entry of `config`"),
        (OpenaiProvider, {"max_retry": 3}, "did you mean `max_retries`?"),
        ("data.openai_modell", {}, "the type `openai_modell` is unknown: did you mean `openai_model`?"),
    ],
)  # fmt: skip
def test_names_that_the_type_does_not_have_are_rejected(
    template: Template, kind: Any, expected: dict[str, Any], fault: str
) -> None:
    with pytest.raises(ValueError, match=re.escape(fault)):
        template.has(kind, **expected)
    with pytest.raises(ValueError, match=re.escape(fault)):
        template.find(kind, **expected)
    with pytest.raises(ValueError, match=re.escape(fault)):
        template.count(kind, 0, **expected)


def test_names_in_free_values_and_of_other_providers_are_accepted(template: Template) -> None:
    template.count(VectorStore, 0, metadata={"any key": "x"})
    template.count(Response, 0, tools=[{"type": "function", "parameters": {"any": "x"}}])
    template.has(File, content=Match.serialized_json({"a": [1, 2]}), for_each=Match.absent())
    template.count("random_pet", 0, any_name=1)


def test_a_snapshot_does_not_depend_on_the_machine(
    cdk: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    stack = cdk.TerraformStack(cdk.Testing.app(), "stack")
    OpenaiProvider(stack, "openai")
    cdk.LocalBackend(stack, path=str(tmp_path / "some.tfstate"))
    File(stack, "tips", content=f"{tmp_path}/tips.md", purpose="assistants")
    text = Template.from_stack(stack).to_json()
    assert str(tmp_path) not in text
    code = json.loads(text)
    assert code["resource"]["openai_file"]["tips"]["content"] == "tips.md"
    assert code["terraform"] == {
        "backend": {"local": {"path": "some.tfstate"}},
        "required_providers": {"openai": {"source": "openai-cdktf/openai"}},
    }
    assert list(code) == ["provider", "resource", "terraform"]


def test_a_stack_with_errors_is_not_a_template(stack: Any, cdk: ModuleType, tips: File) -> None:
    cdk.Annotations.of(tips).add_error("Ask somebody.")
    with pytest.raises(
        ValueError, match=r"stack cannot be synthesized: .*\n\[stack/tips\] Ask somebody\."
    ):
        Template.from_stack(stack)


def test_a_wrong_count_shows_how_many_keys_a_block_has(stack: Any) -> None:
    OpenaiProvider(stack, "openai")
    KnowledgeBase(stack, "kb", documents={"a.md": "x", "b.md": "y"})
    with pytest.raises(AssertionError, match=r"one block with for_each and 2 keys"):
        Template.from_stack(stack).count(File, 2)
