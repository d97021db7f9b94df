"""The API checks of ``doctor``: which keys are set, and whether the API accepts them. They never show a key."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from openai_cdktf_cli.findings import Finding, missing, ok, optional
from provider_shim.rules.addresses import direct

if TYPE_CHECKING:
    from openai import OpenAI

_SECONDS = 10.0
_DEFAULT = "https://api.openai.com/v1"
_SANDBOX = "To try without a key, run `openai-cdktf sandbox`."


def check_keys() -> list[Finding]:
    """Check the keys in the environment variables. The provider uses them if a stack does not set any."""
    project, admin = _is_set("OPENAI_API_KEY"), _is_set("OPENAI_ADMIN_KEY")
    if not project and not admin:
        return [
            missing(
                "API key",
                "neither OPENAI_API_KEY nor OPENAI_ADMIN_KEY is set",
                fix="export OPENAI_API_KEY=… (https://platform.openai.com/api-keys), or set "
                f"`api_key` of the provider in the stack. {_SANDBOX}",
            )
        ]
    return [
        _key("API key", "OPENAI_API_KEY", what="everything except administration")
        if project
        else optional(
            "API key",
            "OPENAI_API_KEY is not set: you can use only administration",
            fix="export OPENAI_API_KEY=… (https://platform.openai.com/api-keys)",
        ),
        _key("Admin key", "OPENAI_ADMIN_KEY", what="administration")
        if admin
        else optional(
            "Admin key",
            "OPENAI_ADMIN_KEY is not set: you cannot use administration",
            fix="export OPENAI_ADMIN_KEY=… (https://platform.openai.com/settings/organization/admin-keys)",
        ),
    ]


def check_reachability() -> list[Finding]:
    """Send one request with each key that is set, without retries and with a timeout of ten seconds.

    Returns:
        A finding for each key, or one finding if the URL is invalid.
    """
    findings: list[Finding] = []
    base_url = os.environ.get("OPENAI_BASE_URL")
    if base_url and (fault := _url_error(base_url)):
        return [missing("API", fault, fix="Correct OPENAI_BASE_URL, or unset it.")]
    if _can_be_sent("OPENAI_API_KEY"):
        findings.append(_request_with("OPENAI_API_KEY", lambda client: client.models.list()))
    if _can_be_sent("OPENAI_ADMIN_KEY"):
        findings.append(
            _request_with(
                "OPENAI_ADMIN_KEY",
                lambda client: client.get("/organization/projects?limit=1", cast_to=object),
            )
        )
    return findings


def _request_with(variable: str, call: Callable[[OpenAI], object]) -> Finding:
    import openai

    base_url = os.environ.get("OPENAI_BASE_URL") or _DEFAULT
    name = f"API with {variable}"
    try:
        client = openai.OpenAI(
            api_key=os.environ[variable],
            base_url=base_url,
            organization=os.environ.get("OPENAI_ORG_ID") or None,
            project=os.environ.get("OPENAI_PROJECT_ID") or None,
            max_retries=0,
            timeout=_SECONDS,
            http_client=openai.DefaultHttpxClient(mounts=direct(base_url)),
        )
        with client:
            call(client)
    except openai.AuthenticationError:
        return missing(
            name,
            f"{base_url} rejected the key (401)",
            fix=f"Set {variable} to a key that is valid for this API, and of the right kind.",
        )
    except openai.PermissionDeniedError:
        return optional(
            name,
            f"{base_url} accepted the key, but it does not have the permission (403)",
            fix="Give the key the permissions that the stack needs.",
        )
    except openai.RateLimitError:
        return optional(
            name, f"{base_url} has reached its rate limit (429)", fix="Try again later."
        )
    except openai.APIStatusError as error:
        return missing(
            name,
            f"{base_url} returned status {error.status_code}",
            fix="Check OPENAI_BASE_URL. The URL of OpenAI ends with /v1.",
        )
    except openai.APIConnectionError as error:
        reason = error.__cause__ or error
        return missing(
            name,
            f"{base_url} cannot be reached ({_first_line(reason)})",
            fix=f"Check OPENAI_BASE_URL, the network and the proxy variables. {_SANDBOX}",
        )
    except UnicodeEncodeError:
        return missing(
            name,
            "OPENAI_ORG_ID or OPENAI_PROJECT_ID contains invalid characters",
            fix="Correct the variable, or unset it.",
        )
    except openai.OpenAIError as error:
        return missing(
            name,
            f"the request to {base_url} failed ({_first_line(error)})",
            fix=f"Check OPENAI_BASE_URL and {variable}.",
        )
    return ok(name, f"{base_url} accepts the key")


def _url_error(url: str) -> str | None:
    """Return the error that the provider would report for the URL, or None."""
    from provider_shim.rules.addresses import base_url_fault

    fault = base_url_fault(url)
    return f"OPENAI_BASE_URL is invalid: {fault}" if fault else None


def _key(name: str, variable: str, *, what: str) -> Finding:
    if not _can_be_sent(variable):
        return missing(
            name,
            f"{variable} contains surrounding spaces or invalid characters",
            fix=f"Copy the key again, and set {variable}.",
        )
    return ok(name, f"{variable} is set (for {what})")


def _can_be_sent(variable: str) -> bool:
    """Return whether the variable contains a key that can be sent."""
    from provider_shim.api.keys import can_be_sent

    value = os.environ.get(variable, "")
    return bool(value) and value == value.strip() and can_be_sent(value)


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0] or type(error).__name__


def _is_set(variable: str) -> bool:
    return bool(os.environ.get(variable))
