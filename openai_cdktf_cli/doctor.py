"""``openai-cdktf doctor`` runs all checks and prints their findings. The checks are in other modules."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import typer

from openai_cdktf_cli import api_access, provider_checks, toolchain
from openai_cdktf_cli.findings import Finding, Standing

_MARKS = {Standing.OK: "✓", Standing.OPTIONAL: "–", Standing.MISSING: "✗"}  # noqa: RUF001  # a dash
_COLOURS = {
    Standing.OK: typer.colors.GREEN,
    Standing.OPTIONAL: typer.colors.YELLOW,
    Standing.MISSING: typer.colors.RED,
}


def run(directory: Path | None, *, as_json: bool, offline: bool) -> bool:
    """Print the findings, and return whether everything required is present."""
    findings = examine(directory, offline=offline)
    healthy = all(finding.standing is not Standing.MISSING for finding in findings)
    if as_json:
        typer.echo(json.dumps(_as_json(findings, healthy=healthy), indent=2, ensure_ascii=False))
        return healthy
    for finding in findings:
        mark = typer.style(_MARKS[finding.standing], fg=_COLOURS[finding.standing])
        typer.echo(f"{mark} {finding.name}: {finding.seen}")
        if finding.fix:
            typer.echo(f"    {finding.fix}")
    count = sum(finding.standing is Standing.MISSING for finding in findings)
    problems = "1 problem" if count == 1 else f"{count} problems"
    typer.echo("\nNo problems found." if healthy else f"\n{problems} found.")
    return healthy


def examine(directory: Path | None, *, offline: bool) -> list[Finding]:
    """Return all findings, in the order in which a stack needs the parts."""
    chosen = directory.expanduser().absolute() if directory else None
    return [
        toolchain.check_python(),
        toolchain.check_node(),
        toolchain.check_terraform(),
        *toolchain.check_cdks(),
        *provider_checks.check_provider(chosen),
        *api_access.check_keys(),
        *([] if offline else api_access.check_reachability()),
    ]


def _as_json(findings: list[Finding], *, healthy: bool) -> dict[str, object]:
    return {
        "healthy": healthy,
        "findings": [
            {**dataclasses.asdict(finding), "standing": finding.standing.value}
            for finding in findings
        ],
    }
