"""The objects and outputs of an applied stack: `State` and `Outputs`. Constructs of the stack are keys, too."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

from constructs import Construct

from openai_cdktf._calls import public_type
from openai_cdktf._element import Element
from openai_cdktf._misfits import meant_by
from openai_cdktf._scopes import cdk_of
from openai_cdktf._source_lines import line_note
from openai_cdktf.testing.kinds import section_and_type

Key: TypeAlias = str | Construct | type[Element]
"""An address in Terraform, a construct of the stack, or a construct class."""


@public_type
class State(dict[str, dict[str, Any]]):
    """The attributes of each object and data source, by address.

    A construct of the stack is a key, too, and so is a construct class if the stack has one object of it. `of` returns all objects of
    a construct or of a class.
    """

    def __getitem__(self, key: Key) -> dict[str, Any]:
        """Return the attributes of one object.

        Raises:
            KeyError: There is no such object, or there are several. The message names the addresses.
        """
        if isinstance(key, str) and super().__contains__(key):
            return super().__getitem__(key)
        found = self.of(key)
        if len(found) == 1 and not isinstance(key, str):
            return next(iter(found.values()))
        if found:
            named = f"{len(found)} object{'' if len(found) == 1 else 's'} of {_name(key)}"
            raise _wrong_key(
                f"The state has {named}: use an address, or `state.of(…)`: {', '.join(found)}"
            )
        raise _unknown("state", _name(key), self)

    def __contains__(self, key: object) -> bool:
        """Return whether there is such an object."""
        if isinstance(key, Construct | type):
            return bool(self.of(key))
        return super().__contains__(key)

    def of(self, key: Key) -> dict[str, dict[str, Any]]:
        """Return the attributes of all objects of a construct or class, by address: several with `for_each` or `count`.

        Args:
            key: the construct, the construct class, or the address of the block, such as ``openai_file.tips``.
        """
        name = _name(key)
        begins = f"{name}." if isinstance(key, type) else f"{name}["
        return {one: item for one, item in self.items() if one == name or one.startswith(begins)}


class Outputs(dict[str, Any]):
    """The values of all outputs, by name. An output construct (`TerraformOutput`) is a key, too."""

    def __getitem__(self, key: str | Construct) -> Any:
        """Return the value of an output.

        Raises:
            KeyError: There is no such output. The message names the outputs.
        """
        name = key if isinstance(key, str) else getattr(key, "friendly_unique_id", key.node.id)
        if not super().__contains__(name):
            raise _unknown("stack", name, self, what="output ")
        return super().__getitem__(name)


def address_of(construct: Construct) -> str:
    """Return the address of a construct in Terraform, such as ``openai_file.tips`` or ``data.openai_model.newest``.

    Raises:
        KeyError: The construct is no block with an address, such as a pattern.
    """
    if not hasattr(type(construct), "fqn"):
        name = f"{type(construct).__name__} {construct.node.path}"
        raise _wrong_key(f"{name} is not one object: use a construct in it")
    cdk = cdk_of(construct, "openai_cdktf.testing", "key")
    resolver = cdk.DefaultTokenResolver(cdk.StringConcat())
    resolved = cdk.Tokenization.resolve(
        construct.fqn,  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
        scope=construct,
        resolver=resolver,
        preparing=False,
    )
    return str(resolved).removeprefix("${").removesuffix("}")


def _name(key: Key) -> str:
    if isinstance(key, Construct):
        return address_of(key)
    if isinstance(key, str):
        return key
    section, name = section_and_type(key)
    return name if section == "resource" else f"{section}.{name}"


def _unknown(owner: str, name: str, known: Iterable[str], what: str = "") -> KeyError:
    keys = dict.fromkeys(known)
    meant = meant_by(name, keys)
    hint = f": did you mean {meant}?" if meant else "."
    return _wrong_key(f"The {owner} has no {what}{name}{hint} It has: {', '.join(keys) or 'none'}")


def _wrong_key(message: str) -> KeyError:
    error = KeyError(message)
    error.add_note(line_note())
    return error
