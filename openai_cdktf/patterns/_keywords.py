"""Finds the wrong keywords of a call. Python itself would report only the first one, without the most similar name."""

from __future__ import annotations

from inspect import Parameter, Signature
from typing import Any

from openai_cdktf._meta_arguments import MetaArguments
from openai_cdktf._misfits import REQUIRED, Fault, unknown, without_misspelt

_POSITIONAL = (Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD)


def keyword_faults(
    signature: Signature, args: tuple[Any, ...], keywords: dict[str, Any]
) -> list[Fault]:
    """Return a fault for each unknown or missing keyword in a call of a method.

    There are none if the positional arguments are wrong: Python reports those.

    Args:
        signature: the signature, with `self`. Further keywords (`**meta`) must be meta-arguments of Terraform.
        args: the positional arguments, without `self`.
        keywords: the keywords.
    """
    own = list(signature.parameters.values())[1:]
    positional = [one for one in own if one.kind in _POSITIONAL]
    later = [one for one in positional[len(args) :] if one.default is Parameter.empty]
    named = {one.name: one for one in own if one.kind is not Parameter.VAR_KEYWORD}
    known: dict[str, Any] = dict(named)
    if len(named) < len(own):
        known |= MetaArguments.__annotations__
    faults = [unknown(name, known) for name in keywords if name not in known]
    if not faults and any(one.name not in keywords for one in later):
        return []
    faults += [
        Fault(REQUIRED, (name,))
        for name, one in named.items()
        if one.kind is Parameter.KEYWORD_ONLY
        and one.default is Parameter.empty
        and name not in keywords
    ]
    return without_misspelt(faults, known)
