"""Completes the calls of constructors, so that missing arguments are reported together with all other faults."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from openai_cdktf._calls import Call
from openai_cdktf._ids import id_faults


def completed(create: Callable[..., None]) -> Callable[..., None]:
    """Return an `__init__` that reports missing and superfluous arguments together with all other faults.

    Python itself would report the first of them alone. The constructs check further keywords.
    """
    call = Call.of(create, 1, typed=False)
    by_position = replace(call, required=frozenset(call.positional), is_open=True)
    id_name = call.positional[1]
    expected = len(call.positional)

    @functools.wraps(create)
    def with_all(self: Any, *args: Any, **keywords: Any) -> None:
        is_usual = len(args) == expected and type(args[1]) is str and args[1]
        if not is_usual or id_name in keywords or "scope" in keywords:
            faults = by_position.faults(args, keywords)
            if self._scope_faults:
                faults = [fault for fault in faults if fault.path != ("scope",)]
            construct_id = args[1] if len(args) > 1 else keywords.pop(id_name, None)
            if not any(fault.path == (id_name,) for fault in faults):
                faults += id_faults(construct_id, id_name)
            keywords.pop(id_name, None)
            scope = keywords.pop("scope", None)
            args = (args[0] if args else scope, construct_id)
            self._call_faults = faults
        for name in self._required:
            keywords.setdefault(name, None)
        create(self, *args, **keywords)

    return with_all
