"""Checks a stack with rules: at once, or when the CDK synthesizes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from os import PathLike, fspath
from pathlib import Path
from traceback import walk_tb
from types import ModuleType
from typing import Any

import jsii
from constructs import Construct

from openai_cdktf._calls import public
from openai_cdktf._element import Element
from openai_cdktf._scopes import cdk_of
from openai_cdktf._source_lines import SourceLine, is_library
from openai_cdktf._tree import elements_of
from openai_cdktf._warnings import warn
from openai_cdktf.guardrails._acknowledging import Acknowledgement, acknowledgements
from openai_cdktf.guardrails._findings import Finding, Problem
from openai_cdktf.guardrails._overridden import read_stack_overrides
from openai_cdktf.guardrails._reports import Report
from openai_cdktf.guardrails._rules import Rule

_LEAF = "openai-guardrails"


@public
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


@public
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
        ValueError: the scope is not in a stack, already has guardrails, or the folder of the report does not exist.
    """
    cdk = cdk_of(scope, "guardrails.apply")
    checked = _rules(rules)
    if scope.node.try_find_child(_LEAF) is not None:
        raise ValueError(
            f"guardrails.apply: {scope.node.path} already has guardrails. Pass all rules in one call"
        )
    file = None if report is None else _report_file(report)
    # The CDK calls an aspect for each construct below its scope. This construct has nothing below it, so there is one call.
    leaf = Construct(scope, _LEAF)
    cdk.Aspects.of(leaf).add(_aspect(cdk, scope, checked, file))


def _report_file(report: str | PathLike[str]) -> Path:
    """Return the path of the report. At the synthesis, an error would not name the line of the program."""
    file = Path(fspath(report))
    if file.is_dir():
        raise ValueError(f'guardrails.apply: report: "{file}" is a folder, not a file')
    if not file.parent.is_dir():
        raise ValueError(
            f'guardrails.apply: report: the folder "{file.parent.absolute()}" does not exist. Create it first'
        )
    return file


def _aspect(cdk: ModuleType, scope: Construct, rules: tuple[Rule, ...], file: Path | None) -> Any:
    annotated: set[Finding] = set()

    @jsii.implements(cdk.IAspect)
    class Guardrails:
        def visit(self, node: Construct) -> None:  # noqa: ARG002 - the CDK's interface
            try:
                report, elements = _checked(scope, rules)
            except Exception as error:
                raise RuntimeError(_described(error)) from error
            if file is not None:
                file.write_text(report.in_format_of(file.name), encoding="utf-8")
            for finding, element in zip(report.findings, elements, strict=True):
                if element is None or finding.because is not None or finding in annotated:
                    continue
                annotated.add(finding)
                if finding.level == "error":
                    cdk.Annotations.of(element).add_error(str(finding))
                else:
                    warn(element, cdk, str(finding), finding.source, finding.message)

    return Guardrails()


def _checked(scope: Construct, rules: tuple[Rule, ...]) -> tuple[Report, list[Element | None]]:
    """Return the report, and the construct of each finding. Notes have none."""
    elements = elements_of(scope)
    accepted = acknowledgements(scope)
    read_stack_overrides(elements)
    for rule in rules:
        for element in elements:
            if not _because(accepted, rule, element):
                with _named(rule):
                    rule.change(element)
    pairs: list[tuple[Finding, Element | None]] = [
        (_finding(rule, problem, accepted), problem.element)
        for rule in rules
        for problem in _problems(rule, elements)
    ]
    found = [finding for finding, _ in pairs]
    pairs += ((note, None) for note in _notes(scope, rules, accepted, found))
    pairs.sort(key=lambda pair: (pair[0].source, pair[0].construct))
    return Report(tuple(finding for finding, _ in pairs), rules), [one for _, one in pairs]


def _problems(rule: Rule, elements: list[Element]) -> list[Problem]:
    with _named(rule):
        problems: list[Any] = list(rule.check(elements))
        for one in problems:
            if not isinstance(one, Problem):
                raise TypeError(f"check must yield a Problem, not {type(one).__name__}")
    return problems


@contextmanager
def _named(rule: Rule) -> Iterator[None]:
    """Add the name of the rule to an exception of the block."""
    try:
        yield
    except Exception as error:
        error.add_note(f"the rule {rule.name} has failed")
        raise


def _described(error: Exception) -> str:
    """Return an exception with the rule and the line of the program. The CDK keeps only the message."""
    lines = [
        SourceLine(frame.f_code.co_filename, number)
        for frame, number in walk_tb(error.__traceback__)
        if not is_library(frame)
    ]
    place = f" at {lines[-1]}" if lines else ""
    notes = ", ".join(getattr(error, "__notes__", ()))
    return f"guardrails: {notes}{place}: {type(error).__name__}: {error}"


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


def _notes(
    scope: Construct,
    rules: tuple[Rule, ...],
    accepted: Sequence[Acknowledgement],
    found: Sequence[Finding],
) -> Iterator[Finding]:
    """Yield a note for each acknowledgement in the scope that accepts no finding of the rules."""
    names = {rule.name for rule in rules}
    for one in accepted:
        if one.rule not in names or not _is_in(one.path, scope.node.path):
            continue
        if not any(one.covers(each.construct, each.rule) for each in found):
            yield Finding(
                rule=one.rule,
                level="note",
                construct=one.path,
                argument="",
                source=one.source,
                text="A finding is acknowledged, but not found.",
                fix="Remove the call of `acknowledge`.",
            )


def _is_in(path: str, scope: str) -> bool:
    return not scope or f"{path}/".startswith(f"{scope}/")


def _because(accepted: Sequence[Acknowledgement], rule: Rule, element: Element) -> str | None:
    """Return the reason why a rule does not apply to a construct, or None if it applies."""
    if (reason := element._accepted.get(rule.name)) is not None:  # noqa: SLF001 - used inside this library only
        return reason
    relevant = [one for one in accepted if one.rule == rule.name]
    if not relevant:
        return None
    path = element.node.path
    return next((one.because for one in relevant if one.covers(path, rule.name)), None)


def _rules(rules: Sequence[Any]) -> tuple[Rule, ...]:
    for rule in rules:
        if isinstance(rule, list | tuple):
            raise TypeError(
                "guardrails: a list of rules is not a rule: write `*guardrails.RECOMMENDED`"
            )
        if not isinstance(rule, Rule):
            hint = f": write {rule.__name__}()" if isinstance(rule, type) else ""
            raise TypeError(f"guardrails: {rule!r} is not a rule{hint}")
    return tuple(rules)
