"""What is written by hand of agents and of questions to models has the types of OpenAI's package: names, choices, what must be there."""

from __future__ import annotations

import re
from typing import Any

import pytest
from openai.types import beta, responses
from openai.types.beta import agents
from openai.types.beta.agents import automations, environments, sessions, vaults
from openai.types.beta.agents.sessions import turns
from openai.types.chat import completion_create_params
from openai.types.responses import input_token_count_params, response_create_params, tool_param

from openai_sandbox import newer, newer_questions
from tests.unit.openai_sandbox.package_types import Schemas, differences, of_type

SCHEMAS = Schemas(newer.COMPONENTS)

ASKED: dict[str, Any] = {
    "/agents": beta.AgentCreateParams,
    "/agents/{agent_id}": beta.AgentUpdateParams,
    "/agents/automations": agents.AutomationCreateParams,
    "/agents/automations/{automation_id}": agents.AutomationUpdateParams,
    "/agents/environments": agents.EnvironmentCreateParams,
    "/agents/environments/{environment_id}/files": environments.FileCreateParams,
    "/agents/environments/templates": environments.TemplateCreateParams,
    "/agents/environments/templates/{environment_template_id}": environments.TemplateUpdateParams,
    "/agents/sessions": agents.SessionCreateParams,
    "/agents/sessions/{session_id}": agents.SessionUpdateParams,
    "/agents/sessions/{session_id}/events": sessions.EventCreateParams,
    "/vaults": agents.VaultCreateParams,
    "/vaults/{vault_id}": agents.VaultUpdateParams,
    "/vaults/{vault_id}/credentials": vaults.CredentialCreateParams,
    "/vaults/{vault_id}/credentials/{credential_id}": vaults.CredentialUpdateParams,
}
"""Bodies, by the path that they are posted to."""

LISTED: dict[str, Any] = {
    "/agents": beta.AgentListParams,
    "/agents/automations": agents.AutomationListParams,
    "/agents/automations/{automation_id}/invocations": automations.InvocationListParams,
    "/agents/environments": agents.EnvironmentListParams,
    "/agents/environments/{environment_id}/files": environments.FileListParams,
    "/agents/environments/templates": environments.TemplateListParams,
    "/agents/sessions": agents.SessionListParams,
    "/agents/sessions/{session_id}/artifacts": sessions.ArtifactListParams,
    "/agents/sessions/{session_id}/items": sessions.ItemListParams,
    "/agents/sessions/{session_id}/traces": sessions.TraceListParams,
    "/agents/sessions/{session_id}/turns": sessions.TurnListParams,
    "/agents/sessions/{session_id}/turns/{turn_id}/items": turns.ItemListParams,
    "/vaults": agents.VaultListParams,
    "/vaults/{vault_id}/credentials": vaults.CredentialListParams,
}
"""Queries of lists."""

TOLD: dict[str, Any] = {
    "Agent": beta.Agent,
    "AgentArtifact": sessions.SessionArtifact,
    "AgentAutomation": agents.Automation,
    "AgentInvocation": automations.AutomationInvocation,
    "AgentItem": beta.AgentSessionMessage,
    "AgentSession": beta.AgentSession,
    "AgentTrace": sessions.SessionTrace,
    "AgentTurn": sessions.Turn,
    "EnvironmentFile": environments.EnvironmentFile,
    "EnvironmentInfo": agents.EnvironmentInfo,
    "EnvironmentTemplate": environments.EnvironmentTemplate,
    "Vault": agents.Vault,
    "VaultCredential": vaults.Credential,
}
"""Answers, by component."""


HEADERS = {"Idempotency-Key"}
"""Arguments that are no part of a body."""


def path_parameters(path: str) -> list[str]:
    return re.findall(r"{(\w+)}", path)


def parameter_names(operation: dict[str, Any]) -> set[str]:
    return {one["name"] for one in operation["parameters"] if one["in"] == "query"}


@pytest.mark.parametrize("path", ASKED)
def test_what_is_asked_for_has_the_types_of_the_package(path: str) -> None:
    body = newer.PATHS[path]["post"]["requestBody"]["content"]["application/json"]["schema"]
    elsewhere = {*path_parameters(path), *HEADERS}
    assert differences(SCHEMAS.of(body), of_type(ASKED[path], leave_out=elsewhere)) == []


@pytest.mark.parametrize("path", LISTED)
def test_lists_are_filtered_by_what_the_package_knows(path: str) -> None:
    known = set(LISTED[path].__annotations__) - set(path_parameters(path))
    assert parameter_names(newer.PATHS[path]["get"]) == known


@pytest.mark.parametrize("component", TOLD)
def test_what_is_told_has_the_types_of_the_package(component: str) -> None:
    told = SCHEMAS.of(newer.COMPONENTS[component])
    assert differences(told, of_type(TOLD[component])) == []


@pytest.mark.parametrize(
    "path", [path for path in newer.PATHS if path.startswith(("/agents", "/vaults"))]
)
def test_all_of_it_is_compared(path: str) -> None:
    for verb, operation in newer.PATHS[path].items():
        if "requestBody" in operation:
            assert path in ASKED
        if verb == "get" and "limit" in parameter_names(operation):
            assert path in LISTED


QUESTIONS: dict[str, Any] = {
    "CreateChatCompletionRequest": completion_create_params.CompletionCreateParamsBase,
    "CreateResponse": response_create_params.ResponseCreateParamsBase,
    "CustomToolParam": responses.CustomToolParam,
    "FunctionTool": responses.FunctionToolParam,
    "FunctionToolParam": responses.FunctionToolParam,
    "ImageGenTool": tool_param.ImageGeneration,
    "PromptCacheOptionsParam": response_create_params.PromptCacheOptions,
    "Response": responses.Response,
    "TokenCountsBody": input_token_count_params.InputTokenCountParams,
}
"""What is asked and told of models, by component."""


def members(hint: Any) -> dict[str, Any]:
    return {name: one for name, _, one in of_type(hint)[1]}


@pytest.mark.parametrize(
    ("component", "name"),
    [
        (component, name)
        for component in QUESTIONS
        for name in newer_questions.PROPERTIES[component]
    ],
)
def test_what_models_are_asked_and_tell_has_the_types_of_the_package(
    component: str, name: str
) -> None:
    ours = SCHEMAS.of(newer_questions.PROPERTIES[component][name])
    assert differences(ours, members(QUESTIONS[component])[name]) == []


def test_all_that_is_written_of_questions_is_held_to_the_package() -> None:
    assert set(QUESTIONS) == set(newer_questions.PROPERTIES)
