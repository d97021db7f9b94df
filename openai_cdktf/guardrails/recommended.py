"""The rules for every stack."""

from __future__ import annotations

from typing import Final

from openai_cdktf.guardrails._rules import Rule
from openai_cdktf.guardrails.models import ForbidRetiredModels
from openai_cdktf.guardrails.projects import RequireBudget
from openai_cdktf.guardrails.secrets import ForbidLiteralKeys, ForbidSecretsInState
from openai_cdktf.guardrails.storage import RequireExpiry

RECOMMENDED: Final[tuple[Rule, ...]] = (
    ForbidLiteralKeys(),
    ForbidSecretsInState(),
    ForbidRetiredModels(within="90d"),
    RequireBudget(level="warning"),
    RequireExpiry(level="warning"),
)
"""Rules without settings of an organization. Add your own: ``[*RECOMMENDED, AllowedModels(["gpt-6*"])]``."""
