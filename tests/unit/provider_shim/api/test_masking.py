"""Secrets are masked in the log and in messages."""

from __future__ import annotations

import json

from provider_shim.api.masking import masked, secrets_in, without_secrets
from provider_shim.vocabulary.schema import Dynamic, ListOf, MapOf, Object, String
from provider_shim.vocabulary.values import typed


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


def test_keys_are_removed_from_texts() -> None:
    text = without_secrets("Incorrect key sk-proj-abcdefgh12 for tenant-secret", ["tenant-secret"])
    assert text == "Incorrect key (key) for (key)"


def test_secrets_are_also_removed_in_their_json_form() -> None:
    secret = 'line one\nline "two"'
    assert without_secrets(json.dumps({"message": f"wrong: {secret}"}), [secret]) == (
        '{"message": "wrong: (key)"}'
    )


def test_a_secret_within_another_does_not_break_it_up() -> None:
    assert without_secrets("shop-token is wrong, shop", ["shop", "shop-token"]) == (
        "(key) is wrong, (key)"
    )


def test_secrets_in_free_json_are_texts_but_not_types_and_roles() -> None:
    attributes = {"said": Dynamic(ListOf(Dynamic()), optional=True, write_only=True)}
    said = typed([{"role": "user", "content": [{"type": "input_text", "text": "hush"}]}])
    assert list(secrets_in(attributes, {"said": said})) == ["hush"]


def test_secrets_are_removed_from_fields_with_harmless_names() -> None:
    assert masked({"note": ["it is hush-hush"]}, ["hush-hush"]) == {"note": ["it is (key)"]}


def test_secret_arguments_are_found_at_any_depth_but_choices_are_not_secret() -> None:
    attributes = {
        "auth": Object(
            {"type": String(required=True), "token": String(optional=True, write_only=True)},
            optional=True,
        ),
        "env": MapOf(String(), optional=True, write_only=True),
        "said": Dynamic(
            ListOf(Object({"role": String(enum=("user",)), "text": String()})),
            optional=True,
            sensitive=True,
        ),
        "name": String(optional=True),
    }
    values = {
        "auth": {"type": "bearer", "token": "hush-1"},
        "env": {"KEY": "hush-2"},
        "said": typed([{"role": "user", "text": "hush-3"}]),
        "name": "loud",
    }
    assert list(secrets_in(attributes, values)) == ["hush-1", "hush-2", "hush-3"]
