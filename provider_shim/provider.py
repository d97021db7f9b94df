"""The provider: all declarations by type name, and the operations that Terraform requests.

An object that exists stays in the state, even if a verb fails. The protocol layer uses the provider as `operations.Provider`.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from provider_shim.api.client import Api
from provider_shim.engine import (
    configuration,
    enumeration,
    importing,
    imports,
    moves,
    noting,
    replacing,
)
from provider_shim.engine.action import Action
from provider_shim.engine.answers import Answers
from provider_shim.engine.applying import applied
from provider_shim.engine.boundary import guarded, reporting
from provider_shim.engine.declaration import Declaration
from provider_shim.engine.generated_configuration import generated
from provider_shim.engine.opening import opened, renewed
from provider_shim.engine.original_settings import OriginalSettings, notes_folder
from provider_shim.engine.planning import plan, without_not_returned
from provider_shim.engine.private_data import pack, unpack
from provider_shim.engine.refreshing import refreshed
from provider_shim.engine.removals import removal
from provider_shim.engine.resource import DataSource, Draft, EphemeralResource, Resource
from provider_shim.engine.run import Run
from provider_shim.engine.shown_secrets import ShownSecrets
from provider_shim.engine.unfinished import plan_to_finish
from provider_shim.engine.unknown_configuration import needed_by, not_known_yet, with_defaults
from provider_shim.engine.validation import validate
from provider_shim.functions import FUNCTIONS
from provider_shim.journal import scopes
from provider_shim.journal.journal import Journal, folder_in
from provider_shim.logs import log_to_file_unless_terraform_logs
from provider_shim.objects import (
    ACTIONS,
    DATA_SOURCES,
    EPHEMERAL_RESOURCES,
    LIST_RESOURCES,
    RESOURCES,
)
from provider_shim.patterns.handed_on import configuration_faults, placeholder_faults
from provider_shim.vocabulary import second_names
from provider_shim.vocabulary.diagnostics import Diagnostic, error, has_errors
from provider_shim.vocabulary.operations import (
    ApplyResult,
    Completed,
    DataResult,
    Function,
    ImportResult,
    ListResult,
    MoveResult,
    OpenResult,
    PlanResult,
    Progress,
    ReadResult,
    RenewResult,
)
from provider_shim.vocabulary.schema import Schema
from provider_shim.vocabulary.stored_values import with_types
from provider_shim.vocabulary.tables import Table
from provider_shim.vocabulary.values import configured, is_wholly_known

if TYPE_CHECKING:  # loaded when something is listed
    from provider_shim.patterns.list_resources import ListResource

Value = dict[str, Any]
Kind = TypeVar("Kind")

SCHEMA = configuration.SCHEMA


class Provider:
    """The provider that Terraform uses. Operations may run in many threads at the same time."""

    def __init__(self) -> None:
        self.schema: Schema = SCHEMA
        self.resources: Mapping[str, Resource] = _instances(RESOURCES, second_names.RESOURCES)
        self.data_sources: Mapping[str, DataSource] = _instances(
            DATA_SOURCES, second_names.DATA_SOURCES
        )
        self.ephemeral_resources: Mapping[str, EphemeralResource] = _instances(
            EPHEMERAL_RESOURCES, {}
        )
        self.list_resources: Mapping[str, ListResource] = Table(LIST_RESOURCES, self._list_resource)
        self.actions: Mapping[str, Action] = _instances(ACTIONS, {})
        self.functions: Mapping[str, Function] = {function.name: function for function in FUNCTIONS}
        self._api = Api(configuration.settings({}, configuration.user_agent("")))
        self._unknown: list[str] = []
        self._journal = Journal(None)
        self._originals = OriginalSettings()
        self._shown = ShownSecrets()
        self.begin_run()

    # --- the provider itself ------------------------------------------------------------------------------------

    def validate_configuration(self, config: Value) -> list[Diagnostic]:
        """Check the provider's configuration."""
        faults = configuration.environment_faults(configuration.for_sandbox(config))
        return [
            *validate(self.schema.attributes, config),
            *configuration_faults(self.schema.attributes, config),
            *(error("Invalid value", fault, (name,)) for name, fault in faults),
        ]

    def configure(
        self, config: Value, *, terraform_version: str, is_patient: bool = True
    ) -> list[Diagnostic]:
        """Store the configuration. It imports and sends nothing, because many plans need no request.

        Args:
            config: the configuration.
            terraform_version: the version of Terraform, for the API. Empty for none.
            is_patient: see `Api`.
        """
        found = self.validate_configuration(config)
        if has_errors(found):
            return found
        if config.get("debug") is True:
            log_to_file_unless_terraform_logs()
        config = dict(configuration.for_sandbox(config))
        self._unknown = configuration.unknown_attributes(config)
        self._api = Api(
            configuration.settings(config, configuration.user_agent(terraform_version)),
            is_patient=is_patient,
        )
        data = scopes.data_folder()
        self._journal.close()
        self._journal = Journal(folder_in(data), scopes.current(data))
        self._originals = OriginalSettings(notes_folder(data))
        self.begin_run()
        return found + self._journal.left_over()

    def begin_run(self) -> None:
        """Begin a new run of Terraform, without the created objects and lists of the last one."""
        self._run = Run(api=self._api, originals=self._originals, shown=self._shown)

    def stop(self) -> None:
        """Cancel all waits."""
        self._api.stop()

    def end(self) -> None:
        """Record in the journal that Terraform has ended the run normally."""
        self._journal.end()

    # --- resources ----------------------------------------------------------------------------------------------

    def validate_resource(self, type_name: str, config: Value) -> list[Diagnostic]:
        """Check the configuration of a resource."""
        resource = self.resources[type_name]
        return imports.validated(resource, _validate(resource, config))

    def upgrade_state(self, type_name: str, version: int, raw: dict[str, Any]) -> Value:
        """Convert a stored state of an older version, or of another provider that this one replaces, to the current form.

        Settings of the provider that are missing in the state get their defaults, so that a plan does not show them as changes.
        """
        resource = self.resources[type_name]
        if version != resource.schema.version:
            raw = resource.upgrade(version, raw)
        raw = with_types(resource.attributes, moves.with_own_id(resource.endpoint.identity, raw))
        unheard_of = {
            name: attribute.default
            for name, attribute in resource.attributes.items()
            if attribute.local and attribute.default is not None
        }
        noting.is_in_state(self._journal, resource, raw)
        return {**unheard_of, **raw}

    def read(self, type_name: str, state: Value, private: bytes) -> ReadResult:
        """Refresh an object. After any failure except "not found", the state does not change."""
        resource = self.resources[type_name]
        return refreshed(
            resource,
            self._run,
            self._journal,
            state=state,
            private=private,
            unknown=needed_by(resource, self._unknown),
            data_sources=self.data_sources,
        )

    def plan(
        self,
        type_name: str,
        prior: Value | None,
        proposed: Value | None,
        config: Value | None,
        private: bytes,
    ) -> PlanResult:
        """Return the plan for an object."""
        resource = self.resources[type_name]
        drafted = plan(resource.attributes, prior, proposed, config)
        engines, declarations = unpack(private)
        engines = replacing.planned_private(
            resource, prior, drafted.planned, engines, self._originals
        )
        private = pack(engines, declarations)
        if drafted.planned is None or proposed is None or config is None:
            return PlanResult(planned=None, private=private)
        replace, imported = drafted.replace, engines.imported
        if imported:
            replace = without_not_returned(resource.attributes, prior or {}, replace)
        draft = Draft(
            prior=prior,
            config=config,
            planned=drafted.planned,
            replace=replace,
            imported=imported,
            shown=self._shown,
        )
        if stopped := imports.planned(draft, _validate(resource, config)):
            return PlanResult(planned=draft.planned, private=private, diagnostics=stopped)
        if engines.unfinished:
            plan_to_finish(resource, draft, proposed)
        resource.modify_plan(draft)
        self._journal.plans()
        if prior is None and is_wholly_known(config):
            draft.diagnostics += noting.twins(self._journal, type_name, resource, draft.planned)
        draft.diagnostics += placeholder_faults(resource.attributes, draft)
        if not draft.is_unchanged():
            draft.diagnostics += removal(resource, self._api.settings.address)
        return PlanResult(
            planned=draft.planned,
            requires_replace=draft.replace,
            private=private,
            diagnostics=draft.diagnostics,
        )

    def apply(
        self,
        type_name: str,
        prior: Value | None,
        planned: Value | None,
        config: Value | None,
        private: bytes,
    ) -> ApplyResult:
        """Apply a plan. If the API has returned an id, the object is in the new state, even after a later failure."""
        resource = self.resources[type_name]
        return applied(
            resource,
            self._run,
            self._journal,
            type_name=type_name,
            prior=prior,
            planned=planned,
            config=config,
            private=private,
        )

    def import_state(self, type_name: str, id: str) -> ImportResult:  # noqa: A002 - Terraform's word
        """Import an existing object. Terraform reads it next."""
        return importing.by_id(self.resources[type_name], type_name, id)

    def objects(
        self, type_name: str, parents: Mapping[str, str], lists: enumeration.Lists | None = None
    ) -> Iterator[Value]:
        """Yield the states of the objects that exist in a place, while the pages of the API's list arrive.

        Args:
            type_name: the type of the objects.
            parents: the ids that `enumeration.parents_of` names.
            lists: see `enumeration.enumerated`.

        Raises:
            ProviderError: an object could not be read. The objects yielded before are valid.
        """
        resource = self.resources[type_name]
        call = self._run.call(resource, {}, "read", b"")
        if resource.listing is not None:
            yield from enumeration.enumerated(resource, call, parents, lists)
        elif (found := enumeration.only_one(resource, call, parents)) is not None:
            yield found

    def import_identity(self, type_name: str, identity: Mapping[str, str]) -> ImportResult:
        """Import an existing object by its identity. Terraform reads it next."""
        return importing.by_identity(self.resources[type_name], type_name, identity)

    def generate_configuration(self, type_name: str, state: Value) -> Value:
        """Return the configuration of an imported object."""
        return generated(self.resources[type_name].attributes, state)

    def move_state(  # noqa: PLR0917 - as the protocol has it
        self,
        source_provider: str,
        source_type: str,
        source_version: int,
        raw: dict[str, Any],
        source_private: bytes,  # noqa: ARG002 - as the protocol has it
        target_type: str,
    ) -> MoveResult:
        """Take over the state of another resource type."""
        resource = self.resources[target_type]
        return importing.moved(
            resource, source_provider, source_type, source_version, raw, target_type=target_type
        )

    # --- data sources -------------------------------------------------------------------------------------------

    def validate_data_source(self, type_name: str, config: Value) -> list[Diagnostic]:
        """Check the configuration of a data source."""
        return _validate(self.data_sources[type_name], config)

    def read_data_source(self, type_name: str, config: Value) -> DataResult:
        """Read a data source."""
        source = self.data_sources[type_name]
        call = self._run.call(source, config, "read", b"", config)
        call.diagnostics += removal(source, self._api.settings.address)
        call.answers = answers = Answers()
        state = guarded(
            source,
            call,
            "read",
            lambda: source.read(call, with_defaults(source, config, self._unknown)),
        )
        if has_errors(call.diagnostics):
            return DataResult(state=None, diagnostics=call.diagnostics)
        # Configured values stay the same, because Terraform compares them.
        return DataResult(
            state={**(state or {}), **configured(config)},
            answer=answers.as_json(),
            diagnostics=call.diagnostics,
        )

    # --- ephemeral resources ------------------------------------------------------------------------------------

    def validate_ephemeral(self, type_name: str, config: Value) -> list[Diagnostic]:
        """Check the configuration of an ephemeral resource."""
        return _validate(self.ephemeral_resources[type_name], config)

    def open_ephemeral(self, type_name: str, config: Value) -> OpenResult:
        """Open an ephemeral resource."""
        resource = self.ephemeral_resources[type_name]
        call = self._run.call(resource, config, "open", b"", config)
        call.diagnostics += removal(resource, self._api.settings.address)
        return opened(resource, call, config, self._unknown)

    def renew_ephemeral(self, type_name: str, private: bytes) -> RenewResult:
        """Renew an ephemeral resource."""
        resource = self.ephemeral_resources[type_name]
        return renewed(resource, self._run.call(resource, {}, "renew", private), private)

    def close_ephemeral(self, type_name: str, private: bytes) -> list[Diagnostic]:
        """Close an ephemeral resource."""
        resource = self.ephemeral_resources[type_name]
        call = self._run.call(resource, {}, "close", private)
        guarded(resource, call, "close", lambda: resource.close(call, call.remembered))
        return call.diagnostics

    # --- list resources -----------------------------------------------------------------------------------------

    def _list_resource(self, type_name: str) -> ListResource:
        from provider_shim.patterns.list_resources import list_resource

        return list_resource(
            self.resources[type_name], self.data_sources[LIST_RESOURCES[type_name]]
        )

    def validate_list(self, type_name: str, config: Value) -> list[Diagnostic]:
        """Check the configuration of a list resource."""
        listed = self.list_resources[type_name]
        return validate(listed.schema.attributes, config) + listed.validate(config)

    def list_objects(
        self, type_name: str, config: Value, *, include: bool, limit: int
    ) -> Generator[ListResult, None, None]:
        """Yield the objects that a list resource finds, while the pages of the API's list arrive."""
        listed = self.list_resources[type_name]
        source = listed.source
        if unknown := needed_by(source, self._unknown):
            raise not_known_yet(type_name, unknown)
        call = self._run.call(source, config, "read", b"", config)
        call.deadline = None  # the list may be long, so that the user can stop it
        call.diagnostics += removal(source, self._api.settings.address)
        return listed.results(call, config, include=include, limit=limit)

    # --- actions ------------------------------------------------------------------------------------------------

    def validate_action(self, type_name: str, config: Value) -> list[Diagnostic]:
        """Check the configuration of an action."""
        return _validate(self.actions[type_name], config)

    def plan_action(self, type_name: str, config: Value) -> list[Diagnostic]:  # noqa: ARG002 - as the protocol has it
        """Check an action before it is invoked. It sends nothing."""
        return removal(self.actions[type_name], self._api.settings.address)

    def invoke_action(
        self, type_name: str, config: Value
    ) -> Generator[Progress | Completed, None, None]:
        """Invoke an action, and yield its progress."""
        action = self.actions[type_name]
        call = self._run.call(action, config, "invoke", b"", config)
        with reporting(action, call, "invoke"):
            full = with_defaults(action, config, self._unknown)
            call.deadline = action.deadline(full)
            call.identity = full[action.subject]
            for message in action.invoke(call, full):
                yield Progress(message=message)
        yield Completed(diagnostics=call.diagnostics)


def _instances(kinds: Table[type[Kind]], seconds: Mapping[str, str]) -> Table[Kind]:
    """Return one object per declaration, by each of its names."""
    return Table([*kinds, *seconds], lambda name: kinds[seconds.get(name, name)]())


def _validate(declaration: Declaration, config: Value) -> list[Diagnostic]:
    return validate(declaration.attributes, config) + declaration.validate(config)
