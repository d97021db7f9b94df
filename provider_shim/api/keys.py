"""Checks that a request has a key, and that the key is of the right kind. Pure."""

from __future__ import annotations

from provider_shim.api.azure import Azure
from provider_shim.api.exchange import Request
from provider_shim.vocabulary.diagnostics import ProviderError


def check_key(request: Request, key: str | None) -> None:
    """Check the key for a request to OpenAI's own API.

    Raises:
        ProviderError: The key is missing or of the wrong kind. The message names the attribute, the variable and the object.
    """
    admin = request.auth == "admin"
    attribute, variable = (
        ("admin_api_key", "OPENAI_ADMIN_KEY") if admin else ("api_key", "OPENAI_API_KEY")
    )
    kind = "an admin key" if admin else "a project key"
    if not key:
        raise ProviderError(
            "Missing API key",
            f"{request.needed_by} needs {kind}. Set `{attribute}` in the provider's configuration, or the "
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
    """Check that the request can be sent to Azure.

    Raises:
        ProviderError: Azure does not have the API, or there is neither a key nor a token.
    """
    if request.auth == "admin":
        raise ProviderError(
            "Not available at Azure",
            f"{request.needed_by} needs the administration API of OpenAI, which Azure does not have. Use a second provider "
            "configuration (an alias) without `azure` for it.",
        )
    if not (azure.api_key or azure.azure_ad_token):
        raise ProviderError(
            "Missing API key",
            f"{request.needed_by} needs a key of the Azure OpenAI resource. Set `azure.api_key` or `azure.azure_ad_token` in the "
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
    """Return whether a header can contain the key. Otherwise the error of the HTTP library would show the key."""
    return key.isascii() and key.isprintable()


def _check_characters(key: str, where: str) -> None:
    if not can_be_sent(key):
        raise ProviderError(
            "Malformed API key",
            f"{where} contains characters that are not allowed in a key, such as a line break or a letter with an accent. Copy the key again.",
        )
