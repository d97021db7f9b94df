"""The procedures of list resources and actions, whose responses are streams of messages.

Methods raise the errors of the provider and the codec. `procedures` converts them to diagnostics.
"""

from __future__ import annotations

from collections.abc import Iterator

from provider_shim.protocol._pb import tfplugin6_pb2 as pb
from provider_shim.protocol.answering import Answering
from provider_shim.vocabulary.operations import Progress


class StreamingProcedures(Answering):
    """Lists objects, and invokes actions."""

    # List resources.

    def validate_list_resource_config(
        self, request: pb.ValidateListResourceConfig.Request
    ) -> pb.ValidateListResourceConfig.Response:
        """Check a list resource's configuration."""
        shape = self._shape("list_resources", request.type_name)
        config, found = shape.checked(request.config)
        found += self._provider.validate_list(request.type_name, config)
        return pb.ValidateListResourceConfig.Response(diagnostics=self.shown(request, found))

    def list_resource(self, request: pb.ListResource.Request) -> Iterator[pb.ListResource.Event]:
        """Yield the objects that a list resource finds."""
        shape = self._shape("resources", request.type_name)
        identity = self._identity(request.type_name)
        found = self._provider.list_objects(
            request.type_name,
            self._shape("list_resources", request.type_name).object(request.config),
            include=request.include_resource_object,
            limit=request.limit,
        )
        for one in found:
            yield pb.ListResource.Event(
                identity=identity.encoded(one.identity),
                display_name=one.display_name,
                resource_object=None if one.state is None else shape.unused(one.state),
                diagnostic=self.shown(request, one.diagnostics),
            )

    # Actions.

    def validate_action_config(
        self, request: pb.ValidateActionConfig.Request
    ) -> pb.ValidateActionConfig.Response:
        """Check an action's configuration."""
        shape = self._shape("actions", request.type_name)
        config, found = shape.checked(request.config)
        found += self._provider.validate_action(request.type_name, config)
        return pb.ValidateActionConfig.Response(diagnostics=self.shown(request, found))

    def plan_action(self, request: pb.PlanAction.Request) -> pb.PlanAction.Response:
        """Check an action before it is invoked."""
        shape = self._shape("actions", request.action_type)
        found = self._provider.plan_action(request.action_type, shape.object(request.config))
        return pb.PlanAction.Response(diagnostics=self.shown(request, found))

    def invoke_action(self, request: pb.InvokeAction.Request) -> Iterator[pb.InvokeAction.Event]:
        """Invoke an action. Yield its progress, and then the completion."""
        shape = self._shape("actions", request.action_type)
        events = self._provider.invoke_action(request.action_type, shape.object(request.config))
        for event in events:
            if isinstance(event, Progress):
                yield pb.InvokeAction.Event(
                    progress=pb.InvokeAction.Event.Progress(message=event.message)
                )
            else:
                found = self.shown(request, event.diagnostics)
                yield pb.InvokeAction.Event(
                    completed=pb.InvokeAction.Event.Completed(diagnostics=found)
                )
