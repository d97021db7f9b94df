"""Patterns: constructs that say what you mean, such as a knowledge base, and create the objects for it.

A pattern contains the constructs of `openai_cdktf`, for the CDK of its stack. Each of them is an attribute of the pattern, so that
you can change every detail. Importing this package imports neither a CDK nor a pattern: Python loads each pattern when you use it
for the first time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

_MODULES: Final = {
    "AgentApp": "agent_app",
    "CommandSink": "sinks",
    "Example": "_training_examples",
    "FineTunedModel": "fine_tuned_model",
    "KnowledgeBase": "knowledge_base",
    "McpServer": "agent_parts",
    "Prompt": "prompt",
    "RateLimit": "rate_limit",
    "Schedule": "agent_parts",
    "ServiceIdentity": "service_identity",
    "ShownKey": "sinks",
    "Sink": "sinks",
    "Team": "team",
    "TrainingEstimate": "_token_counts",
    "Workspace": "agent_parts",
    "WriteOnlySink": "sinks",
    "aws_secrets_manager": "secret_stores",
    "azure_key_vault": "secret_stores",
    "github_actions_secret": "secret_stores",
    "google_secret_manager": "secret_stores",
    "kubernetes_secret": "secret_stores",
    "local_file": "secret_stores",
    "vault_kv": "secret_stores",
}
"""The module of each member of this package. Each of them is also imported below for type checkers."""

if TYPE_CHECKING:
    from openai_cdktf.patterns._token_counts import TrainingEstimate
    from openai_cdktf.patterns._training_examples import Example
    from openai_cdktf.patterns.agent_app import AgentApp
    from openai_cdktf.patterns.agent_parts import McpServer, Schedule, Workspace
    from openai_cdktf.patterns.fine_tuned_model import FineTunedModel
    from openai_cdktf.patterns.knowledge_base import KnowledgeBase
    from openai_cdktf.patterns.prompt import Prompt
    from openai_cdktf.patterns.rate_limit import RateLimit
    from openai_cdktf.patterns.secret_stores import (
        aws_secrets_manager,
        azure_key_vault,
        github_actions_secret,
        google_secret_manager,
        kubernetes_secret,
        local_file,
        vault_kv,
    )
    from openai_cdktf.patterns.service_identity import ServiceIdentity
    from openai_cdktf.patterns.sinks import CommandSink, ShownKey, Sink, WriteOnlySink
    from openai_cdktf.patterns.team import Team
else:
    from openai_cdktf._lazy_imports import lazily

    __getattr__, __dir__ = lazily(__name__, _MODULES)

__all__ = [
    "AgentApp",
    "CommandSink",
    "Example",
    "FineTunedModel",
    "KnowledgeBase",
    "McpServer",
    "Prompt",
    "RateLimit",
    "Schedule",
    "ServiceIdentity",
    "ShownKey",
    "Sink",
    "Team",
    "TrainingEstimate",
    "Workspace",
    "WriteOnlySink",
    "aws_secrets_manager",
    "azure_key_vault",
    "github_actions_secret",
    "google_secret_manager",
    "kubernetes_secret",
    "local_file",
    "vault_kv",
]
