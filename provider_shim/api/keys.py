"""Whether there is a key for a request, and of the right kind. Pure."""

from __future__ import annotations

from provider_shim.api.azure import Azure
from provider_shim.api.exchange import Request
from provider_shim.vocabulary.diagnostics import ProviderError


def check_key(request: Request, key: str | None) -> None:
    """Check the key that OpenAI's own API wants for a request.

    Raises:
        ProviderError: there is none, or it is of the wrong kind; the message names attribute, variable and object.
    """
    admin = request.auth == "admin"
    attribute, variable = (
        ("admin_api_key", "OPENAI_ADMIN_KEY") if admin else ("api_key", "OPENAI_API_KEY")
    )
    kind = "an admin key" if admin else "a project key"
    if not key:
        raise ProviderError(
            "Missing API key",
            f"{request.needed_by} needs {kind}: set `{attribute}` in the provider's configuration, or the "
            f"environment variable {variable}.",
        )
    _check_characters(key, f"`{attribute}` (or {variable})")
    if key.startswith("sk-admin-") is not admin and key.startswith(
        ("sk-admin-", "sk-proj-", "sk-svcacct-")
    ):
        raise ProviderError(
            "Wrong kind of API key",
            f"{request.needed_by} needs {kind}, but `{attribute}` (or {variable}) holds "
            f"{'a project key' if admin else 'an admin key'}.",
        )


def check_azure(request: Request, azure: Azure) -> None:
    """Check that Azure can be asked at all.

    Raises:
        ProviderError: it has no such API, or there is neither key nor token.
    """
    if request.auth == "admin":
        raise ProviderError(
            "Not at Azure",
            f"{request.needed_by} belongs to the administration of OpenAI, which Azure does not have. Use a second provider "
            "(an alias) without `azure` for it.",
        )
    if not (azure.api_key or azure.azure_ad_token):
        raise ProviderError(
            "Missing API key",
            f"{request.needed_by} needs a key of the Azure OpenAI resource: set `azure.api_key` or `azure.azure_ad_token` in the "
            "provider's configuration, or one of the environment variables AZURE_OPENAI_API_KEY and AZURE_OPENAI_AD_TOKEN.",
            ("azure",),
        )
    if azure.api_key:
        _check_characters(azure.api_key, "`azure.api_key` (or AZURE_OPENAI_API_KEY)")
    else:
        _check_characters(
            azure.azure_ad_token or "", "`azure.azure_ad_token` (or AZURE_OPENAI_AD_TOKEN)"
        )


def can_be_sent(key: str) -> bool:
    """Tell whether a header can hold the key: what cannot would be shown in the error about it."""
    return key.isascii() and key.isprintable()


def _check_characters(key: str, where: str) -> None:
    if not can_be_sent(key):
        raise ProviderError(
            "Malformed API key",
            f"{where} holds characters that no key has, such as a line break or a letter with an accent: copy the key again.",
        )
