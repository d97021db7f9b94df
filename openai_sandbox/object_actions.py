"""What happens to objects with time, at once: a job makes a step, an object expires. And an invited person accepts.

The page and the control endpoints use it.
"""

from __future__ import annotations

import dataclasses
import time
from typing import Any

from openai_sandbox.behaviours import organization_people, respond
from openai_sandbox.calls import Call, Settings
from openai_sandbox.document_operations import Operations
from openai_sandbox.errors import ApiError, invalid
from openai_sandbox.faults import Faults
from openai_sandbox.schema_validation import problems
from openai_sandbox.state import State
from openai_sandbox.store import Record

_RUNNING = {
    "cancelling", "finalizing", "in_progress", "pending", "queued", "running", "uploaded", "validating",
    "validating_files",
}  # fmt: skip
_ENDED = {
    "accepted", "canceled", "cancelled", "completed", "deleted", "expired", "failed", "incomplete", "succeeded",
}  # fmt: skip
_NOT_FOUND = 404
_EXPIRING = {"expires_at", "expired_at", "expires_after"}


@dataclasses.dataclass(frozen=True, kw_only=True)
class ObjectActions:
    """The actions on the objects of a sandbox."""

    state: State
    operations: Operations
    settings: Settings

    def possible(self, record: Record) -> list[str]:
        """Return the names of the actions that are possible with an object: ``accept``, ``advance`` and ``expire``."""
        ended = record.wire.get("status") in _ENDED
        found = []
        if record.collection == organization_people.INVITES and not ended:
            found.append("accept")
        if self._jobs(record):
            found.append("advance")
        # A vector store and a video are completed when they are ready for use. Then they can still expire.
        usable = not ended or (record.wire["status"] == "completed" and "expires_at" in record.wire)
        if usable and _EXPIRING & record.wire.keys():
            found.append("expire")
        return found

    def at(self, path: str) -> Record:
        """Return the object at a path, such as ``/batches/batch_1``.

        Raises:
            ApiError: 404 without one.
        """
        collection, _, identifier = path.removeprefix("/v1").rpartition("/")
        record = self.state.store.get(collection, identifier)
        if record is None:
            raise ApiError(_NOT_FOUND, f"There is no object {path}.", param="path")
        return record

    def accept(self, record: Record) -> Record:
        """Accept an invite, and return the new user.

        Raises:
            ApiError: The invite is not pending.
        """
        with self.state.store.transaction():
            return organization_people.accept(self.state.store, record.id)

    def advance(self, record: Record) -> dict[str, Any]:
        """Finish the current stage of a job, and return the object. A vector store and a batch advance their files.

        Raises:
            ApiError: 400 if nothing of the object is in progress, or the API cannot read it.
        """
        jobs = self._jobs(record)
        if not jobs:
            status = record.wire.get("status")
            state = f"its status is {status}" if isinstance(status, str) else "it has no status"
            raise invalid(f"{record.path} is not a job in progress: {state}.", "path")
        with self.state.store.transaction():
            for one in jobs:
                one.extra["polls"] = 0  # the next read finishes the stage
                self.state.store.save(one)
            return self._read(record)

    def expire(self, record: Record) -> dict[str, Any] | None:
        """Let an object expire now, and return it. None if it no longer exists then, like a file.

        Raises:
            ApiError: 400 if the object cannot expire, or the API cannot read it.
        """
        store = self.state.store
        if record.collection == organization_people.INVITES:
            with store.transaction():
                return organization_people.expire(store, record.id).wire
        if "expire" not in self.possible(record):
            raise invalid(f"{record.path} cannot expire.", "path")
        now = int(time.time())
        names = ("expires_at", "expired_at")
        times: dict[str, Any] = {name: now for name in names if name in record.wire}
        expired = {**record.wire, **times, "status": "expired"}
        known = self.operations.by_shape.get(record.shape)
        allowed = "status" in record.wire and known and not problems(known.answer, expired)
        record.wire = expired if allowed else {**record.wire, **times}
        with store.transaction():
            store.save(record)
        try:
            with store.transaction():
                return self._read(record)
        except ApiError as error:
            if error.status != _NOT_FOUND:
                raise
            store.delete(record.collection, record.id)
            return None

    def _jobs(self, record: Record) -> list[Record]:
        """Return the jobs in progress: the object itself, and the files of a vector store or of a batch of files."""
        found = [record]
        if record.wire.get("status") == "in_progress" and "polls" not in record.extra:
            parent = record.collection.rsplit("/", 1)[0]
            found += self.state.store.all(f"{record.path}/files")
            files = self.state.store.all(f"{parent}/files")
            found += [one for one in files if one.extra.get("batch") == record.id]
        return [one for one in found if "polls" in one.extra and one.wire.get("status") in _RUNNING]

    def _read(self, record: Record) -> dict[str, Any]:
        """Read an object like a client. A read advances the object."""
        route = self.operations.route(record.path)
        operation = route.operations.get("GET") if route else None
        if route is None or operation is None:
            return record.wire
        call = Call(
            operation=operation,
            path=record.path,
            params=route.parameters,
            query={},
            body={},
            headers={},
            now=int(time.time()),
            store=self.state.store,
            answers=self.state.answers,
            operations=self.operations,
            settings=self.settings,
            faults=Faults(),
        )
        return dict(respond(call).body)
