"""The report of all findings: text, JSON, or SARIF for code scanning."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from openai_cdktf._calls import public_type
from openai_cdktf.guardrails._findings import Finding
from openai_cdktf.guardrails._rules import Rule

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


@public_type
@dataclass(frozen=True)
class Report:
    """The findings of a stack.

    Attributes:
        findings: all findings, with those that somebody has acknowledged.
        rules: the rules that were checked.
    """

    findings: tuple[Finding, ...]
    rules: tuple[Rule, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that make the synthesis fail."""
        return tuple(one for one in self._open if one.level == "error")

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The findings that are only printed."""
        return tuple(one for one in self._open if one.level == "warning")

    @property
    def acknowledged(self) -> tuple[Finding, ...]:
        """The findings that somebody has accepted."""
        return tuple(one for one in self.findings if one.because is not None)

    @property
    def _open(self) -> list[Finding]:
        return [one for one in self.findings if one.because is None]

    def text(self) -> str:
        """Return the report as a compiler writes it, with the counts in the last line."""
        counts = (
            f"{_counted(self.errors, 'error')}, {_counted(self.warnings, 'warning')}, "
            f"{len(self.acknowledged)} acknowledged"
        )
        return "\n".join([*(str(finding) for finding in self.findings), counts, ""])

    def json(self) -> str:
        """Return the findings as a JSON list."""
        findings = [
            {
                "rule": one.rule,
                "level": one.level,
                "construct": one.construct,
                "argument": one.argument,
                "file": one.source.shown_file,
                "line": one.source.number,
                "text": one.text,
                "fix": one.fix,
                "acknowledged_because": one.because,
            }
            for one in self.findings
        ]
        return json.dumps(findings, indent=2) + "\n"

    def sarif(self) -> str:
        """Return the report as SARIF 2.1.0, which GitHub's code scanning shows at the lines of the program."""
        driver = {
            "name": "openai-cdktf guardrails",
            "version": version("openai-cdktf"),
            "rules": [
                {"id": rule.name, "shortDescription": {"text": _summary(rule)}}
                for rule in self.rules
            ],
        }
        run = {"tool": {"driver": driver}, "results": [_result(one) for one in self.findings]}
        return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"

    def in_format_of(self, file_name: str) -> str:
        """Return the report in the format of a file: `.sarif`, `.json`, or text for all other names."""
        if file_name.endswith(".sarif"):
            return self.sarif()
        return self.json() if file_name.endswith(".json") else self.text()


def _result(finding: Finding) -> dict[str, Any]:
    where = f"{finding.construct}: " + (f"{finding.argument}: " if finding.argument else "")
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": finding.level,
        "message": {"text": f"{where}{finding.text} {finding.fix}"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(finding.source.shown_file)},
                    "region": {"startLine": max(finding.source.number, 1)},
                },
                "logicalLocations": [{"fullyQualifiedName": finding.construct}],
            }
        ],
    }
    if finding.because is not None:
        result["suppressions"] = [{"kind": "inSource", "justification": finding.because}]
    return result


def _uri(file: str) -> str:
    """Return the path of a file as a URI, relative to the folder of the program if it is below it."""
    return Path(file).as_uri() if Path(file).is_absolute() else quote(file)


def _summary(rule: Rule) -> str:
    return (type(rule).__doc__ or rule.name).strip().splitlines()[0]


def _counted(findings: Sequence[Finding], noun: str) -> str:
    return f"{len(findings)} {noun}{'' if len(findings) == 1 else 's'}"
