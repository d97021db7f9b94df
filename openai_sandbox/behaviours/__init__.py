"""The behaviour of the API that generic create, read, update, delete and list do not cover.

``HANDLERS`` lists the handlers by operation. Each module implements one part of the API.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any

from openai_sandbox import crud
from openai_sandbox.behaviours import (
    agent_automations,
    agent_environments,
    agent_sessions,
    agent_turns,
    agents,
    assistants,
    audio,
    audit_logs,
    batches,
    chat,
    chatkit,
    completions,
    containers,
    conversations,
    decisions,
    embeddings,
    evals,
    files,
    fine_tuning,
    images,
    models,
    moderations,
    organization,
    organization_certificates,
    organization_external,
    organization_groups,
    organization_identity,
    organization_keys,
    organization_members,
    organization_people,
    organization_roles,
    organization_settings,
    provenance,
    realtime,
    responses,
    run_steps,
    runs,
    safety,
    skills,
    threads,
    uploads,
    usage,
    vaults,
    vector_store_files,
    vector_stores,
    videos,
    voices,
    webhooks,
)
from openai_sandbox.calls import Answer, Call
from openai_sandbox.store import Store

HANDLERS: Mapping[str, Callable[[Call], Answer]] = {
    **agent_automations.HANDLERS,
    **agent_environments.HANDLERS,
    **agent_sessions.HANDLERS,
    **agent_turns.HANDLERS,
    **agents.HANDLERS,
    **assistants.HANDLERS,
    **audio.HANDLERS,
    **audit_logs.HANDLERS,
    **batches.HANDLERS,
    **chat.HANDLERS,
    **chatkit.HANDLERS,
    **completions.HANDLERS,
    **containers.HANDLERS,
    **conversations.HANDLERS,
    **decisions.HANDLERS,
    **embeddings.HANDLERS,
    **evals.HANDLERS,
    **files.HANDLERS,
    **fine_tuning.HANDLERS,
    **images.HANDLERS,
    **models.HANDLERS,
    **moderations.HANDLERS,
    **organization.HANDLERS,
    **organization_certificates.HANDLERS,
    **organization_external.HANDLERS,
    **organization_groups.HANDLERS,
    **organization_identity.HANDLERS,
    **organization_keys.HANDLERS,
    **organization_members.HANDLERS,
    **organization_people.HANDLERS,
    **organization_roles.HANDLERS,
    **organization_settings.HANDLERS,
    **provenance.HANDLERS,
    **realtime.HANDLERS,
    **responses.HANDLERS,
    **run_steps.HANDLERS,
    **runs.HANDLERS,
    **skills.HANDLERS,
    **threads.HANDLERS,
    **uploads.HANDLERS,
    **usage.HANDLERS,
    **vaults.HANDLERS,
    **vector_store_files.HANDLERS,
    **vector_stores.HANDLERS,
    **videos.HANDLERS,
    **voices.HANDLERS,
    **webhooks.HANDLERS,
}


def respond(call: Call) -> Answer:
    """Answer a call with its own handler or with the generic one, and add the event to the audit log."""
    models.require_all(call)
    answer = HANDLERS.get(call.operation.name, crud.handle)(call)
    audit_logs.note(call, answer)
    return answer


def seed(store: Store) -> None:
    """Create the initial objects, unless the state file contains those of an earlier run."""
    if not store.count(models.COLLECTION):
        with store.transaction():
            store.insert_rows(_initial_rows())


@functools.cache
def _initial_rows() -> list[tuple[Any, ...]]:
    """Return the initial objects as rows. A reset, which precedes each test, then takes a third of the time."""
    store = Store()
    for module in (models, organization, safety):
        module.seed(store)
    rows = store.rows()
    store.close()
    return rows
