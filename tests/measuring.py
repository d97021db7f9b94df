"""Lets coverage measure a process that a test starts with an environment of its own."""

from __future__ import annotations

import os

VARIABLE = "COVERAGE_PROCESS_CONFIG"
"""Coverage passes its configuration to other processes in this variable. Python reads it when it starts."""

MEASURED = {VARIABLE: os.environ[VARIABLE]} if VARIABLE in os.environ else {}
"""The variables for every process that runs code of the product."""
