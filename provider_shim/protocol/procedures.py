"""The table of Terraform's remote procedures, and their error boundary.

Verbs have their own boundary in `provider_shim.engine.boundary`. `methods` converts all other exceptions of a procedure to
diagnostics in the response, or in the last message of a stream, so that the process continues. A procedure that is not in the table
is reported as not implemented. Terraform then assumes that the provider has no such objects.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing
from functools import partial
from typing import Any

from google.protobuf.message import Message

from provider_shim import logs
from provider_shim.protocol._pb import tfplugin6_pb2 as pb
from provider_shim.protocol.server import END, Messages
from provider_shim.protocol.servicer import Servicer
from provider_shim.records import Record
from provider_shim.vocabulary.diagnostics import Diagnostic, ProviderError, bug
from provider_shim.vocabulary.operations import Provider

_log = logging.getLogger(__name__)


_Answer = Callable[[Servicer, Any], "Message | Iterator[Message]"]


class _Procedure(Record):
    """One remote procedure.

    Attributes:
        request: the message that Terraform sends.
        response: the message that Terraform receives; for a stream, the type of each message.
        answer: the function that answers; for a stream, a generator.
        doing: what the provider does, as the end of the sentence "The provider failed while it …".
        streams: whether the answer is a stream of messages.
    """

    request: type[Any]
    response: type[Any]
    answer: _Answer
    doing: str
    streams: bool


def _procedure(messages: Any, answer: _Answer, doing: str) -> _Procedure:
    streams = hasattr(messages, "Event")
    return _Procedure(
        request=messages.Request,
        response=messages.Event if streams else messages.Response,
        answer=answer,
        doing=doing,
        streams=streams,
    )


_PROCEDURES: Mapping[str, _Procedure] = {
    name: _procedure(getattr(pb, name), answer, doing)
    for name, answer, doing in (
        ("GetMetadata", Servicer.get_metadata, "listed its resource types"),
        ("GetProviderSchema", Servicer.get_provider_schema, "described itself"),
        ("GetResourceIdentitySchemas", Servicer.get_resource_identity_schemas, "described itself"),
        ("ValidateProviderConfig", Servicer.validate_provider_config, "checked its configuration"),
        ("ConfigureProvider", Servicer.configure_provider, "read its configuration"),
        ("StopProvider", Servicer.stop_provider, "stopped"),
        ("ValidateResourceConfig", Servicer.validate_resource_config, "checked"),
        ("UpgradeResourceState", Servicer.upgrade_resource_state, "read the stored state of"),
        (
            "UpgradeResourceIdentity",
            Servicer.upgrade_resource_identity,
            "read the stored identity of",
        ),
        ("ReadResource", Servicer.read_resource, "refreshed"),
        ("PlanResourceChange", Servicer.plan_resource_change, "planned"),
        ("ApplyResourceChange", Servicer.apply_resource_change, "applied"),
        ("ImportResourceState", Servicer.import_resource_state, "imported"),
        ("GenerateResourceConfig", Servicer.generate_resource_config, "wrote a configuration for"),
        ("MoveResourceState", Servicer.move_resource_state, "moved state"),
        ("ValidateDataResourceConfig", Servicer.validate_data_resource_config, "checked"),
        ("ReadDataSource", Servicer.read_data_source, "read"),
        (
            "ValidateEphemeralResourceConfig",
            Servicer.validate_ephemeral_resource_config,
            "checked",
        ),
        ("OpenEphemeralResource", Servicer.open_ephemeral_resource, "opened"),
        ("RenewEphemeralResource", Servicer.renew_ephemeral_resource, "renewed"),
        ("CloseEphemeralResource", Servicer.close_ephemeral_resource, "closed"),
        ("ValidateListResourceConfig", Servicer.validate_list_resource_config, "checked"),
        ("ListResource", Servicer.list_resource, "listed"),
        ("ValidateActionConfig", Servicer.validate_action_config, "checked"),
        ("PlanAction", Servicer.plan_action, "planned"),
        ("InvokeAction", Servicer.invoke_action, "invoked"),
        ("GetFunctions", Servicer.get_functions, "described its functions"),
        ("CallFunction", Servicer.call_function, "called the function"),
    )
}


def methods(provider: Provider) -> dict[str, Callable[[bytes], bytes | Messages]]:
    """Return all procedures by name. Each converts bytes to bytes or to a stream of bytes, and never raises."""
    servicer = Servicer(provider)
    return {
        **{
            name: partial(_stream if one.streams else _answer, servicer, name)
            for name, one in _PROCEDURES.items()
        },
        END: partial(_end, provider),
    }


def _end(provider: Provider, _: bytes) -> bytes:
    """Inform the provider that the run has ended. The process ends even if this fails."""
    try:
        provider.end()
    except Exception:  # noqa: BLE001  a bug in the provider must not keep Terraform waiting
        _log.exception("cannot record the end of the run")
    return b""


def _answer(servicer: Servicer, name: str, payload: bytes) -> bytes:
    """Return the answer to one request. It never raises: each failure becomes a diagnostic."""
    procedure = _PROCEDURES[name]
    request: Any = procedure.request()
    started = time.monotonic()
    try:
        request = procedure.request.FromString(payload)
        answer: Any = procedure.answer(servicer, request)
        content = bytes(answer.SerializeToString())
    except BaseException as fault:  # noqa: BLE001  SystemExit would leave Terraform without answer
        content = _failed(servicer, procedure, request, _diagnostic(name, request, fault))
    _log_end(name, request, started)
    return content


def _stream(servicer: Servicer, name: str, payload: bytes) -> Generator[bytes, None, None]:
    """Yield the messages that answer one request. If the request fails, the last message contains the diagnostic."""
    procedure = _PROCEDURES[name]
    request: Any = procedure.request()
    started = time.monotonic()
    try:
        request = procedure.request.FromString(payload)
        messages: Any = procedure.answer(servicer, request)
        with closing(messages):
            for message in messages:
                yield message.SerializeToString()
    except GeneratorExit:  # Terraform has cancelled the stream
        raise
    except BaseException as fault:  # noqa: BLE001  as above
        yield _failed(servicer, procedure, request, _diagnostic(name, request, fault))
    finally:
        _log_end(name, request, started)


def _diagnostic(name: str, request: Any, fault: BaseException) -> Diagnostic:
    """Return the diagnostic for an exception."""
    if isinstance(fault, ProviderError):
        return fault.diagnostic()
    _log.error("%s failed", name, exc_info=fault)
    return bug(" ".join(filter(None, (_PROCEDURES[name].doing, _subject(request)))), fault)


def _log_end(name: str, request: Any, started: float) -> None:
    if not _log.isEnabledFor(logs.TRACE):
        return
    _log.log(
        logs.TRACE,
        "%s answered",
        name,
        extra={"subject": _subject(request), "seconds": round(time.monotonic() - started, 4)},
    )


def _subject(request: Any) -> str:
    """Return the name of the type or function that a request is about; empty if it is about the provider."""
    named = (getattr(request, name, "") for name in ("type_name", "action_type", "name"))
    return next(filter(None, named), "")


def _failed(
    servicer: Servicer, procedure: _Procedure, request: Any, diagnostic: Diagnostic
) -> bytes:
    """Return an answer with the diagnostic and the unchanged state."""
    response = procedure.response()
    match response:
        case pb.CallFunction.Response():
            response.error.text = f"{diagnostic.summary}: {diagnostic.detail}"
        case pb.StopProvider.Response():
            response.Error = f"{diagnostic.summary}: {diagnostic.detail}"
        case pb.ListResource.Event():
            response.diagnostic.extend(servicer.shown(request, [diagnostic]))
        case pb.InvokeAction.Event():
            response.completed.diagnostics.extend(servicer.shown(request, [diagnostic]))
        case _:
            response.diagnostics.extend(servicer.shown(request, [diagnostic]))
    match response:
        case pb.ReadResource.Response():
            response.new_state.CopyFrom(request.current_state)
            _keep(response.new_identity, request, "current_identity")
            response.private = request.private
        case pb.ApplyResourceChange.Response():
            response.new_state.CopyFrom(request.prior_state)
            _keep(response.new_identity, request, "planned_identity")
            response.private = request.planned_private
    return bytes(response.SerializeToString())


def _keep(identity: pb.ResourceIdentityData, request: Any, known: str) -> None:
    """Copy the known identity to the answer. If there is no known identity, the answer has none."""
    if request.HasField(known):
        identity.CopyFrom(getattr(request, known))
