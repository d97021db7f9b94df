"""Azure OpenAI: its settings, and its differences from OpenAI's own API.

Azure's v1 API has OpenAI's paths below ``/openai/v1/``, and its models are names of deployments. The older API is used if a version is
set. It has other paths (``/openai/deployments/<deployment>/…``) and a version in every query, and the ``openai`` package
supports it. Both have their own header for the key. Azure has no administration API.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from provider_shim.records import Record, fresh
from provider_shim.rules.addresses import ServerAddress
from provider_shim.vocabulary.schema import MapOf, Object, String
from provider_shim.vocabulary.values import UNKNOWN

_ENDPOINT = ServerAddress(example="https://example.openai.azure.com")


V1 = "v1"
"""The API version that selects the v1 API, even if the environment contains another version."""

_V1_PATH = "/openai/v1"


ENVIRONMENT = {
    "endpoint": "AZURE_OPENAI_ENDPOINT",
    "api_version": "OPENAI_API_VERSION",
    "api_key": "AZURE_OPENAI_API_KEY",
    "azure_ad_token": "AZURE_OPENAI_AD_TOKEN",
}

ATTRIBUTES = {
    "endpoint": String(
        optional=True,
        check=_ENDPOINT,
        doc="The endpoint of the Azure OpenAI resource, such as `https://example.openai.azure.com`, with or without `/openai/v1`. "
        "Must be `https`, except on this machine. You must set it here or in the environment. Defaults to the environment variable `AZURE_OPENAI_ENDPOINT`.",
    ),
    "api_version": String(
        optional=True,
        doc="The version of Azure's older API, such as `2024-10-21`. Without a version, or with `v1`, requests go to Azure's v1 API "
        "(`/openai/v1/`), which has no versions. Defaults to the environment variable `OPENAI_API_VERSION`.",
    ),
    "api_key": String(
        optional=True,
        sensitive=True,
        conflicts_with=("azure_ad_token",),
        doc="The key of the Azure OpenAI resource, sent in the header `api-key`. Defaults to the environment variable `AZURE_OPENAI_API_KEY`.",
    ),
    "azure_ad_token": String(
        optional=True,
        sensitive=True,
        doc="A token of Microsoft Entra ID instead of a key, sent as `Authorization: Bearer`. Defaults to the environment variable `AZURE_OPENAI_AD_TOKEN`.",
    ),
    "deployments": MapOf(
        String(),
        optional=True,
        doc="A map from model names to deployment names. The provider replaces the `model` of a request by its deployment. It sends a "
        "model that is not in the map unchanged, as the name of a deployment. For fine-tuning it always sends the model itself.",
    ),
}


def attribute(**flags: Any) -> Object:
    """Return the ``azure`` attribute of the provider's configuration."""
    return Object(
        ATTRIBUTES,
        optional=True,
        doc="Settings to use Azure OpenAI instead of OpenAI. With an empty object, all settings come from the environment. Azure has no administration API.",
        **flags,
    )


_NOT_DEPLOYED = frozenset({"/fine_tuning/jobs"})
"""Paths whose model is not a deployment: training starts from a model of Azure."""


class Azure(Record):
    """How to reach Azure OpenAI. Without an ``api_version``, requests go to its v1 API."""

    endpoint: str
    api_version: str | None = None
    api_key: str | None = None
    azure_ad_token: str | None = None
    deployments: Mapping[str, str] = fresh(default_factory=dict)

    @property
    def v1_url(self) -> str:
        """The base URL of the v1 API."""
        return f"{self.endpoint}{_V1_PATH}/"

    def deployed(self, template: str, body: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
        """Return the body of a request to a path with the deployment in place of its model."""
        model = (body or {}).get("model")
        if body is None or not isinstance(model, str) or template in _NOT_DEPLOYED:
            return body
        return {**body, "model": self.deployments.get(model, model)}


def fault(configured: Mapping[str, Any]) -> str | None:
    """Return the error if a setting is neither in the configuration nor in the environment, otherwise None."""
    try:
        chosen = settings(configured)
    except ValueError as missing:
        return str(missing)
    # The schema checks a configured endpoint.
    if chosen is None or configured.get("endpoint") is not None:
        return None
    wrong = _ENDPOINT(chosen.endpoint)
    return wrong and f"From the environment variable {ENVIRONMENT['endpoint']}: {wrong}"


def settings(configured: Mapping[str, Any] | None) -> Azure | None:
    """Return the settings from the configuration or the environment, or None if Azure is not configured.

    Raises:
        ValueError: A setting is missing. The message names it.
    """
    if configured is None:
        return None
    chosen = {
        name: (configured.get(name) if isinstance(configured.get(name), str) else None)
        or os.environ.get(variable, "").strip()
        or None
        for name, variable in ENVIRONMENT.items()
    }
    if not chosen["endpoint"] and configured.get("endpoint") is not UNKNOWN:
        raise ValueError(
            f"`azure.endpoint` is missing. Set it, or the environment variable {ENVIRONMENT['endpoint']}."
        )
    if configured.get("azure_ad_token"):
        chosen["api_key"] = None  # the configuration overrides the environment
    return Azure(
        endpoint=str(chosen["endpoint"]).rstrip("/").removesuffix(_V1_PATH),
        api_version=None if chosen["api_version"] == V1 else chosen["api_version"],
        api_key=chosen["api_key"],
        azure_ad_token=None if chosen["api_key"] else chosen["azure_ad_token"],
        deployments={
            name: value
            for name, value in (configured.get("deployments") or {}).items()
            if isinstance(value, str)
        },
    )
