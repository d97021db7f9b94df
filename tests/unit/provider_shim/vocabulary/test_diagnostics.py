"""What the user is told."""

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
def test_path_is_written_as_a_person_would(path: Path, text: str) -> None:
    assert render_path(path) == text


def test_warnings_alone_are_no_errors() -> None:
    assert not has_errors([warning("W", "w")])
    assert has_errors([warning("W", "w"), error("E", "e")])


def test_an_error_is_shown_unchanged() -> None:
    assert ProviderError("S", "D", ("x",)).diagnostic() == error("S", "D", ("x",))


def test_a_bug_in_the_provider_asks_for_a_report() -> None:
    diagnostic = bug("tried to read openai_file", KeyError("x"))
    assert "Please report it" in diagnostic.detail
    assert "tried to read openai_file" in diagnostic.detail
