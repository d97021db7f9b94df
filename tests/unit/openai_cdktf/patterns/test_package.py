"""The package of patterns and its base class."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from openai_cdktf import patterns
from openai_cdktf._kinds import TEXT, WHOLE
from openai_cdktf.patterns._pattern import Checks, Pattern


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
