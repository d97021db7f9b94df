"""Diagnostics for the user."""

from __future__ import annotations

import pytest

from provider_shim.vocabulary.diagnostics import (
    Key,
    Path,
    ProviderError,
    bug,
    error,
    has_errors,
    render_path,
    warning,
)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ((), ""),
        (("tools", 0, "function", "name"), "tools[0].function.name"),
        (("metadata", Key("team a")), 'metadata["team a"]'),
    ],
)
def test_a_path_has_the_form_of_the_configuration(path: Path, text: str) -> None:
    assert render_path(path) == text


def test_warnings_are_not_errors() -> None:
    assert not has_errors([warning("W", "w")])
    assert has_errors([warning("W", "w"), error("E", "e")])


def test_an_error_is_shown_unchanged() -> None:
    assert ProviderError("S", "D", ("x",)).diagnostic() == error("S", "D", ("x",))


def test_a_bug_in_the_provider_asks_for_a_report() -> None:
    diagnostic = bug("tried to read openai_file", KeyError("x"))
    assert "Please report it" in diagnostic.detail
    assert "tried to read openai_file" in diagnostic.detail
