"""The certificate with which the provider authenticates to Terraform. It is imported only if Terraform requests a certificate.

Terraform passes its own certificate in the environment and reads the provider's from the handshake. During one command, each side
accepts only the certificate of the other. This module encodes the certificate and the key file itself, and uses ``cryptography`` only
for the key and the signature. Its modules for certificates would take longer to load than everything else before the handshake, and
Terraform starts the provider two to five times for each command.
"""

from __future__ import annotations

import os
from base64 import encodebytes
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

from provider_shim.records import Record

if TYPE_CHECKING:
    import ssl

HOST: Final = b"localhost"
"""The name that Terraform expects in the certificate, for every address."""

_LIFETIME: Final = timedelta(days=30)
_CLOCK_SKEW: Final = timedelta(hours=1)

# Tags and object identifiers of ASN.1, already encoded.
_INTEGER, _BIT_STRING, _OCTETS, _UTF8, _TIME, _SEQUENCE, _SET = 2, 3, 4, 12, 23, 48, 49
_BOOLEAN_TRUE: Final = b"\x01\x01\xff"
_VERSION_3: Final = b"\xa0\x03\x02\x01\x02"
_EXTENSIONS: Final = 0xA3
_CURVE: Final = 0xA0
_DNS_NAME: Final = 0x82
_UNCOMPRESSED: Final = b"\x04"  # the form of a point: both coordinates
_COORDINATE: Final = 32  # bytes
_EC_KEY: Final = bytes.fromhex("06072a8648ce3d0201")
_P256: Final = bytes.fromhex("06082a8648ce3d030107")
_ECDSA_SHA256: Final = bytes.fromhex("06082a8648ce3d040302")
_COMMON_NAME: Final = bytes.fromhex("0603550403")
_KEY_USAGE: Final = bytes.fromhex("0603551d0f")
_ALTERNATIVE_NAMES: Final = bytes.fromhex("0603551d11")
_EXTENDED_KEY_USAGE: Final = bytes.fromhex("0603551d25")
_SERVER_AUTHENTICATION: Final = bytes.fromhex("06082b06010505070301")
_DIGITAL_SIGNATURE: Final = bytes.fromhex("03020780")


class Identity(Record):
    """A private key with its certificate: both as PEM for TLS, the certificate as DER for the handshake."""

    key: bytes
    certificate: bytes
    der: bytes


def identity() -> Identity:
    """Create a key that never leaves the process, and a self-signed certificate for it."""
    key = ec.generate_private_key(ec.SECP256R1())
    numbers = key.private_numbers()
    secret = numbers.private_value.to_bytes(_COORDINATE, "big")
    point = b"".join(
        number.to_bytes(_COORDINATE, "big")
        for number in (numbers.public_numbers.x, numbers.public_numbers.y)
    )
    public = _der(_BIT_STRING, b"\0", _UNCOMPRESSED, point)
    body = _body(_der(_SEQUENCE, _der(_SEQUENCE, _EC_KEY, _P256), public), datetime.now(UTC))
    signature = key.sign(body, ec.ECDSA(SHA256()))
    der = _der(_SEQUENCE, body, _der(_SEQUENCE, _ECDSA_SHA256), _der(_BIT_STRING, b"\0", signature))
    private = _der(  # RFC 5915's ECPrivateKey
        _SEQUENCE, _der(_INTEGER, b"\1"), _der(_OCTETS, secret), _der(_CURVE, _P256)
    )
    return Identity(
        key=_pem("EC PRIVATE KEY", private), certificate=_pem("CERTIFICATE", der), der=der
    )


def context(own: Identity, client: str, directory: str) -> ssl.SSLContext:
    """Return a TLS context that accepts only the owner of one certificate.

    Args:
        own: the key and the certificate of the provider.
        client: the client's self-signed certificate as PEM.
        directory: a directory that no other user can read. It contains the key for a moment, because Python loads keys only from
            files.

    Raises:
        ssl.SSLError: The client's certificate is invalid.
        OSError: The directory is not writable.
    """
    import ssl

    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.minimum_version = ssl.TLSVersion.TLSv1_2
    serving.verify_mode = ssl.CERT_REQUIRED
    serving.load_verify_locations(cadata=client)
    serving.set_alpn_protocols(["h2"])
    path = os.path.join(directory, f"identity{os.urandom(6).hex()}")
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(own.key + own.certificate)
        serving.load_cert_chain(path)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(path)
    return serving


def _body(public: bytes, now: datetime) -> bytes:
    """Return the signed part of the certificate: RFC 5280's TBSCertificate, in its order."""
    name = _der(_SEQUENCE, _der(_SET, _der(_SEQUENCE, _COMMON_NAME, _der(_UTF8, HOST))))
    return _der(
        _SEQUENCE,
        _VERSION_3,
        _der(_INTEGER, b"\x01", os.urandom(15)),  # serial number; the first byte keeps it positive
        _der(_SEQUENCE, _ECDSA_SHA256),
        name,
        _der(_SEQUENCE, _time(now - _CLOCK_SKEW), _time(now + _LIFETIME)),
        name,
        public,
        _der(
            _EXTENSIONS,
            _der(
                _SEQUENCE,
                _der(_SEQUENCE, _KEY_USAGE, _BOOLEAN_TRUE, _der(_OCTETS, _DIGITAL_SIGNATURE)),
                _extension(_ALTERNATIVE_NAMES, _der(_DNS_NAME, HOST)),
                _extension(_EXTENDED_KEY_USAGE, _SERVER_AUTHENTICATION),
            ),
        ),
    )


def _extension(identifier: bytes, *members: bytes) -> bytes:
    return _der(_SEQUENCE, identifier, _der(_OCTETS, _der(_SEQUENCE, *members)))


def _time(moment: datetime) -> bytes:
    return _der(_TIME, moment.strftime("%y%m%d%H%M%SZ").encode())


def _der(tag: int, *contents: bytes) -> bytes:
    """Return one element of ASN.1's Distinguished Encoding Rules: tag, length, contents."""
    content = b"".join(contents)
    length = len(content)
    if length < 0x80:  # noqa: PLR2004  longer lengths are preceded by their own length
        return bytes([tag, length]) + content
    size = (length.bit_length() + 7) // 8
    return bytes([tag, 0x80 | size]) + length.to_bytes(size, "big") + content


def _pem(label: str, der: bytes) -> bytes:
    encoded = encodebytes(der).decode()
    return f"-----BEGIN {label}-----\n{encoded}-----END {label}-----\n".encode()
