"""Converts the exceptions of each verb to diagnostics.

`protocol.procedures` does the same for exceptions that are raised elsewhere.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from provider_shim.api.masking import without_secrets
from provider_shim.api.next_steps import next_step
from provider_shim.engine.additions import without_added
from provider_shim.engine.call import EXISTS, Call, Values
from provider_shim.engine.declaration import Declaration
from provider_shim.engine.parameters import path_of_parameter
from provider_shim.engine.resource import Resource
from provider_shim.engine.waiting import LOOKS
from provider_shim.vocabulary.diagnostics import (
    ApiError,
    Diagnostic,
    OtherObjectError,
    OutcomeUnknownError,
    ProviderError,
    bug,
    error,
)

logger = logging.getLogger(__name__)
T = TypeVar("T")

_LONGEST_NAME = 100
"""The maximum length of a name in an error, in characters."""

_NOT_FOUND = 404
_YOUNG = 60.0
"""The time after a create in which the API may not find the object yet, in seconds."""


def look(resource: Resource, call: Call, state: Values) -> Values | None:
    """Read an object. Try again if it is so new that the API may not find it yet."""
    found = resource.read(call, state)
    age = time.time() - (call.private.created or 0)
    for seconds in LOOKS[:3] if age < _YOUNG else ():
        if found is not None:
            break
        call.pause(seconds, f"find the {resource.noun}, which was created {age:.0f} s ago")
        found = resource.read(call, state)
    return None if found is None else without_added(call.private.added, state, found)


def guarded(declaration: Declaration, call: Call, operation: str, act: Callable[[], T]) -> T | None:
    """Run a verb, and convert its exceptions to diagnostics of the call."""
    result: T | None = None
    with reporting(declaration, call, operation):
        result = act()
    return result  # noqa: RET504  otherwise, mypy assumes that the code after `with` is unreachable


@contextmanager
def reporting(declaration: Declaration, call: Call, operation: str) -> Iterator[None]:
    """Convert the exceptions of the block to diagnostics of the call."""
    try:
        yield
    except ProviderError as failure:
        if isinstance(failure, OtherObjectError) and call.saved is not None:
            failure.detail = f"{failure.detail} {EXISTS}"
        explained = _explained(declaration, call.config, operation, failure)
        call.diagnostics.append(_with_object(declaration, call, explained))
        if call.note is not None and isinstance(failure, OutcomeUnknownError | OtherObjectError):
            call.note.answer_is_lost()
    except Exception as fault:  # a bug in the provider must not lose the state
        logger.exception("bug in %s", declaration.type_name)
        found = bug(f"tried to {operation} {declaration.type_name}", fault)
        call.diagnostics.append(_with_object(declaration, call, found))
        if call.note is not None:
            call.note.answer_is_lost()


def _explained(
    declaration: Declaration, config: Mapping[str, Any], operation: str, failure: ProviderError
) -> Diagnostic:
    detail, path = failure.detail, failure.path
    if isinstance(failure, ApiError) and not path:
        path = path_of_parameter(declaration.attributes, config, failure.parameter)
    if isinstance(failure, ApiError) and failure.status == _NOT_FOUND and declaration.removed:
        detail = f"{detail}\n\n{declaration.removed}"
    if isinstance(failure, ApiError) and (
        step := next_step(declaration.type_name, operation, failure, path)
    ):
        detail = f"{detail}\n\n{step}"
    return error(failure.summary, detail, path)


def _with_object(declaration: Declaration, call: Call, found: Diagnostic) -> Diagnostic:
    """Return an error that names the object after its first paragraph. Terraform names no object in an error of a destroy."""
    if not isinstance(declaration, Resource) or not call.identity:
        return found
    words = " ".join(without_secrets(call.name, call.secrets).split())[:_LONGEST_NAME]
    name = f' "{words}"' if words else ""
    first, *others = found.detail.split("\n\n")
    named = f"The object is {declaration.type_name}{name} with the id {call.identity}."
    return found.but(detail="\n\n".join([first, named, *others]))
