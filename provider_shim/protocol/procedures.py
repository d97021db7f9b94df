"""The table of Terraform's remote procedures, and the boundary around them. It must not know what any of them does.

Verbs have a boundary of their own, in `provider_shim.engine.boundary`; whatever else a procedure raises becomes diagnostics in
`methods`, so that Terraform gets an answer and the process lives. What comes later (list resources, actions) gets a method of `Servicer` and a line in the table; until then Terraform is told that it is not implemented, which
it takes for "has none".
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from google.protobuf.message import Message

from provider_shim import logs
from provider_shim.protocol._pb import tfplugin6_pb2 as pb
from provider_shim.protocol.server import END
from provider_shim.protocol.servicer import Servicer
from provider_shim.records import Record
from provider_shim.vocabulary.diagnostics import Diagnostic, ProviderError, bug
from provider_shim.vocabulary.operations import Provider

_log = logging.getLogger(__name__)


class _Procedure(Record):
    """One remote procedure: its messages, who answers, and what it does in words that complete "while it …"."""

    request: type[Any]
    response: type[Any]
    answer: Callable[[Servicer, Any], Message]
    doing: str


def _procedure(messages: Any, answer: Callable[[Servicer, Any], Message], doing: str) -> _Procedure:
    return _Procedure(
        request=messages.Request, response=messages.Response, answer=answer, doing=doing
    )


_PROCEDURES: Mapping[str, _Procedure] = {
    name: _procedure(getattr(pb, name), answer, doing)
    for name, answer, doing in (
        ("GetMetadata", Servicer.get_metadata, "listed what it has"),
        ("GetProviderSchema", Servicer.get_provider_schema, "described itself"),
        ("GetResourceIdentitySchemas", Servicer.get_resource_identity_schemas, "described itself"),
        ("ValidateProviderConfig", Servicer.validate_provider_config, "checked its configuration"),
        ("ConfigureProvider", Servicer.configure_provider, "took its configuration"),
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
        ("GetFunctions", Servicer.get_functions, "described its functions"),
        ("CallFunction", Servicer.call_function, "called the function"),
    )
}


def methods(provider: Provider) -> dict[str, Callable[[bytes], bytes]]:
    """Return all procedures by name, from bytes to bytes. None of them raises."""
    servicer = Servicer(provider)
    return {
        **{name: partial(_answer, servicer, name) for name in _PROCEDURES},
        END: partial(_end, provider),
    }


def _end(provider: Provider, _: bytes) -> bytes:
    """Tell the provider that the run is over; the process ends whatever that raises."""
    try:
        provider.end()
    except Exception:  # noqa: BLE001  a fault of ours must not keep Terraform waiting
        _log.exception("the end of the run could not be noted")
    return b""


def _answer(servicer: Servicer, name: str, payload: bytes) -> bytes:
    """Answer one request, come what may."""
    procedure = _PROCEDURES[name]
    request: Any = procedure.request()
    started = time.monotonic()
    try:
        request = procedure.request.FromString(payload)
        answer = procedure.answer(servicer, request).SerializeToString()
    except ProviderError as fault:
        answer = _failed(servicer, procedure, request, fault.diagnostic())
    except BaseException as fault:  # noqa: BLE001  SystemExit would leave Terraform without answer
        _log.exception("%s failed", name)
        doing = " ".join(filter(None, (procedure.doing, _subject(request))))
        answer = _failed(servicer, procedure, request, bug(doing, fault))
    _log.log(
        logs.TRACE,
        "%s answered",
        name,
        extra={"subject": _subject(request), "seconds": round(time.monotonic() - started, 4)},
    )
    return answer


def _subject(request: Any) -> str:
    """Return the name that a request is about; empty if it is about the provider."""
    return getattr(request, "type_name", "") or getattr(request, "name", "")


def _failed(servicer: Servicer, procedure: _Procedure, request: Any, told: Diagnostic) -> bytes:
    """Return the answer that tells what went wrong, and changes nothing else: state stays what it was."""
    response = procedure.response()
    match response:
        case pb.CallFunction.Response():
            response.error.text = f"{told.summary}: {told.detail}"
        case pb.StopProvider.Response():
            response.Error = f"{told.summary}: {told.detail}"
        case _:
            response.diagnostics.extend(servicer.shown(request, [told]))
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
    """Give an identity back as it is known; where there is none, the answer has none either."""
    if request.HasField(known):
        identity.CopyFrom(getattr(request, known))
