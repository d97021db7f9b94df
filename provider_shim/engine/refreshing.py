"""Refreshes an object: the first read of an imported object, and the reads of all others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from provider_shim.engine import noting
from provider_shim.engine.boundary import guarded, look
from provider_shim.engine.call import Values
from provider_shim.engine.importing import not_found
from provider_shim.engine.private_data import pack, unpack
from provider_shim.engine.resource import DataSource, Resource
from provider_shim.engine.run import Run
from provider_shim.engine.unknown_configuration import not_known_yet
from provider_shim.journal.journal import Journal
from provider_shim.vocabulary.diagnostics import has_errors
from provider_shim.vocabulary.operations import ReadResult


def refreshed(
    resource: Resource,
    run: Run,
    journal: Journal,
    *,
    state: Values,
    private: bytes,
    unknown: Sequence[str],
    data_sources: Mapping[str, DataSource],
) -> ReadResult:
    """Refresh an object. After any failure except "not found", the state does not change.

    Args:
        resource: the declaration.
        run: the current run.
        journal: the notes of creates.
        state: the state.
        private: the private data in the state.
        unknown: the arguments of the provider that the read needs and that are not known before apply.
        data_sources: all data sources, one of which may find the object by its name.
    """
    if unknown:
        # The object is refreshed when the configuration is known. Of an imported object, only the id is known.
        unread = unpack(private)[0].unread
        refused = [not_known_yet(resource.type_name, unknown).diagnostic()] if unread else []
        return ReadResult(state=state, private=private, diagnostics=refused)
    call = run.call(resource, state, "read", private)
    if not call.private.unread:  # an imported object is in the state only after the apply
        noting.is_in_state(journal, resource, state)
    found = guarded(resource, call, "read", lambda: look(resource, call, state))
    if has_errors(call.diagnostics):
        return ReadResult(state=state, private=private, diagnostics=call.diagnostics)
    if found is None and (import_id := call.private.import_id) is not None:
        by = getattr(data_sources.get(resource.type_name), "by", None)
        call.diagnostics.append(not_found(resource, import_id, by))
    if found is not None and call.private.unread:
        call.private.before = noting.earlier_values(journal, resource, found)
    call.private.unread, call.private.import_id = False, None
    if found is not None and not (resource.is_unfinished(found) or resource.has_failed(found)):
        call.private.unfinished = False
    return ReadResult(
        state=found, private=pack(call.private, call.remembered), diagnostics=call.diagnostics
    )
