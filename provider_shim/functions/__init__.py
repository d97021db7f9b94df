"""The provider functions: the table of contents."""

from __future__ import annotations

from provider_shim.functions.jsonl import JSONL
from provider_shim.operations import Function

FUNCTIONS: tuple[Function, ...] = (JSONL,)
