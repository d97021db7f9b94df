"""Rules for secrets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from openai_cdktf._calls import public_type
from openai_cdktf._element import Element
from openai_cdktf._kinds import Doubt, Kind
from openai_cdktf._misfits import MisfitError
from openai_cdktf._secrets import is_literal_secret
from openai_cdktf.guardrails._findings import Problem
from openai_cdktf.guardrails._overridden import arguments_of
from openai_cdktf.guardrails._rules import Rule, argument_path, known_texts

_STORE = "store_secret_in_state"
_KEY = re.compile(r"\b(sk|ek|whsec)[-_][A-Za-z0-9_-]{16,}")
"""The form of OpenAI's keys and signing secrets."""


@public_type
@dataclass(frozen=True)
class ForbidSecretsInState(Rule):
    """No resource stores the secret that it creates in the state."""

    def check(self, elements: Sequence[Element]) -> Iterator[Problem]:
        """See `Rule.check`."""
        for element in elements:
            if arguments_of(element).get(_STORE, False) is not False:
                yield Problem(
                    element=element,
                    argument=_STORE,
                    text="Everyone who can read the state can read the secret.",
                    fix=f"Remove `{_STORE}`, and pass the secret to a secret store with the ephemeral resource.",
                )


@public_type
@dataclass(frozen=True)
class ForbidLiteralKeys(Rule):
    """No key or other secret is written as a literal in the program."""

    def check(self, elements: Sequence[Element]) -> Iterator[Problem]:
        """See `Rule.check`."""
        for element in elements:
            for path in _literal_secrets(element):
                yield Problem(
                    element=element,
                    argument=path,
                    text="The secret is written in the program, so cdk.tf.json contains it.",
                    fix="Pass a TerraformVariable with sensitive=True, or set the environment variable of the provider.",
                )


def _literal_secrets(element: Element) -> list[str]:
    given = arguments_of(element)
    declared = [
        argument_path((name, *path))
        for name in element._doubtful  # noqa: SLF001 - used inside this library only
        if name in given
        for path, sentence in _doubts(element._arguments[name].kind, given[name])  # noqa: SLF001 - used inside this library only
        if is_literal_secret(sentence)
    ]
    looking_like_keys = [
        argument_path(path) for path, text in known_texts(given) if _KEY.search(text)
    ]
    return list(dict.fromkeys((*declared, *looking_like_keys)))


def _doubts(kind: Kind[Any, Any], value: Any) -> Iterator[Doubt]:
    """Yield the doubts about a value. An override can have another kind."""
    try:
        accepted = kind.accept(value)
    except MisfitError:
        return
    yield from kind.doubts(accepted)
