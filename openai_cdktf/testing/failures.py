"""Writes the message about a failed command of Terraform: the cause first, then all errors, without the plan."""

from __future__ import annotations

import re

_ERROR = re.compile(r"^Error: (.+)$", re.MULTILINE)
_PARAGRAPH = re.compile(r"\n\n(\S.*(?:\n\S.*)*)")
"""The first paragraph of an error's text. The lines about its place, which come before, are indented."""

_LAST_LINES = 20
_DONE = re.compile(
    r"^\S.*: (?:Creation|Modifications|Destruction) complete after .*$", re.MULTILINE
)


def message(command: str, output: str, errors: str) -> str:
    """Return the message.

    Args:
        command: the command, such as ``apply``.
        output: the standard output, which contains the plan.
        errors: the standard error.
    """
    errors = errors.strip()
    found = list(_ERROR.finditer(errors))
    if not found:
        # Terraform has ended in another way, for example because of a signal.
        last = "\n".join(f"{output}\n{errors}".strip().splitlines()[-_LAST_LINES:])
        return f"terraform {command} failed:\n{last}"
    more = f" ({len(found)} errors)" if len(found) > 1 else ""
    parts = [f"{_cause(found[0], errors)}{more}", f"terraform {command} failed:\n{errors}"]
    if done := _DONE.findall(output):
        parts.append("Terraform has changed these objects before:\n" + "\n".join(done))
    return "\n\n".join(parts)


def _cause(error: re.Match[str], errors: str) -> str:
    """Return the summary and the first paragraph of an error, in one line."""
    following = _ERROR.search(errors, error.end())
    text = _PARAGRAPH.search(errors, error.end(), following.start() if following else len(errors))
    if not text:
        return error[1]
    return f"{error[1]}: {' '.join(text[1].splitlines())}"
