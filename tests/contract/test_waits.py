"""Rules for every resource with a wait: an interrupted wait keeps the object, and the next apply continues."""

from __future__ import annotations

import json
import logging
import threading
import time
from typing import Any

import pytest

from provider_shim.engine.waiting import Wait
from provider_shim.objects import RESOURCES
from provider_shim.provider import Provider
from provider_shim.vocabulary.diagnostics import has_errors
from provider_shim.vocabulary.operations import ApplyResult
from provider_shim.vocabulary.rest import fill_path
from provider_shim.vocabulary.values import UNKNOWN, is_wholly_known
from tests.contract.managed import Managed
from tests.contract.samples import Samples
from tests.sandbox import Sandbox
from tests.terraform_core import apply_faults, configured

WITH_WAIT = [name for name, kind in RESOURCES.items() if kind.wait is not None]

_SLOW: dict[str, tuple[str, ...]] = {
    "openai_agent_session": ("input",),
    "openai_message": ("assistant_id",),
    "openai_response": ("background",),
    "openai_vector_store": ("file_ids",),
}
"""Attributes without which the API has no work to do."""

_LINE = json.dumps({"messages": [{"role": "user", "content": "Hi."}]})


def made_slowly(samples: Samples) -> dict[str, Any]:
    """Return a configuration of an object on which the API works after it has answered."""
    values = samples.minimal()
    for name in _SLOW.get(samples.type_name, ()):
        values |= samples.with_attribute(name, 0)
    if samples.type_name == "openai_response":
        values["background"] = True
    if samples.type_name == "openai_file":
        values |= {"content": f"{_LINE}\n" * 10, "purpose": "fine-tune"}
    return values


def interrupted(
    managed: Managed, sandbox: Sandbox, config: dict[str, Any], last: str
) -> ApplyResult:
    """Apply, and stop the provider as soon as the last request before the wait has arrived."""
    planned = managed.plan(**config)
    sandbox.clear_requests()
    done: list[ApplyResult] = []

    def act() -> None:
        full = configured(managed.attributes, config)
        done.append(
            managed.provider.apply(
                managed.type_name, managed.state, planned.planned, full, planned.private
            )
        )

    with sandbox.faults("slow=3", "latency=600s:method=GET"):
        applying = threading.Thread(target=act)
        applying.start()
        while not any(one["status"] for one in sandbox.requests(method="POST", path=last)):
            assert applying.is_alive(), done
            time.sleep(0.01)
        managed.provider.stop()
        applying.join(60)
    [result] = done
    assert list(apply_faults(planned.planned, result.state)) == []
    managed.state, managed.private = result.state, result.private
    return result


def last_request(managed: Managed, config: dict[str, Any]) -> str:
    if managed.type_name == "openai_message":
        return fill_path("/threads/{thread_id}/runs", config)
    return fill_path(managed.provider.resources[managed.type_name].endpoint.collection, config)


@pytest.fixture(params=WITH_WAIT)
def managed(provider: Provider, request: pytest.FixtureRequest) -> Managed:
    return Managed(provider, request.param)


def test_an_interrupted_wait_keeps_the_object_and_the_next_apply_waits(
    managed: Managed,
    sandbox: Sandbox,
    another_provider: Provider,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO, "provider_shim")
    config = made_slowly(Samples(managed.provider, managed.type_name))
    last = last_request(managed, config)
    result = interrupted(managed, sandbox, config, last)
    assert not has_errors(result.diagnostics), result.diagnostics
    assert [one.summary.split(" the ")[0] for one in result.diagnostics] == ["Did not wait for"]
    assert is_wholly_known(result.state)
    assert result.state is not None
    made = result.state["id"]
    waited = next(vars(one) for one in caplog.records if one.message.startswith("waiting to"))
    assert (waited["type"], waited["id"]) == (managed.type_name, made)
    assert waited["status"]
    assert isinstance(waited["seconds"], int)

    managed.provider = another_provider
    managed.refresh()
    assert managed.state is not None
    plan = managed.plan(**config)
    assert plan.planned != managed.state
    assert plan.planned is not None
    assert not is_wholly_known(plan.planned)
    assert not plan.requires_replace
    assert any("Apply waits until the" in one.detail for one in plan.diagnostics)

    finished = managed.apply(**config)
    wait = managed.provider.resources[managed.type_name].wait
    assert isinstance(wait, Wait)
    assert not wait.is_pending(finished["status"])
    assert finished["id"] == made
    if managed.type_name == "openai_message":
        assert finished["reply"]
    assert len(sandbox.requests(method="POST", path=last)) == 1

    managed.refresh()
    assert managed.plan(**config).planned == managed.state
    assert "unfinished" not in json.loads(managed.private or b"{}")


def test_an_object_that_failed_after_the_interruption_is_replaced(
    managed: Managed, sandbox: Sandbox, another_provider: Provider
) -> None:
    wait = managed.provider.resources[managed.type_name].wait
    assert wait is not None
    config = made_slowly(Samples(managed.provider, managed.type_name))
    interrupted(managed, sandbox, config, last_request(managed, config))
    assert managed.state is not None
    for status in wait.failed:
        managed.provider = another_provider
        state = {**managed.state, "status": status}
        plan = Managed(another_provider, managed.type_name, state, managed.private).plan(**config)
        assert plan.requires_replace == [("status",)]
        assert plan.planned is not None
        assert plan.planned["status"] is UNKNOWN
