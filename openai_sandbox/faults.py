"""Faults on request: what goes wrong, where, and how often.

A fault is written ``KIND[=VALUE][:OPTION=VALUE]…``:

==================== ============================================================================
``429``, ``500``, …  that error status instead of any work
``quota``            429 ``insufficient_quota``
``rate=7``           429 for all requests to an endpoint but the first 7 in a minute, the wait told in the text
``latency=100ms``    an answer that much later
``drop-before``      the connection closed before any work
``drop-after``       the work done, the connection closed without an answer
``hang-up``          the answer, and then the connection closed, of which the answer says nothing
``eventual=2``       what is created answers 404 to its first 2 reads
``slow=3``           what is created takes 3 more reads to finish its processing
``malformed-json``   half of the answer's JSON
``status=201``       a successful answer with this status
``missing-as-400``   400 instead of 404 for a missing object
``extra-fields``     objects with fields that no document knows
``repeat-cursor``    the same page of a list again and again, always with more to come
``keep-old``         a change of an object answered as a success, and the object left as it was
``other-id``         an object with the id of another one; lists stay as they are
``empty=object``     a successful answer that holds nothing: ``{}``; ``empty=error``: an error, with
                     the status of a success; ``empty=body``: no body at all; ``empty=list``: a list
                     whose ``data`` is null
==================== ============================================================================

Options: ``times=N`` (only the first N matching requests), ``method=POST``, ``path=/files*`` (a
glob over the path without ``/v1``); ``per=SECONDS`` for another time than a minute with ``rate``; for error statuses ``retry-after=SECONDS``,
``retry-after-ms=MS``, ``text=SECONDS`` (the wait in the message's text only), ``code=CODE``,
``message=TEXT``.
"""

from __future__ import annotations

import dataclasses
import fnmatch
import re
import time
from collections.abc import Iterable

from openai_sandbox import fault_errors
from openai_sandbox.errors import ApiError

_KINDS = {
    "quota",
    "rate",
    "latency",
    "drop-before",
    "drop-after",
    "hang-up",
    "eventual",
    "slow",
    "malformed-json",
    "status",
    "missing-as-400",
    "extra-fields",
    "repeat-cursor",
    "keep-old",
    "other-id",
    "empty",
}
_OPTIONS = {
    "times",
    "method",
    "path",
    "per",
    "retry-after",
    "retry-after-ms",
    "text",
    "code",
    "message",
}
_WITH_NUMBER = {"eventual", "rate", "slow", "status"}
_NUMBERS = {"rate": (1, 1_000_000, 8), "status": (200, 299, 201)}  # the least, the most, an example
_EMPTY = ("object", "error", "body", "list")
_FAILING = {"quota", "rate", "drop-before"}
_DURATION = re.compile(r"(\d+(?:\.\d+)?)(ms|s)?")


class FaultError(ValueError):
    """A fault is not written as it should be; the message says how."""


@dataclasses.dataclass(kw_only=True)
class Fault:
    """One parsed fault. ``left`` counts down; None never runs out. ``passed`` is when requests passed, by endpoint."""

    spec: str
    kind: str
    value: str = ""
    options: dict[str, str] = dataclasses.field(default_factory=dict)
    left: int | None = None
    passed: dict[str, list[float]] = dataclasses.field(default_factory=dict)

    def matches(self, method: str, path: str) -> bool:
        """Return whether the fault is for this request and has not run out."""
        if self.left is not None and self.left <= 0:
            return False
        if self.options.get("method", method).upper() != method:
            return False
        pattern = self.options.get("path", "*").removeprefix("/v1")
        return fnmatch.fnmatchcase(path, pattern)

    def refusal(self, endpoint: str) -> Fault | None:
        """Return the fault that a request meets where a rate is exceeded; None, and count it, where it is not."""
        now, span = time.monotonic(), _seconds(self.spec, self.options.get("per", "60s"))
        recent = [one for one in self.passed.get(endpoint, ()) if one > now - span]
        self.passed[endpoint] = recent
        if len(recent) < self.number:
            recent.append(now)
            return None
        wait = recent[-self.number] + span - now
        options = {"code": "slow_down", "text": f"{wait:.3f}", **self.options}
        return Fault(spec=self.spec, kind="429", options=options)

    @property
    def seconds(self) -> float:
        """Return the value as a duration."""
        return _seconds(self.spec, self.value)

    @property
    def number(self) -> int:
        """Return the value as a count or status."""
        return int(self.value)


def parse(spec: str) -> Fault:
    """Return the fault that ``spec`` describes.

    Raises:
        FaultError: The kind, an option or a value is not known.
    """
    head, *rest = spec.strip().split(":")
    kind, _, value = head.partition("=")
    options: dict[str, str] = {}
    for one in rest:
        name, _, text = one.partition("=")
        options[name] = text
    unknown = sorted(set(options) - _OPTIONS)
    if unknown:
        raise FaultError(
            f"Fault {spec!r}: unknown option {unknown[0]!r}. Known: {', '.join(sorted(_OPTIONS))}."
        )
    is_status = kind.isdigit() and 400 <= int(kind) <= 599  # noqa: PLR2004  # error statuses
    if kind not in _KINDS and not is_status:
        raise FaultError(
            f"Fault {spec!r}: unknown kind {kind!r}. Known: an error status such as 429, or "
            f"{', '.join(sorted(_KINDS))}."
        )
    numbers = {kind: value} if kind in _WITH_NUMBER else {}
    numbers |= {name: options[name] for name in ("times", "retry-after-ms") if name in options}
    for name, text in numbers.items():
        least, most, example = _NUMBERS.get(name, (0, 1_000_000, 2))
        if not (text.isdecimal() and least <= int(text) <= most):
            raise FaultError(
                f"Fault {spec!r}: {name} needs a whole number from {least} to {most}, as in "
                f"{name}={example}."
            )
    if kind == "empty" and value not in _EMPTY:
        raise FaultError(f"Fault {spec!r}: empty needs one of {', '.join(_EMPTY)}.")
    if kind == "latency":
        _seconds(spec, value)
    for name in ("per", "retry-after", "text"):
        if name in options:
            _seconds(spec, options[name])
    return Fault(
        spec=spec,
        kind=kind,
        value=value,
        options=options,
        left=int(options["times"]) if "times" in options else None,
    )


def _seconds(spec: str, text: str) -> float:
    found = _DURATION.fullmatch(text)
    if found is None:
        raise FaultError(f"Fault {spec!r}: {text!r} is no duration; write 100ms or 0.1s.")
    return float(found[1]) / (1000 if found[2] == "ms" else 1)


@dataclasses.dataclass(frozen=True)
class Faults:
    """The faults that one request meets."""

    active: tuple[Fault, ...] = ()

    def has(self, kind: str) -> bool:
        """Return whether a fault of this kind is among them."""
        return self.first(kind) is not None

    def first(self, kind: str) -> Fault | None:
        """Return the first fault of this kind, None if there is none."""
        return next((one for one in self.active if one.kind == kind), None)

    def number(self, kind: str) -> int:
        """Return the value of the first fault of this kind, 0 without one."""
        found = self.first(kind)
        return found.number if found else 0

    def error(self) -> ApiError | None:
        """Return the error to answer instead of doing any work, if a fault says so."""
        for fault in self.active:
            if fault.kind == "quota":
                return fault_errors.quota()
            if fault.kind.isdigit():
                wait = fault.options.get("text")
                seconds = None if wait is None else _seconds(fault.spec, wait)
                return fault_errors.status(int(fault.kind), fault.options, seconds)
        return None


class FaultBook:
    """The faults in force, and their counts."""

    def __init__(self, specs: Iterable[str] = ()) -> None:
        self._faults = [parse(spec) for spec in specs]

    @property
    def specs(self) -> list[str]:
        """Return the faults in force, as they were written, without those that ran out."""
        return [one.spec for one in self._faults if one.left is None or one.left > 0]

    def add(self, specs: Iterable[str]) -> None:
        """Put faults in force, all or none.

        Raises:
            FaultError: One of them is not written as it should be.
        """
        self._faults += [parse(spec) for spec in specs]

    def clear(self) -> None:
        """Take all faults back."""
        self._faults = []

    def meet(self, method: str, path: str, header: str, *, template: str | None = None) -> Faults:
        """Return the faults for this request and count them.

        Args:
            method: of the request.
            path: of the request, without ``/v1``.
            header: more faults, for this request alone.
            template: the document's path, where it knows this one: what shares a rate.

        Raises:
            FaultError: The header is not written as it should be.
        """
        own = [parse(spec) for spec in header.split(",") if spec.strip()]
        met: list[Fault] = []
        failing = False
        for one in [*self._faults, *own]:
            fault = one
            # A request fails once: a second error must not lose one of its times to it.
            fails = fault.kind.isdigit() or fault.kind in _FAILING
            if not fault.matches(method, path) or (failing and fails):
                continue
            if fault.kind == "rate":
                refused = fault.refusal(f"{method} {template or path}")
                if refused is None:
                    continue
                fault = refused
            failing = failing or fails
            met.append(fault)
            if fault.left is not None:
                fault.left -= 1
        return Faults(tuple(met))
