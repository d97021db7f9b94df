"""Rules for the models that a stack uses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from difflib import get_close_matches
from fnmatch import fnmatchcase

from openai_cdktf._calls import public_type
from openai_cdktf._element import Element
from openai_cdktf._misfits import Step
from openai_cdktf._rules.durations import seconds
from openai_cdktf._rules.model_retirements import base_of, by_model
from openai_cdktf.guardrails._findings import Problem
from openai_cdktf.guardrails._overridden import arguments_of
from openai_cdktf.guardrails._rules import Rule, argument_path, known_texts, strings


@public_type
@dataclass(frozen=True)
class AllowedModels(Rule):
    """Every model is one of a list.

    Attributes:
        models: the ids of the models. ``*`` stands for any text, as in ``gpt-6*``. A fine-tuned model counts as its base model.
    """

    models: Sequence[str]

    def __post_init__(self) -> None:
        super().__post_init__()
        strings(self.name, "models", self.models)

    def check(self, elements: Sequence[Element]) -> Iterator[Problem]:
        """See `Rule.check`."""
        for element, path, model in used_models(elements):
            names = (model, base_of(model))
            if any(fnmatchcase(name, allowed) for name in names for allowed in self.models):
                continue
            near = get_close_matches(model, self.models, n=1)
            yield Problem(
                element=element,
                argument=argument_path(path),
                text=f'The model "{model}" is not allowed.',
                fix=f'Use "{near[0]}".' if near else f"Use one of {', '.join(self.models)}.",
            )


@public_type
@dataclass(frozen=True)
class ForbidRetiredModels(Rule):
    """No model is used that OpenAI shuts down soon.

    Attributes:
        within: the time before the shutdown in which a model is forbidden, such as ``90d``. Models that are already shut down are
            forbidden, too.
        today: the day from which to count. Defaults to the current day.
    """

    within: str = "90d"
    today: date | None = field(default=None, kw_only=True)

    def __post_init__(self) -> None:
        super().__post_init__()
        _span(self.within)

    def check(self, elements: Sequence[Element]) -> Iterator[Problem]:
        """See `Rule.check`."""
        today = self.today or datetime.now(UTC).date()
        last = today + _span(self.within)
        for element, path, model in used_models(elements):
            retirement = by_model().get(base_of(model))
            if retirement is None or (shutdown := date.fromisoformat(retirement.date)) > last:
                continue
            verb = "shut down" if shutdown < today else "shuts down"
            successor = retirement.successor
            yield Problem(
                element=element,
                argument=argument_path(path),
                text=f'OpenAI {verb} the model "{model}" on {retirement.date}.',
                fix=f'Use "{successor}".' if successor else "Use a newer model.",
            )


def used_models(
    elements: Sequence[Element],
) -> Iterator[tuple[Element, tuple[Step, ...], str]]:
    """Yield the id of each model in the arguments, with the construct and the path."""
    for element in elements:
        for path, text in known_texts(arguments_of(element)):
            names = [step for step in path if isinstance(step, str)]
            if names and (names[-1] in ("model", "models") or names[-1].endswith("_model")):
                yield element, path, text


def _span(within: str) -> timedelta:
    if not isinstance(within, str):
        raise TypeError(
            f'ForbidRetiredModels: within must be a string such as "90d", not {type(within).__name__}'
        )
    days = within.removesuffix("d")
    if within.endswith("d") and days.isdecimal():
        return timedelta(days=int(days))
    try:
        return timedelta(seconds=seconds(within))
    except ValueError:
        raise ValueError(
            f'ForbidRetiredModels: within must be a duration such as "90d", not "{within}"'
        ) from None
