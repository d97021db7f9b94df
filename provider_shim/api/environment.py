"""What lies between the provider and the API, and is set up in the environment: proxies and certificates. Pure.

Here are the words for what is wrong with them. The address of a proxy is never told: it may hold a password.
"""

from __future__ import annotations

import re

from provider_shim.vocabulary.diagnostics import ProviderError

_PROXY = "HTTPS_PROXY, HTTP_PROXY or ALL_PROXY"

_UNKNOWN_AUTHORITY = (
    "The certificate of the server is from an authority that is not known here, as where a proxy of one's own inspects what is "
    "sent: name a file with the authority's certificate (PEM) in the environment variable SSL_CERT_FILE."
)

_PROXY_REFUSED = (
    f"The proxy refused before anything was sent to the API: check address, user name and password in {_PROXY}. NO_PROXY names "
    "servers that are reached without it."
)


def no_certificates(reason: str) -> ProviderError:
    """Return the failure for certificates of authorities that cannot be loaded."""
    return ProviderError(
        "Unusable certificates",
        f"The certificates by which servers are trusted cannot be loaded: {reason}. Check the environment variables SSL_CERT_FILE "
        "and SSL_CERT_DIR.",
    )


def no_proxy() -> ProviderError:
    """Return the failure for a proxy that cannot be spoken to."""
    return ProviderError(
        "Unusable proxy",
        f"The proxy that {_PROXY} names (in upper or lower case) cannot be used: write "
        '"http://proxy.example:8080", with characters such as "#", "/" and "@" in a password as "%23", "%2F" and "%40". SOCKS '
        "proxies are not supported. NO_PROXY names servers that are reached without a proxy.",
    )


def advice(kind: str, reason: str) -> str:
    """Return what to do about a lost connection, empty where that is not known.

    Args:
        kind: the name of the fault's class.
        reason: what happened.
    """
    if "CERTIFICATE_VERIFY_FAILED" in reason and re.search(r"self.signed|issuer", reason):
        return _UNKNOWN_AUTHORITY
    return _PROXY_REFUSED if kind == "ProxyError" else ""
