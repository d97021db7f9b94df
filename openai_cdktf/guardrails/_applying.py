"""Checks a stack with rules: at once, or when the CDK synthesizes it."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike, fspath
from pathlib import Path
from types import ModuleType
from typing import Any

import jsii
from constructs import Construct

from openai_cdktf._cdk import cdk_of
from openai_cdktf._element import Element
from openai_cdktf._tree import elements_of
from openai_cdktf.guardrails._acknowledging import Acknowledgement, acknowledgements
from openai_cdktf.guardrails._findings import Finding, Problem
from openai_cdktf.guardrails._reports import Report
from openai_cdktf.guardrails._rules import Rule

_LEAF = "openai-guardrails"


def check(scope: Construct, rules: Sequence[Rule]) -> Report:
    """Check the constructs that exist now, after the rules have set their defaults.

    Args:
        scope: a stack, or a construct in it.
        rules: the rules, such as `RECOMMENDED`.

    Raises:
        TypeError: one of the rules is not a rule.
    """
    checked = _rules(rules)
    return _checked(scope, checked)[0]


def apply(
    scope: Construct,
    rules: Sequence[Rule],
    *,
    report: str | PathLike[str] | None = None,
) -> None:
    """Check a stack when the CDK synthesizes it. Errors make the synthesis fail, and the CDK prints warnings.

    Args:
        scope: a stack, or a construct in it.
        rules: the rules, such as `RECOMMENDED`.
        report: the file for the report. With the suffix `.sarif` it is SARIF, with `.json` it is JSON, otherwise text.

    Raises:
        TypeError: one of the rules is not a rule.
        ValueError: the scope is not in a stack, or already has guardrails.
    """
    cdk = cdk_of(scope, "guardrails.apply")
    checked = _rules(rules)
    if scope.node.try_find_child(_LEAF) is not None:
        raise ValueError(
            f"guardrails.apply: {scope.node.path} already has guardrails. Pass all rules in one call"
        )
    # The CDK calls an aspect for each construct below its scope. This construct has nothing below it, so there is one call.
    leaf = Construct(scope, _LEAF)
    file = None if report is None else Path(fspath(report))
    cdk.Aspects.of(leaf).add(_aspect(cdk, scope, checked, file))


def _aspect(cdk: ModuleType, scope: Construct, rules: tuple[Rule, ...], file: Path | None) -> Any:
    annotated: set[Finding] = set()

    @jsii.implements(cdk.IAspect)
    class Guardrails:
        def visit(self, node: Construct) -> None:  # noqa: ARG002 - the CDK's interface
            report, elements = _checked(scope, rules)
            if file is not None:
                file.write_text(report.in_format_of(file.name), encoding="utf-8")
            for finding, element in zip(report.findings, elements, strict=True):
                if finding.because is not None or finding in annotated:
                    continue
                annotated.add(finding)
                annotations = cdk.Annotations.of(element)
                if finding.level == "error":
                    annotations.add_error(str(finding))
                else:
                    annotations.add_warning(str(finding))

    return Guardrails()


def _checked(scope: Construct, rules: tuple[Rule, ...]) -> tuple[Report, list[Element]]:
    elements = elements_of(scope)
    accepted = acknowledgements(scope)
    for rule in rules:
        for element in elements:
            if not _because(accepted, rule, element):
                rule.change(element)
    pairs = [
        (_finding(rule, problem, accepted), problem.element)
        for rule in rules
        for problem in rule.check(elements)
    ]
    pairs.sort(key=lambda pair: (pair[0].source, pair[0].construct))
    return Report(tuple(finding for finding, _ in pairs), rules), [one for _, one in pairs]


def _finding(rule: Rule, problem: Problem, accepted: Sequence[Acknowledgement]) -> Finding:
    element = problem.element
    return Finding(
        rule=rule.name,
        level=rule.level,
        construct=element.node.path,
        argument=problem.argument,
        source=element._made_at,  # noqa: SLF001 - used inside this library only
        text=problem.text,
        fix=problem.fix,
        because=_because(accepted, rule, element),
    )


def _because(accepted: Sequence[Acknowledgement], rule: Rule, element: Element) -> str | None:
    """Return the reason why a rule does not apply to a construct, or None if it applies."""
    relevant = [one for one in accepted if one.rule == rule.name]
    if not relevant:
        return None
    path = element.node.path
    return next((one.because for one in relevant if one.covers(path, rule.name)), None)


def _rules(rules: Sequence[Any]) -> tuple[Rule, ...]:
    for rule in rules:
        if not isinstance(rule, Rule):
            hint = f": write {rule.__name__}()" if isinstance(rule, type) else ""
            raise TypeError(f"guardrails: {rule!r} is not a rule{hint}")
    return tuple(rules)
