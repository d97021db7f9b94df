"""The error boundary: every failure becomes a diagnostic, and existing objects stay in the state."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from provider_shim.engine.call import Call, Values
from provider_shim.engine.configuration import ENVIRONMENT
from provider_shim.engine.moves import OFFICIAL
from provider_shim.engine.resource import Resource
from provider_shim.engine.unknown_configuration import needed_by
from provider_shim.objects.files.vector_store import VectorStore
from provider_shim.provider import Provider
from provider_shim.vocabulary.diagnostics import Key, OutcomeUnknownError, ProviderError, Severity
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import Float, Integer, MapOf, Schema, String
from provider_shim.vocabulary.values import UNKNOWN
from tests.sandbox import ADMIN_KEY, PROJECT_KEY, Sandbox
from tests.unit.provider_shim.driving import Driver, Instance, configured
from tests.unit.provider_shim.odd_server import Say, odd_server

STORE = "openai_vector_store"
DriverFor = Callable[..., Driver]


def using(driver: Driver, resource: Resource) -> Driver:
    """Return the driver with an additional resource of the test."""
    driver.provider.resources = {**driver.provider.resources, resource.type_name: resource}
    return driver


def summaries(instance: Instance) -> list[str]:
    return [one.summary for one in instance.errors]


# --- a whole life -----------------------------------------------------------------------------------------------


def test_object_is_created_read_changed_and_destroyed(driver: Driver, sandbox: Sandbox) -> None:
    store = driver.create(STORE, {"name": "n", "metadata": {"a": "1"}})
    assert store.diagnostics == []
    assert driver.has_no_changes(driver.read(store), {"name": "n", "metadata": {"a": "1"}})

    changed = driver.update(store, {"name": "m"})
    assert (changed["id"], changed["name"], changed["metadata"]) == (store["id"], "m", None)
    assert sandbox.requests(method="POST")[-1]["body"] == {"name": "m", "metadata": None}
    assert driver.has_no_changes(driver.read(changed), {"name": "m"})

    gone = driver.destroy(changed)
    assert (gone.state, gone.diagnostics) == (None, [])
    assert sandbox.client.get(f"/vector_stores/{store['id']}").status_code == 404


def test_a_plan_sends_no_requests(driver: Driver, sandbox: Sandbox) -> None:
    driver.plan(Instance(type_name=STORE), {"name": "n"})
    assert sandbox.requests() == []


# --- failures of a create ---------------------------------------------------------------------------------------


def test_failed_create_leaves_no_state(driver: Driver, sandbox: Sandbox) -> None:
    with sandbox.faults("403"):
        store = driver.create(STORE, {"name": "n"})
    assert store.state is None
    assert summaries(store) == ["Permission denied"]


def test_the_error_of_a_lost_create_describes_the_possible_object(
    driver: Driver, sandbox: Sandbox
) -> None:
    with sandbox.faults("drop-after"):
        store = driver.create(STORE, {"name": "n"})
    assert store.state is None
    assert len(sandbox.requests(method="POST")) == 1
    assert "terraform import" in store.errors[0].detail


def test_a_create_without_an_id_in_the_answer_has_an_unknown_outcome(driver_for: DriverFor) -> None:
    with odd_server(Say(body={"name": "n", "object": "vector_store"})) as odd:
        store = driver_for(base_url=odd.base_url, api_key="k").create(STORE, {"name": "n"})
    assert store.state is None
    assert "no `id`" in store.errors[0].detail
    assert len(odd.heard) == 1


class Failing(VectorStore):
    """Fails after the API has created the object."""

    def __init__(self, fault: Exception) -> None:
        self.fault = fault

    def await_completion(self, call: Call, state: Values, answer: Any) -> Values:
        raise self.fault


@pytest.mark.parametrize(
    ("fault", "summary"),
    [
        (ProviderError("Told", "Why."), "Told"),
        (OutcomeUnknownError("Lost", "Why."), "Lost"),
        (KeyError("oops"), "Bug in the provider"),
        (RecursionError(), "Bug in the provider"),
    ],
)
def test_an_existing_object_is_in_the_state_after_any_later_failure(
    driver: Driver, sandbox: Sandbox, fault: Exception, summary: str
) -> None:
    store = using(driver, Failing(fault)).create(STORE, {"name": "n"})
    assert summaries(store) == [summary]
    [there] = sandbox.client.get("/vector_stores").json()["data"]
    assert store["id"] == there["id"]
    assert store["name"] == "n"
    assert driver.destroy(store).state is None


class Wrong(VectorStore):
    """Converts the API's answer to an invalid state."""

    def state(self, answer: Any, known: Any) -> Values:
        raise ZeroDivisionError


def test_a_bug_right_after_the_create_does_not_lose_the_id(
    driver: Driver, sandbox: Sandbox
) -> None:
    store = using(driver, Wrong()).create(STORE, {"name": "n"})
    [there] = sandbox.client.get("/vector_stores").json()["data"]
    assert store["id"] == there["id"]


class Unpackable(VectorStore):
    """Has private data that cannot be stored."""

    def await_completion(self, call: Call, state: Values, answer: Any) -> Values:
        return [*state]  # type: ignore[return-value]


def test_a_bug_after_the_verb_does_not_lose_the_id(driver: Driver) -> None:
    store = using(driver, Unpackable()).create(STORE, {"name": "n"})
    assert summaries(store) == ["Bug in the provider"]
    assert store["id"].startswith("vs_")


def test_a_bug_is_reported_as_a_bug_with_its_traceback_logged(
    driver: Driver, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        store = using(driver, Failing(KeyError("oops"))).create(STORE, {"name": "n"})
    assert "a bug in the provider" in store.errors[0].detail
    assert "KeyError: 'oops'" in store.errors[0].detail
    assert any(record.exc_info for record in caplog.records)


# --- failures of the other verbs --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fault", ["500", "403", "401", "429:retry-after=900", "malformed-json", "drop-before"]
)
def test_a_failed_read_does_not_change_the_state(
    driver: Driver, sandbox: Sandbox, fault: str
) -> None:
    store = driver.create(STORE, {"name": "n"})
    with sandbox.faults(fault):
        read = driver.read(store)
    assert read.state == store.state
    assert read.private == store.private
    assert len(read.errors) == 1


def test_the_read_of_a_deleted_object_removes_it(driver: Driver, sandbox: Sandbox) -> None:
    store = driver.create(STORE, {"name": "n"})
    sandbox.client.delete(f"/vector_stores/{store['id']}")
    read = driver.read(store)
    assert (read.state, read.errors) == (None, [])


def test_a_missing_object_reported_as_400_is_removed(driver: Driver, sandbox: Sandbox) -> None:
    store = driver.create(STORE, {"name": "n"})
    sandbox.client.delete(f"/vector_stores/{store['id']}")
    with sandbox.faults("missing-as-400"):
        assert driver.read(store).state is None
        assert driver.destroy(store).errors == []


def test_a_wrong_base_url_does_not_empty_the_state(
    driver: Driver, driver_for: DriverFor, sandbox: Sandbox
) -> None:
    store = driver.create(STORE, {"name": "n"})
    elsewhere = driver_for(base_url=sandbox.origin, api_key="sk-x")
    read, destroyed = elsewhere.read(store), elsewhere.destroy(store)
    assert read.state == destroyed.state == store.state
    assert summaries(read) == summaries(destroyed) == ["Unknown API path"]


def test_failed_update_keeps_the_old_state(driver: Driver, sandbox: Sandbox) -> None:
    store = driver.create(STORE, {"name": "n"})
    with sandbox.faults("403:method=POST"):
        changed = driver.update(store, {"name": "m"})
    assert changed.state == store.state
    assert summaries(changed) == ["Permission denied"]


def test_a_failed_update_is_sent_again(driver: Driver, sandbox: Sandbox) -> None:
    store = driver.create(STORE, {"name": "n"})
    with sandbox.faults("500:times=1:method=POST"):
        assert driver.update(store, {"name": "m"})["name"] == "m"


def test_the_delete_of_a_missing_object_succeeds(driver: Driver, sandbox: Sandbox) -> None:
    store = driver.create(STORE, {"name": "n"})
    sandbox.client.delete(f"/vector_stores/{store['id']}")
    gone = driver.destroy(store)
    assert (gone.state, gone.diagnostics) == (None, [])


@pytest.mark.parametrize("fault", ["500", "403", "drop-before", "429:retry-after=900"])
def test_a_failed_delete_keeps_the_state_and_is_an_error(
    driver: Driver, sandbox: Sandbox, fault: str
) -> None:
    store = driver.create(STORE, {"name": "n"})
    with sandbox.faults(fault):
        kept = driver.destroy(store)
    assert kept.state == store.state
    assert len(kept.errors) == 1


# --- servers differ ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", ["status=200", "status=201", "extra-fields"])
def test_small_differences_of_servers_cause_no_changes(
    driver: Driver, sandbox: Sandbox, fault: str
) -> None:
    with sandbox.faults(fault):
        store = driver.create(STORE, {"name": "n"})
        assert store.diagnostics == []
        assert driver.has_no_changes(driver.read(store), {"name": "n"})
        assert driver.destroy(driver.update(store, {"name": "m"})).state is None


@pytest.mark.parametrize("answer", ["500:times=1", "404:times=1", "status=200"])
def test_a_silently_closed_connection_is_not_used_again(
    driver: Driver, sandbox: Sandbox, answer: str
) -> None:
    store = driver.create(STORE, {"name": "n"})
    with sandbox.faults("hang-up", answer):
        driver.read(store)
        sandbox.wait_for_closed_connections()
        sandbox.clear_requests()
        another = driver.create(STORE, {"name": "another"})
        assert another.diagnostics == []
        assert len(sandbox.requests(method="POST", path="/vector_stores")) == 1
        assert driver.destroy(driver.update(another, {"name": "m"})).state is None


def test_the_provider_waits_for_a_new_object_that_is_not_visible_yet(
    driver: Driver, sandbox: Sandbox
) -> None:
    with sandbox.faults("eventual=2"):
        store = driver.create(STORE, {"name": "n"})
        assert driver.read(store).state == store.state


def test_an_endless_list_does_not_hide_objects(driver: Driver, sandbox: Sandbox) -> None:
    stores = [driver.create(STORE, {"name": str(number)}) for number in range(3)]
    sandbox.client.delete(f"/vector_stores/{stores[1]['id']}")
    sandbox.clear_requests()
    with sandbox.faults("repeat-cursor"):
        read = [driver.read(store) for store in stores]
    assert [one.errors for one in read] == [[], [], []]
    assert [one.state is None for one in read] == [False, True, False]
    assert len(sandbox.requests()) < 15


def test_an_old_object_that_is_not_found_is_removed_immediately(
    driver: Driver, sandbox: Sandbox
) -> None:
    store = driver.create(STORE, {"name": "n"})
    store.private = json.dumps({"created": time.time() - 3600}).encode()
    sandbox.client.delete(f"/vector_stores/{store['id']}")
    sandbox.clear_requests()
    assert driver.read(store).state is None
    assert len(sandbox.requests()) == 1


def test_stop_ends_the_wait_for_an_object_that_is_not_visible(
    driver: Driver, sandbox: Sandbox
) -> None:
    store = driver.create(STORE, {"name": "n"})
    sandbox.client.delete(f"/vector_stores/{store['id']}")
    driver.provider.stop()
    read = driver.read(store)
    assert read.state == store.state
    assert summaries(read) == ["Cancelled"]


def test_metadata_keys_that_a_server_adds_are_not_a_change(driver_for: DriverFor) -> None:
    def answer(**metadata: str) -> Say:
        return Say(body={"id": "vs_1", "name": "n", "metadata": {**metadata, "gateway": "x"}})

    wanted = {"name": "n", "metadata": {"a": "1"}}
    with odd_server(answer(a="1")) as odd:
        driver = driver_for(base_url=odd.base_url, api_key="k")
        store = driver.create(STORE, wanted)
        assert store["metadata"] == {"a": "1"}
        read = driver.read(driver.read(store))
        assert read["metadata"] == {"a": "1"}
        assert driver.has_no_changes(read, wanted)
        odd.answers[:] = [answer(a="1", b="2")]
        assert driver.read(read)["metadata"] == {"a": "1", "b": "2"}
        odd.answers[:] = [answer(a="3")]
        assert driver.read(read)["metadata"] == {"a": "3"}
        odd.answers[:] = [answer()]
        bare = driver.update(read, {"name": "n"})
        assert bare["metadata"] is None
        assert driver.has_no_changes(driver.read(bare), {"name": "n"})


def test_missing_fields_in_an_answer_do_not_change_the_state(driver_for: DriverFor) -> None:
    with odd_server(Say(body={"id": "vs_1"})) as odd:
        driver = driver_for(base_url=odd.base_url, api_key="k")
        store = driver.create(STORE, {"name": "n", "metadata": {"a": "1"}})
        read = driver.read(store)
    assert read["name"] == "n"
    assert driver.has_no_changes(read, {"name": "n", "metadata": {"a": "1"}})


def test_fields_of_other_types_do_not_change_the_state(driver_for: DriverFor) -> None:
    odd_body = {
        "id": "vs_1",
        "name": ["n"],
        "metadata": {"a": 1},
        "file_counts": "none",
        "created_at": "yesterday",
        "expires_after": {"anchor": 5, "days": "7"},
    }
    with odd_server(Say(body=odd_body)) as odd:
        driver = driver_for(base_url=odd.base_url, api_key="k")
        store = driver.create(STORE, {"name": "n", "metadata": {"a": "1"}})
        read = driver.read(store)
    assert store.errors == read.errors == []
    assert (read["name"], read["metadata"], read["created_at"]) == ("n", {"a": "1"}, None)


# --- where the fault is -----------------------------------------------------------------------------------------


def refusal(parameter: str) -> Say:
    return Say(status=400, body={"error": {"message": "No.", "param": parameter}})


@pytest.mark.parametrize(
    ("type_name", "config", "parameter", "path"),
    [
        (STORE, {"name": "n"}, "name", ("name",)),
        (STORE, {"name": "n"}, "expires_after.days", ("expires_after", "days")),
        (STORE, {"metadata": {"a": "1"}}, "metadata.a", ("metadata", Key("a"))),
        (STORE, {"name": "n"}, "nonsense", ()),
        (
            "openai_assistant",
            {"model": "m", "tools": [{"type": "function", "function": {"name": "f"}}]},
            "tools[0].function.name",
            ("tools", 0, "function", "name"),
        ),
        (
            "openai_chat_completion",
            {"model": "m", "messages": [{"role": "user", "content": "?"}]},
            "messages[0].role",
            ("messages", 0, "role"),
        ),
        (
            "openai_chat_completion",
            {"model": "m", "messages_wo": [{"role": "user", "content": "?"}]},
            "messages[0].role",
            ("messages_wo", 0, "role"),
        ),
        (
            "openai_chat_completion",
            {"model": "m", "messages": [{"role": "user", "content": "?"}]},
            "model",
            ("model",),
        ),
    ],
)
def test_refusal_is_shown_at_the_attribute_that_the_api_names(
    driver_for: DriverFor, type_name: str, config: Any, parameter: str, path: Any
) -> None:
    with odd_server(refusal(parameter)) as odd:
        made = driver_for(base_url=odd.base_url, api_key="k").create(type_name, config)
    assert [one.path for one in made.errors] == [path]


class Numbers(Resource):
    """A thing with numbers."""

    type_name = "openai_numbers"
    endpoint = Rest("/numbers")
    schema = Schema(
        {
            "id": String(computed=True),
            "size": Integer(optional=True),
            "share": Float(optional=True),
            "name": String(optional=True),
            "key": String(optional=True, sensitive=True),
            "labels": MapOf(String(), optional=True),
            "secret": String(optional=True, write_only=True),
            "version": Integer(optional=True, local=True),
        }
    )


def test_a_value_that_the_api_stores_differently_causes_a_warning(driver_for: DriverFor) -> None:
    body = {"id": "x", "size": 8, "share": 0.5, "name": "N", "key": "***"}
    with odd_server(Say(body=body)) as odd:
        driver = using(driver_for(base_url=odd.base_url, api_key="k"), Numbers())
        config = {"size": 9, "share": 0.5, "name": "ñ", "key": "very secret"}
        made = driver.create("openai_numbers", config)
    assert made.errors == []
    warnings = {one.path[0]: one.detail for one in made.warnings}
    assert set(warnings) == {"size", "name", "key"}
    assert 'The provider sent "ñ", but the API stored "N".' in warnings["name"]
    assert "very secret" not in warnings["key"]
    assert made["name"] == "ñ"  # Terraform refuses anything else; the next refresh shows the change


def test_a_write_only_value_is_sent_with_every_update_and_never_stored(
    driver_for: DriverFor,
) -> None:
    with odd_server(Say(body={"id": "x"})) as odd:
        driver = using(driver_for(base_url=odd.base_url, api_key="k"), Numbers())
        made = driver.create("openai_numbers", {"name": "n", "secret": "s1", "version": 1})
        assert json.loads(odd.heard[-1].body) == {"name": "n", "secret": "s1"}
        made = driver.update(made, {"name": "m", "secret": "s2", "version": 1})
        assert json.loads(odd.heard[-1].body) == {"name": "m", "secret": "s2"}
        assert driver.has_no_changes(made, {"name": "m", "secret": "s3", "version": 1})
        made = driver.update(made, {"name": "m", "secret": "s3", "version": 2})
        assert json.loads(odd.heard[-1].body) == {"secret": "s3"}
        heard = len(odd.heard)
        made = driver.update(made, {"name": "m", "version": 3})
        assert len(odd.heard) == heard
    assert made["secret"] is None
    assert b"s3" not in made.private


# --- removed APIs -----------------------------------------------------------------------------------------------


def test_a_removed_api_causes_a_warning_at_openai(driver_for: DriverFor) -> None:
    plan = driver_for().plan(Instance(type_name="openai_assistant"), {"model": "m"})
    [warning] = plan.diagnostics
    assert warning.severity is Severity.WARNING
    assert "Responses API" in warning.detail


def test_a_removed_api_causes_no_warning_at_other_servers(driver: Driver) -> None:
    plan = driver.plan(Instance(type_name="openai_assistant"), {"model": "m"})
    assert plan.diagnostics == []


def test_an_existing_api_causes_no_warning(driver_for: DriverFor) -> None:
    assert driver_for().plan(Instance(type_name=STORE), {"name": "n"}).diagnostics == []


def test_destroying_or_keeping_an_object_of_a_removed_api_causes_no_warning(
    driver: Driver, driver_for: DriverFor
) -> None:
    assistant = driver.create("openai_assistant", {"model": "gpt-6-luna"})
    at_openai = driver_for()
    assert at_openai.plan(assistant, {"model": "gpt-6-luna"}).diagnostics == []


@pytest.mark.parametrize(
    "body",
    [{"error": {"message": "Invalid URL (POST /v1/assistants)"}}, {"error": {"message": "?"}}],
)
def test_404_of_a_removed_api_is_explained(driver_for: DriverFor, body: Any) -> None:
    with odd_server(Say(status=404, body=body)) as odd:
        driver = driver_for(base_url=odd.base_url, api_key="k")
        made = driver.create("openai_assistant", {"model": "m"})
    assert made.state is None
    assert "removed the Assistants API" in made.errors[0].detail


# --- configuration that is not known yet ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "unknown",
    [
        {"api_key": UNKNOWN},
        {"headers": {"X-Gateway": UNKNOWN}},
        {"organization": UNKNOWN, "project": UNKNOWN},
    ],
    ids=lambda unknown: next(iter(unknown)),
)
def test_an_unknown_provider_configuration_is_an_error_only_when_needed(
    driver: Driver, driver_for: DriverFor, sandbox: Sandbox, unknown: dict[str, Any]
) -> None:
    store = driver.create(STORE, {"name": "n"})
    sandbox.clear_requests()
    waiting = driver_for(**{"base_url": sandbox.base_url, "api_key": PROJECT_KEY, **unknown})
    assert waiting.read(store).state == store.state
    assert waiting.plan(store, {"name": "m"}).diagnostics == []
    found = waiting.look_up("openai_models", {})
    assert found.state is None
    assert found.diagnostics[0].summary == "Provider configuration not known yet"
    assert all(f"`{name}`" in found.diagnostics[0].detail for name in unknown)
    opened = waiting.provider.open_ephemeral(
        "openai_chat_completion", ephemeral_question(waiting.provider)
    )
    assert opened.result is None
    assert sandbox.requests() == []


@pytest.mark.parametrize(
    ("unknown", "kind", "values", "data_source"),
    [
        ("api_key", "openai_project", {"name": "n"}, "openai_projects"),
        ("admin_api_key", STORE, {"name": "n"}, "openai_vector_stores"),
    ],
)
def test_reads_do_not_wait_for_the_key_of_other_endpoints(  # noqa: PLR0917 - fixtures and parameters
    driver: Driver,
    driver_for: DriverFor,
    sandbox: Sandbox,
    unknown: str,
    kind: str,
    values: dict[str, Any],
    data_source: str,
) -> None:
    made = driver.create(kind, values)
    keys = {"api_key": PROJECT_KEY, "admin_api_key": ADMIN_KEY}
    known = driver_for(base_url=sandbox.base_url, **{**keys, unknown: UNKNOWN})
    sandbox.clear_requests()
    assert known.read(made).state == made.state
    assert sandbox.requests(method="GET"), "it was refreshed"
    assert known.adopt(kind, made["id"]).diagnostics == []
    assert known.look_up(data_source, {}).diagnostics == []
    config = dict.fromkeys(known.provider.list_resources[kind].schema.attributes)
    found = known.provider.list_objects(kind, config, include=False, limit=10)
    assert made["id"] in [(one.identity or {}).get("id") for one in found]


@pytest.mark.parametrize("name", [*ENVIRONMENT, "azure", "headers"])
@pytest.mark.parametrize("section", ["data_sources", "ephemeral_resources", "actions"])
def test_only_the_key_of_other_endpoints_may_be_unknown(
    driver: Driver, section: str, name: str
) -> None:
    others = {"admin": "api_key", "project": "admin_api_key"}
    for one in getattr(driver.provider, section).values():
        needed = needed_by(one, [name])
        assert needed == ([] if name == others[one.endpoint.auth] else [name]), one.type_name


def test_import_is_refused_while_the_provider_configuration_is_unknown(
    driver: Driver, driver_for: DriverFor, sandbox: Sandbox
) -> None:
    """The values of an object that was not read are unknown, so a plan would replace it."""
    made = driver.create("openai_file", {"content": "x", "purpose": "user_data"})
    sandbox.clear_requests()
    waiting = driver_for(base_url=sandbox.base_url, api_key=UNKNOWN)
    imported = waiting.provider.import_state("openai_file", made["id"])
    assert imported.state is not None
    [diagnostic] = waiting.provider.read(
        "openai_file", imported.state, imported.private
    ).diagnostics
    assert (diagnostic.severity, diagnostic.summary) == (
        Severity.ERROR,
        "Provider configuration not known yet",
    )
    assert "Terraform reads openai_file during the plan, but `api_key`" in diagnostic.detail
    assert sandbox.requests() == []

    read = driver.provider.read("openai_file", imported.state, imported.private)
    assert read.state is not None
    again = waiting.provider.read("openai_file", read.state, read.private)
    assert (again.diagnostics, again.state) == ([], read.state), "what was read once is kept"


def ephemeral_question(provider: Provider) -> dict[str, Any]:
    attributes = provider.ephemeral_resources["openai_chat_completion"].attributes
    messages = [{"role": "user", "content": "?"}]
    return configured(attributes, {"model": "gpt-6-luna", "messages": messages})


def test_an_invalid_provider_configuration_is_reported_at_the_attribute() -> None:
    provider = Provider()
    config = {name: None for name, _ in provider.schema.items()} | {"base_url": "http://example"}
    [found] = provider.configure(config, terraform_version="1.11.4")
    assert found.path == ("base_url",)


def test_a_missing_key_is_an_error_only_if_a_key_is_needed(driver_for: DriverFor) -> None:
    driver = driver_for(base_url="http://127.0.0.1:9/v1")
    assert driver.plan(Instance(type_name=STORE), {"name": "n"}).diagnostics == []
    [missing] = driver.create(STORE, {"name": "n"}).errors
    assert missing.summary == "Missing API key"
    assert STORE in missing.detail


def test_requests_have_a_user_agent(driver: Driver, sandbox: Sandbox) -> None:
    driver.create(STORE, {"name": "n"})
    agent = sandbox.requests()[0]["headers"]["user-agent"]
    assert agent.startswith("Terraform/1.11.4 openai-cdktf/")


def test_debug_logs_calls_to_a_file_if_terraform_shows_no_log(
    driver_for: DriverFor, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for variable in ("TF_LOG", "TF_LOG_PROVIDER", "TF_LOG_PROVIDER_OPENAI"):
        monkeypatch.delenv(variable, raising=False)
    logger = logging.getLogger("provider_shim")
    handlers, level = list(logger.handlers), logger.level
    logger.handlers.clear()
    try:
        driver = driver_for(
            base_url=sandbox.base_url, api_key=sandbox.environment["OPENAI_API_KEY"], debug=True
        )
        driver.create(STORE, {"name": "n"})
    finally:
        for handler in logger.handlers:
            handler.close()
        logger.handlers[:] = handlers
        logger.setLevel(level)
    lines = (tmp_path / "terraform-provider-openai.log").read_text().splitlines()
    [call] = [one for one in map(json.loads, lines) if one["@message"] == "API call"]
    assert (call["method"], call["path"], call["status"]) == ("POST", "/vector_stores", 200)


# --- import and move --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("type_name", "identity", "shape"),
    [
        ("openai_vector_store_file", "vs_1", "<vector_store_id>/<file_id>"),
        ("openai_vector_store_file", "vs_1/", "<vector_store_id>/<file_id>"),
        ("openai_vector_store_file", "vs_1/file-1/x", "<vector_store_id>/<file_id>"),
        (STORE, "", "<id>"),
    ],
)
def test_the_error_for_a_wrong_import_id_shows_the_right_form(
    type_name: str, identity: str, shape: str
) -> None:
    with pytest.raises(ProviderError) as refused:
        Provider().import_state(type_name, identity)
    assert shape in refused.value.detail


def test_an_import_reads_all_values_and_plans_no_change(driver: Driver, sandbox: Sandbox) -> None:
    made = sandbox.client.post("/vector_stores", json={"name": "n", "metadata": {"a": "1"}}).json()
    adopted = driver.adopt(STORE, made["id"])
    assert driver.has_no_changes(adopted, {"name": "n", "metadata": {"a": "1"}})


def test_the_import_of_a_missing_object_fails(driver: Driver) -> None:
    assert driver.adopt(STORE, "vs_none").state is None


@pytest.mark.parametrize(
    ("kind", "import_id", "advice"),
    [
        (
            "openai_project",
            "Legacy",
            "find the id with the data source `openai_project` by `name`.",
        ),
        (
            "openai_project_role",
            "proj_1/Legacy",
            "The form of the import id is <project_id>/<id>. If this is not an id of the API,",
        ),
    ],
)
def test_an_import_of_a_missing_object_names_the_id(
    driver: Driver, kind: str, import_id: str, advice: str
) -> None:
    [error] = driver.adopt(kind, import_id).errors
    assert f'to import with the id "{import_id}"' in error.detail
    assert advice in error.detail


def test_a_moved_object_that_is_missing_is_planned_again(driver: Driver) -> None:
    moved = driver.move(OFFICIAL, "openai_project", {"id": "proj_none"}, "openai_project")
    assert (moved.state, moved.errors) == (None, [])


def test_state_of_the_same_type_moves_from_another_provider_address() -> None:
    raw = {"id": "vs_1", "name": "n"}
    moved = Provider().move_state("registry.example/x/openai", STORE, 0, raw, b"", STORE)
    assert moved.state == raw


def test_state_of_another_type_does_not_move() -> None:
    with pytest.raises(ProviderError) as refused:
        Provider().move_state("registry.example/x/y", "y_store", 0, {}, b"", STORE)
    assert "import" in refused.value.detail


# --- failed waits -----------------------------------------------------------------------------------------------


class Slow(VectorStore):
    """Never ready."""

    def wants_to_wait(self, state: Values) -> bool:
        return True


def test_wait_beyond_the_time_limit_keeps_the_object_and_names_the_attribute(
    driver_for: DriverFor,
) -> None:
    body = {"id": "vs_1", "name": "n", "status": "in_progress"}
    with odd_server(Say(body=body, headers={"openai-poll-after-ms": "10"})) as odd:
        driver = using(driver_for(base_url=odd.base_url, api_key="k"), Slow())
        made = driver.create(STORE, {"name": "n", "timeouts": {"create": "300ms"}})
    assert made["id"] == "vs_1"
    [timeout] = made.errors
    assert (timeout.summary, timeout.path) == ("Timeout", ("timeouts",))
    assert {one.method for one in odd.heard[1:]} <= {"GET"}
