"""Faults that you can inject: their kind, the requests that they apply to, and how often.

The format of a fault is ``KIND[=VALUE][:OPTION=VALUE]…``:

==================== ============================================================================
``429``, ``500``, …  Returns this error status and does not process the request.
``quota``            Returns 429 ``insufficient_quota``.
``rate=7``           Allows 7 requests a minute for each endpoint. Returns 429 for the others, with the
                     time to wait in the message.
``latency=100ms``    Delays the response by this time.
``drop-before``      Closes the connection and does not process the request.
``drop-after``       Processes the request, then closes the connection without a response.
``hang-up``          Sends the response, then closes the connection without announcing it.
``eventual=2``       Returns 404 for the first 2 reads of a new object.
``slow=3``           Lets a new object need 3 more reads until its processing is finished.
``malformed-json``   Sends only the first half of the JSON.
``status=201``       Returns this status for a successful request.
``missing-as-400``   Returns 400 instead of 404 for a missing object.
``extra-fields``     Adds fields to objects that the document does not contain.
``repeat-cursor``    Returns the same page of a list again and again, always with ``has_more``.
``keep-old``         Reports that the change of an object succeeded, but does not change the object.
``other-id``         Returns an object with the id of another object. Does not affect lists.
``empty=object``     Returns ``{}`` with a successful status. ``empty=error`` returns an error with a
                     successful status, ``empty=body`` no body, and ``empty=list`` a list whose
                     ``data`` is null.
==================== ============================================================================

Options for every fault: ``times=N`` (applies only to the first N matching requests), ``method=POST``,
``path=/files*`` (a glob pattern for the path without ``/v1``). Option for ``rate``: ``per=SECONDS``
(the period; defaults to 60). Options for error statuses: ``retry-after=SECONDS``,
``retry-after-ms=MS``, ``text=SECONDS`` (the time to wait, only in the message), ``code=CODE``,
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
_NUMBERS = {
    "rate": (1, 1_000_000, 8),
    "status": (200, 299, 201),
}  # the minimum, the maximum, an example
_EMPTY = ("object", "error", "body", "list")
_FAILING = {"quota", "rate", "drop-before"}
_DURATION = re.compile(r"(\d+(?:\.\d+)?)(ms|s)?")


class FaultError(ValueError):
    """A fault has the wrong format. The message says how to correct it."""


@dataclasses.dataclass(kw_only=True)
class Fault:
    """One parsed fault.

    ``left`` is the number of requests that the fault still applies to; None means all requests. ``passed`` contains the
    times of the requests that a rate allowed, by endpoint.
    """

    spec: str
    kind: str
    value: str = ""
    options: dict[str, str] = dataclasses.field(default_factory=dict)
    left: int | None = None
    passed: dict[str, list[float]] = dataclasses.field(default_factory=dict)

    def matches(self, method: str, path: str) -> bool:
        """Return whether the fault applies to this request and is not used up."""
        if self.left is not None and self.left <= 0:
            return False
        if self.options.get("method", method).upper() != method:
            return False
        pattern = self.options.get("path", "*").removeprefix("/v1")
        return fnmatch.fnmatchcase(path, pattern)

    def refusal(self, endpoint: str) -> Fault | None:
        """Return the 429 fault if the request exceeds the rate. Otherwise count the request and return None."""
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
        """Return the value as a duration in seconds."""
        return _seconds(self.spec, self.value)

    @property
    def number(self) -> int:
        """Return the value as a count or an HTTP status."""
        return int(self.value)


def parse(spec: str) -> Fault:
    """Return the fault that ``spec`` describes.

    Raises:
        FaultError: The kind, an option or a value is unknown or invalid.
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
        raise FaultError(f"Fault {spec!r}: {text!r} is not a duration. Write it as 100ms or 0.1s.")
    return float(found[1]) / (1000 if found[2] == "ms" else 1)


@dataclasses.dataclass(frozen=True)
class Faults:
    """The faults that apply to one request."""

    active: tuple[Fault, ...] = ()

    def has(self, kind: str) -> bool:
        """Return whether one of the faults has this kind."""
        return self.first(kind) is not None

    def first(self, kind: str) -> Fault | None:
        """Return the first fault of this kind, None without one."""
        return next((one for one in self.active if one.kind == kind), None)

    def number(self, kind: str) -> int:
        """Return the value of the first fault of this kind, 0 without one."""
        found = self.first(kind)
        return found.number if found else 0

    def error(self) -> ApiError | None:
        """Return the error that a fault causes, None if the request is to be processed."""
        for fault in self.active:
            if fault.kind == "quota":
                return fault_errors.quota()
            if fault.kind.isdigit():
                wait = fault.options.get("text")
                seconds = None if wait is None else _seconds(fault.spec, wait)
                return fault_errors.status(int(fault.kind), fault.options, seconds)
        return None


class FaultBook:
    """The active faults and the number of requests that they still apply to."""

    def __init__(self, specs: Iterable[str] = ()) -> None:
        self._faults = [parse(spec) for spec in specs]

    @property
    def specs(self) -> list[str]:
        """Return the specifications of the active faults."""
        return [one.spec for one in self.active]

    @property
    def active(self) -> list[Fault]:
        """Return the active faults."""
        return [one for one in self._faults if one.left is None or one.left > 0]

    def remove(self, spec: str) -> None:
        """Remove the first fault with this specification, if there is one."""
        found = next((one for one in self._faults if one.spec == spec), None)
        if found is not None:
            self._faults.remove(found)

    def add(self, specs: Iterable[str]) -> None:
        """Activate faults. If one of them is invalid, activate none.

        Raises:
            FaultError: One of the faults has the wrong format.
        """
        self._faults += [parse(spec) for spec in specs]

    def clear(self) -> None:
        """Remove all faults."""
        self._faults = []

    def matching(
        self, method: str, path: str, header: str, *, template: str | None = None
    ) -> Faults:
        """Return the faults that apply to a request, and count the request.

        Args:
            method: The HTTP method of the request.
            path: The path of the request, without ``/v1``.
            header: More faults, for this request only.
            template: The path in the document. Requests with the same template share a rate. None if the
                document does not contain the path.

        Raises:
            FaultError: The header has the wrong format.
        """
        own = [parse(spec) for spec in header.split(",") if spec.strip()]
        matched: list[Fault] = []
        failing = False
        for one in [*self._faults, *own]:
            fault = one
            # A request fails once. A second error fault must not count this request.
            fails = fault.kind.isdigit() or fault.kind in _FAILING
            if not fault.matches(method, path) or (failing and fails):
                continue
            if fault.kind == "rate":
                refused = fault.refusal(f"{method} {template or path}")
                if refused is None:
                    continue
                fault = refused
            failing = failing or fails
            matched.append(fault)
            if fault.left is not None:
                fault.left -= 1
        return Faults(tuple(matched))
