from __future__ import annotations

import ssl
from datetime import UTC, datetime

from cryptography import x509
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
)

from provider_shim.protocol import tls


def public(key):
    return key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def test_other_libraries_accept_the_certificate():
    made = tls.identity()
    read = x509.load_der_x509_certificate(made.der)
    assert read == x509.load_pem_x509_certificate(made.certificate)
    assert read.subject == read.issuer
    assert read.serial_number > 0
    assert read.not_valid_before_utc < datetime.now(UTC) < read.not_valid_after_utc
    read.verify_directly_issued_by(read)


def test_the_key_belongs_to_the_certificate():
    for _ in range(20):  # numbers with leading zeros are rarer
        made = tls.identity()
        key = load_pem_private_key(made.key, None)
        assert public(key.public_key()) == public(
            x509.load_der_x509_certificate(made.der).public_key()
        )


def test_no_two_identities_are_the_same():
    first, second = tls.identity(), tls.identity()
    assert first.key != second.key
    assert first.der != second.der


def test_clients_need_their_certificate_and_no_key_file_remains(tmp_path):
    own = tls.identity()
    serving = tls.context(own, tls.identity().certificate.decode(), tmp_path)
    assert serving.verify_mode is ssl.CERT_REQUIRED
    assert serving.minimum_version is ssl.TLSVersion.TLSv1_2
    assert not list(tmp_path.iterdir())
