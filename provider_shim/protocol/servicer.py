"""Terraform's remote procedures. Each method converts the request, calls the provider and converts the result.

Methods raise the errors of the provider and the codec. `procedures` converts them to diagnostics.
"""

from __future__ import annotations

import functools
from typing import Any

from google.protobuf.timestamp_pb2 import Timestamp

from provider_shim.protocol import codec, convert, write_only
from provider_shim.protocol._pb import tfplugin6_pb2 as pb
from provider_shim.protocol.function_procedures import FunctionProcedures
from provider_shim.protocol.streaming_procedures import StreamingProcedures
from provider_shim.vocabulary.diagnostics import ProviderError

_CAPABILITIES = pb.ServerCapabilities(
    plan_destroy=True,  # the provider also plans a destroy, and can warn about objects that it leaves at OpenAI
    get_provider_schema_optional=True,  # the provider also works if Terraform does not request the schema
    move_resource_state=True,
    generate_resource_config=True,
)


class Servicer(StreamingProcedures, FunctionProcedures):
    """Answers Terraform's requests with a provider. Methods run in many threads at the same time."""

    # Metadata and schemas.

    def get_metadata(self, _: pb.GetMetadata.Request) -> pb.GetMetadata.Response:
        """Return the names of all types and functions."""
        provider, kinds = self._provider, pb.GetMetadata
        return pb.GetMetadata.Response(
            server_capabilities=_CAPABILITIES,
            resources=[kinds.ResourceMetadata(type_name=name) for name in provider.resources],
            data_sources=[
                kinds.DataSourceMetadata(type_name=name) for name in provider.data_sources
            ],
            ephemeral_resources=[
                kinds.EphemeralMetadata(type_name=name) for name in provider.ephemeral_resources
            ],
            list_resources=[
                kinds.ListResourceMetadata(type_name=name) for name in provider.list_resources
            ],
            functions=[kinds.FunctionMetadata(name=name) for name in provider.functions],
            actions=[kinds.ActionMetadata(type_name=name) for name in provider.actions],
        )

    def get_provider_schema(self, _: pb.GetProviderSchema.Request) -> pb.GetProviderSchema.Response:
        """Return all schemas."""
        return self.whole_schema

    @functools.cached_property
    def whole_schema(self) -> pb.GetProviderSchema.Response:
        """Return all schemas. `make generate` stores the result in a file."""
        provider = self._provider
        return pb.GetProviderSchema.Response(
            provider=convert.schema(provider.schema),
            resource_schemas=self._schemas("resources"),
            data_source_schemas=self._schemas("data_sources"),
            ephemeral_resource_schemas=self._schemas("ephemeral_resources"),
            list_resource_schemas=self._schemas("list_resources"),
            functions=self._signatures(),
            action_schemas={
                name: pb.ActionSchema(schema=schema)
                for name, schema in self._schemas("actions").items()
            },
            server_capabilities=_CAPABILITIES,
        )

    def get_resource_identity_schemas(
        self, _: pb.GetResourceIdentitySchemas.Request
    ) -> pb.GetResourceIdentitySchemas.Response:
        """Return the identity schemas of all types."""
        return self.identity_schemas

    @functools.cached_property
    def identity_schemas(self) -> pb.GetResourceIdentitySchemas.Response:
        """Return the identity schemas of all types. `make generate` stores the result in a file."""
        schemas = {name: self._identity(name).schema() for name in self._provider.resources}
        return pb.GetResourceIdentitySchemas.Response(
            identity_schemas={name: one for name, one in schemas.items() if one is not None}
        )

    # The provider itself.

    def validate_provider_config(
        self, request: pb.ValidateProviderConfig.Request
    ) -> pb.ValidateProviderConfig.Response:
        """Check the provider's configuration."""
        config, faults = self._own_shape().checked(request.config)
        diagnostics = self._provider.validate_configuration(config)
        return pb.ValidateProviderConfig.Response(
            diagnostics=self.shown(request, [*faults, *diagnostics])
        )

    def configure_provider(
        self, request: pb.ConfigureProvider.Request
    ) -> pb.ConfigureProvider.Response:
        """Store the provider's configuration."""
        diagnostics = self._provider.configure(
            self._own_shape().object(request.config), terraform_version=request.terraform_version
        )
        return pb.ConfigureProvider.Response(diagnostics=self.shown(request, diagnostics))

    def stop_provider(self, _: pb.StopProvider.Request) -> pb.StopProvider.Response:
        """Cancel all running operations."""
        self._provider.stop()
        return pb.StopProvider.Response()

    # Managed resources.

    def validate_resource_config(
        self, request: pb.ValidateResourceConfig.Request
    ) -> pb.ValidateResourceConfig.Response:
        """Check a resource's configuration."""
        shape = self._shape("resources", request.type_name)
        config, diagnostics = shape.checked(request.config)
        diagnostics += self._provider.validate_resource(request.type_name, config)
        if not request.client_capabilities.write_only_attributes_allowed:
            schema = self._schema("resources", request.type_name)
            diagnostics += write_only.refuse(schema.attributes, config)
        return pb.ValidateResourceConfig.Response(diagnostics=self.shown(request, diagnostics))

    def upgrade_resource_state(
        self, request: pb.UpgradeResourceState.Request
    ) -> pb.UpgradeResourceState.Response:
        """Convert a stored state of the current schema or of an older one."""
        shape = self._shape("resources", request.type_name)
        raw = _stored(request.raw_state)
        raw = self._provider.upgrade_state(request.type_name, request.version, raw)
        return pb.UpgradeResourceState.Response(upgraded_state=shape.upgraded(raw))

    def upgrade_resource_identity(
        self, request: pb.UpgradeResourceIdentity.Request
    ) -> pb.UpgradeResourceIdentity.Response:
        """Convert a stored identity of an older schema."""
        raw = codec.load_json(request.raw_identity.json)
        return pb.UpgradeResourceIdentity.Response(
            upgraded_identity=self._identity(request.type_name).upgraded(raw)
        )

    def read_resource(self, request: pb.ReadResource.Request) -> pb.ReadResource.Response:
        """Refresh a resource."""
        shape = self._shape("resources", request.type_name)
        before = shape.raw(request.current_state)
        state = shape.whole(before)
        result = self._provider.read(request.type_name, state, request.private)
        identity = self._identity(request.type_name)
        if changed := identity.change(result.state, request.current_identity):
            raise changed
        return pb.ReadResource.Response(
            new_state=shape.state(result.state, before, request.current_state),
            new_identity=identity.of(result.state, request.current_identity),
            private=result.private,
            diagnostics=self.shown(request, result.diagnostics),
        )

    def plan_resource_change(
        self, request: pb.PlanResourceChange.Request
    ) -> pb.PlanResourceChange.Response:
        """Plan a change of a resource."""
        shape = self._shape("resources", request.type_name)
        before, config = shape.raw(request.prior_state), shape.raw(request.config)
        prior = shape.named(before)
        result = self._provider.plan(
            request.type_name,
            prior,
            shape.named(shape.raw(request.proposed_new_state), config),
            shape.named(config),
            request.prior_private,
        )
        identity = self._identity(request.type_name)
        is_known = identity.is_known(request.prior_identity)
        return pb.PlanResourceChange.Response(
            planned_state=shape.planned(result.planned, before, config, request.prior_state),
            planned_identity=identity.of(prior, request.prior_identity) if is_known else None,
            requires_replace=[convert.path(path) for path in result.requires_replace],
            planned_private=result.private,
            diagnostics=self.shown(request, result.diagnostics),
        )

    def apply_resource_change(
        self, request: pb.ApplyResourceChange.Request
    ) -> pb.ApplyResourceChange.Response:
        """Apply a plan."""
        shape = self._shape("resources", request.type_name)
        before, after = shape.raw(request.prior_state), shape.raw(request.planned_state)
        prior, planned = shape.named(before), shape.named(after)
        result = self._provider.apply(
            request.type_name,
            prior,
            planned,
            shape.value(request.config),
            request.planned_private,
        )
        identity = self._identity(request.type_name)
        changed = identity.change(result.state, request.planned_identity)
        faults = [changed.diagnostic()] if changed else []
        # The ids of an object that was never read may be invented by another provider.
        is_known = prior is None or identity.is_known(request.planned_identity)
        return pb.ApplyResourceChange.Response(
            new_state=shape.state(result.state, before if after is None else after),
            new_identity=identity.of(result.state, request.planned_identity) if is_known else None,
            private=result.private,
            diagnostics=self.shown(request, [*result.diagnostics, *faults]),
        )

    def import_resource_state(
        self, request: pb.ImportResourceState.Request
    ) -> pb.ImportResourceState.Response:
        """Import an existing object."""
        shape = self._shape("resources", request.type_name)
        identity = self._identity(request.type_name)
        if request.HasField("identity"):
            given = identity.given(request.identity)
            result = self._provider.import_identity(request.type_name, given)
        else:
            result = self._provider.import_state(request.type_name, request.id)
        imported = pb.ImportResourceState.ImportedResource(
            type_name=result.type_name,
            state=shape.stored(result.state),
            identity=identity.of(result.state),
            private=result.private,
        )
        return pb.ImportResourceState.Response(
            imported_resources=[imported], diagnostics=self.shown(request, result.diagnostics)
        )

    def generate_resource_config(
        self, request: pb.GenerateResourceConfig.Request
    ) -> pb.GenerateResourceConfig.Response:
        """Return the configuration of an imported object."""
        shape = self._shape("resources", request.type_name)
        config = self._provider.generate_configuration(
            request.type_name, shape.object(request.state)
        )
        return pb.GenerateResourceConfig.Response(config=shape.configuration(config))

    def move_resource_state(
        self, request: pb.MoveResourceState.Request
    ) -> pb.MoveResourceState.Response:
        """Convert the state of another resource type."""
        shape = self._shape("resources", request.target_type_name)
        result = self._provider.move_state(
            request.source_provider_address,
            request.source_type_name,
            request.source_schema_version,
            _stored(request.source_state),
            request.source_private,
            request.target_type_name,
        )
        target = shape.stored(result.state)
        identity = self._identity(request.target_type_name)
        return pb.MoveResourceState.Response(
            target_state=target,
            target_identity=None if result.unread else identity.of(shape.value(target)),
            target_private=result.private,
            diagnostics=self.shown(request, result.diagnostics),
        )

    # Data sources.

    def validate_data_resource_config(
        self, request: pb.ValidateDataResourceConfig.Request
    ) -> pb.ValidateDataResourceConfig.Response:
        """Check a data source's configuration."""
        shape = self._shape("data_sources", request.type_name)
        config, diagnostics = shape.checked(request.config)
        diagnostics += self._provider.validate_data_source(request.type_name, config)
        return pb.ValidateDataResourceConfig.Response(diagnostics=self.shown(request, diagnostics))

    def read_data_source(self, request: pb.ReadDataSource.Request) -> pb.ReadDataSource.Response:
        """Read a data source."""
        shape = self._shape("data_sources", request.type_name)
        result = self._provider.read_data_source(request.type_name, shape.object(request.config))
        return pb.ReadDataSource.Response(
            state=shape.dynamic(result.state, result.answer),
            diagnostics=self.shown(request, result.diagnostics),
        )

    # Ephemeral resources.

    def validate_ephemeral_resource_config(
        self, request: pb.ValidateEphemeralResourceConfig.Request
    ) -> pb.ValidateEphemeralResourceConfig.Response:
        """Check an ephemeral resource's configuration."""
        shape = self._shape("ephemeral_resources", request.type_name)
        config, diagnostics = shape.checked(request.config)
        diagnostics += self._provider.validate_ephemeral(request.type_name, config)
        return pb.ValidateEphemeralResourceConfig.Response(
            diagnostics=self.shown(request, diagnostics)
        )

    def open_ephemeral_resource(
        self, request: pb.OpenEphemeralResource.Request
    ) -> pb.OpenEphemeralResource.Response:
        """Open an ephemeral resource."""
        shape = self._shape("ephemeral_resources", request.type_name)
        result = self._provider.open_ephemeral(request.type_name, shape.object(request.config))
        return pb.OpenEphemeralResource.Response(
            result=shape.dynamic(result.result),
            renew_at=_timestamp(result.renew_at),
            private=result.private,
            diagnostics=self.shown(request, result.diagnostics),
        )

    def renew_ephemeral_resource(
        self, request: pb.RenewEphemeralResource.Request
    ) -> pb.RenewEphemeralResource.Response:
        """Renew an ephemeral resource."""
        result = self._provider.renew_ephemeral(request.type_name, request.private)
        return pb.RenewEphemeralResource.Response(
            renew_at=_timestamp(result.renew_at),
            private=result.private,
            diagnostics=self.shown(request, result.diagnostics),
        )

    def close_ephemeral_resource(
        self, request: pb.CloseEphemeralResource.Request
    ) -> pb.CloseEphemeralResource.Response:
        """Close an ephemeral resource."""
        diagnostics = self._provider.close_ephemeral(request.type_name, request.private)
        return pb.CloseEphemeralResource.Response(diagnostics=self.shown(request, diagnostics))


def _stored(state: pb.RawState) -> dict[str, Any]:
    """Return the JSON object of a stored state."""
    if state.flatmap:
        raise ProviderError(
            "Unsupported state format",
            "Terraform 0.11 or older wrote this state, and this provider does not support these versions. Remove the "
            "object from the state (`terraform state rm`) and import it again.",
        )
    raw = codec.load_json(state.json)
    if not isinstance(raw, dict):
        raise codec.MalformedError(
            "Malformed state", "The stored state of a resource is not a JSON object."
        )
    return raw


def _timestamp(seconds: float | None) -> Timestamp | None:
    if seconds is None:
        return None
    return Timestamp(seconds=int(seconds), nanos=int(seconds % 1 * 1_000_000_000))
