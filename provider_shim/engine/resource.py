"""The base classes of resources, data sources and ephemeral resources. Their verbs are plain REST by default.

A declaration derives from one of these classes, and overrides a verb only if its API differs. It reaches the API only through
its `Call`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from provider_shim.engine import moves
from provider_shim.engine.call import Call, Values
from provider_shim.engine.declaration import Declaration
from provider_shim.engine.planning import must_be_added_again
from provider_shim.engine.shown_secrets import ShownSecrets
from provider_shim.engine.waiting import Waits
from provider_shim.records import Record, fresh
from provider_shim.vocabulary import second_names
from provider_shim.vocabulary.diagnostics import (
    Diagnostic,
    NotFoundError,
    OtherObjectError,
    Path,
    ProviderError,
)
from provider_shim.vocabulary.rest import (
    Json,
    Rest,
    changeable_body,
    create_body,
    path_parameters,
    update_body,
)
from provider_shim.vocabulary.schema import holds_write_only
from provider_shim.vocabulary.values import UNKNOWN, is_wholly_known


@dataclass(kw_only=True)
class Draft:
    """A plan that the resource can change. There is no draft for a destroy."""

    prior: Values | None
    config: Mapping[str, Any]
    planned: Values
    replace: list[Path] = field(default_factory=list)
    imported: bool = False
    """Whether the object was imported and not applied since, so that values are missing that the API does not return."""
    diagnostics: list[Diagnostic] = field(default_factory=list)
    shown: ShownSecrets = field(default_factory=ShownSecrets)

    def is_unchanged(self) -> bool:
        """Return whether the plan changes nothing."""
        return self.prior == self.planned


class Resource(Waits):
    """An object that Terraform creates, reads, updates and deletes."""

    remote: ClassVar[bool] = True
    """Whether the resource has an object at the API."""
    importable: ClassVar[bool] = True
    """Whether the API can read the object, so that it can be imported."""
    listed_in: ClassVar[Rest | None] = None
    """The endpoint that lists the objects, if it is not `endpoint`."""
    listed_with: ClassVar[Mapping[str, Any]] = {}
    """The query parameters with which the list contains all objects."""
    not_own: ClassVar[str] = ""
    """A sentence about the items of the list that are not the resource's own. See `is_own`."""
    downloaded: ClassVar[tuple[str, ...]] = ()
    """Attributes for which the first read after an import downloads content, so that a plan can compare it."""
    sent_whole: ClassVar[bool] = False
    """Whether an update also sends unchanged values: some servers need the whole object."""
    creates: ClassVar[bool] = True
    """Whether a create leaves an object at the API that could be lost. False if the resource only reads existing objects."""
    gone: ClassVar[tuple[str, ...]] = ()
    """Values of `status` of an object that can be read but not used any more. Terraform creates another one."""
    read_after_create: ClassVar[bool] = False
    """Whether the answer to a create lacks values that only a read returns."""
    moved_from: ClassVar[tuple[moves.Moved, ...]] = ()
    """Types of other providers for the same object, with another name or other arguments."""

    @property
    def listing(self) -> Rest | None:
        """The endpoint that lists the objects, or None if the API does not list them."""
        return self.listed_in or (None if self.endpoint.page is None else self.endpoint)

    @property
    def identity_names(self) -> tuple[str, ...]:
        """The attributes of the object's identity. Empty if the API stores no object."""
        return (self.endpoint.identity or ("id",)) if self.importable else ()

    def is_own(self, item: Json, values: Values) -> bool:  # noqa: ARG002 - for overrides
        """Return whether Terraform can manage an item of a list. By default, it can manage all of them."""
        return True

    def modify_plan(self, draft: Draft) -> None:
        """Change a plan without calling the API. Does nothing by default."""

    def create(self, call: Call, planned: Values) -> Values:
        """Create the object: POST to the collection, then wait until the API has finished it."""
        values = {**planned, **self.write_only(call, planned)}
        leave_out = path_parameters(self.endpoint.collection)
        with self.parts(planned) as files:
            answer = call.send(
                self.endpoint,
                self.endpoint.collection,
                planned,
                f"create the {self.noun}",
                method="POST",
                body=self.endpoint.outgoing(create_body(self.attributes, values, leave_out)),
                files=files,
                repeatable=False,
            )
        call.save(self.initial_state(self.reshape(answer.body), planned))
        state = self.created(call, self.state(answer.body, planned), answer.body)
        call.save(state)
        return self.read_back(call, self.await_completion(call, state, answer))

    def created(self, call: Call, state: Values, answer: Json) -> Values:  # noqa: ARG002 - for overrides
        """Return the state of a new object with the values that only the answer to the create contains. By default, none."""
        return state

    def read_back(self, call: Call, state: Values) -> Values:
        """Return the state of a new object with the values that only a read returns, if `read_after_create` is set."""
        if not self.read_after_create:
            return state
        try:
            return self.read_alone(call, state) or state
        except OtherObjectError:
            raise
        except ProviderError:
            # Also if Terraform stops the run: an error would replace the new object. The next refresh reads the rest.
            return state

    def read(self, call: Call, state: Values) -> Values | None:
        """Return the current object, or None if it no longer exists: GET, or a page of the list for many objects."""
        if (listed := call.listed(self.endpoint, state, f"list the {self.noun}s")) is not None:
            return self._unless_gone(listed, state)
        return self.read_alone(call, state)

    def read_alone(self, call: Call, state: Values) -> Values | None:
        """Return the current object, or None if it no longer exists. Always send a GET for this object."""
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
        return self._unless_gone(answer.body, state)

    def _unless_gone(self, answer: Mapping[str, Any], known: Values) -> Values | None:
        state = self.state(answer, known)
        return None if state.get("status") in self.gone else state

    def update(self, call: Call, prior: Values, planned: Values) -> Values:
        """Update the object: send changed values, and null for removed ones. Or remove the object and add it again."""
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
            body=self.endpoint.outgoing(body),
        )
        state = self.state(answer.body, known)
        call.save(state)
        return self.await_completion(call, state, answer)

    def delete(self, call: Call, state: Values) -> None:
        """Delete the object: DELETE. It is not an error if the object no longer exists."""
        try:
            call.send(
                self.endpoint, self.endpoint.item, state, f"delete the {self.noun}", method="DELETE"
            )
        except NotFoundError:
            return

    def import_state(self, identity: str) -> Values:
        """Return a state from which the object can be read, from the import id.

        Raises:
            ProviderError: The id has the wrong form. The message shows the right one.
        """
        names = self.endpoint.identity
        # mkdev-me joins ids with colons, and import blocks often stay in a configuration.
        between = "/" if "/" in identity or len(names) == 1 else ":"
        parts = identity.split(between)
        if len(parts) != len(names) or not all(parts):
            shape = "/".join(f"<{name}>" for name in names)
            raise ProviderError(
                "Invalid import id",
                f'"{identity}" is not an import id of this resource. Write it as {shape}.',
            )
        own = self.attributes["id"].local or not names  # otherwise, the read returns the id
        return {
            **self.blank(),
            **({"id": identity} if own else {}),
            **dict(zip(names, parts, strict=True)),
        }

    def import_identity(self, identity: Mapping[str, str]) -> Values:
        """Return a state from which the object can be read, from its identity.

        Raises:
            ProviderError: A value of the identity is not an id.
        """
        state = self.import_state("/".join(identity[name] for name in self.identity_names))
        for name, value in identity.items():
            if state.get(name) != value:
                raise ProviderError(
                    "Invalid identity",
                    f'"{value}" is not a valid `{name}`. An identity contains the ids that the API uses. To use another name of the '
                    "object, import it by `id` instead of `identity`.",
                )
        return state

    def upgrade(self, version: int, raw: Json) -> Json:  # noqa: ARG002 - for overrides
        """Return a stored state of an older schema version in the current form."""
        return raw

    def adopt(
        self,
        source_provider: str,
        source_type: str,
        source_version: int,  # noqa: ARG002 - for overrides
        raw: Json,
    ) -> Json | None:
        """Return the state of another resource type as a state of this type, for a `moved` block. Return None if it is not supported.

        By default, the types in `moved_from` are supported, and the same type under another provider address.

        Raises:
            ProviderError: The state does not contain the ids of the object, or only its own provider can read it.
        """
        known = moves.matching(self.moved_from, source_provider, source_type)
        if known is None and self.type_name == second_names.RESOURCES.get(source_type, source_type):
            provider = moves.source(source_provider)
            if provider not in moves.PEERS:
                return raw  # a state of this provider, under another source address
            known = moves.Moved(provider, source_type)
        if known is None:
            return None
        if not self.importable:
            raise moves.nothing_to_move(self.noun, known)
        return moves.taken_over(self.attributes, self.endpoint.identity, known, raw)

    # --- for verbs ----------------------------------------------------------------------------------------------

    def blank(self) -> Values:
        """Return a state without values of the API: only settings of the provider have their defaults."""
        return {
            name: attribute.default if attribute.local else None
            for name, attribute in self.schema.items()
        }

    def changes(self, call: Call, prior: Values, planned: Values) -> Json:
        """Return the values of an update: changed values, null for removed ones, and write-only values."""
        body = update_body(self.attributes, prior, planned, self.endpoint.identity)
        if body and self.sent_whole:
            body = {**changeable_body(self.attributes, planned, self.endpoint.identity), **body}
        return {**body, **create_body(self.attributes, self.write_only(call, planned))}

    def write_only(self, call: Call, planned: Values) -> Values:  # noqa: ARG002 - for overrides
        """Return the values of write-only attributes and of those that contain them. Only the configuration has them."""
        return {
            name: call.config.get(name)
            for name, attribute in self.schema.items()
            if holds_write_only(attribute)
        }

    def _refreshed(self, call: Call, known: Values, planned: Values) -> Values:
        """Read the object for values that are unknown in the plan, if the update sends nothing."""
        open_ = [name for name, value in planned.items() if not is_wholly_known(value)]
        now = (self.read(call, known) if open_ else None) or {}
        return {name: now.get(name) for name in open_}


class DataSource(Declaration):
    """An object that Terraform reads during the plan."""

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
    """An ephemeral result. ``renew_at`` is in seconds since 1970. ``private`` contains the data for renew and close."""

    result: Values
    renew_at: float | None = None
    private: Json = fresh(default_factory=dict)


class EphemeralResource(Declaration):
    """An object that exists during one run of Terraform and is not stored."""

    def open(self, call: Call, config: Values) -> Opened:
        """Open the ephemeral resource.

        Raises:
            ProviderError: The resource could not be opened.
        """
        raise NotImplementedError

    def renew(self, call: Call, private: Json) -> Opened:  # noqa: ARG002 - for overrides
        """Renew the ephemeral resource. Does nothing by default."""
        return Opened(result={}, private=private)

    def close(self, call: Call, private: Json) -> None:
        """Close the ephemeral resource. Does nothing by default."""
