"""Applies a plan: a create, an update or a delete. An object that exists is in the new state, even after a failure."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from provider_shim.api.next_steps import INVALID
from provider_shim.engine import noting, replacing
from provider_shim.engine.additions import added
from provider_shim.engine.boundary import guarded
from provider_shim.engine.call import Call, Values
from provider_shim.engine.kept_values import not_kept
from provider_shim.engine.planning import filled
from provider_shim.engine.private_data import pack, unpack
from provider_shim.engine.resource import Resource
from provider_shim.engine.run import Run
from provider_shim.engine.waiting import finished
from provider_shim.journal.journal import Journal
from provider_shim.vocabulary.diagnostics import (
    ApiError,
    NotFoundError,
    ProviderError,
    has_errors,
)
from provider_shim.vocabulary.operations import ApplyResult
from provider_shim.vocabulary.values import left_by_failure


def applied(
    resource: Resource,
    run: Run,
    journal: Journal,
    *,
    type_name: str,
    prior: Values | None,
    planned: Values | None,
    config: Values | None,
    private: bytes,
) -> ApplyResult:
    """Apply a plan. If the API has returned an id, the object is in the new state, even after a later failure.

    ``type_name`` is the name of the type in the configuration, because some types have two names.
    """
    operation = "delete" if planned is None else "create" if prior is None else "update"
    resumes = operation == "update" and unpack(private)[0].unfinished
    timeout = "create" if resumes else operation
    call = run.call(resource, planned or prior or {}, timeout, private, config)

    def act() -> Values | None:
        if planned is None:
            replacing.delete(resource, call, prior or {})
            return None
        try:
            return _changed(resource, call, prior, planned, config or {}, resumes=resumes)
        except ApiError as refusal:
            if prior is None or refusal.status not in INVALID:
                raise
            reading = run.call(resource, prior, "read", private)
            if not _has_disappeared(resource, reading, prior):
                raise
            raise NotFoundError(
                refusal.summary,
                refusal.detail,
                status=refusal.status,
                code=refusal.code,
                parameter=None,
            ) from None

    journal.applies()
    if operation == "create":
        call.private.unfinished = False  # the old value is about the replaced object
        call.note = noting.note_of(journal, type_name, resource, planned or {})
        call.private.created = round(time.time())
    kept = guarded(resource, call, operation, act)
    if has_errors(call.diagnostics):
        kept = (
            prior if call.saved is None or planned is None else left_by_failure(planned, call.saved)
        )
        if operation == "create" and kept is not None and resource.has_failed(kept):
            # The object is tainted. A user who untaints it wants to keep it.
            call.private.unfinished = False
    if call.note is not None:
        call.note.is_answered()
        call.diagnostics += journal.faults()
    elif (
        prior is not None and kept is None and not replacing.is_created_again(resource, call, prior)
    ):
        noting.is_deleted(journal, type_name, resource, prior)
    return ApplyResult(
        state=kept, private=pack(call.private, call.remembered), diagnostics=call.diagnostics
    )


def _has_disappeared(resource: Resource, call: Call, prior: Values) -> bool:
    """Return whether an object that could not be updated no longer exists. The API refuses to update an archived project, for example."""
    try:
        return resource.read(call, prior) is None
    except ProviderError:
        return False


def _changed(
    resource: Resource,
    call: Call,
    prior: Values | None,
    planned: Values,
    config: Mapping[str, Any],
    *,
    resumes: bool,
) -> Values:
    """Create or update the object, and return its state."""
    state = replacing.create_or_update(resource, call, prior, planned)
    if resumes and not call.interrupted:
        state = finished(resource, call, state)
        call.save(state)
    call.private.added = added(resource.attributes, planned, state)
    call.private.imported = False
    call.diagnostics += not_kept(resource.attributes, config, prior, planned, state)
    return dict(filled(planned, state))
