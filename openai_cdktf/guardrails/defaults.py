"""Rules that change constructs: defaults for a complete stack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from openai_cdktf._calls import public_type
from openai_cdktf._element import Element
from openai_cdktf._known import is_token
from openai_cdktf._meta_arguments import Lifecycle
from openai_cdktf._misfits import InvalidArgumentsError
from openai_cdktf._resource import Resource
from openai_cdktf._rules.maps import metadata_fault
from openai_cdktf.guardrails._findings import Problem
from openai_cdktf.guardrails._overridden import arguments_of
from openai_cdktf.guardrails._rules import Rule, argument_names, is_resource

_METADATA = "metadata"


@public_type
@dataclass(frozen=True)
class DefaultMetadata(Rule):
    """Every resource with `metadata` has these entries. Entries of a resource itself have priority.

    Attributes:
        metadata: the entries.
    """

    metadata: Mapping[str, str]

    def __post_init__(self) -> None:
        super().__post_init__()
        if not isinstance(self.metadata, Mapping):
            raise TypeError(
                f"{self.name}: metadata must be a mapping, not {type(self.metadata).__name__}"
            )
        if fault := metadata_fault(dict(self.metadata)):
            raise ValueError(f"{self.name}: {fault}")

    def change(self, element: Element) -> None:
        """Add the missing entries."""
        if missing := self._missing(element):
            with_defaults = {**missing, **arguments_of(element).get(_METADATA, {})}
            try:
                element._set(_METADATA, with_defaults)  # noqa: SLF001 - used inside this library only
            except InvalidArgumentsError:
                return  # too many entries: `check` reports it

    def check(self, elements: Sequence[Element]) -> Iterator[Problem]:
        """Yield the resources to which the entries could not be added."""
        for element in elements:
            if self._missing(element) or is_token(arguments_of(element).get(_METADATA)):
                yield Problem(
                    element=element,
                    argument=_METADATA,
                    text=f"The metadata does not have the entries {', '.join(sorted(self.metadata))}.",
                    fix="Add them. At most 16 entries are possible, and Python must know the names of all entries.",
                )

    def _missing(self, element: Element) -> dict[str, str]:
        if not is_resource(element) or _METADATA not in argument_names(element):
            return {}
        given: Any = arguments_of(element).get(_METADATA, {})
        if is_token(given):
            return {}
        return {key: value for key, value in self.metadata.items() if key not in given}


@public_type
@dataclass(frozen=True)
class ProtectFromDestroy(Rule):
    """Terraform rejects plans that destroy a resource of these types (`prevent_destroy`).

    Attributes:
        types: the constructs' classes, such as ``[FineTuningJob, Project]``.
    """

    types: Sequence[type[Resource]]

    def __post_init__(self) -> None:
        super().__post_init__()
        for each in self.types:
            if not _is_resource_class(each):
                raise TypeError(
                    f"{self.name}: types must contain classes of resources, not {each!r}"
                )

    def change(self, element: Element) -> None:
        """Set `prevent_destroy`, unless the lifecycle already sets it."""
        for resource in self._protected([element]):
            if "prevent_destroy" not in _lifecycle(resource):
                given = _given_lifecycle(resource)
                resource.lifecycle = cast("Lifecycle", {**given, "prevent_destroy": True})

    def check(self, elements: Sequence[Element]) -> Iterator[Problem]:
        """Yield the resources whose lifecycle allows the destroy."""
        for resource in self._protected(elements):
            if not _lifecycle(resource).get("prevent_destroy"):
                yield Problem(
                    element=resource,
                    argument="lifecycle",
                    text="Terraform can destroy the object.",
                    fix="Set `prevent_destroy` of the lifecycle to True.",
                )

    def _protected(self, elements: Sequence[Element]) -> Iterator[Resource]:
        for element in elements:
            if isinstance(element, Resource) and isinstance(element, tuple(self.types)):
                yield element


def _is_resource_class(each: Any) -> bool:
    return isinstance(each, type) and issubclass(each, Resource)


def _lifecycle(element: Resource) -> dict[str, Any]:
    """Return the lifecycle that Terraform gets, by name."""
    return {**_given_lifecycle(element), **arguments_of(element).get("lifecycle", {})}


def _given_lifecycle(element: Resource) -> dict[str, Any]:
    """Return the lifecycle that is set, by name."""
    lifecycle = element.lifecycle
    given = {} if lifecycle is None else lifecycle._values  # noqa: SLF001 - its properties have defaults
    return {name: value for name, value in given.items() if value is not None}
