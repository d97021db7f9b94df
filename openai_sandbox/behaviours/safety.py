"""Safety: one alert and one case. They exist from the start, since the API has no request to create them."""

from __future__ import annotations

from openai_sandbox.store import Record, Store

ALERT, CASE = "alert_abc123", "case_abc123"
_WHEN = 1735689600


def seed(store: Store) -> None:
    """Create the alert and the case."""
    alert = {
        "id": ALERT,
        "object": "safety.alert",
        "created_at": _WHEN,
        "error_type": "potentially_unintended_data_transfer",
        "model": "gpt-4o",
        "reason": "The model may have sent data to an unintended recipient.",
        "request_id": "req_sandbox",
        "request_paused": True,
        "response_id": "resp_sandbox",
    }
    case = {
        "id": CASE,
        "object": "safety.case",
        "created_at": _WHEN,
        "entity_identifier": "visitor-1",
        "notice": {"type": "warning"},
        "reason": "The use of the service may be unsafe.",
    }
    for name, parameter, wire in (("alerts", "alert_id", alert), ("cases", "case_id", case)):
        collection = f"/safety/{name}"
        shape = f"GET {collection}/{{{parameter}}}"
        store.insert(
            Record(collection=collection, id=str(wire["id"]), shape=shape, wire=dict(wire))
        )
