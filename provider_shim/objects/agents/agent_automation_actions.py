"""Actions on an automation of agents: invoke it, pause it, resume it."""

from __future__ import annotations

from collections.abc import Iterator

from provider_shim.api.exchange import Answer
from provider_shim.engine.call import Call, Values
from provider_shim.engine.waiting import Wait
from provider_shim.objects.agents.agent_automation import AgentAutomation
from provider_shim.patterns.status_changes import StatusChange, Waiting, waiting
from provider_shim.vocabulary.diagnostics import ProviderError
from provider_shim.vocabulary.schema import Schema, String

_ENDPOINT = AgentAutomation.endpoint.but(item="/agents/automations/{automation_id}")
_SUBJECT = "automation_id"
_AUTOMATION_ID = String(required=True, min_length=1, doc="The id of the automation.")


class AgentAutomationInvoke(Waiting):
    """Starts the work of an agent automation now, independently of its schedule.

    Each invocation starts the work again. The action waits until the agent has its instructions, but not until the agent has
    finished. The data sources `openai_agent_automation_invocations` and `openai_agent_session` show the progress.

    ~> The Agents API is a beta.
    """

    type_name = "openai_agent_automation_invoke"
    subject = _SUBJECT
    endpoint = _ENDPOINT
    work = Wait(pending=("queued",), interval=2.0)
    schema = Schema(
        {_SUBJECT: _AUTOMATION_ID, **waiting("the agent has its instructions")},
    )

    def invoke(self, call: Call, config: Values) -> Iterator[str]:
        """Invoke it once. If the answer is lost, do not invoke it again.

        Raises:
            ProviderError: the API refuses it, could not deliver the instructions, or `timeout` is over.
        """
        accepted = self.send(call, config, "invocations", repeatable=False, expects="object")
        invocation = (yield from self.waited(call, config, accepted)).body
        if invocation.get("session_id"):
            yield f"{self.named(config)}: its session is {invocation['session_id']}"
        if invocation.get("status") == "failed":
            reason = (invocation.get("error") or {}).get("message") or "The API does not say why."
            raise ProviderError(
                "Invocation failed",
                f"The {self.named(config)} was invoked, but its instructions could not be delivered: {reason}",
            )
        if invocation.get("status") == "skipped":
            call.warn(
                "Invocation skipped",
                f"The API has skipped the invocation of the {self.named(config)}: {invocation.get('skip_reason') or 'it does not say why'}.",
            )

    def look(self, call: Call, config: Values, answer: Answer | None = None) -> Answer:
        """Read the invocation."""
        invocation = {} if answer is None else answer.body
        return call.send(
            self.endpoint,
            f"{self.endpoint.item}/invocations/{{invocation_id}}",
            {**config, "invocation_id": invocation.get("id")},
            f"read the invocation of the {self.noun}",
            method="GET",
        )


class AgentAutomationPause(StatusChange):
    """Pauses the schedule of an agent automation. Work that has begun continues.

    If the automation is already paused or completed, the action does nothing and succeeds. If Terraform manages the automation,
    the next plan resumes it, because its argument `paused` is `false`. To prevent that, add `paused` to `ignore_changes`.

    ~> The Agents API is a beta.
    """

    type_name = "openai_agent_automation_pause"
    subject = _SUBJECT
    endpoint = _ENDPOINT
    work = Wait(pending=())
    no_request_in = ("paused", "completed")
    schema = Schema({_SUBJECT: _AUTOMATION_ID})


class AgentAutomationResume(StatusChange):
    """Resumes the schedule of a paused agent automation.

    If the automation is not paused, the action does nothing and succeeds. An automation of the type `once` needs a `run_at` in the
    future. If Terraform manages the automation and its argument `paused` is `true`, the next plan pauses it again. To prevent
    that, add `paused` to `ignore_changes`.

    ~> The Agents API is a beta.
    """

    type_name = "openai_agent_automation_resume"
    subject = _SUBJECT
    endpoint = _ENDPOINT
    work = Wait(pending=())
    no_request_in = ("active",)
    schema = Schema({_SUBJECT: _AUTOMATION_ID})
