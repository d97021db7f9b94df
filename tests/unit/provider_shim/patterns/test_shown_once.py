"""Secrets that the API shows once: what the state stores, and in which run the secret is available."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from provider_shim.objects import RESOURCES
from provider_shim.patterns.handed_on import PLACEHOLDER
from provider_shim.patterns.shown_once import ShownOnce, encrypted_name
from provider_shim.provider import Provider
from provider_shim.vocabulary.operations import OpenResult
from provider_shim.vocabulary.values import UNKNOWN
from tests.contract.samples import Samples
from tests.sandbox import Sandbox
from tests.terraform_core import configured
from tests.unit.provider_shim.driving import Driver, Instance

SHOWN = [name for name, kind in RESOURCES.items() if issubclass(kind, ShownOnce)]
ACCOUNT, KEY = "openai_project_service_account", "openai_project_service_account_api_key"
ADMIN, WEBHOOK = "openai_admin_api_key", "openai_webhook_endpoint"
EPHEMERAL = {ACCOUNT: KEY}
"""The ephemeral resources with the secret, if they do not have the name of the managed resource."""

KEY_PAIR = rsa.generate_private_key(public_exponent=65_537, key_size=2048)
PUBLIC = (
    KEY_PAIR.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
)
PRIVATE_ENDS = pytest.mark.parametrize("shown", SHOWN)


def configuration(driver: Driver, type_name: str, **more: Any) -> dict[str, Any]:
    alone = {"create_service_account_only": False} if type_name == ACCOUNT else {}
    return {**Samples(driver.provider, type_name).minimal(), **alone, **more}


def opened(provider: Provider, made: Instance) -> OpenResult:
    type_name = EPHEMERAL.get(made.type_name, made.type_name)
    names = (
        {"webhook_endpoint_id": made["id"], "secret_version": made["secret_version"]}
        if type_name == WEBHOOK
        else {"key_id": made["api_key_id" if made.type_name == ACCOUNT else "id"]}
    )
    config = configured(provider.ephemeral_resources[type_name].attributes, names)
    assert provider.validate_ephemeral(type_name, config) == []
    return provider.open_ephemeral(type_name, config)


def handed_on(provider: Provider, made: Instance) -> tuple[str, bool]:
    found = opened(provider, made)
    assert found.diagnostics == []
    assert found.result is not None
    name = "signing_secret" if made.type_name == WEBHOOK else "value"
    return found.result[name], found.result["is_available"]


def test_the_registry_has_resources_whose_secrets_are_shown_once() -> None:
    assert {ACCOUNT, KEY, ADMIN, WEBHOOK} <= set(SHOWN)


@PRIVATE_ENDS
def test_a_secret_is_available_only_in_the_run_that_creates_it(
    driver: Driver, sandbox: Sandbox, shown: str
) -> None:
    made = driver.create(shown, configuration(driver, shown, store_secret_in_state=True))
    secret = made[RESOURCES[shown].shown]
    assert handed_on(driver.provider, made) == (secret, True)
    sandbox.clear_requests()
    assert handed_on(Provider(), made) == (PLACEHOLDER, False)
    assert sandbox.requests() == []


@PRIVATE_ENDS
def test_the_state_contains_the_secret_only_encrypted(driver: Driver, shown: str) -> None:
    made = driver.create(shown, configuration(driver, shown, encrypt_to=PUBLIC))
    secret, available = handed_on(driver.provider, made)
    assert available
    assert secret not in str(made.state)
    assert secret.encode() not in made.private
    assert made[RESOURCES[shown].shown] is None
    scheme = padding.OAEP(mgf=padding.MGF1(SHA256()), algorithm=SHA256(), label=None)
    written = base64.b64decode(made[encrypted_name(RESOURCES[shown].shown)])
    assert KEY_PAIR.decrypt(written, scheme).decode() == secret
    assert driver.read(made).state == made.state


@PRIVATE_ENDS
def test_the_version_changes_only_with_a_new_secret(driver: Driver, shown: str) -> None:
    made = driver.create(shown, configuration(driver, shown))
    assert 0 <= made["secret_version"] < 2**31
    assert driver.read(made)["secret_version"] == made["secret_version"]
    other = driver.create(shown, configuration(driver, shown))
    assert other["secret_version"] != made["secret_version"]


@PRIVATE_ENDS
def test_a_read_adds_the_version_to_an_older_state(driver: Driver, shown: str) -> None:
    made = driver.create(shown, configuration(driver, shown))
    assert made.state is not None
    before = Instance(
        type_name=shown, state={**made.state, "secret_version": None}, private=made.private
    )
    assert driver.read(before).state == made.state


@PRIVATE_ENDS
def test_the_plan_warns_that_a_new_public_key_applies_later(driver: Driver, shown: str) -> None:
    config = configuration(driver, shown)
    made = driver.create(shown, config)
    plan = driver.plan(made, {**config, "encrypt_to": PUBLIC})
    assert plan.requires_replace == []
    (diagnostic,) = plan.diagnostics
    assert diagnostic.path == ("encrypt_to",)
    name = encrypted_name(RESOURCES[shown].shown)
    assert driver.update(made, {**config, "encrypt_to": PUBLIC})[name] is None


def test_a_rotated_signing_secret_is_encrypted_and_available(driver: Driver) -> None:
    config = configuration(driver, WEBHOOK, encrypt_to=PUBLIC)
    made = driver.create(WEBHOOK, config)
    wanted = {**config, "rotate_when": {"quarter": "2"}}
    plan = driver.plan(made, wanted)
    assert (plan.planned or {})["secret_version"] is UNKNOWN
    first, _ = handed_on(driver.provider, made)
    rotated = driver.update(made, wanted)
    second, _ = handed_on(driver.provider, rotated)
    assert first != second
    assert rotated["secret_version"] != made["secret_version"]
    assert rotated["encrypted_signing_secret"] != made["encrypted_signing_secret"]


def test_the_object_is_saved_if_its_secret_is_too_long(
    driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_secret: str, _pem: str) -> str:
        raise ValueError("Too long.")

    monkeypatch.setattr("provider_shim.patterns.shown_once.encrypted", refuse)
    failed = driver.create(ADMIN, {"name": "a", "encrypt_to": PUBLIC})
    assert [one.path for one in failed.errors] == [("encrypt_to",)]
    assert failed["id"]


def ephemeral_faults(provider: Provider, type_name: str, **config: Any) -> list[str]:
    full = configured(provider.ephemeral_resources[type_name].attributes, config)
    return [one.detail for one in provider.validate_ephemeral(type_name, full)]


@pytest.mark.parametrize(
    ("type_name", "config"),
    [(ADMIN, {"name": "a"}), (KEY, {"project_id": "proj_1", "service_account_id": "user-1"})],
)
def test_a_key_that_stays_needs_an_expiry_or_a_resource(
    driver: Driver, type_name: str, config: dict[str, Any]
) -> None:
    (diagnostic,) = ephemeral_faults(driver.provider, type_name, **config, revoke_on_close=False)
    assert "`key_id`" in diagnostic
    assert f"`{type_name}`" in diagnostic
    for fine in (
        {"revoke_on_close": False, "expires_in_seconds": 60},
        {"revoke_on_close": False, "expires_in_seconds": UNKNOWN},
        {"revoke_on_close": UNKNOWN},
        {},
    ):
        assert ephemeral_faults(driver.provider, type_name, **config, **fine) == []


@pytest.mark.parametrize("type_name", [ADMIN, KEY])
def test_a_key_is_either_looked_up_or_created(driver: Driver, type_name: str) -> None:
    assert ephemeral_faults(driver.provider, type_name, key_id="key_1") == []
    assert ephemeral_faults(driver.provider, type_name, key_id=UNKNOWN) == []
    assert ephemeral_faults(driver.provider, type_name) != []
    assert ephemeral_faults(driver.provider, type_name, key_id="key_1", expires_in_seconds=1) != []
    both = {"name": "a"} if type_name == ADMIN else {"project_id": "p", "service_account_id": "s"}
    assert ephemeral_faults(driver.provider, type_name, key_id="key_1", **both) != []


def test_the_placeholder_is_refused_as_a_key_of_a_provider() -> None:
    provider = Provider()
    config = {**dict.fromkeys(provider.schema.attributes), "admin_api_key": PLACEHOLDER}
    (diagnostic,) = provider.configure(config, terraform_version="1.15.0")
    assert diagnostic.path == ("admin_api_key",)
    assert "without `key_id`" in diagnostic.detail


def test_the_placeholder_is_one_short_line_unlike_a_key() -> None:
    assert PLACEHOLDER.startswith("not-available:")
    assert "\n" not in PLACEHOLDER
    assert len(PLACEHOLDER) < 200
    assert "terraform apply -replace=" in PLACEHOLDER
