"""A plan of Terraform as data: `Plan`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from constructs import Construct

from openai_cdktf._calls import public_type
from openai_cdktf.testing.applied import address_of
from openai_cdktf.testing.kinds import Kind, section_and_type


@dataclass(frozen=True, kw_only=True)
class Change:
    """A planned change of an object.

    Attributes:
        address: the address in Terraform, such as ``openai_file.tips``.
        type: the type, such as ``openai_file``.
        actions: Terraform's actions: ``create``, ``update``, ``delete``, or ``delete`` and ``create`` for a replacement.
        before: the attributes before the change. Empty for a new object.
        after: the attributes after the change. Those that are known only after the apply are missing.
        replaced_by: the attributes whose changes replace the object.
    """

    address: str
    type: str
    actions: tuple[str, ...]
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    replaced_by: tuple[str, ...] = ()

    @property
    def changed(self) -> list[str]:
        """The attributes with different values before and after. Those that are known only after the apply are not included."""
        return [name for name, value in self.after.items() if value != self.before.get(name)]


@public_type
class Plan:
    """A plan of Terraform, as data. It contains changes of managed objects, not reads of data sources.

    Attributes:
        json: the output of ``terraform show -json``.
        text: the plan as Terraform shows it to people.
    """

    def __init__(self, json: Mapping[str, Any], text: str) -> None:
        """Use `plan` instead."""
        self.json = json
        self.text = text
        self._changes = list(_changes(json))

    @property
    def creates(self) -> list[str]:
        """The addresses of new objects."""
        return self._addresses(("create",))

    @property
    def updates(self) -> list[str]:
        """The addresses of objects that change in place."""
        return self._addresses(("update",))

    @property
    def deletes(self) -> list[str]:
        """The addresses of objects that Terraform deletes and does not replace."""
        return self._addresses(("delete",))

    @property
    def replacements(self) -> list[str]:
        """The addresses of objects that Terraform replaces by new ones."""
        return self._addresses(("delete", "create"), ("create", "delete"))

    def replaces(self, kind: Kind) -> bool:
        """Return whether Terraform replaces an object of this kind. Its data would be lost."""
        _, wanted = section_and_type(kind)
        return any(self.change(one).type == wanted for one in self.replacements)

    def change(self, address: str | Construct) -> Change:
        """Return the change of an object.

        Args:
            address: the address in Terraform, or the construct.

        Raises:
            KeyError: The plan does not change it. The message lists what it changes.
        """
        if isinstance(address, Construct):
            address = address_of(address)
        for one in self._changes:
            if one.address == address:
                return one
        raise KeyError(f"The plan does not change {address}. It changes: {self}")

    @property
    def output_changes(self) -> list[str]:
        """The names of the outputs that change."""
        outputs: Mapping[str, Any] = self.json.get("output_changes", {})
        return [name for name, one in outputs.items() if one["actions"] != ["no-op"]]

    @property
    def is_empty(self) -> bool:
        """Whether Terraform would change nothing: no object, and no output."""
        return not self._changes and not self.output_changes

    def __repr__(self) -> str:
        lines = [f"{'/'.join(one.actions)} {one.address}" for one in self._changes]
        lines += [f"output {name}" for name in self.output_changes]
        return f"<Plan: {', '.join(lines) or 'no changes'}>"

    def _addresses(self, *actions: tuple[str, ...]) -> list[str]:
        return [one.address for one in self._changes if one.actions in actions]


def _changes(json: Mapping[str, Any]) -> Iterator[Change]:
    for one in json.get("resource_changes", []):
        change = one["change"]
        if one["mode"] == "managed" and change["actions"] != ["no-op"]:
            yield Change(
                address=one["address"],
                type=one["type"],
                actions=tuple(change["actions"]),
                before=change["before"] or {},
                after=change["after"] or {},
                replaced_by=tuple(str(path[0]) for path in change.get("replace_paths", [])),
            )
