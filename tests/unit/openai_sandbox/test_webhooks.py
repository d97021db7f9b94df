"""Webhook endpoints: their secrets and their updates."""

from __future__ import annotations

from typing import Any

import openai
import pytest

from tests.sandbox import Sandbox

ARGUMENTS: dict[str, Any] = {
    "name": "orders",
    "url": "https://example.com/openai",
    "event_types": ["batch.completed", "batch.failed"],
}


def test_only_the_creation_returns_the_secret_later_answers_its_hint(client: openai.OpenAI) -> None:
    created = client.webhooks.create(**ARGUMENTS)
    rotated = client.webhooks.rotate_secret(created.id, keep_old_secret_active_for_24_hours=True)
    assert created.signing_secret != rotated.signing_secret
    read = client.webhooks.retrieve(created.id)
    assert read.signing_secret_hint == f"whsec_...{rotated.signing_secret[-4:]}"
    for reported in (read, *client.webhooks.list(limit=1)):
        assert "signing_secret" not in reported.to_dict()


def test_update_changes_the_given_fields(client: openai.OpenAI) -> None:
    created = client.webhooks.create(**ARGUMENTS)
    changed = client.webhooks.update(created.id, event_types=["batch.expired"])
    assert (changed.event_types, changed.name, changed.url) == (
        ["batch.expired"],
        ARGUMENTS["name"],
        ARGUMENTS["url"],
    )
    assert changed.signing_secret_hint == created.signing_secret_hint
    assert client.webhooks.delete(created.id).deleted
    with pytest.raises(openai.NotFoundError):
        client.webhooks.retrieve(created.id)


@pytest.mark.parametrize(
    "wrong",
    [{"url": "http://example.com"}, {"event_types": []}, {"event_types": ["sun.rises"]}],
)
def test_an_invalid_endpoint_is_refused(sandbox: Sandbox, wrong: dict[str, Any]) -> None:
    response = sandbox.client.post("/webhook_endpoints", json={**ARGUMENTS, **wrong})
    assert response.status_code == 400
    assert response.json()["error"]["param"].startswith(next(iter(wrong)))


def test_a_sample_event_has_a_listed_type(client: openai.OpenAI) -> None:
    created = client.webhooks.create(**ARGUMENTS)
    kind = client.webhooks.event_types.list().data[0]
    response = client.webhooks.test(created.id, event_type=kind)  # type: ignore[arg-type]
    assert (response.webhook_endpoint_id, response.event_type, response.success) == (
        created.id,
        kind,
        True,
    )
