"""The base classes of resources, data sources and ephemeral resources, for both CDKs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any, ClassVar

import jsii
from constructs import Construct

from openai_cdktf._cdk import cdk_of
from openai_cdktf._element import Element
from openai_cdktf._meta_arguments import (
    ActionMetaArguments,
    AnyProvider,
    Count,
    DataMetaArguments,
    Lifecycle,
    LifecycleStruct,
    MetaArguments,
    assigned_meta,
    lifecycle_struct,
    meta_config,
)
from openai_cdktf._misfits import Fault, MisfitError
from openai_cdktf._provider import Provider
from openai_cdktf._references import Resolvable


class Repeatable(Element):
    """A block with `count`, `for_each` and `provider`."""

    _meta: ClassVar[Mapping[str, Any]] = ActionMetaArguments.__annotations__

    if TYPE_CHECKING:
        # We cannot use the CDK's types here, but its iterators accept only constructs with these attributes: see
        # `ITerraformResource` of both CDKs.

        @property
        def count(self) -> Any:
            """The number of instances."""
            raise NotImplementedError

        @count.setter
        def count(self, value: float | Count | None) -> None: ...

        for_each: Any

        @property
        def provider(self) -> Any:
            """The provider configuration of this block, if it is not the default one."""
            raise NotImplementedError

        @provider.setter
        def provider(self, value: AnyProvider | None) -> None: ...

        @property
        def terraform_resource_type(self) -> str:
            """The type in Terraform."""
            raise NotImplementedError

    def __init__(
        self,
        scope: Construct,
        id: str,  # noqa: A002 - the name in every construct
        arguments: Mapping[str, Any],
        meta: Mapping[str, Any],
    ) -> None:
        """See `Element.__init__`. ``meta`` are the meta-arguments.

        Raises:
            InvalidArgumentsError: An argument or meta-argument is unknown or not valid.
        """
        faults = self._unknown_names(meta, self._meta)
        known = {name: value for name, value in meta.items() if name in self._meta}
        config: dict[str, Any] = {}
        try:
            config = self._meta_config(known) if known else {}
        except MisfitError as misfit:
            faults += misfit.faults
        super().__init__(scope, id, arguments, config, faults, lifecycle=known.get("lifecycle"))

    if not TYPE_CHECKING:  # otherwise type checkers would accept every attribute

        def __setattr__(self, name: str, value: Any) -> None:
            if name in self._meta:
                try:
                    value = assigned_meta(name, value, self.cdk)
                except MisfitError as misfit:
                    raise misfit.inside(name).for_user(self._named()) from None
            super().__setattr__(name, value)

    def _meta_config(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return the meta-arguments in the form for the CDK.

        Raises:
            MisfitError: A meta-argument is not valid.
        """
        return meta_config(given, self.cdk)


class _Addressed(Repeatable):
    """A block with all meta-arguments and attributes for references."""

    _meta: ClassVar[Mapping[str, Any]] = DataMetaArguments.__annotations__

    if TYPE_CHECKING:
        depends_on: list[str] | None

        @property
        def lifecycle(self) -> Any:
            """How Terraform handles changes."""
            raise NotImplementedError

        @lifecycle.setter
        def lifecycle(self, value: Lifecycle | LifecycleStruct | None) -> None: ...

        def interpolation_for_attribute(self, terraform_attribute: str) -> Any:
            """Return the token of an attribute by its path in Terraform."""
            raise NotImplementedError

        def get_string_attribute(self, terraform_attribute: str) -> str:
            """Return the string token of an attribute by its path in Terraform."""
            raise NotImplementedError

        def get_number_attribute(self, terraform_attribute: str) -> float:
            """Return the number token of an attribute by its path in Terraform."""
            raise NotImplementedError

        def get_boolean_attribute(self, terraform_attribute: str) -> Resolvable:
            """Return the token of a boolean attribute by its path in Terraform."""
            raise NotImplementedError

        def get_list_attribute(self, terraform_attribute: str) -> list[str]:
            """Return the list token of an attribute by its path in Terraform."""
            raise NotImplementedError

        def get_number_list_attribute(self, terraform_attribute: str) -> list[float]:
            """Return the token of a list of numbers by its path in Terraform."""
            raise NotImplementedError

        def get_string_map_attribute(self, terraform_attribute: str) -> dict[str, str]:
            """Return the token of a map of strings by its path in Terraform."""
            raise NotImplementedError

        def get_number_map_attribute(self, terraform_attribute: str) -> dict[str, float]:
            """Return the token of a map of numbers by its path in Terraform."""
            raise NotImplementedError

        def get_boolean_map_attribute(self, terraform_attribute: str) -> dict[str, bool]:
            """Return the token of a map of booleans by its path in Terraform."""
            raise NotImplementedError

        def get_any_map_attribute(self, terraform_attribute: str) -> dict[str, Any]:
            """Return the token of a map by its path in Terraform."""
            raise NotImplementedError

    def _meta_config(self, given: Mapping[str, Any]) -> dict[str, Any]:
        faults: list[Fault] = []
        config: dict[str, Any] = {}
        try:
            config = super()._meta_config(given)
        except MisfitError as misfit:
            faults += misfit.faults
        if (lifecycle := given.get("lifecycle")) is not None:
            try:
                config["lifecycle"] = self._lifecycle(lifecycle)
            except MisfitError as misfit:
                faults += misfit.faults
        if faults:
            raise MisfitError.of(faults)
        return config

    if not TYPE_CHECKING:  # otherwise type checkers would accept every attribute

        def __setattr__(self, name: str, value: Any) -> None:
            if name == "lifecycle" and value is not None:
                try:
                    value = self._lifecycle(value)
                except MisfitError as misfit:
                    raise misfit.for_user(self._named()) from None
            super().__setattr__(name, value)

    def _lifecycle(self, value: Any) -> Any:
        try:
            return lifecycle_struct(value, self.cdk, self._lifecycle_class())
        except MisfitError as misfit:
            raise misfit.inside("lifecycle") from None

    def _lifecycle_class(self) -> Any:
        return self.cdk.TerraformResourceLifecycle


class Resource(_Addressed):
    """An object that Terraform creates, updates and deletes."""

    _node_class = "Resource"
    _meta: ClassVar[Mapping[str, Any]] = {
        **DataMetaArguments.__annotations__,
        **MetaArguments.__annotations__,
    }

    if TYPE_CHECKING:
        connection: Any
        provisioners: Any

        def import_from(self, id: str, provider: Provider | None = None) -> None:  # noqa: A002 - the name in the CDK
            """Import an existing object by its id at the next apply."""
            raise NotImplementedError

        def add_move_target(self, move_target: str) -> None:
            """Give this resource a name as the target of `move_to`."""
            raise NotImplementedError

        def move_to(self, move_target: str, index: str | float | None = None) -> None:
            """Move the object of this resource to the resource with this target name."""
            raise NotImplementedError

        def move_to_id(self, id: str) -> None:  # noqa: A002 - the name in the CDK
            """Move the object of this resource to the resource with this address."""
            raise NotImplementedError

        def move_from_id(self, id: str) -> None:  # noqa: A002 - the name in the CDK
            """Move the object of the resource with this address to this resource."""
            raise NotImplementedError

    @classmethod
    def generate_config_for_import(
        cls,
        scope: Construct,
        import_to_id: str,
        import_from_id: str,
        provider: Provider | None = None,
    ) -> Any:
        """Generate the configuration of an existing object with ``cdktf plan``.

        Args:
            scope: the stack, or a construct in it.
            import_to_id: the id of the generated construct.
            import_from_id: the id of the object.
            provider: the provider configuration that finds the object.
        """
        cdk = cdk_of(scope, cls.__name__)
        config = _import_config(cdk)(cls.TF_RESOURCE_TYPE, import_from_id, provider)
        return cdk.ImportableResource(scope, import_to_id, config)


@cache
def _import_config(cdk: ModuleType) -> Any:
    """Return a class for the CDK's interface of imports. The CDK has no class for it."""

    @jsii.implements(cdk.IImportableConfig)
    class ImportConfig:
        def __init__(self, kind: str, identity: str, provider: Provider | None) -> None:
            self._import = (kind, identity, provider)

        @property
        def terraform_resource_type(self) -> str:
            return self._import[0]

        @property
        def import_id(self) -> str:
            return self._import[1]

        @property
        def provider(self) -> Provider | None:
            return self._import[2]

    return ImportConfig


class DataSource(_Addressed):
    """An object that Terraform reads."""

    _node_class = "DataSource"


class EphemeralResource(_Addressed):
    """An object that exists while Terraform runs, and that Terraform does not store."""

    _node_class = "EphemeralResource"

    def _lifecycle_class(self) -> Any:
        return getattr(self.cdk, "TerraformEphemeralResourceLifecycle", super()._lifecycle_class())
