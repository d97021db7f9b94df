"""Forms of texts. Each rule returns a sentence on what is wrong, or None. See `provider_shim.rules`."""

from __future__ import annotations

LONGEST_NAME = 256
"""Bytes of the names of vaults and of their credentials."""


def base64_fault(text: str) -> str | None:
    """Return what is wrong with a text that should be base64."""
    import base64
    import binascii

    try:
        base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as fault:
        return f"The value is no base64: {fault}."
    return None


def regex_fault(pattern: str) -> str | None:
    """Return what is wrong with a regular expression."""
    import re

    try:
        re.compile(pattern)
    except re.error as fault:
        return f"The value is no regular expression: {fault}."
    return None


def name_fault(name: str) -> str | None:
    """Return what is wrong with a name whose bytes are limited; the API removes blanks around it."""
    size = len(name.strip().encode())
    if 1 <= size <= LONGEST_NAME:
        return None
    return f"A name has 1 to {LONGEST_NAME} bytes, blanks around it aside; this one has {size}."


def secret_name_fault(value: str) -> str | None:
    """Return what is wrong with the name of a variable that holds a secret."""
    return "Names that begin with `CODEX_` are reserved." if value.startswith("CODEX_") else None


def one_line_fault(value: str) -> str | None:
    """Return what is wrong with a secret that must be one line."""
    if any(one in value for one in "\r\n\0"):
        return "The secret must be one line: if it is read from a file, `trimspace` takes away the line break at its end."
    return None


def certificate_fault(value: str) -> str | None:
    """Return what is wrong with a certificate in PEM format."""
    if "PRIVATE KEY-----" in value:
        return (
            "It holds a private key, which must stay with the client: give the certificate alone."
        )
    if "-----BEGIN CERTIFICATE-----" not in value:
        return "It must be in PEM format, beginning with -----BEGIN CERTIFICATE-----."
    return None


def blank_fault(text: str) -> str | None:
    """Return what is wrong with a text that is blank."""
    return None if text.strip() else "The text must not be blank."


def https_fault(url: str) -> str | None:
    """Return what is wrong with a URL that must be https."""
    return None if url.startswith("https://") else "The URL must begin with `https://`."
