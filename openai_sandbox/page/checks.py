"""The check of a logged request and its response against OpenAI's document, in words."""

from __future__ import annotations

import dataclasses
from typing import Literal

from openai_sandbox.request_log import Entry
from openai_sandbox.schema_validation import problems

_ERROR = 400
_MOST = 5


@dataclasses.dataclass(frozen=True, kw_only=True)
class Check:
    """The result of a check: its kind, and a sentence about it. Only ``valid`` and ``none`` are no problems."""

    kind: Literal["valid", "none", "refused", "fault", "mismatch"]
    text: str


def request_check(entry: Entry) -> Check:
    """Return whether the document allows the request."""
    if entry.faults and (entry.error or not entry.status):
        return Check(kind="fault", text=f"Fault {', '.join(entry.faults)}")
    if entry.template is None:
        return Check(kind="refused", text="The document does not contain this path.")
    if entry.error:
        return Check(kind="refused", text=entry.error)
    return Check(kind="valid", text="Request valid")


def response_check(entry: Entry) -> Check:
    """Return whether the response of the sandbox conforms to the document. Faults are not considered."""
    response = entry.response
    if response is None or not response.operation.answer:
        return Check(kind="none", text="Not checked: the log has no JSON of a successful response.")
    found = problems(response.operation.answer, response.body)
    if not found:
        return Check(kind="valid", text="The response conforms to the document.")
    more = f" ({len(found) - _MOST} more)" if len(found) > _MOST else ""
    return Check(kind="mismatch", text=f"{'; '.join(found[:_MOST])}{more}")


def is_problem(entry: Entry) -> bool:
    """Return whether the request failed, or a fault applied to it."""
    return bool(entry.faults) or entry.status == 0 or entry.status >= _ERROR
