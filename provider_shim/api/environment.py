"""Messages about proxies and certificates, which the user sets in the environment. Pure.

No message contains the address of the proxy, because it can contain a password.
"""

from __future__ import annotations

import re

from provider_shim.vocabulary.diagnostics import ProviderError

_PROXY = "HTTPS_PROXY, HTTP_PROXY or ALL_PROXY"

_UNKNOWN_AUTHORITY = (
    "This machine does not trust the authority that issued the server's certificate. This happens, for example, behind a proxy "
    "that inspects traffic. Set the environment variable SSL_CERT_FILE to a file with the authority's certificate (PEM)."
)

_PROXY_REFUSED = (
    f"The proxy refused the connection, so nothing was sent to the API. Check the address, user name and password in {_PROXY}. "
    "To reach a server without the proxy, add it to NO_PROXY."
)


def no_certificates(reason: str) -> ProviderError:
    """Return the error for trusted certificates that cannot be loaded."""
    return ProviderError(
        "Unusable certificates",
        f"The provider cannot load the trusted certificates: {reason}. Check the environment variables SSL_CERT_FILE "
        "and SSL_CERT_DIR.",
    )


def no_proxy() -> ProviderError:
    """Return the error for a proxy that cannot be used."""
    return ProviderError(
        "Unusable proxy",
        f"The provider cannot use the proxy in {_PROXY} (in upper or lower case). Write it as "
        '"http://proxy.example:8080". Write characters such as "#", "/" and "@" in a password as "%23", "%2F" and "%40". '
        "SOCKS proxies are not supported. To reach a server without the proxy, add it to NO_PROXY.",
    )


_NOT_RUNNING = (
    "The address is on this machine, and no server answers there. If you use the sandbox, start it with `openai-cdktf sandbox`, and "
    "keep it running while Terraform runs. Otherwise check `base_url`, or the environment variable OPENAI_BASE_URL."
)


_NO_TLS = re.compile(r"WRONG_VERSION_NUMBER|record layer failure|UNKNOWN_PROTOCOL|HTTP_REQUEST")
"""What OpenSSL says about a server that answers without TLS. The text depends on its version."""

_NO_TLS_HERE = (
    "The server does not use TLS. Begin its address with `http://` instead of `https://`, in `base_url` or in the environment "
    "variable OPENAI_BASE_URL."
)

_NO_TLS_THERE = (
    "The server does not use TLS at this port. Check `base_url` (or OPENAI_BASE_URL), and the proxy if there is one "
    f"({_PROXY}): the address of a proxy without TLS begins with `http://`."
)

_LOCAL_ATTEMPTS = 3
"""The number of further attempts after a server on this machine refused a connection. It may start at the moment: about 3 seconds."""


def is_lasting(kind: str, reason: str, attempt: int, *, is_local: bool) -> bool:
    """Return whether another attempt does not help. The arguments are those of `advice`; attempts count from 0."""
    if kind != "ConnectError":
        return False
    return bool(_NO_TLS.search(reason)) or (is_local and attempt >= _LOCAL_ATTEMPTS)


def advice(kind: str, reason: str, *, is_local: bool = False) -> str:
    """Return advice about a lost connection, or an empty text.

    Args:
        kind: the name of the exception's class.
        reason: the text of the exception.
        is_local: whether the server is on this machine.
    """
    if kind == "ConnectError" and _NO_TLS.search(reason):
        return _NO_TLS_HERE if is_local else _NO_TLS_THERE
    if is_local and kind == "ConnectError" and "CERTIFICATE" not in reason:
        return _NOT_RUNNING
    if "CERTIFICATE_VERIFY_FAILED" in reason and re.search(r"self.signed|issuer", reason):
        return _UNKNOWN_AUTHORITY
    return _PROXY_REFUSED if kind == "ProxyError" else ""
