"""Checks Terraform's meta-arguments, which every resource has, and converts them for the CDK."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from types import ModuleType
from typing import Any, Final, Protocol, TypedDict, get_args, get_origin

from openai_cdktf._collections import TextMap, Texts
from openai_cdktf._element import PROVIDER_NAME
from openai_cdktf._kinds import NUMBER, TEXT, Flag, Kind
from openai_cdktf._known import is_token
from openai_cdktf._misfits import REQUIRED, Fault, MisfitError, collected, meant_by, unknown
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


_ALL: Final = "all"
_FIRST_STEP = re.compile(r"\w+")
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


def lifecycle_struct(value: Any, cdk: ModuleType, struct: Any, attributes: Collection[str]) -> Any:
    """Return a lifecycle as the CDK's struct.

    Constructs in ``replace_triggered_by`` become plain addresses. The CDK would write them as ``${…}``, which Terraform
    does not accept here.

    Args:
        value: a mapping, or a struct of the CDK.
        cdk: the CDK's module.
        struct: the class of the struct. Ephemeral resources can have another class.
        attributes: the names of the attributes that Terraform can ignore.

    Raises:
        MisfitError: The value is not a lifecycle.
    """
    if isinstance(value, (cdk.TerraformResourceLifecycle, struct)):
        given = value._values  # noqa: SLF001 - the given values; its properties add defaults
        value = {name: item for name, item in given.items() if item is not None}
    if not isinstance(value, Mapping):
        raise MisfitError(f"must be a mapping or a {struct.__name__}, not {type(value).__name__}")
    parts: dict[str, Callable[[Any], Any]] = {
        "ignore_changes": lambda names: _ignored(names, attributes),
        "replace_triggered_by": lambda triggers: _each(triggers, _address),
        "precondition": lambda several: _each(
            several, lambda one: _condition(cdk.Precondition, one)
        ),
        "postcondition": lambda several: _each(
            several, lambda one: _condition(cdk.Postcondition, one)
        ),
    }
    return _made(struct, value, parts)


def _each(values: Any, accept: Callable[[Any], Any]) -> list[Any]:
    return list(collected(enumerate(_sequence(values)), lambda _, item: accept(item)).values())


def _condition(struct: Any, value: Any) -> Any:
    if isinstance(value, struct):
        return value
    if not isinstance(value, Mapping):
        raise MisfitError(
            f"must be a mapping with `condition` and `error_message`, or a {struct.__name__}, not {type(value).__name__}"
        )
    return _made(struct, value)


def _ignored(names: Any, attributes: Collection[str]) -> Any:
    if isinstance(names, str):
        if names != _ALL:
            raise MisfitError(f'must be a list of attributes, or "{_ALL}", not "{names}"')
        return names
    return _each(names, lambda name: _attribute(name, attributes))


def _attribute(name: Any, attributes: Collection[str]) -> str:
    if not isinstance(name, str):
        raise MisfitError(f"must be the name of an attribute, not {type(name).__name__}")
    first = _FIRST_STEP.match(str.__str__(name))
    if first is None or first[0] not in (*attributes, _ALL):
        meant = meant_by(name, dict.fromkeys(attributes))
        advice = (
            f"did you mean `{meant}`?"
            if meant
            else f"valid names are {', '.join(sorted(attributes))}"
        )
        raise MisfitError(f'must be the name of an attribute, not "{name}": {advice}')
    return name


def _address(trigger: Any) -> str:
    if isinstance(trigger, str):
        if "${" in trigger:
            raise MisfitError(
                "must be a resource or an address such as `openai_file.name.id`: Terraform accepts no "
                "interpolation here"
            )
        return trigger
    kind = getattr(trigger, "terraform_resource_type", None)
    if kind is None or not hasattr(trigger, "fqn"):
        raise MisfitError(f"must be a resource or its address, not {type(trigger).__name__}")
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
    is_plain = not isinstance(value, cdk.TerraformCount) and not is_token(value)
    if is_plain and (value < 0 or value % 1):
        raise MisfitError(f"must be a whole number from 0, not {value}")
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
    if not isinstance(value, Provider) and value.terraform_resource_type != PROVIDER_NAME:
        raise MisfitError(
            f"must be an OpenaiProvider, not a configuration of the provider {value.terraform_resource_type}"
        )
    return value


def _connection(value: Any, cdk: ModuleType) -> Any:
    return _struct(value, cdk, _CONNECTIONS, "ssh")


def _provisioners(value: Any, cdk: ModuleType) -> list[Any]:
    return _each(value, lambda item: _struct(item, cdk, _PROVISIONERS, ""))


def _struct(value: Any, cdk: ModuleType, classes: Mapping[str, str], default: str) -> Any:
    if isinstance(value, tuple(getattr(cdk, name) for name in classes.values())):
        return value
    if not isinstance(value, Mapping):
        raise MisfitError(
            f"must be one of {', '.join(classes.values())}, or a mapping with its keys, not {type(value).__name__}"
        )
    kind = value.get("type", default)
    if kind not in classes:
        meant = meant_by(kind, classes)
        hint = f": did you mean `{meant}`?" if meant else ""
        *first, last = (f"`{name}`" for name in classes)
        raise MisfitError(f"must be {', '.join(first)} or {last}{hint}", "type")
    parts = {"connection": lambda connection: _connection(connection, cdk)}
    return _made(getattr(cdk, classes[kind]), {**value, "type": kind}, parts)


def _made(
    struct: Any, keys: Mapping[Any, Any], parts: Mapping[str, Callable[[Any], Any]] | None = None
) -> Any:
    """Return a struct of the CDK, which itself would report only the first fault.

    Args:
        struct: the class.
        keys: the values by name. None means: not set.
        parts: functions that check values that are no plain values.
    """
    known = _fields(struct)
    given = {name: value for name, value in keys.items() if value is not None}
    faults = [unknown(name, known) for name in given if name not in known]
    values: dict[str, Any] = {}
    try:
        values = collected(
            ((name, value) for name, value in given.items() if name in known),
            lambda name, value: (parts or {}).get(name, known[name].accept)(value),
        )
    except MisfitError as misfit:
        faults += misfit.faults
    misspelt = {meant_by(fault.path[0], known) for fault in faults if fault.unknown}
    faults += [
        Fault(REQUIRED, (name,))
        for name, one in inspect.signature(struct).parameters.items()
        if one.default is inspect.Parameter.empty and name not in {*given, *misspelt}
    ]
    if faults:
        raise MisfitError.of(faults)
    return struct(**values)


class _Switch(Kind[Any, Any]):
    """True or False. Terraform accepts no expression here."""

    expected = "True or False"

    def accept(self, value: Any) -> Any:
        return value if isinstance(value, bool) else self.refuse(value)


class _Any(Kind[Any, Any]):
    def accept(self, value: Any) -> Any:
        return value


@cache
def _fields(struct: Any) -> dict[str, Kind[Any, Any]]:
    """Return the kind of each field of a struct of the CDK."""
    return {
        name: _kind(one.annotation) for name, one in inspect.signature(struct).parameters.items()
    }


def _kind(annotation: Any) -> Kind[Any, Any]:
    types = {one for one in get_args(annotation) if one is not type(None)}
    types = types if type(None) in get_args(annotation) else {annotation}
    if types == {str}:
        return TEXT
    if types == {bool}:
        return _Switch()
    if types and types <= {int, float}:
        return NUMBER
    (only,) = types if len(types) == 1 else (None,)
    if get_args(only) == (str,):
        return Texts(TEXT)
    return TextMap(TEXT) if get_origin(only) is Mapping else _Any()


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
