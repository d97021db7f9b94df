"""Agents, their environments, their sessions, their automations, and vaults for their secrets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from provider_shim.vocabulary.tables import Modules

RESOURCES: Final[Modules] = {
    "openai_agent": "agent",
    "openai_agent_automation": "agent_automation",
    "openai_agent_environment": "agent_environment",
    "openai_agent_environment_template": "agent_environment_template",
    "openai_agent_session": "agent_session",
    "openai_vault": "vault",
    "openai_vault_credential": "vault_credential",
}

DATA_SOURCES: Final[Modules] = {
    "openai_agent": "agent",
    "openai_agent_automation": "agent_automation",
    "openai_agent_automation_invocations": "agent_automation_invocation",
    "openai_agent_automations": "agent_automation",
    "openai_agent_environment": "agent_environment",
    "openai_agent_environment_files": "agent_environment",
    "openai_agent_environment_template": "agent_environment_template",
    "openai_agent_environment_templates": "agent_environment_template",
    "openai_agent_environments": "agent_environment",
    "openai_agent_session": "agent_session",
    "openai_agent_session_artifact_content": "agent_session_results",
    "openai_agent_session_artifacts": "agent_session_results",
    "openai_agent_session_items": "agent_session_results",
    "openai_agent_session_traces": "agent_session_results",
    "openai_agent_session_turns": "agent_session_results",
    "openai_agent_sessions": "agent_session",
    "openai_agents": "agent",
    "openai_vault": "vault",
    "openai_vault_credential": "vault_credential",
    "openai_vault_credentials": "vault_credential",
    "openai_vaults": "vault",
}

EPHEMERAL_RESOURCES: Final[Modules] = {}

LIST_RESOURCES: Final[Mapping[str, str]] = {
    "openai_agent": "openai_agents",
    "openai_agent_automation": "openai_agent_automations",
    "openai_agent_environment": "openai_agent_environments",
    "openai_agent_environment_template": "openai_agent_environment_templates",
    "openai_agent_session": "openai_agent_sessions",
    "openai_vault": "openai_vaults",
    "openai_vault_credential": "openai_vault_credentials",
}

ACTIONS: Final[Modules] = {
    "openai_agent_automation_invoke": "agent_automation_actions",
    "openai_agent_automation_pause": "agent_automation_actions",
    "openai_agent_automation_resume": "agent_automation_actions",
}
