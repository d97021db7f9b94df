"""Encrypts a secret for the owner of an RSA key: RSA-OAEP with SHA-256, as base64.

`cryptography` is loaded only if a configuration encrypts.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

FEWEST_BITS = 2048
_DIGEST_BYTES = 32  # SHA-256


def public_key_fault(pem: str) -> str | None:
    """Return the error in a public key in PEM form, or None if it is valid."""
    if "PRIVATE KEY" in pem:
        return "This is a private key. Use its public key: `openssl pkey -in private.pem -pubout`."
    try:
        key = _public_key(pem)
    except ValueError as fault:
        return str(fault)
    if key.key_size < FEWEST_BITS:
        return f"The RSA key has {key.key_size} bits. It must have at least {FEWEST_BITS} bits."
    return None


def encrypted(secret: str, pem: str) -> str:
    """Return a secret, encrypted for the owner of a public key, as base64 in one line.

    Raises:
        ValueError: The key is not an RSA key in PEM form, or the secret is too long for it.
    """
    from cryptography.hazmat.primitives.asymmetric import padding
    from cryptography.hazmat.primitives.hashes import SHA256

    key, plain = _public_key(pem), secret.encode()
    most = key.key_size // 8 - 2 * _DIGEST_BYTES - 2
    if len(plain) > most:
        raise ValueError(
            f"The secret has {len(plain)} bytes, but an RSA key of {key.key_size} bits can encrypt at most {most} bytes. Use a longer key."
        )
    scheme = padding.OAEP(mgf=padding.MGF1(SHA256()), algorithm=SHA256(), label=None)
    return base64.b64encode(key.encrypt(plain, scheme)).decode()


def _public_key(pem: str) -> RSAPublicKey:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    try:
        key = load_pem_public_key(pem.encode())
    except (ValueError, UnsupportedAlgorithm):
        raise ValueError(
            "This is not a public key in PEM form. Such a key begins with `-----BEGIN PUBLIC KEY-----`."
        ) from None
    if not isinstance(key, RSAPublicKey):
        raise ValueError(  # noqa: TRY004 - the text is at fault, not its type
            "This is not an RSA key. Only RSA keys can encrypt the secret."
        )
    return key
