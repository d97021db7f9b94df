"""Knowledge bases: which documents they contain, what they synthesize, and how they report faults."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from openai_cdktf import InvalidArgumentsError
from openai_cdktf.patterns import KnowledgeBase
from tests.unit.openai_cdktf.conftest import Synth

Write = Callable[..., None]


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "cdktf.json").write_text("{}")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def write(project: Path) -> Write:
    def add(*names: str, text: str = "# Text\n") -> None:
        for name in names:
            (project / name).parent.mkdir(parents=True, exist_ok=True)
            (project / name).write_text(text)

    return add


def block(code: dict[str, Any], kind: str) -> dict[str, Any]:
    (found,) = code["resource"][kind].values()
    return {name: value for name, value in found.items() if name != "//"}


def warnings(base: KnowledgeBase) -> list[str]:
    return [str(entry.data) for entry in base.node.metadata]


def test_a_knowledge_base_has_four_blocks_for_all_documents(
    stack: Any, synth: Synth, write: Write
) -> None:
    write("docs/a.md", "docs/deep/b.pdf")
    base = KnowledgeBase(stack, "kb", documents="docs/**/*")
    code = synth()
    assert {kind: len(blocks) for kind, blocks in code["resource"].items()} == {
        "openai_vector_store": 1,
        "openai_file": 1,
        "openai_vector_store_file": 1,
        "terraform_data": 1,
    }
    files = block(code, "openai_file")
    assert list(files["for_each"]) == ["docs/a.md", "docs/deep/b.pdf"] == list(base.documents)
    assert all(
        path.startswith("../") and not Path(path).is_absolute()
        for path in files["for_each"].values()
    )
    assert files["source"] == "${each.value}"
    links = block(code, "openai_vector_store_file")
    assert links["file_id"] == "${each.value.id}"
    assert files["lifecycle"] == links["lifecycle"] == {"create_before_destroy": True}
    assert block(code, "openai_vector_store") == {"name": "kb"}


def test_documents_can_be_paths_globs_or_texts(stack: Any, synth: Synth, write: Write) -> None:
    write("a.md", "more/b.md", "more/c.md", "odd [1].md")
    found = KnowledgeBase(
        stack, "paths", documents=[Path("a.md"), "more/*.md", "odd [1].md", Path("a.md").resolve()]
    )
    assert found.documents == ("a.md", "more/b.md", "more/c.md", "odd [1].md")
    texts = KnowledgeBase(
        stack, "texts", documents={"help.md": "Ask early.", "ref.md": found.vector_store_id}
    )
    assert texts.documents == ("help.md", "ref.md")
    files = next(
        one for name, one in synth()["resource"]["openai_file"].items() if name.startswith("texts")
    )
    assert files["for_each"]["help.md"] == "Ask early."
    assert files["for_each"]["ref.md"].startswith("${")
    assert (files["content"], files["filename"]) == ("${each.value}", "${basename(each.key)}")


def test_the_objects_have_all_settings(stack: Any, synth: Synth, write: Write) -> None:
    write("docs/billing/a.md", "docs/search/b.md")
    KnowledgeBase(
        stack,
        "kb",
        documents="docs/**/*.md",
        name="handbook",
        chunking={"max_chunk_size_tokens": 400, "chunk_overlap_tokens": 100},
        attributes=lambda path: {"area": path.parts[1], "public": True},
        expires_after=30,
        metadata={"team": "search"},
    )
    code = synth()
    assert block(code, "openai_vector_store") == {
        "name": "handbook",
        "expires_after": {"anchor": "last_active_at", "days": 30},
        "metadata": {"team": "search"},
    }
    links = block(code, "openai_vector_store_file")
    assert links["for_each"] == {
        "docs/billing/a.md": {"area": "billing", "public": True},
        "docs/search/b.md": {"area": "search", "public": True},
    }
    assert links["attributes"] == "${each.value}"
    assert re.fullmatch(r"\$\{openai_file\.\w+\[each\.key\]\.id\}", links["file_id"])
    assert links["chunking_strategy"]["static"]["chunk_overlap_tokens"] == 100


def test_the_trigger_of_the_documents_is_not_for_users(stack: Any, write: Write) -> None:
    write("a.md")
    base = KnowledgeBase(stack, "kb", documents="*.md")
    message = r"ask: triggers cannot have the key `documents`, which the knowledge base sets"
    with pytest.raises(ValueError, match=message):
        base.ask("tip", "Who?", model="gpt-6.1-terra", triggers={"documents": "1"})


def test_an_answer_depends_on_every_document(stack: Any, synth: Synth, write: Write) -> None:
    write("a.md")
    base = KnowledgeBase(stack, "kb", documents="*.md", attributes={"area": "help"})
    base.ask("tip", "Who helps?", model="gpt-6.1-terra", triggers={"month": "2026-11"})
    answer = block(synth(), "openai_response")
    assert answer["triggers"]["month"] == "2026-11"
    assert re.fullmatch(
        r"\$\{sha256\(jsonencode\(.*openai_vector_store_file\.\w+: key\].*val\.content_sha256\].*val\.attributes\].*",
        answer["triggers"]["documents"],
    )
    (tool,) = answer["tools"]
    assert re.search(
        r"openai_vector_store\.\w+\.id, keys\(openai_vector_store_file\.",
        tool["vector_store_ids"][0],
    )


def test_files_that_cannot_be_searched_are_named_in_warnings(stack: Any, write: Write) -> None:
    write("docs/a.md", "docs/.draft.md", "docs/.git/b.md", "docs/c.csv", "docs/LICENSE")
    write("docs/empty.md", text="")
    base = KnowledgeBase(stack, "kb", documents="docs/**/*")
    assert base.documents == ("docs/a.md",)
    assert [re.sub(r"extensions .*", "extensions …", one) for one in warnings(base)] == [
        f'KnowledgeBase "stack/kb": documents: not uploaded: {rest}'
        for rest in (
            "docs/.draft.md, docs/.git/b.md: hidden files need a glob with their names, such as `.notes/*.md`",
            "docs/LICENSE, docs/c.csv: the API searches only files with the extensions …",
            "docs/empty.md: the API cannot search an empty document",
        )
    ]


def test_a_glob_that_names_hidden_folders_finds_them(stack: Any, write: Write) -> None:
    write(".notes/a.md", "docs/.drafts/b.md")
    base = KnowledgeBase(stack, "kb", documents=[".notes/*.md", "docs/.drafts/*.md"])
    assert base.documents == (".notes/a.md", "docs/.drafts/b.md")


def test_a_hidden_file_with_its_name_is_uploaded(stack: Any, write: Write) -> None:
    write("docs/.draft.md")
    assert KnowledgeBase(stack, "kb", documents=["docs/.draft.md"]).documents == ("docs/.draft.md",)


def test_one_message_lists_the_extensions_once(stack: Any, write: Write) -> None:
    write("a.csv", "b.csv")
    with pytest.raises(ValueError, match=r"with the extensions above, not \.csv") as raised:
        KnowledgeBase(stack, "kb", documents=["a.csv", "b.csv", "*.csv"])
    assert str(raised.value).count(".pptx") == 1


@pytest.mark.parametrize("days", ["30", "30d", True, 0, 400, 1.5])
def test_an_expiry_is_a_number_of_days(stack: Any, days: Any) -> None:
    with pytest.raises(
        ValueError, match="expires_after must be a number of days from 1 to 365, not"
    ):
        KnowledgeBase(stack, "kb", documents={"a.md": "Help."}, expires_after=days)


def test_an_expiry_can_be_a_number_that_terraform_knows(
    stack: Any, cdk: ModuleType, synth: Synth
) -> None:
    days = cdk.TerraformVariable(stack, "days", type="number").number_value
    KnowledgeBase(stack, "kb", documents={"a.md": "Help."}, expires_after=days)
    assert block(synth(), "openai_vector_store")["expires_after"]["days"] == "${var.days}"


@pytest.mark.parametrize(
    ("documents", "fault"),
    [
        (
            "dcs/**/*.md",
            r'documents "dcs/.*" matches no document, because the folder "dcs" does not exist .*: did you mean "docs"\?',
        ),
        ("docs/*.txt", r'documents "/.*/docs/\*\.txt" matches no document that the API can search'),
        (
            "docs/*.csv",
            r"matches no document that the API can search\. Not uploaded: docs/c\.csv: the API",
        ),
        ("docs", r'documents is a folder: use the glob "docs/\*\*/\*"'),
        (
            ["nothing.md"],
            r'documents\[0\] must be the path of a file, but ".*/nothing.md" does not exist',
        ),
        (
            ["docs/c.csv"],
            r'documents\[0\] \("docs/c.csv"\) cannot be searched: the API searches only files with the extensions .c,',
        ),
        (
            [Path("docs/empty.md")],
            r"documents\[0\] \(.*\) cannot be searched: the API cannot search an empty document",
        ),
        ([7], r"documents\[0\] must be a path or a glob, not int"),
        ([], r"documents contains no document"),
        ({}, r"documents contains no document"),
        (7, r"documents must be a glob, a list of paths, or texts by name, not int"),
        ("${var.path}", r"documents must be known when the program runs"),
        ({"help": "x"}, r"documents.help cannot be searched: the API searches only"),
        ({"help.md": " "}, r'documents\["help.md"\] cannot be searched'),
        ({"help.md": 7}, r'documents\["help.md"\] must be a string, not int'),
    ],
)
def test_wrong_documents_are_errors(stack: Any, write: Write, documents: Any, fault: str) -> None:
    write("docs/c.csv")
    write("docs/empty.md", text="")
    with pytest.raises(ValueError, match=rf'^KnowledgeBase "stack/kb": .*{fault}'):
        KnowledgeBase(stack, "kb", documents=documents)


def test_one_error_names_the_faults_of_all_arguments(stack: Any) -> None:
    with pytest.raises(ValueError, match='KnowledgeBase "stack/kb": 6 problems') as raised:
        KnowledgeBase(
            stack,
            "kb",
            documents={"a.txt": ""},
            name=7,  # type: ignore[arg-type]
            chunking={"max_chunk_size_token": 400, "chunk_overlap_tokens": 100},
            attributes=lambda path: {"size": [path.name]},  # type: ignore[dict-item,list-item]
            expires_after=400,
            metadata={"team": 7},  # type: ignore[dict-item]
        )
    text = str(raised.value)
    assert "name must be a string, not int" in text
    assert "chunking.max_chunk_size_token is unknown: did you mean `max_chunk_size_tokens`?" in text
    assert 'attributes["a.txt"].size must be' in text
    assert "expires_after must be a number of days from 1 to 365, not 400" in text
    assert "metadata.team must be a string" in text
    assert not stack.node.children


def test_an_unknown_document_raises_an_error_with_the_nearest_name(stack: Any) -> None:
    base = KnowledgeBase(stack, "kb", documents={"handbook.md": "Help."})
    with pytest.raises(
        ValueError, match=r'contains no document "handbok.md": did you mean "handbook.md"'
    ):
        base.file_id("handbok.md")
    assert base.file_id("handbook.md")


def test_tokens_are_accepted_wherever_a_value_can_be_one(stack: Any, cdk: ModuleType) -> None:
    text, number, anything = (
        cdk.TerraformVariable(stack, "v").string_value,
        cdk.Token.as_number("${var.v}"),
        cdk.Token.as_any("${var.v}"),
    )
    base = KnowledgeBase(
        stack,
        "kb",
        documents={"a.md": text},
        name=text,
        chunking={"max_chunk_size_tokens": number, "chunk_overlap_tokens": number},
        attributes=lambda _: {"area": text, "edition": number},
        expires_after=anything,
        metadata=anything,
    )
    base.ask("tip", text, model=text)


@pytest.mark.parametrize("method", ["ask", "file_search_tool"])
def test_a_wrong_argument_of_a_method_names_the_knowledge_base(stack: Any, method: str) -> None:
    base = KnowledgeBase(stack, "handbook", documents={"a.md": "x"})
    given: Any = {"max_num_results": 500, "filters": {"type": "eq", "ky": "topic", "value": "x"}}
    if method == "ask":
        given |= {"id": "q", "question": "Why?", "model": "gpt-5"}
    with pytest.raises(InvalidArgumentsError) as failure:
        getattr(base, method)(**given)
    assert str(failure.value) == (
        f'KnowledgeBase "stack/handbook".{method}: 2 problems:'
        "\n  - max_num_results: The value must be at most 50, not 500."
        '\n  - filters: `ky` is unknown: a filter with the type "eq" has `type`, `key` and `value`. Did you mean "key"?'
    )
