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
        return _changed(resource, call, prior, planned, config or {}, resumes=resumes)

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
    try:
        state = replacing.create_or_update(resource, call, prior, planned)
    except ApiError as refusal:
        raise _explained(resource, call, prior, refusal) from None
    if resumes and not call.interrupted:
        state = finished(resource, call, state)
        call.save(state)
    call.private.added = added(resource.attributes, planned, state)
    call.private.imported = False
    call.diagnostics += not_kept(resource.attributes, config, prior, planned, state)
    return dict(filled(planned, state))


def _explained(resource: Resource, call: Call, prior: Values | None, refusal: ApiError) -> ApiError:
    """Return the error for a rejected request. It is another one if the object of an update no longer exists.

    The API refuses to update an archived project, for example, and the message does not say that Terraform can create it again.
    """
    if prior is None or refusal.status not in INVALID:
        return refusal
    try:
        if resource.read(call, prior) is not None:
            return refusal
    except ProviderError:
        return refusal
    return NotFoundError(
        refusal.summary,
        refusal.detail,
        status=refusal.status,
        code=refusal.code,
        parameter=None,
    )
