"""Errors of the provider in commands: one line, with the variables that a command has."""

from __future__ import annotations

import pytest

from openai_cdktf_cli.provider_messages import one_line


@pytest.mark.parametrize(
    ("detail", "line"),
    [
        (
            "The provider tried to list the files. Refused\n\nStart it. Or check `base_url`, or the environment variable URL.",
            "Refused. Start it. Or check URL.",
        ),
        ("In `base_url` or in the environment variable URL.", "In URL."),
        ("Set `key` in the provider's configuration, or the environment variable KEY.", "Set KEY."),
        ("Check `key` (or KEY)\n\nRequest id: req_1\n\nEnd!", "Check KEY. End!"),
    ],
)
def test_an_error_is_one_line_with_sentences_and_variables(detail: str, line: str) -> None:
    assert one_line(detail) == line
