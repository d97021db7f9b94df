from __future__ import annotations

import json
import logging
import subprocess
import sys

import pytest

from provider_shim import logs
from tests.measuring import MEASURED

KEY = "sk-proj-abcdefghijklmnop_1234"


def line(message, *arguments, level=logging.INFO, **extra):
    record = logging.getLogger("provider_shim.vocabulary.rest").makeRecord(
        "provider_shim.vocabulary.rest", level, "f", 1, message, arguments, None, extra=extra
    )
    return logs.HclogFormatter().format(record)


def test_a_log_line_has_the_format_of_terraform():
    fields = json.loads(line("got %s", "it", status=200))
    assert fields["@message"] == "got it"
    assert fields["@level"] == "info"
    assert fields["@module"] == "openai.vocabulary.rest"
    assert fields["status"] == 200
    assert fields["@timestamp"].endswith("+00:00")


@pytest.mark.parametrize(
    ("level", "name"),
    [(5, "trace"), (10, "debug"), (20, "info"), (30, "warn"), (40, "error"), (50, "error")],
)
def test_levels_have_the_names_of_hclog(level, name):
    assert json.loads(line("m", level=level))["@level"] == name


@pytest.mark.parametrize(
    "text", [KEY, f"Authorization: Bearer {KEY}", "bearer abcdefgh.ijkl", f'{{"api_key": "{KEY}"}}']
)
def test_the_log_never_contains_keys(text):
    for written in (line(text), line("m", header=text), line("m %s", text)):
        assert KEY not in written
        assert "abcdefgh" not in written
        assert "[redacted]" in written


def test_a_traceback_is_redacted_too():
    try:
        int(KEY)
    except ValueError:
        record = logging.getLogger("provider_shim").makeRecord(
            "provider_shim", logging.ERROR, "f", 1, "m", (), sys.exc_info()
        )
    written = logs.HclogFormatter().format(record)
    assert "ValueError" in json.loads(written)["traceback"]
    assert KEY not in written


@pytest.mark.parametrize(
    ("environment", "level"),
    [
        ({}, logging.WARNING),
        ({"TF_LOG": "debug"}, logging.DEBUG),
        ({"TF_LOG": "JSON"}, logs.TRACE),
        ({"TF_LOG": "trace", "TF_LOG_PROVIDER": "ERROR"}, logging.ERROR),
        ({"TF_LOG_PROVIDER": "ERROR", "TF_LOG_PROVIDER_OPENAI": "info"}, logging.INFO),
        ({"TF_LOG": "off"}, logging.CRITICAL + 1),
        ({"TF_LOG": "loud"}, logging.WARNING),
    ],
)
def test_the_most_specific_variable_decides(environment, level):
    assert logs.level_from(environment) == level


def logged(tmp_path, **environment):
    program = (
        "import logging, os\n"
        "from provider_shim import logs\n"
        "logs.set_up(os.environ)\n"
        "logs.log_to_file_unless_terraform_logs()\n"
        "logs.log_to_file_unless_terraform_logs()\n"
        "logging.getLogger('provider_shim.vocabulary.rest').debug('called')\n"
        "logging.getLogger('httpx').debug('library')\n"
    )
    root = logs.__file__.rpartition("/provider_shim/")[0]
    ended = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=MEASURED | {"PYTHONPATH": root} | environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=20,
    )
    assert "library" not in ended.stderr
    file = tmp_path / logs.FILE
    return ended.stderr, file.read_text() if file.exists() else ""


def test_debug_writes_a_file_if_terraform_shows_no_logs(tmp_path):
    _, file = logged(tmp_path)
    assert [json.loads(one)["@message"] for one in file.splitlines()] == ["called"]


def test_debug_writes_no_file_if_terraform_shows_logs(tmp_path):
    stderr, file = logged(tmp_path, TF_LOG="error")
    assert "called" in stderr
    assert file == ""
