"""``openai-cdktf sandbox`` runs until it is interrupted, and prints the variables to set."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.unit.openai_cdktf_cli.command import Command


@contextlib.contextmanager
def sandbox(command: Command, *arguments: str | Path) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-m", "openai_cdktf_cli", "sandbox", "--port", "0", *arguments],
        env=command.environment,
        cwd=command.home,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def base_url(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    line = process.stdout.readline().strip()
    if not line:
        pytest.fail(f"The sandbox did not start: {process.communicate()[1]}")
    return line


def ask(url: str, method: str = "GET", **options: object) -> httpx.Response:
    headers = {"authorization": "Bearer sk-sandbox"}
    return httpx.request(method, url, headers=headers, trust_env=False, timeout=30, **options)  # type: ignore[arg-type]


def test_the_sandbox_answers_until_it_is_interrupted(command: Command) -> None:
    with sandbox(command, "--quiet") as process:
        assert ask(f"{base_url(process)}/models").status_code == 200
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=30) == ("", "")
        assert process.returncode == 0


def test_the_sandbox_prints_the_variables_to_set(command: Command) -> None:
    with sandbox(command) as process:
        assert process.stdout is not None
        output = "".join(process.stdout.readline() for _ in range(9))
    assert "export OPENAI_BASE_URL=http://127.0.0.1:" in output
    assert "export OPENAI_API_KEY=sk-sandbox\n" in output
    assert "the guide to seeds, answers of models" in output
    assert "export OPENAI_ADMIN_KEY=sk-admin-sandbox\n" in output


def test_a_sandbox_that_records_keeps_the_own_key(command: Command) -> None:
    (command.home / "rec.yaml").write_text("answers: [{text: Hi}]\n")
    with sandbox(command, "--record", "rec.yaml", "--upstream", "http://127.0.0.1:9/v1") as process:
        assert process.stdout is not None
        output = "".join(process.stdout.readline() for _ in range(9))
    assert "Keep your own OPENAI_API_KEY: http://127.0.0.1:9/v1 answers requests" in output
    assert "export OPENAI_API_KEY" not in output
    assert (command.home / "rec.yaml").read_text().endswith("\nrecordings:\n")


def test_the_state_file_keeps_the_objects(command: Command) -> None:
    file = command.home / "state.sqlite"
    for expected in (0, 1):
        with sandbox(command, "--quiet", "--state", file) as process:
            url = f"{base_url(process)}/vector_stores"
            assert len(ask(url).json()["data"]) == expected
            assert ask(url, "POST", json={"name": "kept"}).status_code == 200
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=30)


def test_a_snapshot_of_a_seeded_sandbox_is_restored(command: Command) -> None:
    (command.home / "org.yaml").write_text("vector_stores: [{name: kept}]")
    (command.home / "answers.yaml").write_text("answers: [{text: Hi}]")
    options = ["--seed", "org.yaml", "--snapshot", "copy.sqlite"]
    for more in (options, ["--restore", "copy.sqlite", "--answers", "answers.yaml"]):
        with sandbox(command, "--quiet", *more) as process:
            url = base_url(process)
            assert [one["name"] for one in ask(f"{url}/vector_stores").json()["data"]] == ["kept"]
            body = {"model": "gpt-4o", "input": "Hello"}
            (item,) = ask(f"{url}/responses", "POST", json=body).json()["output"]
            assert (item["content"][0]["text"] == "Hi") == ("--answers" in more)
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=30)


def test_a_mistake_in_a_seed_stops_the_command(command: Command) -> None:
    (command.home / "org.yaml").write_text("people:\n  - name: Ada\n")
    with sandbox(command, "--seed", "org.yaml") as process:
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "org.yaml:2: people[0]" in errors


def test_the_fault_option_simulates_a_failure(command: Command) -> None:
    with sandbox(command, "--quiet", "--fault", "500:times=1") as process:
        url = f"{base_url(process)}/models"
        assert [ask(url).status_code for _ in range(2)] == [500, 200]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--fault", "nonsense"], "nonsense"),
        (["--document", "/nowhere.json"], "/nowhere.json"),
        (["--host", "192.0.2.1"], "Cannot listen on 192.0.2.1"),
        (
            ["--state", "/nowhere/state.sqlite"],
            "openai-cdktf: The state file /nowhere/state.sqlite",
        ),
        (["--state", __file__], "file is not a database"),
        (["--upstream", "https://example.com/v1"], "add --record, or remove --upstream"),
        (["--record", "a.yaml", "--upstream", "example.com"], "is not a URL"),
    ],
)
def test_an_invalid_option_is_one_sentence(
    command: Command, arguments: list[str], sentence: str
) -> None:
    done = command("sandbox", "--port", "0", *arguments)
    assert done.returncode == 1
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    assert "bug in openai-cdktf" not in done.stderr


def test_without_the_extra_the_error_names_the_command(command: Command) -> None:
    program = (
        "import sys, importlib.metadata as metadata\n"
        "real = metadata.version\n"
        "def version(name):\n"
        "    if name == 'starlette': raise metadata.PackageNotFoundError(name)\n"
        "    return real(name)\n"
        "metadata.version = version\n"
        "from openai_cdktf_cli.__main__ import main\n"
        "sys.argv = ['openai-cdktf', 'sandbox']\n"
        "main()"
    )
    done = command.program([sys.executable, "-c", program])
    assert done.returncode == 1
    assert "(starlette): pip install 'openai-cdktf[sandbox]'" in done.stderr
