from __future__ import annotations

from pathlib import Path

import pytest

from tests.terraform import ROOT
from tools import messages


def test_every_message_has_a_cause_and_a_remedy() -> None:
    sections = messages.sections()
    assert len(messages.summaries()) > 100
    assert "### Missing API key\n\n*Error.* " in sections
    assert "### Unfinished [noun]\n\n*Warning.* " in sections
    assert "### Unreadable note: [file]\n" in sections
    assert sections.count("**What to do:**") == len(messages.summaries())


def test_the_guide_shows_every_message() -> None:
    guide = (ROOT / "docs" / "guides" / "troubleshooting.md").read_text()
    assert messages.sections() in guide


def test_summaries_are_found_wherever_they_are_written(tmp_path: Path) -> None:
    (tmp_path / "module.py").write_text(
        """
class ProviderError(Exception): ...
class LostError(ProviderError): ...
FIRST, SECOND = "First", "Second"
class Left:
    left = ("Left", "detail")
def _summary(status):
    return {1: "One"}.get(status, "Two" if status else "Three")
def everything(call, noun, found, fault, log):
    error(FIRST, "detail")
    call.warn(f"{noun.capitalize()} {found.status}", "detail")
    log.warning("%s is not a summary", noun)
    Fault(summary=SECOND, sentence="detail")
    error(fault.summary, "detail")
    LostError("Lost" if noun else "Found", "detail")
    raise ProviderError(_summary(1), "detail")
"""
    )
    assert messages.summaries(tmp_path) == {
        **{name: {"error"} for name in ("First", "Second", "Lost", "Found", "One", "Two", "Three")},
        **{name: {"warning"} for name in ("Left", "<Noun> <status>")},
    }


def test_a_summary_that_is_not_text_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "module.py").write_text(
        'class ProviderError: ...\nProviderError(a + b, "detail")\n'
    )
    with pytest.raises(messages.SummaryError, match=r"module.py:2: write the summary as text"):
        messages.summaries(tmp_path)


def test_a_message_without_advice_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "summaries", lambda: {"New": {"error"}})
    with pytest.raises(messages.SummaryError, match=r"Write a cause .*'New'"):
        messages.sections()
