"""The operations that Terraform requests from a provider, and their results.

`Provider` is the interface between the layer `protocol`, which calls it, and the module `provider`, which implements it. A
resource, a configuration or a result is a dict of values by attribute name, or None if it does not exist. Every operation can raise
`ProviderError`. Its result can contain further diagnostics.
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
    """The current state of a resource.

    Attributes:
        state: the value for the current schema, or None if the object does not exist any more.
        private: bytes that Terraform stores with the state and never shows.
        diagnostics: the errors and warnings for the user.
    """

    state: Value | None
    private: bytes = b""
    diagnostics: list[Diagnostic] = fresh(default_factory=list)


class PlanResult(Record):
    """The plan for a resource.

    Attributes:
        planned: the value for the current schema, or None for a destroy. Values that only apply knows are UNKNOWN.
        requires_replace: the paths whose change replaces the object.
        private: bytes that Terraform passes to apply.
        diagnostics: the errors and warnings for the user.
    """

    planned: Value | None
    requires_replace: list[Path] = fresh(default_factory=list)
    private: bytes = b""
    diagnostics: list[Diagnostic] = fresh(default_factory=list)


class ApplyResult(Record):
    """The state of a resource after apply, or None if the object does not exist any more.

    After a partial failure, the result contains an error and the existing object, so that its id is not lost.
    """

    state: Value | None
    private: bytes = b""
    diagnostics: list[Diagnostic] = fresh(default_factory=list)


class ImportResult(Record):
    """The known values of an imported object before its first read: at least its id."""

    type_name: str
    state: Value
    private: bytes = b""
    diagnostics: list[Diagnostic] = fresh(default_factory=list)


class MoveResult(Record):
    """The state of another resource type, converted to one of ours.

    Attributes:
        state: the value for the schema of our type, or None if there is an error.
        private: bytes that Terraform stores with the state and never shows.
        unread: whether the state is from another provider. Its ids can be artificial, so the next read finds out the object.
        diagnostics: the errors and warnings for the user.
    """

    state: Value | None
    private: bytes = b""
    unread: bool = False
    diagnostics: list[Diagnostic] = fresh(default_factory=list)


class DataResult(Record):
    """The result of a data source. ``state`` is None only if there is an error. ``answer`` is the response of the API, as JSON."""

    state: Value | None
    answer: str | None = None
    diagnostics: list[Diagnostic] = fresh(default_factory=list)


class ListResult(Record):
    """An object that a list has found, or diagnostics without an object.

    Attributes:
        identity: the identity of the object.
        display_name: the name by which people know it.
        state: the value for the schema of the managed resource, if Terraform has requested it.
        diagnostics: the errors and warnings for the user. An error ends the list.
    """

    identity: Mapping[str, str] | None = None
    display_name: str = ""
    state: Value | None = None
    diagnostics: list[Diagnostic] = fresh(default_factory=list)


class OpenResult(Record):
    """An opened ephemeral resource.

    Attributes:
        result: the value for the schema, or None if there is an error.
        renew_at: the time at which Terraform must renew it, in seconds since 1970, or None if it need not be renewed.
        private: bytes that Terraform passes to renew and close.
        diagnostics: the errors and warnings for the user.
    """

    result: Value | None
    renew_at: float | None = None
    private: bytes = b""
    diagnostics: list[Diagnostic] = fresh(default_factory=list)


class RenewResult(Record):
    """A renewed ephemeral resource. See `OpenResult`."""

    renew_at: float | None = None
    private: bytes = b""
    diagnostics: list[Diagnostic] = fresh(default_factory=list)


class Progress(Record):
    """The progress of a running action, which Terraform prints."""

    message: str


class Completed(Record):
    """The end of an action. The action has failed if the diagnostics contain an error."""

    diagnostics: list[Diagnostic] = fresh(default_factory=list)


class Parameter(Record):
    """One parameter of a provider function.

    Attributes:
        name: the name in the documentation. Arguments are positional.
        type: the type in cty's JSON form.
        doc: the documentation for users, as complete sentences in Markdown.
        allow_null: the function accepts null. Otherwise, Terraform rejects null.
        allow_unknown: the function accepts UNKNOWN. Otherwise, Terraform calls it when all arguments are known.
    """

    name: str
    type: CtyType
    doc: str = ""
    allow_null: bool = False
    allow_unknown: bool = False


class Function(Record):
    """A provider function, ``provider::openai::<name>(…)``. It is pure and needs no configuration.

    Attributes:
        name: the name after ``provider::openai::``.
        summary: one sentence.
        description: the documentation for users, in Markdown.
        parameters: the positional parameters.
        variadic: the parameter for all further arguments, or None if there are no further arguments.
        returns: the type of the result, in cty's JSON form.
        call: takes all arguments as one list, in order. It raises `FunctionError`.
    """

    name: str
    summary: str
    description: str = ""
    parameters: tuple[Parameter, ...] = ()
    variadic: Parameter | None = None
    returns: CtyType
    call: Callable[[list[Any]], Any]


class FunctionError(Exception):
    """An argument of a function is wrong. ``argument`` is its position from 0, or None if the error is not about a single one."""

    def __init__(self, message: str, argument: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.argument = argument


class Declared(Protocol):
    """The members of a resource, data source, ephemeral resource or action.

    Attributes:
        type_name: Terraform's name of the type, such as ``openai_file``.
        schema: the attributes.
    """

    type_name: ClassVar[str]
    schema: ClassVar[Schema]

    @property
    def description(self) -> str:
        """The documentation for users, in Markdown."""
        ...


class Managed(Declared, Protocol):
    """The additional members of a managed resource."""

    @property
    def identity_names(self) -> tuple[str, ...]:
        """The attributes of the object's permanent identity. Empty if the API stores no object."""
        ...


class DeclaredList(Protocol):
    """The members of a list resource."""

    @property
    def schema(self) -> Schema:
        """The filters of the list."""
        ...

    @property
    def description(self) -> str:
        """The documentation for users, in Markdown."""
        ...


class Provider(Protocol):
    """A complete provider, by type name. Operations run in many threads at the same time."""

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
        """The list resources, by the type name of the managed resource."""
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
        """Cancel all running operations, and return immediately."""
        ...

    def end(self) -> None:
        """Record that Terraform has ended the run normally. It is called just before the process ends."""
        ...

    def validate_resource(self, type_name: str, config: Value) -> list[Diagnostic]:
        """Check the configuration of a resource."""
        ...

    def upgrade_state(self, type_name: str, version: int, raw: dict[str, Any]) -> Value:
        """Convert the JSON of a stored state to the current schema, from an older version of it or from another provider.

        The result can lack attributes, which become null, and have other ones, which are dropped. Dynamic values are ``Typed``, in
        Terraform's JSON form, or without a type.
        """
        ...

    def read(self, type_name: str, state: Value, private: bytes) -> ReadResult:
        """Refresh the object."""
        ...

    def plan(
        self,
        type_name: str,
        prior: Value | None,
        proposed: Value | None,
        config: Value | None,
        private: bytes,
    ) -> PlanResult:
        """Return the plan for a create (no prior state), a destroy (no proposed state) or a change."""
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
        """Import an existing object by its id."""
        ...

    def import_identity(self, type_name: str, identity: Mapping[str, str]) -> ImportResult:
        """Import an existing object by its identity. See `Managed.identity_names`."""
        ...

    def generate_configuration(self, type_name: str, state: Value) -> Value:
        """Return the configuration of an imported object."""
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
        """Convert the stored JSON of another resource type. Raise `ProviderError` if the move is not supported."""
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
        """Open an ephemeral resource."""
        ...

    def renew_ephemeral(self, type_name: str, private: bytes) -> RenewResult:
        """Renew an ephemeral resource."""
        ...

    def close_ephemeral(self, type_name: str, private: bytes) -> list[Diagnostic]:
        """Close an ephemeral resource."""
        ...

    def validate_list(self, type_name: str, config: Value) -> list[Diagnostic]:
        """Check the configuration of a list resource."""
        ...

    def list_objects(
        self, type_name: str, config: Value, *, include: bool, limit: int
    ) -> Generator[ListResult, None, None]:
        """Yield at most ``limit`` objects of a list resource, with their states if Terraform has requested them."""
        ...

    def validate_action(self, type_name: str, config: Value) -> list[Diagnostic]:
        """Check the configuration of an action."""
        ...

    def plan_action(self, type_name: str, config: Value) -> list[Diagnostic]:
        """Check an action before it is invoked. This has no effect, and Terraform can call it several times."""
        ...

    def invoke_action(
        self, type_name: str, config: Value
    ) -> Generator[Progress | Completed, None, None]:
        """Invoke an action. Yield each progress message immediately, and then the completion."""
        ...
