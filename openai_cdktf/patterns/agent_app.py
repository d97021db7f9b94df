"""`AgentApp`: an agent with its environment, its credentials, its schedules and its webhook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from constructs import Construct

from openai_cdktf._checks import Checks
from openai_cdktf._collections import Texts
from openai_cdktf._kinds import TEXT
from openai_cdktf._misfits import refused
from openai_cdktf.agent import Agent, AgentTools, AgentToolsTransport
from openai_cdktf.agent_automation import (
    AgentAutomation,
    AgentAutomationTarget,
    AgentAutomationTargetEnvironment,
    AgentAutomationTargetInput,
    AgentAutomationTargetInputContent,
)
from openai_cdktf.agent_environment_template import (
    AgentEnvironmentTemplate,
    AgentEnvironmentTemplateFiles,
    AgentEnvironmentTemplateNetwork,
    AgentEnvironmentTemplatePackages,
    AgentEnvironmentTemplateSetupCommands,
)
from openai_cdktf.ephemeral_openai_webhook_endpoint import EphemeralOpenaiWebhookEndpoint
from openai_cdktf.patterns._deliveries import Deliveries
from openai_cdktf.patterns._pattern import Pattern
from openai_cdktf.patterns._values import construct_name, provider_argument
from openai_cdktf.patterns.agent_parts import McpServer, Schedule, Workspace
from openai_cdktf.patterns.sinks import ShownKey, Sink
from openai_cdktf.provider import OpenaiProvider
from openai_cdktf.vault import Vault
from openai_cdktf.vault_credential import VaultCredential, VaultCredentialAuth
from openai_cdktf.webhook_endpoint import WebhookEndpoint

SESSION_EVENTS = (
    "agent.session.action_required",
    "agent.session.idle",
    "agent.session.failed",
)
"""The events that a webhook of an app gets by default: an agent waits for somebody, has finished, or has failed."""


class AgentApp(Pattern):
    """An agent with its environment, the credentials of its MCP servers, its schedules, and a webhook for its events.

    The tokens of MCP servers are in a vault, where the agent cannot read them.

    Example::

        briefing = AgentApp(
            stack,
            "briefing",
            model="gpt-6.1-terra",
            instructions="You summarize open orders.",
            mcp_servers={"orders": McpServer(url="https://mcp.example.com", token=token.string_value)},
            workspace=Workspace(python=["pandas"], allowed_domains=["pypi.org"]),
            schedules={"morning": Schedule(task="What is open?", cron="0 7 * * 1-5")},
            webhook_url="https://example.com/openai",
        )
        briefing.agent.id  # for sessions of your application

    Attributes:
        agent: The agent.
        vault: The vault with the tokens. None if no server has one.
        credentials: The credentials in the vault, by the label of the server.
        template: The template of the environment. None without a workspace.
        automations: The automations, by the name of the schedule.
        webhook: The endpoint that gets events. None without a URL.
        shown_secret: The ephemeral resource with the signing secret. None before its first delivery.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        model: str,
        name: str | None = None,
        instructions: str | None = None,
        tools: Sequence[AgentTools] = (),
        mcp_servers: Mapping[str, McpServer] | None = None,
        workspace: Workspace | None = None,
        schedules: Mapping[str, Schedule] | None = None,
        webhook_url: str | None = None,
        webhook_events: Sequence[str] = SESSION_EVENTS,
        provider: OpenaiProvider | None = None,
    ) -> None:
        """Create the app in a stack.

        Args:
            scope: The stack, or a construct in it.
            id: A name that is unique within the scope.
            model: The model of the agent.
            name: The name of the agent. Defaults to `id`.
            instructions: The instructions of the agent.
            tools: Further tools of the agent, in addition to its MCP servers.
            mcp_servers: The MCP servers, by the label that the agent sees.
            workspace: The environment in which the agent works. By default, it has none.
            schedules: The tasks that the agent does regularly, by their names.
            webhook_url: The URL that gets events of all agents of the project.
            webhook_events: The kinds of events. Defaults to those of sessions that wait, are finished or have failed.
            provider: The configuration of the provider. Defaults to that of the stack.

        Raises:
            InvalidArgumentsError: Arguments are not valid. The message names all of them.
        """
        checks = Checks()
        checks.accept("model", TEXT, model)
        checks.accept("webhook_url", TEXT, webhook_url)
        checks.accept("webhook_events", Texts(TEXT, unordered=True), webhook_events)
        servers = _mapping(checks, mcp_servers, "mcp_servers", McpServer)
        plans = _mapping(checks, schedules, "schedules", Schedule)
        _check_workspace(checks, workspace)
        super().__init__(scope, id, checks)
        self._meta = provider_argument(provider)
        self.vault: Vault | None = None
        self.credentials: dict[str, VaultCredential] = {}
        self.template: AgentEnvironmentTemplate | None = None
        self.automations: dict[str, AgentAutomation] = {}
        self.webhook: WebhookEndpoint | None = None
        self.shown_secret: EphemeralOpenaiWebhookEndpoint | None = None
        title = id if name is None else name
        self.agent = Agent(
            self,
            "agent",
            name=title,
            model=model,
            instructions=instructions,
            tools=[*tools, *(self._mcp(label, one, title) for label, one in servers.items())]
            or None,
            **self._meta,
        )
        if workspace is not None:
            self.template = self._create_template(workspace, title)
        for key, schedule in plans.items():
            self.automations[key] = self._create_automation(key, schedule)
        if webhook_url is not None:
            self.webhook = WebhookEndpoint(
                self,
                "webhook",
                name=title,
                url=webhook_url,
                event_types=list(webhook_events),
                **self._meta,
            )
        self._deliveries = Deliveries(self, self._meta)

    @property
    def stores(self) -> Mapping[str, Any]:
        """The resources that receive the signing secret, by the id of the construct."""
        return self._deliveries.stores

    def deliver_signing_secret_to(self, sink: Sink, id: str | None = None) -> Any:
        """Write the signing secret of the webhook to a secret store, in the run that creates it.

        Args:
            sink: The store, such as `vault_kv("secret", "openai/webhook")` or a `WriteOnlySink`.
            id: The id of the construct that receives the secret. Set it if two stores are of the same kind.

        Returns:
            The construct that receives the secret.

        Raises:
            InvalidArgumentsError: The sink is none, another store has the same id, or the app has no webhook.
        """
        caller = f"{self._name}.deliver_signing_secret_to"
        webhook = self.webhook
        if webhook is None:
            raise refused(f"{caller}: the app has no webhook. Set `webhook_url`")
        return self._deliveries.deliver(sink, id, lambda: self._shown(webhook), caller)

    def _shown(self, webhook: WebhookEndpoint) -> ShownKey:
        if self.shown_secret is None:
            self.shown_secret = EphemeralOpenaiWebhookEndpoint(
                self,
                "shown-secret",
                webhook_endpoint_id=webhook.id,
                secret_version=webhook.secret_version,
                **self._meta,
            )
        return ShownKey(value=self.shown_secret.signing_secret, version=webhook.secret_version)

    def _mcp(self, label: str, server: McpServer, title: str) -> AgentTools:
        """Return the tool for an MCP server, with a credential in the vault if it has a token."""
        credential = None
        if server.token is not None:
            if self.vault is None:
                self.vault = Vault(self, "vault", name=title, **self._meta)
            credential = self.credentials[label] = VaultCredential(
                self,
                f"credential-{construct_name(label, self)}",
                vault_id=self.vault.id,
                name=label,
                auth=VaultCredentialAuth(
                    type="static_bearer", mcp_server_url=server.url, token=server.token
                ),
                secrets_version=server.secrets_version,
                **self._meta,
            )
        return AgentTools(
            type="mcp",
            server_label=label,
            transport=AgentToolsTransport(type="http", server_url=server.url),
            allowed_tools=None if server.allowed_tools is None else list(server.allowed_tools),
            credential_id=None if credential is None else credential.id,
        )

    def _create_template(self, workspace: Workspace, title: str) -> AgentEnvironmentTemplate:
        packages = None
        if workspace.python or workspace.system:
            packages = AgentEnvironmentTemplatePackages(
                python=list(workspace.python) or None, system=list(workspace.system) or None
            )
        network = None
        if workspace.allowed_domains is not None:
            network = AgentEnvironmentTemplateNetwork(
                access="restricted", allowed_domains=list(workspace.allowed_domains)
            )
        files = [
            AgentEnvironmentTemplateFiles(type="file_id", file_id=file, path=path)
            for path, file in workspace.files.items()
        ]
        commands = [
            AgentEnvironmentTemplateSetupCommands(command=one) for one in workspace.setup_commands
        ]
        return AgentEnvironmentTemplate(
            self,
            "template",
            name=title,
            packages=packages,
            network=network,
            files=files or None,
            env=dict(workspace.env) or None,
            setup_commands=commands or None,
            **self._meta,
        )

    def _create_automation(self, name: str, schedule: Schedule) -> AgentAutomation:
        template = self.template
        environment = (
            AgentAutomationTargetEnvironment(type="none")
            if template is None
            else AgentAutomationTargetEnvironment(
                type="openai_hosted", environment_template_id=template.id
            )
        )
        content = AgentAutomationTargetInputContent(type="input_text", text=schedule.task)
        return AgentAutomation(
            self,
            f"automation-{construct_name(name, self)}",
            name=name,
            type="periodic",
            expression=schedule.cron,
            timezone=schedule.timezone,
            paused=schedule.paused or None,
            target=AgentAutomationTarget(
                type="new_session",
                agent_id=self.agent.id,
                environment=environment,
                input=[AgentAutomationTargetInput(content=[content])],
                vault_ids=None if self.vault is None else [self.vault.id],
            ),
            **self._meta,
        )


def _check_workspace(checks: Checks, workspace: object) -> None:
    if workspace is not None and not isinstance(workspace, Workspace):
        checks.refuse(f"must be a Workspace, not {type(workspace).__name__}", "workspace")


def _mapping(checks: Checks, values: Any, name: str, kind: type[Any]) -> dict[str, Any]:
    """Return the values of a mapping to one kind of part. The checks get all faults."""
    if values is not None and not isinstance(values, Mapping):
        checks.refuse(
            f"must be a mapping of {kind.__name__}s by name, not {type(values).__name__}", name
        )
        return {}
    for key, value in (values or {}).items():
        if not isinstance(value, kind):
            checks.refuse(f"must be a {kind.__name__}, not {type(value).__name__}", name, str(key))
    return dict(values or {})
