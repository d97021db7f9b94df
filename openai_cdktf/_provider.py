"""The construct that configures the provider. It must not know resources."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from constructs import Construct

from openai_cdktf._element import PROVIDER_NAME, PROVIDER_SOURCE, Element
from openai_cdktf._misfits import MisfitError


class Provider(Element):
    """The configuration of the provider, for all resources of a stack or for those that name it."""

    TF_RESOURCE_TYPE = PROVIDER_NAME
    _node_class = "Provider"

    if TYPE_CHECKING:
        alias: str | None
        """The name by which Terraform tells several configurations of one provider apart."""

        @property
        def terraform_provider_source(self) -> str | None:
            """Where Terraform finds the provider."""
            raise NotImplementedError

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
        self._check_alias(alias)
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
        if alias is not None:
            self.alias = alias

    if not TYPE_CHECKING:  # or type checkers would take any attribute

        def __setattr__(self, name: str, value: Any) -> None:
            if name == "alias":
                self._check_alias(value)
            super().__setattr__(name, value)

    @property
    def alias_input(self) -> str | None:
        """The same as `alias`."""
        return self.alias

    def reset_alias(self) -> None:
        """Unset `alias`."""
        self.alias = None

    def _check_alias(self, value: Any) -> None:
        if value is not None and not isinstance(value, str):
            raise self._fault(MisfitError(f"must be a string, not {type(value).__name__}", "alias"))
