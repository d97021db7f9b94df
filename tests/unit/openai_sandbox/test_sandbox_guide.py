"""The guide about the sandbox names every control endpoint, fault and flag, and its examples work."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import typer.main
import yaml

from openai_cdktf_cli.__main__ import app
from openai_sandbox import __main__ as command
from openai_sandbox import app as application
from openai_sandbox import control, faults
from openai_sandbox.calls import Settings
from openai_sandbox.document import load
from openai_sandbox.document_operations import Operations
from openai_sandbox.object_actions import ObjectActions
from openai_sandbox.recordings import files as recording_files
from openai_sandbox.schema_validation import problems
from openai_sandbox.scripted_answers import AnswerBook, Prompt
from openai_sandbox.seed_objects import filling
from openai_sandbox.state import State
from openai_sandbox.store import Store
from openai_sandbox.yaml_files import published_schema
from tests.markdown import below, blocks
from tests.sandbox import DOCUMENT, Sandbox

_GUIDE = Path(__file__).parents[3] / "docs" / "guides" / "sandbox.md"


def rows(heading: str) -> set[str]:
    """The code in the first column of the table under a heading."""
    section = _GUIDE.read_text().split(f"\n{heading}\n", 1)[1].split("\n## ", 1)[0]
    cells = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    return {code for cell in cells for code in re.findall(r"`([^`]+)`", cell)}


def test_the_guide_lists_every_control_endpoint() -> None:
    state = State(store=Store(), faults=faults.FaultBook())
    actions = ObjectActions(state=state, operations=Operations(load(DOCUMENT)), settings=Settings())
    routes = control.routes(state, actions)
    state.close()
    existing = {
        f"{method} {route.path}" for route in routes for method in (route.methods or ())
    } - {f"HEAD {route.path}" for route in routes}
    assert rows("## Control Endpoints") == existing
    for header in (application.CHOSEN_ID, application.FAULT):
        assert f"`{header}`" in _GUIDE.read_text()


def test_the_guide_lists_every_fault_and_option() -> None:
    named = {one.partition("=")[0] for one in rows("## Faults")}
    assert {one for one in named if not one.isdigit()} == faults._KINDS
    text = _GUIDE.read_text().split("\nOptions: ", 1)[1]
    assert {one for one in re.findall(r"`([\w-]+)`", text) if one != "rate"} == faults._OPTIONS


def test_the_guide_lists_every_flag() -> None:
    group = typer.main.get_command(app)
    parameters = group.commands["sandbox"].params
    flags = {one.opts[0] for one in parameters if one.opts[0].startswith("--")}
    assert rows("# Sandbox") == flags - {"--help"}
    own = {flag for action in command._parser()._actions for flag in action.option_strings}
    assert own - {"-h", "--help"} == flags | {"--polls", "--strict"}
    assert "`--polls`" in _GUIDE.read_text()
    assert "`--strict`" in _GUIDE.read_text()


def test_the_seed_in_the_guide_can_be_created() -> None:
    seed, _, _ = blocks(_GUIDE, "yaml")
    store = Store()
    filling(yaml.safe_load(seed.text), Operations(load(DOCUMENT)))(store)
    (vector_store,) = store.all("/vector_stores")
    assert vector_store.wire["file_counts"]["completed"] == 1
    assert set(yaml.safe_load(seed.text)) == set(published_schema("seed")["properties"])
    store.close()


def test_the_answers_in_the_guide_are_given() -> None:
    _, answers, _ = blocks(_GUIDE, "yaml")
    book = AnswerBook(yaml.safe_load(answers.text)["answers"])
    poem = book.answer_to(Prompt(endpoint="chat", model="gpt-4o", input="A poem"))
    assert poem is not None
    assert (poem.text, poem.pace) == ("Roses are red, A poem", 0.05)


def test_the_recording_in_the_guide_can_be_replayed_and_extended(tmp_path: Path) -> None:
    *_, example = blocks(_GUIDE, "yaml")
    file = tmp_path / "recording.yaml"
    file.write_text(example.text)
    recording_files.prepare(file)
    (exchange,) = recording_files.read(file)
    operation = Operations(load(DOCUMENT)).get(exchange.request.name)
    assert operation is not None
    assert problems(operation.answer, exchange.response.body) == []


def test_the_python_example_of_the_guide_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (example,) = below(_GUIDE, "## Tests in Python", "python")
    exec(example.text, {})  # noqa: S102  # the documentation's own code
    assert (tmp_path / "before.sqlite").is_file()


def test_the_examples_for_openai_and_curl_print_the_answer(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """``make clients`` runs those for other clients."""
    for name, value in sandbox.environment.items():
        monkeypatch.setenv(name, value)
    (python,) = below(_GUIDE, "### OpenAI for Python", "python")
    exec(python.text, {})  # noqa: S102  # the documentation's own code
    assert capsys.readouterr().out == "This is the sandbox's answer to: Hello!\n"
    (curl,) = below(_GUIDE, "### curl", "shell")
    done = subprocess.run(["sh", "-c", curl.text], capture_output=True, text=True, check=True)
    assert "This is the sandbox's answer to: Hello!" in done.stdout
