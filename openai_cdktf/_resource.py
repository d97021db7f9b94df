"""The base classes of resources, data sources and ephemeral resources, for both CDKs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any, ClassVar, Final

import jsii
from constructs import Construct

from openai_cdktf._attributes import attribute_names
from openai_cdktf._base_members import add_getters, hide
from openai_cdktf._checks import Checks
from openai_cdktf._element import Element
from openai_cdktf._ids import first_sentence
from openai_cdktf._kinds import TEXT, WHOLE
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
from openai_cdktf._misfits import Fault, MisfitError, no_attribute, refused
from openai_cdktf._provider import Provider
from openai_cdktf._references import Resolvable
from openai_cdktf._scopes import cdk_of
from openai_cdktf._source_lines import user_line
from openai_cdktf._unions import OneOf

_EVERY = {**DataMetaArguments.__annotations__, **MetaArguments.__annotations__}
"""All meta-arguments. The CDK's base class has all of them, also for blocks that do not support them."""

_INDEX: Final[OneOf[str | int]] = OneOf(TEXT, WHOLE)

_EXCLUSIVE = {"count": "for_each", "for_each": "count"}


class Repeatable(Element):
    """A block with `count`, `for_each` and `provider`."""

    _block: ClassVar[str] = "resource"
    """The name of this kind of block in sentences."""
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
                other = _EXCLUSIVE.get(name)
                if value is not None and other and getattr(self, other) is not None:
                    raise refused(
                        f"{self._named()}: {name} and {other} are both set: use only one of them"
                    )
            elif name in _EVERY and value is not None:
                raise no_attribute(f"{self._named()}: {self._block} blocks do not support `{name}`")
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
            return lifecycle_struct(
                value, self.cdk, self._lifecycle_class(), attribute_names(type(self))
            )
        except MisfitError as misfit:
            raise misfit.inside("lifecycle") from None

    def _lifecycle_class(self) -> Any:
        return self.cdk.TerraformResourceLifecycle


add_getters(_Addressed)


class Resource(_Addressed):
    """An object that Terraform creates, updates and deletes."""

    _node_class = "Resource"
    _meta: ClassVar[Mapping[str, Any]] = _EVERY
    _moved_by: str | None = None
    """The method that has moved the object."""

    if TYPE_CHECKING:
        connection: Any
        provisioners: Any

    def import_from(self, id: str, provider: Provider | None = None) -> None:  # noqa: A002 - the name in the CDK
        """Import an existing object at the next apply.

        Args:
            id: The id of the object in the API, or another form that the documentation of the resource names.
            provider: The configuration of the provider that reads it. Defaults to that of the stack.

        Raises:
            InvalidArgumentsError: An argument is not valid.
        """
        checks = Checks()
        checks.accept_text("id", id, "the id of the existing object")
        checks.accept_by("provider", lambda: assigned_meta("provider", provider, self.cdk))
        checks.report(f"{self._named()}.import_from")
        self._check_transfer("import_from", id)
        self._of_cdk("import_from", id, provider)

    def add_move_target(self, move_target: str) -> None:
        """Give this resource a name as the target of `move_to`.

        Raises:
            InvalidArgumentsError: The name is not valid, or another resource of the stack has it.
        """
        checks = Checks()
        checks.accept_text("move_target", move_target, "a name of your choice for `move_to`")
        checks.report(f"{self._named()}.add_move_target")
        self._of_cdk("add_move_target", move_target)

    def move_to(self, move_target: str, index: str | float | None = None) -> None:
        """Move the object of this resource to the resource with this target name.

        Args:
            move_target: The name that `add_move_target` has given to the other resource.
            index: The key or the index of the instance there, if that resource has `for_each` or `count`.

        Raises:
            InvalidArgumentsError: An argument is not valid, or the object has already moved.
        """
        checks = Checks()
        checks.accept_text("move_target", move_target, "the name of `add_move_target`")
        checks.accept("index", _INDEX, index)
        if index == 0:
            checks.refuse(
                f"0 is ignored by the CDK: use `move_to_id`, such as `{self.TF_RESOURCE_TYPE}.name[0]`",
                "index",
            )
        self._move(checks, "move_to", move_target, index)

    def move_to_id(self, id: str) -> None:  # noqa: A002 - the name in the CDK
        """Move the object of this resource to the resource with this address.

        Raises:
            InvalidArgumentsError: It is not an address, or the object has already moved.
        """
        checks = Checks()
        checks.accept_address("id", id, self.TF_RESOURCE_TYPE)
        self._move(checks, "move_to_id", id)

    def move_from_id(self, id: str) -> None:  # noqa: A002 - the name in the CDK
        """Move the object of the resource with this address to this resource.

        Raises:
            InvalidArgumentsError: It is not an address, or the object has already moved.
        """
        checks = Checks()
        checks.accept_address("id", id, self.TF_RESOURCE_TYPE)
        self._move(checks, "move_from_id", id)

    def _move(self, checks: Checks, method: str, *arguments: Any) -> None:
        if self._moved_by is not None:
            checks.refuse(
                f"an object can move only once in a plan, and `{self._moved_by}` has already moved it"
            )
        checks.report(f"{self._named()}.{method}")
        self._check_transfer(method, arguments[0])
        self._of_cdk(method, *arguments)
        self._moved_by = method

    def _check_transfer(self, method: str, argument: str) -> None:
        """Check a move or an import now as far as possible, and the rest at the synthesis, when all resources exist.

        Raises:
            InvalidArgumentsError: The target has another type.
        """
        transfer = {"method": method, "argument": argument, "line": user_line()}
        try:
            jsii.invoke(self, "checkTransfer", [json.dumps(transfer)])
        except RuntimeError as error:
            raise refused(first_sentence(error)) from None

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

        Raises:
            InvalidArgumentsError: An argument is not valid.
        """
        name = f"{cls.__name__}.generate_config_for_import"
        cdk = cdk_of(scope, name)
        checks = Checks()
        checks.accept_text("import_to_id", import_to_id, "the id of the generated construct")
        checks.accept_text("import_from_id", import_from_id, "the id of the existing object")
        checks.accept_by("provider", lambda: assigned_meta("provider", provider, cdk))
        checks.report(name)
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
    _block = "data source"


class EphemeralResource(_Addressed):
    """An object that exists while Terraform runs, and that Terraform does not store."""

    _node_class = "EphemeralResource"
    _block = "ephemeral resource"

    def _lifecycle_class(self) -> Any:
        return getattr(self.cdk, "TerraformEphemeralResourceLifecycle", super()._lifecycle_class())


hide(EphemeralResource)
