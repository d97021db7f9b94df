"""Fine-tuned models: examples are checked when the program runs, and tokens are counted without a network."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from openai_cdktf.patterns import Example, FineTunedModel
from openai_cdktf.patterns._training_examples import faults_of
from tests.unit.openai_cdktf.conftest import Synth

EXAMPLES = [
    Example(user=f"What is the capital of {land}?", assistant=f"{capital}.", system="Answer.")
    for land, capital in (
        *(("Peru", "Lima"), ("Ghana", "Accra"), ("Japan", "Tokyo"), ("Chile", "Santiago")),
        *(("Spain", "Madrid"), ("Italy", "Rome"), ("Cuba", "Havana"), ("Kenya", "Nairobi")),
        *(("Egypt", "Cairo"), ("Nepal", "Kathmandu")),
    )
]
LINES = [example.line() for example in EXAMPLES]
MODEL = "gpt-4.1-mini"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "cdktf.json").write_text("{}")
    (tmp_path / "train.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in LINES))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path


def test_a_file_and_a_list_of_examples_train_a_model(stack: Any, synth: Synth) -> None:
    model = FineTunedModel(
        stack,
        "m",
        base=MODEL,
        training="train.jsonl",
        validation=[Example(user="${Where}?", assistant="Here.")],
        suffix="capitals",
        epochs=2,
    )
    code = synth()["resource"]
    (job,) = code["openai_fine_tuning_job"].values()
    assert (job["model"], job["suffix"]) == (MODEL, "capitals")
    assert job["method"]["supervised"]["hyperparameters"]["n_epochs"] == 2
    assert re.fullmatch(r"\$\{openai_file\.m_training_\w+\.id\}", job["training_file"])
    files = {name.split("_")[1]: file for name, file in code["openai_file"].items()}
    assert files["training"]["source"].endswith("/train.jsonl")
    assert files["training"]["purpose"] == files["validation"]["purpose"] == "fine-tune"
    assert files["validation"]["content"] == (
        '{"messages": [{"role": "user", "content": "$${Where}?"}, '
        '{"role": "assistant", "content": "Here."}]}\n'
    )
    assert str(model.model_name).startswith("${")
    assert model.validation_file is not None


def test_the_synthesis_warns_that_openai_closes_fine_tuning(stack: Any) -> None:
    model = FineTunedModel(stack, "m", base=MODEL, training=EXAMPLES)
    (warning,) = [str(entry.data) for entry in model.node.metadata]
    assert "From 2027-01-06, nobody can create a fine-tuning job" in warning


@pytest.mark.parametrize(
    ("example", "fault"),
    [
        ({"prompt": "a"}, "has the unknown key `prompt`"),
        ({"mesages": []}, "has the unknown key `mesages`: did you mean `messages`?"),
        ({"messages": []}, "needs `messages`, a list of at least one message"),
        ([1], "must be an object with `messages`, not list"),
        ({"messages": [7]}, "messages[0] must be an object with `role` and `content`, not int"),
        (
            {"messages": [{"role": "assistan", "content": "a"}]},
            'messages[0].role is "assistan": did you mean `assistant`?',
        ),
        ({"messages": [{"role": "assistant"}]}, "messages[0].content is required"),
        (
            {"messages": [{"role": "assistant", "content": 7}]},
            "messages[0].content must be a string or a list of parts, not int",
        ),
        (
            {"messages": [{"role": "assistant", "content": ""}]},
            "messages[0].content is empty, and the model would learn to say nothing",
        ),
        (
            {"messages": [{"role": "user", "content": "Hi."}]},
            "must end with a message of the assistant, which the model learns, not of the user",
        ),
        (
            {"messages": [{"role": "assistant", "content": "a", "weight": 2}]},
            "messages[0].weight must be 0 or 1, and only a message of the assistant can have it",
        ),
    ],
)
def test_a_wrong_example_is_an_error_with_its_line(example: Any, fault: str) -> None:
    assert fault in [one.text for one in faults_of([((0,), example)], "training", 1)]
    assert f"line 3: {fault}" in [one.text for one in faults_of([(3, example)], "training", 1)]


def test_one_error_names_all_wrong_lines_and_arguments(stack: Any, project: Path) -> None:
    lines = [*map(json.dumps, LINES), "", "{", '{"messages": [{"role": "usr", "content": "a"}]}']
    (project / "wrong.jsonl").write_text("\n".join(lines))
    with pytest.raises(ValueError, match='FineTunedModel "stack/m": 6 problems') as raised:
        FineTunedModel(
            stack,
            "m",
            base=7,  # type: ignore[arg-type]
            training="wrong.jsonl",
            validation=[{"messages": [{"role": "user", "content": "a"}]}],
            suffix="x" * 65,
            epochs=0,
        )
    text = str(raised.value)
    assert "base must be a string, not int" in text
    assert "training line 12: is not valid JSON" in text
    assert 'training line 13: messages[0].role is "usr": did you mean `user`?' in text
    assert "validation[0]: must end with a message of the assistant" in text
    assert "suffix: " in text
    assert "epochs must be a whole number from 1" in text
    assert not stack.node.children


@pytest.mark.parametrize(
    ("training", "fault"),
    [
        (
            "nothing.jsonl",
            r'training must be the path of a file, but ".*nothing.jsonl" does not exist',
        ),
        (EXAMPLES[:3], "training has 3 examples, but the API needs at least 10"),
        (7, "training must be a path or a list of examples, not int"),
        (LINES[0], "training must be a path or a list of examples, not dict"),
        ([{}] * 30, "training has 10 more faults"),
    ],
)
def test_a_wrong_set_of_examples_is_an_error(stack: Any, training: Any, fault: str) -> None:
    with pytest.raises(ValueError, match=f"(?s){fault}"):
        FineTunedModel(stack, "m", base=MODEL, training=training)


def test_the_estimate_is_rough_without_the_tokenizer(
    stack: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "tiktoken", None)
    model = FineTunedModel(stack, "m", base=MODEL, training=EXAMPLES)
    found = model.estimate(usd_per_million_tokens=5.0)
    assert (found.examples, found.epochs, found.is_exact) == (10, 10, False)
    assert 200 < found.tokens < 400
    assert found.trained_tokens == found.tokens * 10
    assert found.cost_usd == pytest.approx(found.trained_tokens * 5 / 1_000_000)
    from_file = FineTunedModel(stack, "f", base=MODEL, training="train.jsonl", epochs=1).estimate()
    assert (from_file.tokens, from_file.epochs, from_file.cost_usd) == (found.tokens, 1, None)


def test_the_tokenizer_is_used_only_if_its_vocabulary_is_here_or_may_be_downloaded(
    stack: Any, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The vocabulary of `tiktoken` is on no package index, so a module that counts words stands for it."""
    used: list[str] = []
    tokenizer = ModuleType("tiktoken")
    tokenizer.__spec__ = SimpleNamespace()  # type: ignore[assignment]  # `find_spec` reads it

    def get_encoding(name: str) -> Any:
        used.append(name)
        return SimpleNamespace(encode=lambda text, **_: text.split())

    tokenizer.get_encoding = get_encoding  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "tiktoken", tokenizer)
    model = FineTunedModel(stack, "m", base=MODEL, training=EXAMPLES)
    assert not model.estimate().is_exact
    assert used == []
    assert model.estimate(download_vocabulary=True).is_exact
    url = "https://openaipublic.blob.core.windows.net/encodings/o200k_base.tiktoken"
    (project / "cache").mkdir()
    (project / "cache" / hashlib.sha1(url.encode(), usedforsecurity=False).hexdigest()).touch()
    assert model.estimate().is_exact
    assert used == ["o200k_base"] * 2
    assert model.estimate().tokens == 10 * 3 + 30 * 3 + 10 * (1 + 6 + 1)


def test_tokens_are_accepted_in_examples_and_paths(
    stack: Any, cdk: ModuleType, synth: Synth
) -> None:
    text = cdk.TerraformVariable(stack, "v").string_value
    listed = FineTunedModel(
        stack,
        "m",
        base=text,
        training=[*EXAMPLES, Example(user=text, assistant="Yes.")],
        suffix=text,
    )
    path = FineTunedModel(stack, "p", base=MODEL, training="${path.module}/train.jsonl")
    contents = [file.get("content", "") for file in synth()["resource"]["openai_file"].values()]
    assert any("${jsonencode({" in content for content in contents)
    for model in (listed, path):
        with pytest.raises(ValueError, match="only Terraform knows"):
            model.estimate()
