"""The texts of PDF, HTML, Office and plain files, and what happens to files that cannot be read."""

from __future__ import annotations

import base64
import importlib
import io
import sys
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import openai
import pypdf
import pytest

from openai_sandbox import document_reader, file_texts
from openai_sandbox.file_texts import FileTextError, text_of


def pdf(*pages: str) -> bytes:
    """A PDF with one line on each page."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    kids = []
    for text in pages:
        stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode("latin-1")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        font = b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R /Resources %s >>"
            % (len(objects), font)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    content = b"%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return content + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1, table, len(objects) + 1, len(content),
    )  # fmt: skip


def protected_pdf() -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf("Secret")))
    writer.encrypt("password", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def office(**parts: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return stream.getvalue()


def _shown(value: object) -> str:
    """Return the name of a parameter. Archives contain the time, so each worker of xdist would have others."""
    return "" if isinstance(value, bytes) else str(value)


def read(name: str, content: bytes) -> str:
    return text_of(name, len(content), [content])


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        ("a.md", "\ufeff# Title\nText".encode(), "# Title\nText"),
        ("a.json", b'{"a": 1}', '{"a": 1}'),
        (
            "a.HTML",
            b"<title>A</title><script>no()</script><p>1 &lt; 2<br>3<style>x</style></p>",
            "A\n1 < 2\n3",
        ),
        ("a.pdf", pdf("First page", "Second"), "First page\nSecond"),
        (
            "a.docx",
            office(word__document="<w:p><w:t>One</w:t></w:p><w:p><w:t>two</w:t></w:p>"),
            "One\ntwo",
        ),
        (
            "a.pptx",
            office(ppt__slides__slide10="<a:p>Last</a:p>", ppt__slides__slide2="<a:p>First</a:p>"),
            "First\nLast",
        ),
        (
            "a.xlsx",
            office(
                xl__sharedStrings="<si><t>City</t></si><si><r><t>Par</t></r><r><t>is</t></r></si>",
                xl__worksheets__sheet1='<row><c t="s"><v>0</v></c><c><v>1</v></c></row>'
                '<row><c t="s"><v>1</v></c><c t="inlineStr"><is><t>a &amp; b</t></is></c></row>',
            ),
            "City\t1\nParis\ta & b",
        ),
    ],
    ids=_shown,
)
def test_the_text_of_a_file_is_extracted(name: str, content: bytes, text: str) -> None:
    assert read(name, content) == text


_BOMB = office(word__document="<w:p>" + " " * (65 * 1024 * 1024))


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.pdf", pdf("Text")[:200], "The PDF is damaged"),
        ("a.pdf", b"no PDF", "The PDF is damaged"),
        ("a.pdf", protected_pdf(), "protected by a password"),
        ("a.pdf", pdf(""), "contains no text"),
        ("a.docx", b"not an archive", "damaged or protected"),
        ("a.docx", office(other="text"), "no document of the kind .docx"),
        ("a.docx", office(word__document="<w:t>x</w:t>")[:60], "damaged or protected"),
        ("a.xlsx", _BOMB.replace(b"word/document", b"xl/worksheets"), "damaged|no document"),
        ("a.docx", _BOMB, "too large"),
        ("a.doc", b"text", "Save the file as .docx"),
        ("a.txt", b" \n", "contains no text"),
    ],
    ids=_shown,
)
def test_a_file_that_cannot_be_read_is_explained(name: str, content: bytes, reason: str) -> None:
    with pytest.raises(FileTextError, match=reason):
        read(name, content)


def test_a_text_of_more_than_five_million_tokens_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pieces = iter([])  # a file of 100 MB is not even read
    with pytest.raises(FileTextError, match="5,000,000 tokens"):
        text_of("a.txt", 100_000_000, pieces)
    monkeypatch.setattr(document_reader, "LONGEST", 10)
    with pytest.raises(FileTextError, match="5,000,000 tokens"):
        read("a.html", b"<p>More than ten characters</p>")


def test_reading_a_file_ends_at_the_limits(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "reader.py"
    monkeypatch.setattr(document_reader, "__file__", str(program))
    program.write_text("import time; time.sleep(60)")
    monkeypatch.setattr(file_texts, "_SECONDS", 0.1)
    with pytest.raises(FileTextError, match="takes too long"):
        read("a.pdf", pdf("Text"))
    monkeypatch.undo()
    monkeypatch.setattr(document_reader, "__file__", str(program))
    program.write_text("import os; os.kill(os.getpid(), 9)")  # what the kernel does at a limit
    with pytest.raises(FileTextError, match="too much time or memory"):
        read("a.pdf", pdf("Text"))


def test_the_process_limits_its_memory_and_time(monkeypatch: pytest.MonkeyPatch) -> None:
    limits = {}
    resource = importlib.import_module("resource")
    monkeypatch.setattr(resource, "setrlimit", lambda one, limit: limits.update({one: limit}))
    document_reader._limit()
    assert limits[resource.RLIMIT_CPU] == (10, 10)
    if sys.platform == "linux":
        assert limits[resource.RLIMIT_AS] == (1 << 30, 1 << 30)


def _attached(client: openai.OpenAI, name: str, content: bytes, **options: Any) -> Any:
    store = client.vector_stores.create()
    file = client.files.create(file=(name, content), purpose="assistants")
    return client.vector_stores.files.create_and_poll(file.id, vector_store_id=store.id, **options)


def test_a_pdf_in_a_vector_store_is_found_in_chunks_of_the_chosen_size(
    client: openai.OpenAI,
) -> None:
    pages = [
        f"Page {number} is about {'abcdefghij'[number]}pples." + " Filler text." * 8
        for number in range(10)
    ]
    static: Any = {
        "type": "static",
        "static": {"max_chunk_size_tokens": 100, "chunk_overlap_tokens": 20},
    }
    file = _attached(client, "handbook.pdf", pdf(*pages), chunking_strategy=static)
    assert (file.status, file.last_error) == ("completed", None)
    found = client.vector_stores.search(file.vector_store_id, query="dpples").data
    assert "Page 3 is about dpples." in found[0].content[0].text
    assert all(len(one.content[0].text) <= 400 for one in found)
    assert len(found) > 3
    (content,) = client.vector_stores.files.content(file.id, vector_store_id=file.vector_store_id)
    assert content.text is not None
    assert content.text.startswith("Page 0")


def test_a_broken_file_in_a_vector_store_fails_with_a_reason(client: openai.OpenAI) -> None:
    file = _attached(client, "a.pdf", b"no PDF")
    assert file.status == "failed"
    assert file.last_error.code == "invalid_file"
    assert "damaged" in file.last_error.message
    assert client.vector_stores.retrieve(file.vector_store_id).file_counts.failed == 1
    with pytest.raises(openai.BadRequestError, match="damaged"):
        client.vector_stores.files.content(file.id, vector_store_id=file.vector_store_id)


def test_without_the_extra_a_pdf_says_what_to_install(
    client: openai.OpenAI, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "pypdf.py").write_text("raise ModuleNotFoundError('absent', name='pypdf')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    file = _attached(client, "a.pdf", pdf("Text"))
    assert (file.status, file.last_error.code) == ("failed", "unsupported_file")
    assert "pip install 'openai-cdktf[documents]'" in file.last_error.message


def test_a_model_reads_the_files_of_its_input(client: openai.OpenAI) -> None:
    content = pdf("We close at nine.")
    file = client.files.create(file=("hours.pdf", content), purpose="user_data")
    data = f"data:application/pdf;base64,{base64.b64encode(content).decode()}"
    given: list[dict[str, str]] = [{"file_id": file.id}, {"filename": "b.pdf", "file_data": data}]
    for one in given:
        name = one.get("filename", "hours.pdf")
        parts: Any = [{"type": "input_text", "text": "When?"}, {"type": "input_file", **one}]
        message: Any = {"role": "user", "content": parts}
        answer = client.responses.create(model="gpt-4o", input=[message])
        assert f"When? {name}: We close at nine." in answer.output_text
        parts = [{"type": "text", "text": "When?"}, {"type": "file", "file": one}]
        message = {"role": "user", "content": parts}
        completion = client.chat.completions.create(model="gpt-4o", messages=[message])
        assert f"When? {name}: We close" in (completion.choices[0].message.content or "")


@pytest.mark.parametrize(
    ("file", "status", "message"),
    [
        ({"file_id": "file-none"}, 404, "No file found"),
        ({"filename": "a.pdf", "file_data": "data:;base64,AAAA"}, 400, "The PDF is damaged"),
        ({"filename": "a.pdf", "file_data": "%%%"}, 400, "not base64"),
    ],
)
def test_an_input_file_that_cannot_be_read_is_an_error(
    client: openai.OpenAI, file: Any, status: int, message: str
) -> None:
    content: Any = [{"role": "user", "content": [{"type": "input_file", **file}]}]
    with pytest.raises(openai.APIStatusError, match=message) as caught:
        client.responses.create(model="gpt-4o", input=content)
    assert caught.value.status_code == status


def test_other_requests_are_answered_while_a_document_is_read(
    client: openai.OpenAI, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program, started, continued = (tmp_path / one for one in ("reader.py", "started", "continued"))
    program.write_text(
        "import pathlib, sys, time\n"
        f"pathlib.Path({str(started)!r}).touch()\n"
        f"while not pathlib.Path({str(continued)!r}).exists(): time.sleep(0.01)\n"
        "print(pathlib.Path(sys.argv[1]).read_text())\n"
    )
    monkeypatch.setattr(document_reader, "__file__", str(program))
    store = client.vector_stores.create(name="Before")
    file = client.files.create(file=("a.pdf", b"Trees are green."), purpose="assistants")
    files = client.vector_stores.files
    files.create(store.id, file_id=file.id)
    files.retrieve(file.id, vector_store_id=store.id)
    with ThreadPoolExecutor() as threads:
        read = threads.submit(files.retrieve, file.id, vector_store_id=store.id)
        while not started.exists():
            time.sleep(0.01)
        others = client.with_options(timeout=5)
        try:
            renamed = others.vector_stores.update(store.id, name="Meanwhile")
            assert not read.done()
        finally:
            continued.touch()
        assert read.result().status == "completed"
    assert renamed.name == client.vector_stores.retrieve(store.id).name == "Meanwhile"
    (found,) = client.vector_stores.search(store.id, query="trees").data
    assert found.content[0].text.strip() == "Trees are green."
