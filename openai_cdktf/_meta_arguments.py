"""Checks Terraform's meta-arguments, which every resource has, and converts them for the CDK."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from types import ModuleType
from typing import Any, Protocol, TypedDict

from openai_cdktf._kinds import Flag
from openai_cdktf._misfits import MisfitError, Step, collected, unknown
from openai_cdktf._provider import Provider


class Dependable(Protocol):
    """A construct on which others can depend: a resource, a data source or a module."""

    @property
    def fqn(self) -> str:
        """The address in Terraform."""
        ...


class Iterator(Protocol):
    """A ``TerraformIterator`` of the CDK, the type of `for_each`."""

    def dynamic(self, attributes: Mapping[str, Any], /) -> Any:
        """Return a list with a value for each item."""
        ...


class Count(Protocol):
    """A ``TerraformCount`` of the CDK: the number of instances, and the index of each."""

    @property
    def index(self) -> float:
        """The index of the instance."""
        ...


class AnyProvider(Protocol):
    """A ``TerraformProvider`` of the CDK, of this or another library."""

    @property
    def terraform_provider_source(self) -> str | None:
        """The source address of the provider."""
        ...


class Lifecycle(TypedDict, total=False):
    """How Terraform handles changes. You can also use a ``TerraformResourceLifecycle`` of the CDK."""

    create_before_destroy: Flag
    prevent_destroy: Flag
    ignore_changes: Sequence[str] | str
    replace_triggered_by: Sequence[Dependable | str]
    precondition: Sequence[Any]
    postcondition: Sequence[Any]


class LifecycleStruct(Protocol):
    """A ``TerraformResourceLifecycle`` of the CDK."""

    @property
    def create_before_destroy(self) -> Any:
        """Whether Terraform creates the new object before it destroys the old one."""
        ...

    @property
    def prevent_destroy(self) -> Any:
        """Whether Terraform rejects plans that destroy the object."""
        ...


class ActionMetaArguments(TypedDict, total=False):
    """The meta-arguments of actions."""

    count: float | Count
    for_each: Iterator
    provider: Provider


class DataMetaArguments(ActionMetaArguments, total=False):
    """The meta-arguments of data sources and ephemeral resources."""

    depends_on: Sequence[Dependable]
    lifecycle: Lifecycle | LifecycleStruct


class NoMetaArguments(TypedDict):
    """No keywords: type checkers reject every keyword."""


class MetaArguments(DataMetaArguments, total=False):
    """The meta-arguments of resources."""

    connection: Any
    provisioners: Sequence[Any]


_PROVISIONERS = {
    "file": "FileProvisioner",
    "local-exec": "LocalExecProvisioner",
    "remote-exec": "RemoteExecProvisioner",
}
_CONNECTIONS = {"ssh": "SSHProvisionerConnection", "winrm": "WinrmProvisionerConnection"}


def meta_config(given: Mapping[str, Any], cdk: ModuleType) -> dict[str, Any]:
    """Return the meta-arguments in the form of the CDK's base classes, without the lifecycle. See `lifecycle_struct`.

    Args:
        given: the meta-arguments by name. None means: not set.
        cdk: the CDK's module.

    Raises:
        MisfitError: A meta-argument is not valid.
    """
    checked = [name for name, value in given.items() if value is not None and name != "lifecycle"]
    values = collected(
        ((name, given[name]) for name in checked), lambda name, value: _CHECKS[name][1](value, cdk)
    )
    config = {_CHECKS[name][0]: value for name, value in values.items()}
    if "count" in config and "forEach" in config:
        raise MisfitError("and for_each are both set: use only one of them", "count")
    return config


def assigned_meta(name: str, value: Any, cdk: ModuleType) -> Any:
    """Return a meta-argument in the form in which the properties of the CDK's base classes take it.

    Raises:
        MisfitError: The value is not valid.
    """
    if name not in _CHECKS or value is None:
        return value
    if name == "depends_on":
        return list(
            collected(enumerate(_sequence(value)), lambda _, item: _dependency(item)).values()
        )
    return _CHECKS[name][1](value, cdk)


def lifecycle_struct(value: Any, cdk: ModuleType, struct: Any) -> Any:
    """Return a lifecycle as the CDK's struct.

    Constructs in ``replace_triggered_by`` become plain addresses. The CDK would write them as ``${…}``, which Terraform
    does not accept here.

    Args:
        value: a mapping, or a struct of the CDK.
        cdk: the CDK's module.
        struct: the class of the struct. Ephemeral resources can have another class.

    Raises:
        MisfitError: The value is not a lifecycle.
    """
    if isinstance(value, (cdk.TerraformResourceLifecycle, struct)):
        given = value._values  # noqa: SLF001 - the given values; its properties add defaults
        value = {name: item for name, item in given.items() if item is not None}
    if not isinstance(value, Mapping):
        raise MisfitError(f"must be a mapping or a {struct.__name__}, not {type(value).__name__}")
    plain = {name: list(item) if isinstance(item, tuple) else item for name, item in value.items()}
    if (triggers := plain.get("replace_triggered_by")) is not None:
        plain["replace_triggered_by"] = [
            _address(trigger, index) for index, trigger in enumerate(_sequence(triggers))
        ]
    for name, kind in (("precondition", cdk.Precondition), ("postcondition", cdk.Postcondition)):
        if name in plain:
            plain[name] = [
                _made(kind, item) if isinstance(item, Mapping) else item
                for item in _sequence(plain[name])
            ]
    return _made(struct, plain)


def _address(trigger: Any, index: int) -> str:
    path: tuple[Step, ...] = ("replace_triggered_by", index)
    if isinstance(trigger, str):
        if "${" in trigger:
            raise MisfitError(
                "must be a resource or an address such as `openai_file.name.id`: Terraform accepts no "
                "interpolation here",
                *path,
            )
        return trigger
    kind = getattr(trigger, "terraform_resource_type", None)
    if kind is None or not hasattr(trigger, "fqn"):
        raise MisfitError(f"must be a resource or its address, not {type(trigger).__name__}", *path)
    _ = (
        trigger.fqn
    )  # after this, the CDK does not allow a change of the name, which is part of the address
    return f"{kind}.{trigger.friendly_unique_id}"


def _dependency(item: Any) -> str:
    if not isinstance(item, str):
        raise MisfitError(
            f"must be an address such as `openai_file.name`, not {type(item).__name__}: constructs are possible only in "
            "the call that creates this one"
        )
    return item


def _construct(item: Any) -> Any:
    if isinstance(item, str) or not hasattr(item, "fqn"):
        raise MisfitError(
            f"must be a construct with an address (a resource, data source or module), not {type(item).__name__}"
        )
    return item


def _dependables(value: Any, _: ModuleType) -> list[Any]:
    found = _sequence(value)
    collected(enumerate(found), lambda _, item: _construct(item))
    return found


def _count(value: Any, cdk: ModuleType) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float | cdk.TerraformCount):
        raise MisfitError(f"must be a number or a TerraformCount, not {type(value).__name__}")
    return value


def _iterator(value: Any, _: ModuleType) -> Any:
    if not hasattr(value, "dynamic"):
        raise MisfitError(
            f"must be a TerraformIterator, not {type(value).__name__}: "
            "create one with TerraformIterator.from_list or from_map"
        )
    return value


def _provider(value: Any, cdk: ModuleType) -> Any:
    if not isinstance(value, cdk.TerraformProvider):
        raise MisfitError(
            f"must be an OpenaiProvider of the same CDK as the stack ({cdk.__name__}), "
            f"not {type(value).__name__}"
        )
    return value


def _connection(value: Any, cdk: ModuleType) -> Any:
    return _struct(value, cdk, _CONNECTIONS, "ssh")


def _provisioners(value: Any, cdk: ModuleType) -> list[Any]:
    found = []
    for index, item in enumerate(_sequence(value)):
        try:
            found.append(_struct(item, cdk, _PROVISIONERS, ""))
        except MisfitError as misfit:
            raise misfit.inside(index) from None
    return found


def _struct(value: Any, cdk: ModuleType, classes: Mapping[str, str], default: str) -> Any:
    if isinstance(value, tuple(getattr(cdk, name) for name in classes.values())):
        return value
    kind = str(value.get("type", default)) if isinstance(value, Mapping) else ""
    if kind not in classes:
        raise MisfitError(
            f"must be one of {', '.join(classes.values())}, or a mapping with its keys"
        )
    keys = {**value, "type": kind}
    if isinstance(keys.get("connection"), Mapping):
        keys["connection"] = _connection(keys["connection"], cdk)
    return _made(getattr(cdk, classes[kind]), keys)


def _made(struct: Any, keys: Mapping[str, Any]) -> Any:
    known = inspect.signature(struct).parameters
    if unknown_keys := [unknown(name, known) for name in keys if name not in known]:
        raise MisfitError.of(unknown_keys)
    try:
        return struct(**keys)
    except TypeError as fault:
        raise MisfitError(f"is not a valid {struct.__name__}: {fault}") from None


def _sequence(value: Any) -> list[Any]:
    if isinstance(value, str | Mapping) or not hasattr(value, "__iter__"):
        raise MisfitError(f"must be a list, not {type(value).__name__}")
    return list(value)


_CHECKS: dict[str, tuple[str, Callable[[Any, ModuleType], Any]]] = {
    "depends_on": ("dependsOn", _dependables),
    "count": ("count", _count),
    "for_each": ("forEach", _iterator),
    "provider": ("provider", _provider),
    "connection": ("connection", _connection),
    "provisioners": ("provisioners", _provisioners),
}
"""The CDK's name of each meta-argument, and the function that checks it."""
