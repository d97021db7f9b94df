"""Doctor's checks of the API: which keys are set, and whether the endpoint takes them. Never shows a key."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from openai_cdktf_cli.findings import Finding, missing, ok, optional

if TYPE_CHECKING:
    from openai import OpenAI

_SECONDS = 10.0
_DEFAULT = "https://api.openai.com/v1"
_SANDBOX = "To try without a key, run `openai-cdktf sandbox`."


def check_keys() -> list[Finding]:
    """Find the keys in the environment, by which the provider is configured where a stack says nothing."""
    project, admin = _is_set("OPENAI_API_KEY"), _is_set("OPENAI_ADMIN_KEY")
    if not project and not admin:
        return [
            missing(
                "API key",
                "neither OPENAI_API_KEY nor OPENAI_ADMIN_KEY is set",
                fix="export OPENAI_API_KEY=… (https://platform.openai.com/api-keys), or give it to "
                f"the provider in the stack. {_SANDBOX}",
            )
        ]
    return [
        _key("API key", "OPENAI_API_KEY", what="everything but administration")
        if project
        else optional(
            "API key",
            "OPENAI_API_KEY is not set: only administration works",
            fix="export OPENAI_API_KEY=… (https://platform.openai.com/api-keys)",
        ),
        _key("Admin key", "OPENAI_ADMIN_KEY", what="administration")
        if admin
        else optional(
            "Admin key",
            "OPENAI_ADMIN_KEY is not set: administration does not work",
            fix="export OPENAI_ADMIN_KEY=… (https://platform.openai.com/settings/organization/admin-keys)",
        ),
    ]


def check_reachability() -> list[Finding]:
    """Ask the endpoint once with each key that is set, without retries and for ten seconds at most.

    Returns:
        A finding for each key, or the one that the URL itself is wrong.
    """
    findings: list[Finding] = []
    base_url = os.environ.get("OPENAI_BASE_URL")
    if base_url and (fault := _url_fault(base_url)):
        return [missing("API", fault, fix="Set OPENAI_BASE_URL again, or unset it.")]
    if _is_sound("OPENAI_API_KEY"):
        findings.append(_ask_with("OPENAI_API_KEY", lambda client: client.models.list()))
    if _is_sound("OPENAI_ADMIN_KEY"):
        findings.append(
            _ask_with(
                "OPENAI_ADMIN_KEY",
                lambda client: client.get("/organization/projects?limit=1", cast_to=object),
            )
        )
    return findings


def _ask_with(variable: str, call: Callable[[OpenAI], object]) -> Finding:
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
        )
        with client:
            call(client)
    except openai.AuthenticationError:
        return missing(
            name,
            f"{base_url} refused the key (401)",
            fix=f"Let {variable} hold a key that is valid there, and of the right kind.",
        )
    except openai.PermissionDeniedError:
        return optional(
            name,
            f"{base_url} knows the key, but it may not do this (403)",
            fix="Give the key the permissions that the stack needs.",
        )
    except openai.RateLimitError:
        return optional(name, f"{base_url} limits the requests now (429)", fix="Try again later.")
    except openai.APIStatusError as error:
        return missing(
            name,
            f"{base_url} answered {error.status_code}",
            fix="Check OPENAI_BASE_URL: it ends in /v1 at OpenAI.",
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
            "OPENAI_ORG_ID or OPENAI_PROJECT_ID holds characters that no identifier has",
            fix="Set it again, or unset it.",
        )
    except openai.OpenAIError as error:
        return missing(
            name,
            f"{base_url} cannot be asked ({_first_line(error)})",
            fix=f"Check OPENAI_BASE_URL and {variable}.",
        )
    return ok(name, f"{base_url} answers")


def _url_fault(url: str) -> str | None:
    """Return what the provider itself would say about the URL."""
    from provider_shim.rules.addresses import base_url_fault

    fault = base_url_fault(url)
    return f"OPENAI_BASE_URL is wrong: {fault}" if fault else None


def _key(name: str, variable: str, *, what: str) -> Finding:
    if not _is_sound(variable):
        return missing(
            name,
            f"{variable} has spaces around it, or characters that no key has",
            fix=f"Set {variable} again; take care when copying.",
        )
    return ok(name, f"{variable} is set (for {what})")


def _is_sound(variable: str) -> bool:
    """Return whether a key is set that can be sent."""
    from provider_shim.api.keys import can_be_sent

    value = os.environ.get(variable, "")
    return bool(value) and value == value.strip() and can_be_sent(value)


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0] or type(error).__name__


def _is_set(variable: str) -> bool:
    return bool(os.environ.get(variable))
