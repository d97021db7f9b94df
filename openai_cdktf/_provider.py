"""The base class of the construct that configures the provider."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from constructs import Construct

from openai_cdktf._element import PROVIDER_NAME, PROVIDER_SOURCE, Element
from openai_cdktf._misfits import Fault, MisfitError


class Provider(Element):
    """The configuration of the provider, for all resources of a stack or for those that choose it."""

    TF_RESOURCE_TYPE = PROVIDER_NAME
    _node_class = "Provider"

    if TYPE_CHECKING:
        alias: str | None
        """The name of this configuration, if a stack has several configurations of the provider."""

        @property
        def terraform_provider_source(self) -> str | None:
            """The source address of the provider."""
            raise NotImplementedError

    def __init__(
        self,
        scope: Construct,
        id: str,  # noqa: A002 - the name in every construct
        arguments: Mapping[str, Any],
        alias: str | None,
        others: Mapping[str, Any],
    ) -> None:
        """See `Element.__init__`. ``others`` are unknown keywords."""
        super().__init__(
            scope,
            id,
            arguments,
            {
                "terraformProviderSource": PROVIDER_SOURCE,
                # CDKTF's command line requires a version. Constructs and provider have the same version.
                "terraformGeneratorMetadata": {
                    "providerName": PROVIDER_NAME,
                    "providerVersion": version("openai-cdktf"),
                },
            },
            [*self._unknown_names(others, {}), *_alias_faults(alias)],
        )
        if alias is not None:
            self.alias = alias

    if not TYPE_CHECKING:  # otherwise type checkers would accept every attribute

        def __setattr__(self, name: str, value: Any) -> None:
            if name == "alias" and (faults := _alias_faults(value)):
                raise MisfitError.of(faults).for_user(self._named())
            super().__setattr__(name, value)

    @property
    def alias_input(self) -> str | None:
        """The value of `alias`."""
        return self.alias

    def reset_alias(self) -> None:
        """Unset `alias`."""
        self.alias = None


def _alias_faults(value: Any) -> list[Fault]:
    if value is None or isinstance(value, str):
        return []
    return [Fault(f"must be a string, not {type(value).__name__}", ("alias",))]
