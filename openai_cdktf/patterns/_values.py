"""Values of patterns that may be tokens: stable names for constructs, and arithmetic."""

from __future__ import annotations

import re
from typing import Any, TypedDict

from constructs import Construct

from openai_cdktf._known import is_token
from openai_cdktf._provider import Provider


class ProviderArgument(TypedDict, total=False):
    """The `provider` of every construct in a pattern. It is absent for the default configuration."""

    provider: Provider


def provider_argument(provider: Provider | None) -> ProviderArgument:
    """Return the keyword argument of every construct in a pattern."""
    return {} if provider is None else {"provider": provider}


def construct_name(value: str | Construct, pattern: Any) -> str:
    """Return a name for a construct that belongs to a value, such as an email address, or to another construct.

    The name for a token is made of its expression, and that for a construct of its path in the stack.
    """
    stack = pattern.cdk.TerraformStack.of(pattern)
    if isinstance(value, Construct):
        text = value.node.path.removeprefix(f"{stack.node.path}/")
    else:
        text = str.__str__(value)
        text = _expression(text, pattern) if is_token(text) else text
    return re.sub(r"[^\w.@+-]+", "-", text).strip("-")


def _expression(token: str, pattern: Any) -> str:
    """Return the Terraform expression of a token."""
    cdk = pattern.cdk
    resolver = cdk.DefaultTokenResolver(cdk.StringConcat())
    return str(cdk.Tokenization.resolve(token, scope=pattern, resolver=resolver, preparing=False))


def in_cents(dollars: float, pattern: Any, share: float = 1) -> int:
    """Return a share of an amount in cents, which is a token if the amount is one."""
    if not is_token(dollars):
        return round(dollars * 100 * share)
    cdk = pattern.cdk
    cents = cdk.Token.as_number(cdk.Op.mul(dollars, 100 * share))
    number: int = cdk.Token.as_number(cdk.Fn.floor(cents))
    return number


def is_inside(construct: Construct, owner: Construct) -> bool:
    """Return whether a construct is in the tree of another one."""
    return owner in construct.node.scopes
