"""The package of patterns and its base class."""

from __future__ import annotations

import inspect
import subprocess
import sys
from typing import Any

import pytest

from openai_cdktf import patterns
from openai_cdktf._checks import Checks
from openai_cdktf._kinds import TEXT, WHOLE
from openai_cdktf.patterns._pattern import Pattern


def test_importing_constructs_or_patterns_loads_no_pattern() -> None:
    program = (
        "import sys, openai_cdktf; before = [m for m in sys.modules if 'patterns' in m]; "
        "import openai_cdktf.patterns; "
        "print(before, [m for m in sys.modules if m.startswith(('openai_cdktf.patterns.', 'cdktf', 'cdktn', 'jsii'))])"
    )
    shown = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert shown.stdout.split() == ["[]", "[]"]


def test_every_pattern_is_public_under_its_own_name() -> None:
    assert patterns.__all__ == sorted(patterns.__all__)
    assert [getattr(patterns, name).__name__ for name in patterns.__all__] == patterns.__all__
    assert set(patterns.__all__) <= set(dir(patterns))


def test_one_error_with_the_construct_path_names_all_faults(stack: Any) -> None:
    checks = Checks()
    checks.accept("name", TEXT, 7)
    checks.accept("size", WHOLE, 1.5)
    checks.refuse("must be more than 0", "limits", "monthly")
    with pytest.raises(ValueError, match='Pattern "stack/kb": 3 problems') as raised:
        Pattern(stack, "kb", checks)
    assert str(raised.value).splitlines()[1:] == [
        "  - name must be a string, not int (7)",
        "  - size must be a whole number, not a fraction",
        "  - limits.monthly must be more than 0",
    ]
    Pattern(stack, "kb", Checks())  # the refused one has left nothing in the stack


def test_a_wrong_keyword_of_a_pattern_names_the_construct(stack: Any) -> None:
    members = [getattr(patterns, name) for name in patterns.__all__]
    kinds = [one for one in members if isinstance(one, type) and issubclass(one, Pattern)]
    assert len(kinds) > 5
    for kind in kinds:
        with pytest.raises(TypeError) as raised:
            kind(stack, id="it", provder=None)  # type: ignore[call-arg]
        assert str(raised.value).startswith(f'{kind.__name__} "stack/it": ')
        assert "provder is unknown: did you mean `provider`?" in str(raised.value)
        assert list(inspect.signature(kind.__init__).parameters)[:3] == ["self", "scope", "id"]


def test_a_pattern_has_no_further_attributes(stack: Any) -> None:
    team = patterns.Team(stack, "team")
    with pytest.raises(
        AttributeError, match='Team "stack/team" has no attribute `memebrs`: did you'
    ):
        team.memebrs = {}  # type: ignore[attr-defined]

    class Own(patterns.Team):
        def __init__(self, scope: Any) -> None:
            super().__init__(scope, "own")
            self.cost_center = "7"

    assert Own(stack).cost_center == "7"


def test_a_fault_that_follows_from_another_is_not_reported(stack: Any) -> None:
    for wrong, others in (
        ({"monthly_budget": 5, "alert_recipients": ["a@example.com"]}, {}),
        ({"members": {"ada@example.com": "ownr"}}, {"monthly_budget_usd": 5}),
    ):
        with pytest.raises(TypeError) as raised:
            patterns.Team(stack, "it", alerts_at=[0.5], **wrong, **others)  # type: ignore[arg-type]
        assert "problems" not in str(raised.value)


def test_a_misspelt_keyword_is_not_also_missing(stack: Any) -> None:
    with pytest.raises(TypeError, match="document is unknown: did you mean `documents`") as raised:
        patterns.KnowledgeBase(stack, "kb", document="x")  # type: ignore[call-arg]
    assert "problems" not in str(raised.value)
    with pytest.raises(TypeError, match='"stack/kb": documents is required, but not set'):
        patterns.KnowledgeBase(stack, "kb")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match=r'Team in "stack": id is required, but not set'):
        patterns.Team(stack)  # type: ignore[call-arg]


def test_a_wrong_keyword_of_a_method_names_the_method(stack: Any) -> None:
    base = patterns.KnowledgeBase(stack, "kb", documents={"a.md": "Help."})
    with pytest.raises(
        TypeError,
        match=r'"stack/kb"\.ask: max_result is unknown: did you mean `max_num_results`',
    ):
        base.ask("tip", "Who?", model="gpt-6.1-terra", max_result=3)  # type: ignore[call-arg]
    base.ask("tip", "Who?", model="gpt-6.1-terra", depends_on=[base.store])


def test_an_id_that_exists_asks_for_another_id(stack: Any) -> None:
    patterns.Team(stack, "it")
    with pytest.raises(
        ValueError,
        match=r'^KnowledgeBase "stack/it": the id "it" is already used in "stack": choose another id',
    ):
        patterns.KnowledgeBase(stack, "it", documents={"a.md": "Help."})
