"""The construct that configures the provider. It must not know resources."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.metadata import version
from types import ModuleType
from typing import Any

from constructs import Construct

from openai_cdktf._element import PROVIDER_NAME, PROVIDER_SOURCE, Element
from openai_cdktf._misfits import MisfitError


class Provider(Element):
    """The configuration of the provider, for all resources of a stack or for those that name it."""

    TF_RESOURCE_TYPE = PROVIDER_NAME
    _alias: str | None

    def __init__(
        self,
        scope: Construct,
        id: str,  # noqa: A002 - every construct calls it so
        arguments: Mapping[str, Any],
        alias: str | None,
        others: Mapping[str, Any],
    ) -> None:
        """See `Element.__init__`; ``others`` are keywords that do not exist."""
        self._name = f'{type(self).__name__} "{id}"'
        self._check_names(others, {})
        self.alias = alias
        super().__init__(
            scope,
            id,
            arguments,
            {
                "terraformProviderSource": PROVIDER_SOURCE,
                # CDKTF's command line refuses a provider without a version; constructs and provider come together.
                "terraformGeneratorMetadata": {
                    "providerName": PROVIDER_NAME,
                    "providerVersion": version("openai-cdktf"),
                },
            },
        )

    @classmethod
    def cdk_bases(cls, cdk: ModuleType) -> tuple[type, ...]:
        """See `Element.cdk_bases`."""
        return (cdk.TerraformProvider,)

    @property
    def alias(self) -> str | None:
        """The name by which Terraform tells several configurations of one provider apart.

        The CDK's own property stores nothing.
        """
        return self._alias

    @alias.setter
    def alias(self, value: str | None) -> None:
        if value is not None and not isinstance(value, str):
            raise self._fault(MisfitError(f"must be a string, not {type(value).__name__}", "alias"))
        self._alias = value

    @property
    def alias_input(self) -> str | None:
        """The same as `alias`."""
        return self._alias

    def reset_alias(self) -> None:
        """Unset `alias`."""
        self._alias = None

    def _synthesized(self, null: Callable[[], Any]) -> dict[str, Any]:
        # The CDK writes all keys in a provider's arguments in snake_case, be they names of HTTP headers; not within tokens.
        return {
            name: self.cdk.Token.as_any(value) if isinstance(value, dict | list) else value
            for name, value in super()._synthesized(null).items()
        }
