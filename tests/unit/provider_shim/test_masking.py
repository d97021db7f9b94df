"""What the log may show of requests and answers."""

from __future__ import annotations

from provider_shim.masking import masked, without_secrets


def test_secrets_are_masked_at_any_depth_and_in_any_case() -> None:
    tool = {
        "server_url": "https://example.com",
        "authorization": "hush",
        "headers": {"X-Api-Key": "hush"},
    }
    body = {
        "session": {"tools": [tool]},
        "value": "ek_hush",
        "client_secret": "hush",
        "Authorization": "hush",
    }
    shown = masked(body)
    assert "hush" not in str(shown)
    assert shown["session"]["tools"][0]["server_url"] == "https://example.com"


def test_keys_are_taken_out_of_texts() -> None:
    text = without_secrets("Incorrect key sk-proj-abcdefgh12 for tenant-secret", ["tenant-secret"])
    assert text == "Incorrect key (key) for (key)"
