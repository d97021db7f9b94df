"""Secrets are encrypted for the owner of a key: openssl decrypts them, and invalid keys are an error."""

from __future__ import annotations

import base64
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from provider_shim.engine.encryption import encrypted, public_key_fault
from provider_shim.patterns.shown_once import DECRYPT


def private_pem(key: PrivateKeyTypes) -> str:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def public_pem(key: PrivateKeyTypes) -> str:
    reported = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return reported.decode()


@pytest.fixture(scope="module")
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65_537, key_size=2048)


def test_the_documented_command_decrypts_the_secret(tmp_path: Path, key: rsa.RSAPrivateKey) -> None:
    (tmp_path / "private.pem").write_text(private_pem(key))
    secret = "sk-svcacct-" + "x" * 160
    done = subprocess.run(
        ["bash", "-c", DECRYPT],
        cwd=tmp_path,
        input=encrypted(secret, public_pem(key)),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == secret


def test_the_same_secret_is_encrypted_differently_each_time(key: rsa.RSAPrivateKey) -> None:
    first, second = (encrypted("s", public_pem(key)) for _ in range(2))
    assert first != second
    assert len(base64.b64decode(first)) == 256


def test_the_error_about_a_long_secret_does_not_show_it(key: rsa.RSAPrivateKey) -> None:
    with pytest.raises(ValueError, match="191 bytes, but an RSA key of 2048 bits") as raised:
        encrypted("s" * 191, public_pem(key))
    assert "sss" not in str(raised.value)


def test_a_valid_key_has_no_error(key: rsa.RSAPrivateKey) -> None:
    assert public_key_fault(public_pem(key)) is None


@pytest.mark.parametrize(
    ("pem", "fault"),
    [
        ("ssh-rsa AAAA", "not a public key in PEM form"),
        ("", "not a public key in PEM form"),
        (public_pem(ec.generate_private_key(ec.SECP256R1())), "not an RSA key"),
        (public_pem(rsa.generate_private_key(65_537, 1024)), "1024 bits"),  # noqa: S505 - refused
        (private_pem(ec.generate_private_key(ec.SECP256R1())), "private key"),
    ],
    ids=["ssh", "empty", "elliptic", "short", "private"],
)
def test_an_invalid_key_is_an_error_with_the_reason(pem: str, fault: str) -> None:
    assert fault in (public_key_fault(pem) or "")
