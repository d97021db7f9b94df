"""Rules for every data source and ephemeral resource."""

from __future__ import annotations

from typing import Any

import pytest

from provider_shim.provider import Provider
from provider_shim.vocabulary.operations import DataResult, OpenResult
from provider_shim.vocabulary.values import is_wholly_known, typed
from tests.contract.conftest import REGISTRY
from tests.contract.managed import Managed, no_errors
from tests.contract.samples import Samples
from tests.terraform_core import configured

_CHAT = {"model": "gpt-4o-mini", "messages": typed([{"role": "user", "content": "Say hi."}])}

_EMBEDDED = {"model": "text-embedding-3-small", "input": typed(["Soup", "Pie"])}

_JUDGED = {"input": typed([{"type": "text", "text": "Soup"}, {"type": "text", "text": "Pie"}])}

_GRADER = {
    "type": "string_check",
    "name": "same",
    "input": "{{sample.output_text}}",
    "reference": "{{item.answer}}",
    "operation": "eq",
}

_DECIDED = {
    "model": "gpt-6-luna",
    "input": typed("My invoice is wrong."),
    "questions": typed(
        [
            {"type": "predicate", "instructions": "It is about an invoice."},
            {
                "type": "choice",
                "instructions": "So?",
                "choices": [{"value": True}, {"value": "no"}],
            },
            {
                "type": "score",
                "instructions": "How bad?",
                "levels": [{"label": "a"}, {"label": "b"}],
            },
        ]
    ),
}

_CHECKED = {"file": {"source": None, "content_base64": "iVBORw0KGgo=", "filename": None}}

_HEARD = {
    "model": "gpt-transcribe",
    "file": {"content_base64": "UklGRgQAAABXQVZF", "source": None, "filename": None},
}

_WEEK: dict[str, Any] = {"start_time": typed("2026-10-01"), "end_time": typed(1_791_417_600)}
_HOURS: dict[str, Any] = {"start_time": typed("2026-10-01T09:00:00Z"), "bucket_width": "1h"}
_BY: dict[str, dict[str, Any]] = {
    "audio_speeches": {"group_by": ["api_key_id", "user_id"]},
    "audio_transcriptions": {"models": ["whisper-1"]},
    "code_interpreter_sessions": {"group_by": ["project_id"]},
    "completions": {"batch": True, "group_by": ["api_source", "batch", "service_tier"]},
    "decisions": {"project_ids": ["proj_a", "proj_b"], "group_by": ["project_id"]},
    "embeddings": {"api_key_ids": ["key_a"], "user_ids": ["user-a"]},
    "file_search_calls": {"vector_store_ids": ["vs_a"], "group_by": ["vector_store_id"]},
    "images": {"sizes": ["256x256"], "sources": ["image.edit"], "group_by": ["size", "source"]},
    "moderations": {"group_by": ["model"]},
    "vector_stores": {"project_ids": ["proj_a"]},
    "web_search_calls": {"context_levels": ["low"], "group_by": ["context_level"]},
}
"""The arguments of requests for usage, by kind, without the times."""

DATA_SOURCES: dict[str, list[dict[str, Any]]] = {
    **{
        f"openai_usage_{kind}": [_WEEK, {**_HOURS, "limit": 200, **arguments}]
        for kind, arguments in _BY.items()
    },
    "openai_audit_logs": [
        {},
        {
            "event_types": ["project.created"],
            "effective_at": typed({"gt": 5, "lt": "2026-11-01"}),
            "limit": 101,
        },
    ],
    "openai_costs": [_WEEK, {**_WEEK, "line_items": ["a, b"], "group_by": ["line_item"]}],
    "openai_safety_alert": [{"id": "alert_abc123"}],
    "openai_safety_case": [{"id": "case_abc123"}],
    "openai_audio_transcription": [
        {**_HEARD, "response_format": form} for form in ("json", "vtt", "diarized_json")
    ],
    "openai_chat_completion": [_CHAT],
    "openai_chatkit_threads": [{}, {"user": "visitor-1", "order": "asc", "limit": 2}],
    "openai_content_provenance_check": [_CHECKED],
    "openai_decision": [
        _DECIDED,
        {
            **_DECIDED,
            "input": typed([{"type": "message", "role": "user", "content": "Hi."}]),
            "prompt_cache_key": "tickets",
            "prompt_cache_options": {"mode": "explicit", "ttl": "30m"},
            "safety_identifier": "visitor-1",
        },
    ],
    "openai_embedding": [_EMBEDDED, {**_EMBEDDED, "input": typed([[1, 2], [3]])}],
    "openai_grader_validation": [{"grader": typed(_GRADER)}],
    "openai_model": [{"id": "gpt-4o"}, {"kind": "embedding"}],
    "openai_moderation": [_JUDGED, {**_JUDGED, "model": "omni-moderation-latest"}],
    "openai_models": [{}, {"prefix": "gpt-"}],
    "openai_response_input_tokens": [{"model": "gpt-4o-mini", "input": typed("Say hi.")}],
    "openai_webhook_event_types": [{}, {"prefix": "batch."}],
}
"""Configurations that need more than the id of an object of the same type."""

READ_OF: dict[str, tuple[str, dict[str, Any], dict[str, str], dict[str, Any]]] = {
    **{
        f"openai_agent_session_{what}": (
            "openai_agent_session",
            {"input": typed("Say hi.")},
            {"session_id": "id"},
            {"limit": 3},
        )
        for what in ("artifacts", "items", "traces", "turns")
    },
    "openai_agent_environment_files": (
        "openai_agent_environment",
        {"environment": {"files": [{"type": "inline", "path": "/workspace/a", "data": "aGk="}]}},
        {"environment_id": "id"},
        {"path": "/workspace"},
    ),
    "openai_agent_automation_invocations": (
        "openai_agent_automation",
        {},
        {"automation_id": "id"},
        {"order": "asc"},
    ),
    "openai_chat_completion_messages": (
        "openai_chat_completion",
        {"store": True},
        {"completion_id": "id"},
        {"order": "desc", "limit": 2},
    ),
    "openai_chat_completions": (
        "openai_chat_completion",
        {"store": True, "metadata": {"team": "a"}},
        {"metadata": "metadata"},
        {"order": "desc", "limit": 2},
    ),
    "openai_response_input_items": (
        "openai_response",
        {},
        {"response_id": "id"},
        {"order": "asc", "limit": 2},
    ),
    "openai_batches": ("openai_batch", {}, {}, {"limit": 3}),
    "openai_container_file_content": (
        "openai_container_file",
        {},
        {"container_id": "container_id", "file_id": "id"},
        {},
    ),
    **{
        f"openai_fine_tuning_job_{what}": (
            "openai_fine_tuning_job",
            {},
            {"fine_tuning_job_id": "id"},
            {"limit": 2},
        )
        for what in ("events", "checkpoints")
    },
    "openai_project_rate_limit": (
        "openai_project_rate_limit",
        {},
        {"project_id": "project_id", "rate_limit_id": "rate_limit_id"},
        {},
    ),
    "openai_fine_tuning_jobs": (
        "openai_fine_tuning_job",
        {"metadata": {"team": "a"}},
        {"metadata": "metadata"},
        {},
    ),
    "openai_file_content": (
        "openai_file",
        {"purpose": "batch"},
        {"file_id": "id"},
        {"max_bytes": 4096},
    ),
    "openai_skill_content": ("openai_skill", {}, {"skill_id": "id"}, {"version": "1"}),
    "openai_vector_store_file_batch_files": (
        "openai_vector_store_file_batch",
        {},
        {"vector_store_id": "vector_store_id", "batch_id": "id"},
        {"filter": "completed"},
    ),
    "openai_vector_store_file_content": (
        "openai_vector_store_file",
        {},
        {"vector_store_id": "vector_store_id", "file_id": "file_id"},
        {},
    ),
    "openai_vector_store_search": (
        "openai_vector_store_file",
        {},
        {"vector_store_id": "vector_store_id"},
        {"query": typed("content"), "max_num_results": 3},
    ),
}
"""The object to read: its type, its arguments, the values that are configured, and further arguments."""

EPHEMERAL: dict[str, dict[str, Any]] = {
    "openai_admin_api_key": {"name": "ci", "expires_in_seconds": 60},
    "openai_chat_completion": _CHAT,
    "openai_chatkit_session": {"user": "visitor-1", "workflow": {"id": "wf_1"}},
    "openai_container": {"name": "workshop"},
    "openai_content_provenance_check": _CHECKED,
    "openai_decision": _DECIDED,
    "openai_embedding": _EMBEDDED,
    "openai_moderation": _JUDGED,
    "openai_response": {"model": "gpt-4o-mini", "input": typed("Say hi.")},
    "openai_audio_transcription": _HEARD,
    "openai_text_to_speech": {
        "model": "gpt-4o-mini-tts",
        "input": "Hello!",
        "voice": typed("marin"),
    },
    "openai_image_edit": {
        "image": [{"content_base64": "iVBORw0KGgo="}],
        "prompt": "A hat.",
        "model": "gpt-image-2",
    },
    "openai_image_generation": {"prompt": "A hat.", "model": "gpt-image-2"},
    "openai_realtime_client_secret": {
        "session": {"type": "realtime", "model": "gpt-realtime"},
        "expires_after": {"seconds": 60},
    },
    "openai_webhook_endpoint": {"webhook_endpoint_id": "whe_1", "secret_version": 1},
    "openai_realtime_translation_client_secret": {"session": {"model": "gpt-realtime-translate"}},
}
"""One configuration of each data source."""

KEY_OF_ACCOUNT = "openai_project_service_account_api_key"


def ephemeral_configuration(provider: Provider, type_name: str) -> dict[str, Any]:
    if type_name != KEY_OF_ACCOUNT:
        return EPHEMERAL[type_name]
    kind = "openai_project_service_account"
    account = Managed(provider, kind).apply(**Samples(provider, kind).minimal())
    return {"project_id": account["project_id"], "service_account_id": account["id"]}


_VISIT: dict[str, Any] = {"user": "visitor-1", "workflow": {"id": "wf_1"}}


def thread_of_a_visit(provider: Provider) -> str:
    """Return the id of a thread. Only people create threads, and in the sandbox, each session has one."""
    attributes = provider.ephemeral_resources["openai_chatkit_session"].schema.attributes
    opened = provider.open_ephemeral("openai_chatkit_session", configured(attributes, _VISIT))
    no_errors(opened.diagnostics)
    found = read(provider, "openai_chatkit_threads", user="visitor-1", limit=1).state
    assert found is not None
    return str(found["threads"][0]["id"])


CHATKIT = {"openai_chatkit_thread": "id", "openai_chatkit_thread_items": "thread_id"}
"""Data sources that need the id of a ChatKit thread, with the name of the argument."""


def artifact_of_a_session(provider: Provider) -> dict[str, Any]:
    """Return the ids of a file that a session has created."""
    kind = "openai_agent_session"
    config = {**Samples(provider, kind).minimal(), "input": typed("Say hi.")}
    session = Managed(provider, kind).apply(**config)["id"]
    found = read(provider, "openai_agent_session_artifacts", session_id=session).state
    assert found is not None
    return {"session_id": session, "artifact_id": found["artifacts"][0]["id"]}


def configurations(provider: Provider, type_name: str) -> list[dict[str, Any]]:
    if type_name in CHATKIT:
        return [{CHATKIT[type_name]: thread_of_a_visit(provider)}]
    if type_name == "openai_agent_session_artifact_content":
        return [artifact_of_a_session(provider)]
    listed = DATA_SOURCES.get(type_name)
    if listed is not None:
        return listed
    if type_name in READ_OF:
        kind, options, names_of, more = READ_OF[type_name]
        made = Managed(provider, kind).apply(**{**Samples(provider, kind).minimal(), **options})
        return [{**{name: made[own] for name, own in names_of.items()}, **more}]
    kind = type_name if type_name in provider.resources else type_name.removesuffix("s")
    assert kind in provider.resources, (
        f"give a configuration of {type_name} in tests/contract/test_reading.py"
    )
    made = Managed(provider, kind).apply(**Samples(provider, kind).minimal())
    identity = provider.resources[kind].endpoint.identity
    names = identity if kind == type_name else identity[:-1]
    return [{name: made[name] for name in names}]


def read(provider: Provider, type_name: str, **config: Any) -> DataResult:
    full = configured(provider.data_sources[type_name].schema.attributes, config)
    no_errors(provider.validate_data_source(type_name, full))
    return provider.read_data_source(type_name, full)


@pytest.mark.parametrize("type_name", list(REGISTRY["data_source"]))
def test_every_data_source_reads_its_object_and_returns_no_unknown_values(
    provider: Provider, type_name: str
) -> None:
    for config in configurations(provider, type_name):
        result = read(provider, type_name, **config)
        no_errors(result.diagnostics)
        assert result.state is not None
        assert is_wholly_known(result.state)
        assert all(result.state[name] == value for name, value in config.items()), (
            "what was configured must stay as it is"
        )
        computed = [
            name for name, a in provider.data_sources[type_name].schema.items() if a.computed
        ]
        assert any(result.state[name] is not None for name in computed)


@pytest.mark.parametrize("type_name", list(REGISTRY["ephemeral"]))
def test_every_ephemeral_resource_opens_and_closes(provider: Provider, type_name: str) -> None:
    config = configured(
        provider.ephemeral_resources[type_name].schema.attributes,
        ephemeral_configuration(provider, type_name),
    )
    no_errors(provider.validate_ephemeral(type_name, config))
    opened: OpenResult = provider.open_ephemeral(type_name, config)
    no_errors(opened.diagnostics)
    assert opened.result is not None
    assert is_wholly_known(opened.result)
    no_errors(provider.close_ephemeral(type_name, opened.private))
