"""Rules for texts. Each returns a sentence about what is wrong, or None. See `provider_shim.rules`."""

from __future__ import annotations

LONGEST_NAME = 256
"""The maximum number of bytes in the names of vaults and of their credentials."""


def base64_fault(text: str) -> str | None:
    """Return what is wrong with a text that must be base64, or None."""
    import base64
    import binascii

    try:
        base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as fault:
        return f"The value is not valid base64: {fault}."
    return None


def regex_fault(pattern: str) -> str | None:
    """Return what is wrong with a regular expression, or None."""
    import re

    try:
        re.compile(pattern)
    except re.error as fault:
        return f"The value is not a valid regular expression: {fault}."
    return None


def name_fault(name: str) -> str | None:
    """Return what is wrong with the length of a name, or None. The API removes white space around the name."""
    size = len(name.strip().encode())
    if 1 <= size <= LONGEST_NAME:
        return None
    return f"A name must have 1 to {LONGEST_NAME} bytes without white space around it; this name has {size}."


def secret_name_fault(value: str) -> str | None:
    """Return what is wrong with the name of a variable for a secret, or None."""
    return "Names that begin with `CODEX_` are reserved." if value.startswith("CODEX_") else None


def one_line_fault(value: str) -> str | None:
    """Return what is wrong with a secret that must be one line, or None."""
    if any(one in value for one in "\r\n\0"):
        return "The secret must be one line. If you read it from a file, use `trimspace` to remove the line break at its end."
    return None


def certificate_fault(value: str) -> str | None:
    """Return what is wrong with a certificate in PEM format, or None."""
    if "PRIVATE KEY-----" in value:
        return "The value contains a private key, which must stay with the client. Set only the certificate."
    if "-----BEGIN CERTIFICATE-----" not in value:
        return "The value must be in PEM format, with -----BEGIN CERTIFICATE-----."
    return None


def blank_fault(text: str) -> str | None:
    """Return what is wrong with a text that must not be blank, or None."""
    return None if text.strip() else "The text must not be blank."


def https_fault(url: str) -> str | None:
    """Return what is wrong with a URL that must be https, or None."""
    return None if url.startswith("https://") else "The URL must begin with `https://`."
