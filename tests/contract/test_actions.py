"""Rules for every action: its plan has no effect, it sends one request, and none if there is nothing to do."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from provider_shim.engine.action import Action
from provider_shim.engine.waiting import Wait
from provider_shim.objects import ACTIONS, RESOURCES
from provider_shim.patterns.status_changes import StatusChange
from provider_shim.provider import Provider
from provider_shim.vocabulary.diagnostics import Diagnostic, Severity, has_errors
from provider_shim.vocabulary.operations import Completed, Progress
from provider_shim.vocabulary.rest import fill_path, path_parameters
from provider_shim.vocabulary.values import UNKNOWN
from tests.contract.managed import Managed, no_errors
from tests.contract.samples import Samples
from tests.contract.sdk_methods import methods, shape
from tests.contract.test_waits import made_slowly
from tests.sandbox import Sandbox
from tests.terraform_core import configured

WAITING = [name for name, kind in ACTIONS.items() if "wait" in kind.schema]
IDEMPOTENT = [name for name, kind in ACTIONS.items() if issubclass(kind, StatusChange)]
LAST_STEP = {"openai_agent_automation_invoke": "invocations"}
"""The last step of the request's path, if it is not the verb."""

_OTHERS: dict[str, dict[str, Any]] = {
    "openai_webhook_endpoint_test": {"event_type": "batch.completed"}
}
"""Arguments that do not name the object."""


@pytest.fixture(params=list(ACTIONS))
def invoked(request: pytest.FixtureRequest, provider: Provider, sandbox: Sandbox) -> Invoked:
    return Invoked(provider, sandbox, request.param)


class Invoked:
    """An action, and an object with a status that the action can change."""

    def __init__(self, provider: Provider, sandbox: Sandbox, type_name: str) -> None:
        self.provider, self.sandbox, self.type_name = provider, sandbox, type_name
        self.action: Action = provider.actions[type_name]
        with sandbox.faults("slow=5"):
            state = _object(provider, type_name.rpartition("_")[0])
        values = {
            **{name: state.get(name) for name in path_parameters(self.action.endpoint.item)},
            self.action.subject: state["id"],
            **_OTHERS.get(type_name, {}),
        }
        self._prepare(state["id"])
        self.config = configured(self.action.attributes, values)
        last_step = LAST_STEP.get(type_name, self.action.verb)
        self.path = f"{fill_path(self.action.endpoint.item, self.config)}/{last_step}"
        sandbox.clear_requests()

    def _prepare(self, identity: str) -> None:
        """Bring the object into the state that the action changes."""
        beta = {"OpenAI-Beta": "agents=v1"}
        match self.type_name.split("_")[1:]:
            case ["fine", *_, "pause" | "resume" as verb]:
                job = self.sandbox.client.get(f"/fine_tuning/jobs/{identity}").json()
                with self.sandbox.faults():
                    while job["status"] == "validating_files":
                        job = self.sandbox.client.get(f"/fine_tuning/jobs/{identity}").json()
                if verb == "resume":
                    path = f"/fine_tuning/jobs/{identity}/pause"
                    self.sandbox.client.post(path).raise_for_status()
            case ["agent", "automation", "resume"]:
                path = f"/agents/automations/{identity}/pause"
                self.sandbox.client.post(path, headers=beta).raise_for_status()

    def invoke(self, **more: Any) -> Iterator[Progress | Completed]:
        return self.provider.invoke_action(self.type_name, {**self.config, **more})

    def sent(self) -> list[dict[str, Any]]:
        return self.sandbox.requests(method="POST", path=self.path)


def _object(provider: Provider, type_name: str) -> dict[str, Any]:
    samples = Samples(provider, type_name)
    values = made_slowly(samples) if RESOURCES[type_name].wait else samples.minimal()
    if "wait_for_completion" in RESOURCES[type_name].schema:
        values["wait_for_completion"] = False
    return Managed(provider, type_name).apply(**values)


def ended(events: Iterator[Progress | Completed]) -> tuple[list[str], list[Diagnostic]]:
    """Return the messages and the diagnostics of an action. The diagnostics come last."""
    *progress, last = events
    assert isinstance(last, Completed)
    return [one.message for one in progress if isinstance(one, Progress)], last.diagnostics


@pytest.mark.parametrize("type_name", list(ACTIONS))
def test_the_name_of_an_action_is_its_object_and_verb(type_name: str) -> None:
    kind = ACTIONS[type_name]
    assert type_name.rpartition("_")[0] in RESOURCES
    assert kind.subject == path_parameters(kind.endpoint.item)[-1]
    assert all(one.required or one.optional for one in kind.schema.attributes.values())
    assert not any(one.computed for one in kind.schema.attributes.values())
    assert "address" not in kind.schema  # a property of the constructs


@pytest.mark.parametrize("type_name", list(ACTIONS))
def test_every_action_has_an_endpoint_of_the_api(type_name: str) -> None:
    kind = ACTIONS[type_name]
    last_step = LAST_STEP.get(type_name, kind().verb)
    call = ("POST", shape(f"{kind.endpoint.item}/{last_step}"))
    assert methods()[call] - {"betas"} <= set(kind.schema.attributes)


def test_a_planned_action_has_no_effect(invoked: Invoked) -> None:
    unknown = {**invoked.config, invoked.action.subject: UNKNOWN}
    for config in (unknown, invoked.config, invoked.config):
        assert invoked.provider.validate_action(invoked.type_name, config) == []
        assert invoked.provider.plan_action(invoked.type_name, config) == []
    assert invoked.sandbox.requests() == []


def test_an_invoked_action_sends_one_request_and_names_its_object(invoked: Invoked) -> None:
    messages, diagnostics = ended(invoked.invoke())
    no_errors(diagnostics)
    [sent] = invoked.sent()
    assert sent["status"] in range(200, 300)
    assert [one["method"] for one in invoked.sandbox.requests()].count("POST") == 1
    subject = invoked.config[invoked.action.subject]
    assert messages
    assert all(one.startswith(f"{invoked.action.noun} {subject}: ") for one in messages)


@pytest.mark.parametrize("invoked", IDEMPOTENT, indirect=True)
def test_an_action_with_nothing_to_do_succeeds_without_a_request(invoked: Invoked) -> None:
    no_errors(ended(invoked.invoke())[1])
    messages, diagnostics = ended(invoked.invoke())
    assert diagnostics == []
    assert "nothing to" in messages[-1]
    assert messages[-1].endswith(" already")
    assert len(invoked.sent()) == 1


@pytest.mark.parametrize("invoked", IDEMPOTENT, indirect=True)
def test_a_rejection_because_the_object_has_already_changed_is_a_success(
    invoked: Invoked, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[int] = []
    kind: Any = type(invoked.action)
    look: Callable[..., Any] = kind.look

    def looked(self: Any, call: Any, config: Any, answer: Any = None) -> Any:
        found = look(self, call, config, answer)
        if not looks:  # somebody else is faster
            looks.append(1)
            path = f"/{invoked.path.lstrip('/')}"
            headers = dict(invoked.action.endpoint.headers)
            invoked.sandbox.client.post(path, headers=headers).raise_for_status()
        return found

    monkeypatch.setattr(kind, "look", looked)
    assert ended(invoked.invoke())[1] == []


@pytest.mark.parametrize("invoked", WAITING, indirect=True)
def test_an_action_with_wait_false_ends_after_its_request(invoked: Invoked) -> None:
    no_errors(ended(invoked.invoke(wait=False))[1])
    assert invoked.sandbox.requests()[-1]["method"] == "POST"


def still_at_work(invoked: Invoked, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the API never finish its work, for every status."""
    forever = Wait(pending=(), succeeded=("never",), interval=0.01)
    monkeypatch.setattr(type(invoked.action), "work", forever)
    monkeypatch.setattr(type(invoked.action), "settled", (), raising=False)


@pytest.mark.parametrize("invoked", WAITING, indirect=True)
def test_progress_is_reported_before_the_action_is_completed(
    invoked: Invoked, monkeypatch: pytest.MonkeyPatch
) -> None:
    still_at_work(invoked, monkeypatch)
    first = next(iter(invoked.invoke()))
    assert isinstance(first, Progress)
    assert invoked.config[invoked.action.subject] in first.message


@pytest.mark.parametrize("invoked", WAITING, indirect=True)
def test_stop_ends_the_wait_with_a_warning(
    invoked: Invoked, monkeypatch: pytest.MonkeyPatch
) -> None:
    still_at_work(invoked, monkeypatch)
    events = invoked.invoke()
    collected = [next(events)]
    waiting = threading.Thread(target=lambda: collected.extend(events))
    waiting.start()
    invoked.provider.stop()
    waiting.join(60)
    last = collected[-1]
    assert isinstance(last, Completed)
    [diagnostic] = last.diagnostics
    assert diagnostic.severity is Severity.WARNING
    assert diagnostic.summary == f"Did not wait for the {invoked.action.noun}"
    assert invoked.config[invoked.action.subject] in diagnostic.detail


@pytest.mark.parametrize("invoked", WAITING, indirect=True)
def test_a_wait_that_takes_too_long_is_an_error_at_timeout(
    invoked: Invoked, monkeypatch: pytest.MonkeyPatch
) -> None:
    still_at_work(invoked, monkeypatch)
    monkeypatch.setattr(Action, "deadline", lambda *_: time.monotonic() + 0.5)
    _, [diagnostic] = ended(invoked.invoke(timeout="500ms"))
    assert (diagnostic.summary, diagnostic.path) == ("Timeout", ("timeout",))
    assert "500ms" in diagnostic.detail
    assert invoked.config[invoked.action.subject] in diagnostic.detail


def test_an_action_on_a_missing_object_is_an_error(invoked: Invoked) -> None:
    config = {**invoked.config, invoked.action.subject: "none_abc123"}
    _, diagnostics = ended(invoked.provider.invoke_action(invoked.type_name, config))
    assert has_errors(diagnostics)
    assert "none_abc123" in diagnostics[0].detail or invoked.action.noun in diagnostics[0].detail


def test_a_bug_in_the_provider_completes_the_action_with_an_error(
    invoked: Invoked, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: Any) -> Iterator[str]:
        yield "so far so good"
        raise KeyError("slip")

    monkeypatch.setattr(type(invoked.action), "invoke", breaks)
    messages, [diagnostic] = ended(invoked.invoke())
    assert messages == ["so far so good"]
    assert diagnostic.summary == "Bug in the provider"
    assert invoked.type_name in diagnostic.detail
