"""The provider's own configuration: its schema, and its conversion to the settings of the API client.

The configuration overrides the environment variables.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Any

from provider_shim.api import azure
from provider_shim.api.client import Settings
from provider_shim.rules.addresses import DEFAULT_BASE_URL, base_url_fault, is_local
from provider_shim.rules.durations import seconds_or_duration, timeout_fault
from provider_shim.rules.maps import header_fault, headers_fault
from provider_shim.version import VERSION
from provider_shim.vocabulary.schema import Bool, Integer, MapOf, Schema, String
from provider_shim.vocabulary.values import UNKNOWN, is_wholly_known

SCHEMA = Schema(
    {
        "api_key": String(
            optional=True,
            sensitive=True,
            doc="The project API key. The provider uses it for all requests except those to the administration API. Defaults to the environment variable `OPENAI_API_KEY`.",
        ),
        "admin_api_key": String(
            optional=True,
            sensitive=True,
            also=("admin_key",),
            doc="The admin API key. The provider uses it for requests to the administration API. Defaults to the environment variable `OPENAI_ADMIN_KEY`.",
        ),
        "organization": String(
            optional=True,
            check=header_fault,
            doc="The id of the organization, if the key belongs to several organizations. Defaults to the environment variable `OPENAI_ORG_ID`.",
        ),
        "project": String(
            optional=True,
            check=header_fault,
            doc="The id of the project, if the key belongs to several projects. Defaults to the environment variable `OPENAI_PROJECT_ID`.",
        ),
        "base_url": String(
            optional=True,
            check=base_url_fault,
            also=("api_url",),
            doc=f"The base URL of the API: OpenAI's or a compatible one. Must be `https`, except on this machine. "
            f"Defaults to the environment variable `OPENAI_BASE_URL`, then to `{DEFAULT_BASE_URL}`.",
        ),
        "azure": azure.attribute(conflicts_with=("base_url",)),
        "max_retries": Integer(
            optional=True,
            minimum=0,
            maximum=100,
            doc="How many times the provider sends a request again after a rate limit (429), a server error or a lost connection. "
            "It waits as long as the server asks for, or exponentially longer each time. If the answer to a create is lost, the "
            "provider does not send the create again, because that could create the object twice. Defaults to `5`.",
        ),
        "timeout": String(
            optional=True,
            check=timeout_fault,
            also=("request_timeout_seconds",),
            doc="The time limit of one request: a duration such as `90s` or `10m`, or a number of seconds. Defaults to `10m`.",
        ),
        "requests_per_minute": Integer(
            optional=True,
            minimum=1,
            doc="The maximum number of requests per minute. For a project key it applies to all requests together, for an admin key "
            "to each endpoint of the administration API. Defaults to no limit for project keys, and to `8` for the administration "
            "API, which allows about 8 requests per minute (no limit for a server on this machine).",
        ),
        "max_concurrent_requests": Integer(
            optional=True,
            minimum=1,
            doc="The maximum number of requests at the same time. Defaults to no limit except Terraform's own `-parallelism`.",
        ),
        "headers": MapOf(
            String(),
            optional=True,
            sensitive=True,
            check=headers_fault,
            doc="HTTP headers that the provider sends with each request, for gateways that need them. The provider also sends the headers in "
            "the environment variable `OPENAI_CUSTOM_HEADERS`, as OpenAI's clients do. Each line of it has the form `Name: value`.",
        ),
        "debug": Bool(
            optional=True,
            doc="Whether to log each API call: method, path, status, attempt, duration and request id, but never a key. The lines go to "
            "Terraform's log if `TF_LOG` or `TF_LOG_PROVIDER` is set, otherwise to the file `terraform-provider-openai.log` in the "
            "working directory. Defaults to `false`.",
        ),
    },
    of_provider=True,
)

ENVIRONMENT = {
    "api_key": "OPENAI_API_KEY",
    "admin_api_key": "OPENAI_ADMIN_KEY",
    "organization": "OPENAI_ORG_ID",
    "project": "OPENAI_PROJECT_ID",
    "base_url": "OPENAI_BASE_URL",
}

SANDBOX = "OPENAI_CDKTF_SANDBOX"
"""If this variable is set, the provider ignores the connection of its configuration. Tests of configurations set it."""

_CONNECTION = ("api_key", "admin_api_key", "base_url", "azure", "headers")

_HEADERS = "OPENAI_CUSTOM_HEADERS"

_CHECKS: Mapping[str, Callable[[str], str | None]] = {
    "base_url": base_url_fault,
    "organization": header_fault,
    "project": header_fault,
}


def _headers_from_environment() -> dict[str, str]:
    """Return the headers in the variable that all clients of OpenAI read. Lines without a colon are ignored, as in OpenAI's client."""
    lines = (line.partition(":") for line in os.environ.get(_HEADERS, "").splitlines())
    return {name.strip(): value.strip() for name, colon, value in lines if colon}


def _from_environment(name: str) -> str | None:
    """Return the value of a variable, or None if it is blank: CI systems set a blank variable for a missing secret."""
    return os.environ.get(ENVIRONMENT[name], "").strip() or None


def for_sandbox(config: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the configuration, without keys and addresses if the sandbox of the environment replaces them."""
    if not os.environ.get(SANDBOX):
        return config
    return {name: None if name in _CONNECTION else value for name, value in config.items()}


def environment_faults(config: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return (attribute, error) for values from the environment. The schema checks those of the configuration."""
    is_azure = isinstance(config.get("azure"), Mapping)
    faults = [("headers", _HEADERS, headers_fault(_headers_from_environment()))]
    for name, check in _CHECKS.items():
        value = None if is_azure else _from_environment(name)
        if config.get(name) is None and value:
            faults.append((name, ENVIRONMENT[name], check(value)))
    found = [
        (name, f"From the environment variable {variable}: {fault}")
        for name, variable, fault in faults
        if fault
    ]
    if os.environ.get(SANDBOX) and not is_local(_from_environment("base_url") or DEFAULT_BASE_URL):
        need = "so OPENAI_BASE_URL must be the address of a sandbox on this machine."
        found.append(("base_url", f"The environment variable {SANDBOX} is set, {need}"))
    if is_azure and (wrong := azure.fault(config["azure"])):
        found.append(("azure", wrong))
    return found


def settings(config: Mapping[str, Any], user_agent: str) -> Settings:
    """Return the settings of the API client. Unknown values count as missing. See `unknown_attributes`."""
    configured = {name: None if value is UNKNOWN else value for name, value in config.items()}
    chosen = {
        name: (configured.get(name) or "").strip()
        or (_from_environment(name) if config.get(name) is not UNKNOWN else None)
        for name in ENVIRONMENT
    }
    return Settings(
        api_key=chosen["api_key"],
        admin_api_key=chosen["admin_api_key"],
        organization=chosen["organization"],
        project=chosen["project"],
        base_url=chosen["base_url"] or DEFAULT_BASE_URL,
        max_retries=int(5 if (retries := configured.get("max_retries")) is None else retries),
        timeout=seconds_or_duration(configured.get("timeout") or "10m"),
        requests_per_minute=configured.get("requests_per_minute"),
        max_concurrent_requests=configured.get("max_concurrent_requests"),
        headers=_headers_from_environment()
        | {
            name: value
            for name, value in (configured.get("headers") or {}).items()
            if isinstance(value, str)
        },
        user_agent=user_agent,
        azure=azure.settings(configured.get("azure"))
        if is_wholly_known(configured.get("azure"))
        else None,
    )


def unknown_attributes(config: Mapping[str, Any]) -> list[str]:
    """Return the arguments that are needed to call the API and are not known before apply."""
    return [
        name for name in (*ENVIRONMENT, "azure", "headers") if not is_wholly_known(config.get(name))
    ]


def user_agent(terraform_version: str) -> str:
    """Return the value of the header `User-Agent`."""
    return f"Terraform/{terraform_version or 'unknown'} openai-cdktf/{VERSION}"
