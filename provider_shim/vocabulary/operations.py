"""What Terraform asks of a provider, and what comes back. It must not know gRPC, protobuf, the API or any declaration.

`Provider` is the seam between the wire (`protocol`, which calls it) and the behaviour (`provider`, which is one).
Values are those of `values`: a resource, a configuration or a result is a dict by attribute name, or None where there
is none. Every operation may raise `ProviderError`; what it returns may carry further diagnostics.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from typing import Any, ClassVar, Protocol

from provider_shim.records import Record, fresh
from provider_shim.vocabulary.diagnostics import Diagnostic, Path
from provider_shim.vocabulary.schema import Schema
from provider_shim.vocabulary.values import CtyType

Value = dict[str, Any]
"""The value of a whole resource, configuration or result, by attribute name."""


class ReadResult(Record):
    """What a resource looks like now; ``state`` is None when it is gone.

    Attributes:
        state: the value for the current schema.
        private: bytes that Terraform keeps beside the state and never shows.
        diagnostics: the errors and warnings for the user.
    """

    state: Value | None
    private: bytes = b""
    diagnostics: list[Diagnostic] = fresh(default_factory=list)


class PlanResult(Record):
    """What a resource will look like; ``planned`` is None when it will be destroyed.

    Attributes:
        planned: the value for the current schema, with UNKNOWN where only apply can tell.
        requires_replace: paths whose change needs a new object.
        private: bytes that Terraform hands to apply.
        diagnostics: the errors and warnings for the user.
    """

    planned: Value | None
    requires_replace: list[Path] = fresh(default_factory=list)
    private: bytes = b""
    diagnostics: list[Diagnostic] = fresh(default_factory=list)


class ApplyResult(Record):
    """What a resource looks like after apply; ``state`` is None when it does not exist any more.

    A failure part of the way returns what exists (so that its id is not lost) together with an error.
    """

    state: Value | None
    private: bytes = b""
    diagnostics: list[Diagnostic] = fresh(default_factory=list)


class ImportResult(Record):
    """What is known of an existing object before its first read: its id, at least."""

    type_name: str
    state: Value
    private: bytes = b""
    diagnostics: list[Diagnostic] = fresh(default_factory=list)


class MoveResult(Record):
    """The state of another resource type as one of ours; ``state`` is None only beside an error.

    Attributes:
        state: the value for the schema of ours.
        private: bytes that Terraform keeps beside the state and never shows.
        unread: whether it is of another provider, which may have made up ids: the next read says which object it is.
        diagnostics: the errors and warnings for the user.
    """

    state: Value | None
    private: bytes = b""
    unread: bool = False
    diagnostics: list[Diagnostic] = fresh(default_factory=list)


class DataResult(Record):
    """What a data source found; ``state`` is None only beside an error. ``answer`` is what the API told, as JSON."""

    state: Value | None
    answer: str | None = None
    diagnostics: list[Diagnostic] = fresh(default_factory=list)


class ListResult(Record):
    """An object that a list has found; or something to tell the user, without an object.

    Attributes:
        identity: what names the object.
        display_name: the name by which people know it.
        state: the value for the schema of the managed resource, where it is wanted.
        diagnostics: what to tell the user; an error ends the list.
    """

    identity: Mapping[str, str] | None = None
    display_name: str = ""
    state: Value | None = None
    diagnostics: list[Diagnostic] = fresh(default_factory=list)


class OpenResult(Record):
    """An opened ephemeral resource; ``result`` is None only beside an error.

    Attributes:
        result: the value for the schema.
        renew_at: when Terraform must renew it, in seconds since 1970; None if never.
        private: bytes that renewing and closing get back.
        diagnostics: the errors and warnings for the user.
    """

    result: Value | None
    renew_at: float | None = None
    private: bytes = b""
    diagnostics: list[Diagnostic] = fresh(default_factory=list)


class RenewResult(Record):
    """A renewed ephemeral resource; see `OpenResult`."""

    renew_at: float | None = None
    private: bytes = b""
    diagnostics: list[Diagnostic] = fresh(default_factory=list)


class Progress(Record):
    """The progress of a running action, which Terraform prints."""

    message: str


class Completed(Record):
    """The end of an action; it has failed if there is an error among the diagnostics."""

    diagnostics: list[Diagnostic] = fresh(default_factory=list)


class Parameter(Record):
    """One parameter of a provider function.

    Attributes:
        name: as the documentation calls it; arguments are positional.
        type: in cty's JSON form.
        doc: user documentation: full sentences in Markdown.
        allow_null: null is handed to the function; otherwise Terraform refuses it.
        allow_unknown: UNKNOWN is handed to the function; otherwise Terraform skips the call until all is known.
    """

    name: str
    type: CtyType
    doc: str = ""
    allow_null: bool = False
    allow_unknown: bool = False


class Function(Record):
    """A provider function, ``provider::openai::<name>(…)``: pure, and usable without any configuration.

    Attributes:
        name: what follows ``provider::openai::``.
        summary: one sentence.
        description: user documentation in Markdown.
        parameters: the positional parameters.
        variadic: what any further arguments are; None if there may be none.
        returns: the type of the result, in cty's JSON form.
        call: takes all arguments as one list, in order; raises `FunctionError`.
    """

    name: str
    summary: str
    description: str = ""
    parameters: tuple[Parameter, ...] = ()
    variadic: Parameter | None = None
    returns: CtyType
    call: Callable[[list[Any]], Any]


class FunctionError(Exception):
    """A function's argument is wrong; ``argument`` counts from 0, None blames no single one."""

    def __init__(self, message: str, argument: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.argument = argument


class Declared(Protocol):
    """The members of a resource, data source, ephemeral resource or action.

    Attributes:
        type_name: Terraform's name of the type, e.g. ``openai_file``.
        schema: its attributes.
    """

    type_name: ClassVar[str]
    schema: ClassVar[Schema]

    @property
    def description(self) -> str:
        """User documentation in Markdown."""
        ...


class Managed(Declared, Protocol):
    """The additional members of a managed resource."""

    @property
    def identity_names(self) -> tuple[str, ...]:
        """The attributes that together name the object for good; none where the API keeps nothing."""
        ...


class DeclaredList(Protocol):
    """The members of a list resource."""

    @property
    def schema(self) -> Schema:
        """Its filters."""
        ...

    @property
    def description(self) -> str:
        """User documentation in Markdown."""
        ...


class Provider(Protocol):
    """A whole provider, by type name. Operations run in many threads at a time."""

    @property
    def schema(self) -> Schema:
        """The attributes of the provider's own configuration."""
        ...

    @property
    def resources(self) -> Mapping[str, Managed]:
        """The managed resources, by type name."""
        ...

    @property
    def data_sources(self) -> Mapping[str, Declared]:
        """The data sources, by type name."""
        ...

    @property
    def ephemeral_resources(self) -> Mapping[str, Declared]:
        """The ephemeral resources, by type name."""
        ...

    @property
    def list_resources(self) -> Mapping[str, DeclaredList]:
        """The list resources, by type name, which is that of a managed resource."""
        ...

    @property
    def actions(self) -> Mapping[str, Declared]:
        """The actions, by type name."""
        ...

    @property
    def functions(self) -> Mapping[str, Function]:
        """The functions, by name."""
        ...

    def validate_configuration(self, config: Value) -> list[Diagnostic]:
        """Check the provider's configuration, which may contain UNKNOWN."""
        ...

    def configure(self, config: Value, *, terraform_version: str) -> list[Diagnostic]:
        """Store the provider's configuration, which may contain UNKNOWN during a plan."""
        ...

    def stop(self) -> None:
        """Cancel all running operations, and return at once."""
        ...

    def end(self) -> None:
        """Take note that Terraform has ended the run in order, right before the process ends."""
        ...

    def validate_resource(self, type_name: str, config: Value) -> list[Diagnostic]:
        """Check the configuration of a resource."""
        ...

    def upgrade_state(self, type_name: str, version: int, raw: dict[str, Any]) -> Value:
        """Turn stored JSON into that of the current schema: of an older version of it, or of another provider's.

        Attributes may be missing (null) or superfluous (dropped) in what it returns; dynamic values are ``Typed``, in
        Terraform's JSON form, or without a type.
        """
        ...

    def read(self, type_name: str, state: Value, private: bytes) -> ReadResult:
        """Look at the object again."""
        ...

    def plan(
        self,
        type_name: str,
        prior: Value | None,
        proposed: Value | None,
        config: Value | None,
        private: bytes,
    ) -> PlanResult:
        """Return the plan: create (no prior), destroy (no proposed), or change."""
        ...

    def apply(
        self,
        type_name: str,
        prior: Value | None,
        planned: Value | None,
        config: Value | None,
        private: bytes,
    ) -> ApplyResult:
        """Apply a plan."""
        ...

    def import_state(self, type_name: str, id: str) -> ImportResult:  # noqa: A002  Terraform's word
        """Adopt an existing object by its id."""
        ...

    def import_identity(self, type_name: str, identity: Mapping[str, str]) -> ImportResult:
        """Adopt an existing object by its identity; see `Managed.identity_names`."""
        ...

    def generate_configuration(self, type_name: str, state: Value) -> Value:
        """Describe an imported object as a configuration would."""
        ...

    def move_state(  # noqa: PLR0917  each is a field of the request
        self,
        source_provider: str,
        source_type: str,
        source_version: int,
        raw: dict[str, Any],
        source_private: bytes,
        target_type: str,
    ) -> MoveResult:
        """Take over the stored JSON of another resource type; raise `ProviderError` if that is not supported."""
        ...

    def validate_data_source(self, type_name: str, config: Value) -> list[Diagnostic]:
        """Check the configuration of a data source."""
        ...

    def read_data_source(self, type_name: str, config: Value) -> DataResult:
        """Read a data source."""
        ...

    def validate_ephemeral(self, type_name: str, config: Value) -> list[Diagnostic]:
        """Check the configuration of an ephemeral resource."""
        ...

    def open_ephemeral(self, type_name: str, config: Value) -> OpenResult:
        """Make an ephemeral resource."""
        ...

    def renew_ephemeral(self, type_name: str, private: bytes) -> RenewResult:
        """Keep an ephemeral resource alive."""
        ...

    def close_ephemeral(self, type_name: str, private: bytes) -> list[Diagnostic]:
        """Give an ephemeral resource up."""
        ...

    def validate_list(self, type_name: str, config: Value) -> list[Diagnostic]:
        """Check the configuration of a list resource."""
        ...

    def list_objects(
        self, type_name: str, config: Value, *, include: bool, limit: int
    ) -> Generator[ListResult, None, None]:
        """Yield the objects that a list resource finds, at most ``limit``; with their states if they are to be included."""
        ...

    def validate_action(self, type_name: str, config: Value) -> list[Diagnostic]:
        """Check the configuration of an action."""
        ...

    def plan_action(self, type_name: str, config: Value) -> list[Diagnostic]:
        """Check an action before it is invoked. It has no effect, and Terraform may call it several times."""
        ...

    def invoke_action(
        self, type_name: str, config: Value
    ) -> Generator[Progress | Completed, None, None]:
        """Invoke an action: yield its progress, each message as soon as it is known, and then that it is completed."""
        ...
