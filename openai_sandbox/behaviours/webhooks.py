"""Webhook endpoints. The API returns a signing secret once, then only its hint. The sandbox delivers no events."""

from __future__ import annotations

from openai_sandbox import crud
from openai_sandbox.calls import Answer, Call
from openai_sandbox.errors import invalid
from openai_sandbox.ids import new_id
from openai_sandbox.store import Record
from openai_sandbox.synthesis import branches, build

_ANSWERED = 200
"""The status that the sandbox reports for a sample event."""


def create(call: Call) -> Answer:
    """Create an endpoint. Only this answer contains its signing secret."""
    _check(call)
    read = call.operations.get("GET /webhook_endpoints/{webhook_endpoint_id}")
    record = crud.create(call)
    if read is not None:
        record.shape = read.shape
    return _with_new_secret(call, record)


def update(call: Call) -> Answer:
    """Update an endpoint. If no value changes, ``updated_at`` does not change either."""
    record = crud.load(call)
    _check(call)
    if any(record.wire.get(name) != value for name, value in call.body.items()):
        crud.change(call, record, {**call.body, "updated_at": call.now})
    return Answer(body=record.wire)


def rotate(call: Call) -> Answer:
    """Rotate the signing secret. Only this answer contains the new secret."""
    record = crud.load(call)
    record.wire["updated_at"] = call.now
    return _with_new_secret(call, record)


def test(call: Call) -> Answer:
    """Return the result of a sample event. The sandbox does not deliver it."""
    record = crud.load(call)
    answer = {"webhook_endpoint_id": record.id, "status_code": _ANSWERED, **call.body}
    return Answer(body=build(call.operation.answer, answer))


def event_types(call: Call) -> Answer:
    """List the types of events that an endpoint can receive."""
    create = call.operations.get("POST /webhook_endpoints")
    body = create.body_schema("application/json") if create is not None else None
    items = body["properties"]["event_types"]["items"] if body is not None else {}
    found = [value for one in branches(items) for value in one.get("enum", ())]
    return Answer(body={"object": "list", "data": found})


def _check(call: Call) -> None:
    if not str(call.body.get("url", "https://")).startswith("https://"):
        raise invalid("Invalid 'url': must be an HTTPS URL.", "url")
    if call.body.get("event_types") == []:
        raise invalid("Invalid 'event_types': at least one is needed.", "event_types")


def _with_new_secret(call: Call, record: Record) -> Answer:
    secret = new_id("whsec_")
    record.wire.pop("signing_secret", None)
    record.wire["signing_secret_hint"] = f"whsec_...{secret[-4:]}"
    call.store.save(record)
    return Answer(body={**record.wire, "signing_secret": secret})


_ENDPOINT = "/webhook_endpoints/{webhook_endpoint_id}"

HANDLERS = {
    "POST /webhook_endpoints": create,
    f"POST {_ENDPOINT}": update,
    f"POST {_ENDPOINT}/rotate_secret": rotate,
    f"POST {_ENDPOINT}/test": test,
    "GET /webhook_event_types": event_types,
}
