"""What a resource, a data source and an ephemeral resource can do, with verbs that are plain REST by default.

A declaration derives from one of these classes, and overrides a verb only where the API is odd. It must not know
Terraform's wire, nor reach the API otherwise than through the `Call` that it is handed.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Any, ClassVar

from provider_shim import moves, second_names
from provider_shim.call import Call, Values
from provider_shim.diagnostics import (
    CancelledError,
    Diagnostic,
    NotFoundError,
    Path,
    ProviderError,
)
from provider_shim.exchange import Answer
from provider_shim.idempotency import idempotency_key
from provider_shim.identities import check_same_object, known_identity
from provider_shim.parameters import path_of_parameter
from provider_shim.planning import must_be_added_again
from provider_shim.records import Record, fresh
from provider_shim.refusals import without_id
from provider_shim.rest import (
    Json,
    Rest,
    changeable_body,
    create_body,
    from_json,
    path_parameters,
    update_body,
)
from provider_shim.schema import Attribute, Schema
from provider_shim.shown_secrets import ShownSecrets
from provider_shim.standing_for import StandsForObjects
from provider_shim.values import UNKNOWN, is_wholly_known, settled

UNFINISHED = "unfinished"
"""What is remembered of an object while an operation waits for it, and as long as the wait has not ended well."""

LOOKS = (0.5, 1.0, 2.0, 4.0, 8.0)
"""Seconds between looks for an object that was just made and is not found yet."""


class Wait(Record):
    """How to wait for an object that the API works on after it has answered.

    Attributes:
        pending: values of ``status`` while there is work to be done.
        failed: values of ``status`` that mean failure; the object then exists and is tainted.
        succeeded: values of ``status`` that mean success. Where they are told, any other that is not known is taken for one
            of work in progress, since the API adds values without notice.
        reason: the field of the answer that says why it failed.
        interval: seconds between two looks, where the server does not say (``openai-poll-after-ms``).
        limit: seconds that it may take, where ``timeouts`` does not say.
    """

    pending: tuple[str, ...]
    failed: tuple[str, ...] = ()
    succeeded: tuple[str, ...] = ()
    reason: str = "last_error"
    interval: float = 1.0
    limit: float = 1800.0

    def goes_on(self, status: Any) -> bool:
        """Tell whether there is work to be done."""
        ended = {*self.failed, *self.succeeded}
        return status in self.pending or (
            bool(self.succeeded) and isinstance(status, str) and status not in ended
        )


@dataclass(kw_only=True)
class Draft:
    """A plan that a resource may still change, by what only it knows; none is made for destroy."""

    prior: Values | None
    config: Mapping[str, Any]
    planned: Values
    replace: list[Path] = field(default_factory=list)
    imported: bool = False
    """Whether the state was imported and not applied since, so that it lacks what the API does not tell."""
    diagnostics: list[Diagnostic] = field(default_factory=list)
    shown: ShownSecrets = field(default_factory=ShownSecrets)

    def is_unchanged(self) -> bool:
        """Tell whether nothing would be done."""
        return self.prior == self.planned


class Declaration:
    """What every kind of declaration has. The first sentence of the class docstring describes the object."""

    type_name: ClassVar[str]
    endpoint: ClassVar[Rest]
    schema: ClassVar[Schema]
    removed: ClassVar[str] = ""
    """What to use instead, where OpenAI has removed the API (other servers may still have it)."""

    @property
    def description(self) -> str:
        """User documentation in Markdown: the class docstring."""
        return inspect.cleandoc(type(self).__doc__ or "")

    @property
    def noun(self) -> str:
        """What a person calls the object: "vector store"."""
        return self.type_name.removeprefix("openai_").replace("_", " ")

    @property
    def attributes(self) -> Mapping[str, Attribute]:
        """The declared attributes."""
        return self.schema.attributes

    def validate(self, config: Mapping[str, Any]) -> list[Diagnostic]:  # noqa: ARG002 - for those who override it
        """Return what is wrong with a configuration beyond what the schema says. Nothing by default."""
        return []

    def from_answer(self, answer: Mapping[str, Any], known: Mapping[str, Any]) -> Values:
        """Return the object's values after an answer, beside what is known of it. The ids that are known stay.

        Raises:
            OtherObjectError: the answer is about another object.
        """
        identity = known_identity(self.endpoint, self.attributes, known)
        check_same_object(self.endpoint, self.attributes, answer, identity, self.type_name)
        return {**from_json(self.attributes, answer, known), **identity}

    def query(self, values: Values) -> Json:  # noqa: ARG002 - as above
        """Return what one object is read with beside its path. By default nothing."""
        return {}

    def parts(self, values: Values) -> AbstractContextManager[list[tuple[str, Any]] | None]:  # noqa: ARG002 - as above
        """Open files that are sent along, as parts of a form. By default none: what is sent is JSON."""
        return nullcontext()


class Resource(Declaration, StandsForObjects):
    """An object that Terraform creates, reads, updates and deletes."""

    wait: ClassVar[Wait | None] = None
    remote: ClassVar[bool] = True
    """Whether there is something at the API at all."""
    importable: ClassVar[bool] = True
    """Whether there is something at the API that can be read, so that it can be imported."""
    sent_whole: ClassVar[bool] = False
    """Whether an update sends what does not change, too: for small objects that servers want whole."""
    creates: ClassVar[bool] = True
    """Whether creating it leaves something at the API that could be lost. False where it only reads what others made."""
    moved_from: ClassVar[tuple[moves.Moved, ...]] = ()
    """Types of other providers that stand for the same object under another name or with other arguments."""

    def modify_plan(self, draft: Draft) -> None:
        """Change a plan by what only the resource knows, without calling the API. Nothing by default."""

    def create(self, call: Call, planned: Values) -> Values:
        """Create the object: POST to the collection, then wait if there is something to wait for."""
        values = {**planned, **self.write_only(call, planned)}
        leave_out = path_parameters(self.endpoint.collection)
        with self.parts(planned) as files:
            answer = call.send(
                self.endpoint,
                self.endpoint.collection,
                planned,
                f"create the {self.noun}",
                method="POST",
                body=self.outgoing(create_body(self.attributes, values, leave_out)),
                files=files,
                repeatable=self.endpoint.keyed,
                headers=idempotency_key() if self.endpoint.keyed else {},
            )
        call.save(self.first_glimpse(answer.body, planned))
        state = self.state(answer.body, planned)
        call.save(state)
        return self.settle(call, state, answer)

    def read(self, call: Call, state: Values) -> Values | None:
        """Return the object as it is now, or None if it is gone: GET, or a page of the list for many."""
        if (listed := call.listed(self.endpoint, state, f"list the {self.noun}s")) is not None:
            return self.state(listed, state)
        try:
            answer = call.send(
                self.endpoint,
                self.endpoint.item,
                state,
                f"read the {self.noun}",
                method="GET",
                query=self.query(state),
            )
        except NotFoundError:
            return None
        return self.state(answer.body, state)

    def update(self, call: Call, prior: Values, planned: Values) -> Values:
        """Change the object in place: send what changes, null for what is taken away; or take it away and add it again."""
        if any(must_be_added_again(self.attributes, prior, planned)):
            self.delete(call, prior)
            return self.create(call, planned)
        body = self.changes(call, prior, planned)
        known = {
            name: prior.get(name) if value is UNKNOWN else value for name, value in planned.items()
        }
        if not body or self.endpoint.update is None:
            return {**known, **self._refreshed(call, known, planned)}
        answer = call.send(
            self.endpoint,
            self.endpoint.item,
            known,
            f"update the {self.noun}",
            method=self.endpoint.update,
            body=self.outgoing(body),
        )
        state = self.state(answer.body, known)
        call.save(state)
        return self.settle(call, state, answer)

    def delete(self, call: Call, state: Values) -> None:
        """Delete the object; that it is gone already is as good: DELETE."""
        try:
            call.send(
                self.endpoint, self.endpoint.item, state, f"delete the {self.noun}", method="DELETE"
            )
        except NotFoundError:
            return

    def import_state(self, identity: str) -> Values:
        """Return a state from which the object can be read, from the id that the user gave.

        Raises:
            ProviderError: the id has the wrong shape; the message shows the right one.
        """
        names = self.endpoint.identity
        # mkdev-me joins ids with colons, and import blocks stay in a configuration for long.
        between = "/" if "/" in identity or len(names) == 1 else ":"
        parts = identity.split(between)
        if len(parts) != len(names) or not all(parts):
            shape = "/".join(f"<{name}>" for name in names)
            raise ProviderError(
                "Invalid import id", f'"{identity}" is no id of this kind; the shape is {shape}.'
            )
        own = self.attributes["id"].local or not names  # else the read says what the id is
        return {
            **self.blank(),
            **({"id": identity} if own else {}),
            **dict(zip(names, parts, strict=True)),
        }

    def upgrade(self, version: int, raw: Json) -> Json:  # noqa: ARG002 - for those who override it
        """Return a stored state of an older schema version in today's form."""
        return raw

    def adopt(
        self,
        source_provider: str,
        source_type: str,
        source_version: int,  # noqa: ARG002 - for those who override it
        raw: Json,
    ) -> Json | None:
        """Return another resource type's stored state as one of this type, or None if it cannot be: `moved` blocks.

        By default the types in `moved_from`, and the same type under another provider address.

        Raises:
            ProviderError: the state does not tell which object it is about, or holds what only its provider could read.
        """
        known = moves.matching(self.moved_from, source_provider, source_type)
        if known is None and self.type_name == second_names.RESOURCES.get(source_type, source_type):
            provider = moves.source(source_provider)
            if provider not in moves.PEERS:
                return raw  # ours, as after a change of the source
            known = moves.Moved(provider, source_type)
        if known is None:
            return None
        if not self.importable:
            raise moves.nothing_to_move(self.noun, known)
        return moves.taken_over(self.attributes, self.endpoint.identity, known, raw)

    # --- for verbs ----------------------------------------------------------------------------------------------

    def blank(self) -> Values:
        """Return a state in which the API has told nothing yet: what steers the provider alone has its default."""
        return {
            name: attribute.default if attribute.local else None
            for name, attribute in self.schema.items()
        }

    def changes(self, call: Call, prior: Values, planned: Values) -> Json:
        """Return what an update sends: what changes, null for what is taken away, and what is in no state anyway."""
        body = update_body(self.attributes, prior, planned, self.endpoint.identity)
        if body and self.sent_whole:
            body = {**changeable_body(self.attributes, planned, self.endpoint.identity), **body}
        return {**body, **create_body(self.attributes, self.write_only(call, planned))}

    def outgoing(self, body: Json) -> Json:
        """Return what create and update send, in the form that the API wants. By default it has that form."""
        return body

    def state(self, answer: Mapping[str, Any], known: Mapping[str, Any]) -> Values:
        """Return the object's values after an answer, beside what is known of it.

        Raises:
            OtherObjectError: the answer is about another object.
        """
        values = self.from_answer(answer, known)
        if self.attributes["id"].local:
            values["id"] = "/".join(str(values[name]) for name in self.endpoint.identity)
        return values

    def first_glimpse(self, answer: Mapping[str, Any], planned: Values) -> Values:
        """Return what is certain as soon as an object exists: what was planned, and its id.

        Raises:
            OutcomeUnknownError: the API gave it no id.
        """
        known: Values = settled(planned)
        if self.attributes["id"].local:
            return {**known, "id": "/".join(str(known[name]) for name in self.endpoint.identity)}
        identity = answer.get("id")
        if not isinstance(identity, str) or not identity:
            raise without_id(f"create the {self.noun}")
        return {**known, "id": identity}

    def settle(self, call: Call, state: Values, answer: Answer) -> Values:
        """Wait until the API has finished its work on the object, if it does any and the user wants to wait.

        When Terraform asks to stop, the object is left as it is: an error would taint it, and the next apply replace what
        may be finished by then.

        Raises:
            ProviderError: it failed, or takes longer than `timeouts` allows.
        """
        call.private.pop(UNFINISHED, None)
        wait = self.wait
        if wait is None or not self.wants_to_wait(state):
            return state
        call.private[UNFINISHED] = True
        attempted = f"finish the {self.noun}"
        while wait.goes_on(status := answer.body.get("status")):
            try:
                call.pause_after(answer, wait.interval, attempted)
                answer = self._seen(call, state, attempted)
            except CancelledError:
                return self.interrupted(call, state)
            state = self.state(answer.body, state)
            call.save(state)
        if status in wait.failed:
            told = answer.body.get(wait.reason)
            param = told.get("param") if isinstance(told, Mapping) else None
            raise ProviderError(
                f"{self.noun.capitalize()} {status}",
                f"The object exists, but the API says that its status is {status}: "
                f"{_reason(told)} Mend the cause and apply again: the object will be replaced.",
                path_of_parameter(self.attributes, call.config, param),
            )
        del call.private[UNFINISHED]
        return state

    def interrupted(self, call: Call, state: Values) -> Values:
        """Return the state of an object that is not finished when Terraform asks to stop, and tell what comes next."""
        call.interrupted = True
        call.warn(
            f"Did not wait for the {self.noun}",
            f"Terraform asked to stop. The {self.noun} {state['id']} exists, and the API goes on with it. It is in the state and "
            "not tainted. The next plan looks at it again; if it is not finished by then, the next apply waits for it.",
        )
        return state

    def is_unfinished(self, state: Values) -> bool:
        """Tell whether there is something to wait for, as far as the state says."""
        return (
            self.wait is not None
            and self.wants_to_wait(state)
            and self.wait.goes_on(state.get("status"))
        )

    def has_failed(self, state: Values) -> bool:
        """Tell whether what would be waited for has failed."""
        return (
            self.wait is not None
            and self.wants_to_wait(state)
            and state.get("status") in self.wait.failed
        )

    def finish(self, call: Call, state: Values) -> Values:
        """Wait for an object that an earlier operation left unfinished.

        Raises:
            ProviderError: see `settle`.
        """
        answer = self._seen(call, state, f"finish the {self.noun}")
        state = self.state(answer.body, state)
        call.save(state)
        return self.settle(call, state, answer)

    def _seen(self, call: Call, state: Values, attempted: str) -> Answer:
        """Return the object, which is there: some servers do not find at once what they have just made."""
        for seconds in (*LOOKS, None):
            try:
                return call.send(
                    self.endpoint,
                    self.endpoint.item,
                    state,
                    attempted,
                    method="GET",
                    query=self.query(state),
                )
            except NotFoundError:
                if seconds is None:
                    raise
                call.pause(seconds, attempted)
        raise AssertionError("unreachable: the last look returns or raises")

    def wants_to_wait(self, state: Values) -> bool:
        """Tell whether to wait for the API's work on this object. By default always."""
        return state.get("wait_for_completion") is not False

    def write_only(self, call: Call, planned: Values) -> Values:  # noqa: ARG002 - for those who override it
        """Return the values of what is write-only, or holds what is: that is in the configuration alone."""
        return {
            name: call.config.get(name)
            for name, attribute in self.schema.items()
            if attribute.write_only
        }

    def _refreshed(self, call: Call, known: Values, planned: Values) -> Values:
        """Return what the plan left unknown although nothing is sent, by reading the object."""
        open_ = [name for name, value in planned.items() if not is_wholly_known(value)]
        now = (self.read(call, known) if open_ else None) or {}
        return {name: now.get(name) for name in open_}


def _reason(told: Any) -> str:
    if isinstance(told, Mapping) and isinstance(told.get("data"), list):
        return " ".join(_reason(one) for one in told["data"]) or _reason(None)
    if isinstance(told, Mapping) and told.get("line") is not None:
        return f"line {told['line']}: {_reason({**told, 'line': None})}"
    if isinstance(told, Mapping):
        told = told.get("message") or told.get("code")
    return f"{str(told).rstrip('.')}." if told else "it does not say why."


class DataSource(Declaration):
    """Something that Terraform reads while it plans."""

    def read(self, call: Call, config: Values) -> Values:
        """Return the object with the configured ids: GET."""
        answer = call.send(
            self.endpoint,
            self.endpoint.item,
            config,
            f"read the {self.noun}",
            method="GET",
            query=self.query(config),
        )
        return self.from_answer(answer.body, config)


class Opened(Record):
    """An ephemeral result. ``renew_at`` is in Unix seconds; ``private`` is what renew and close need."""

    result: Values
    renew_at: float | None = None
    private: Json = fresh(default_factory=dict)


class EphemeralResource(Declaration):
    """Something that exists during one run of Terraform and is stored nowhere."""

    def open(self, call: Call, config: Values) -> Opened:
        """Make it.

        Raises:
            ProviderError: it could not be made.
        """
        raise NotImplementedError

    def renew(self, call: Call, private: Json) -> Opened:  # noqa: ARG002 - for those who override it
        """Keep it alive. Nothing by default."""
        return Opened(result={}, private=private)

    def close(self, call: Call, private: Json) -> None:
        """End it. Nothing by default."""
