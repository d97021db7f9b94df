"""Keeps the data of coverage complete, also from processes with another environment and from the workers of xdist."""

from __future__ import annotations

import os

VARIABLE = "COVERAGE_PROCESS_CONFIG"
"""Coverage passes its configuration to other processes in this variable. Python reads it when it starts."""

MEASURED = {VARIABLE: os.environ[VARIABLE]} if VARIABLE in os.environ else {}
"""The variables for every process that runs code of the product."""


def save() -> None:
    """Save what coverage has measured in this process, if it runs. xdist kills a worker ten seconds after its last test."""
    if MEASURED:
        from coverage import Coverage

        if (running := Coverage.current()) is not None:
            running.save()
