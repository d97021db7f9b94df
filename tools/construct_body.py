"""Renders the body of a construct: its arguments, its constructor, its references and its structs."""

from __future__ import annotations

import builtins
from collections.abc import Collection as Several
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from provider_shim.vocabulary.comparing import outer_shape
from provider_shim.vocabulary.schema import Attribute, Collection, Object
from tools.construct_names import (
    RESERVED,
    check_names,
    pascal,
    struct_name,
    struct_source,
)
from tools.construct_types import Types, or_none, python_doc, required_first
from tools.python_source import (
    PACKAGE,
    Source,
    docstring,
    documented,
    parameter,
)
from tools.rules import relations_of


@dataclass(frozen=True)
class Form:
    """The properties of one kind of construct.

    Attributes:
        prefix: the prefix of the class.
        base: the base class.
        meta: the class with the meta-arguments.
        meta_names: some meta-arguments, for the documentation.
        module: the module of the base class.
    """

    prefix: str
    base: str
    meta: str
    meta_names: str = "`depends_on`, `count` and `provider`"
    module: str = "_resource"


class Body:
    """Renders the attributes of a construct, and the classes of their nested objects."""

    def __init__(
        self,
        source: Source,
        owner: str,
        attributes: Mapping[str, Attribute],
        constructs: Several[str] = (),
    ) -> None:
        check_names(owner, attributes, RESERVED)
        self.source = source
        self.owner = owner
        self.attributes = attributes
        self.constructs = constructs
        types = Types(source, constructs)
        self.typed = {
            name: types.type_of(attribute, self.path(name), given=attribute.configurable)
            for name, attribute in attributes.items()
        }

    def path(self, name: str) -> str:
        """Return the first part of the names of an attribute's classes."""
        return self.owner + pascal(struct_source(name, self.attributes))

    def relations(self) -> Iterator[str]:
        """Yield the rules between arguments, such as conflicts."""
        if found := relations_of(self.attributes, self.source):
            yield f"    _relations = ({', '.join(found)},)"

    def initializer(self, last: list[str], others: str, more: Mapping[str, str]) -> Iterator[str]:
        """Yield the constructor.

        Args:
            last: the parameters after the arguments.
            others: the further values that are passed to the base class.
            more: the documentation of further parameters.
        """
        construct = self.source.use("constructs", "Construct")
        arguments = [
            (name, each) for name, each in required_first(self.attributes) if each.configurable
        ]
        yield "    def __init__("
        yield "        self,"
        yield f"        scope: {construct},"
        # As in generated bindings: if there is an argument `id`, the id of the construct has another name.
        construct_id = "id_" if "id" in dict(arguments) else "id"
        yield parameter(construct_id, "str", 8)
        if arguments or len(last) > 1:
            yield "        *,"
        for name, attribute in arguments:
            write = self.typed[name].write
            yield parameter(name, write if attribute.required else f"{or_none(write)} = None", 8)
        yield from (f"        {line}" for line in last)
        yield "    ) -> None:"
        raw = "r" if any("\\" in each.doc for _, each in arguments) else ""
        yield f'        {raw}"""Create the construct in a stack.'
        yield ""
        yield "        Args:"
        yield documented("scope", "The stack, or a construct in it.")
        yield documented(construct_id, "A name that is unique within the scope.")
        for name, attribute in arguments:
            yield documented(name, python_doc(attribute))
        for name, text in more.items():
            yield documented(name, text)
        yield ""
        yield "        Raises:"
        yield "            TypeError: An argument is unknown, or has a wrong type. It is a `ValueError`, too."
        yield '        """'
        given = ", ".join(f'"{name}": {name}' for name, _ in arguments)
        yield f"        super().__init__(scope, {construct_id}, {{{given}}}, {others})"
        yield ""

    def members(self) -> Iterator[str]:
        """Yield the attributes."""
        for name, attribute in self.attributes.items():
            typed = self.typed[name]
            if not attribute.configurable:
                yield f"    {name} = {self.member('Computed')}({typed.kind})"
                yield docstring(attribute.doc, 4)
                continue
            flags = [flag for flag in ("required", "write_only") if getattr(attribute, flag)]
            options = "".join(f", {flag}=True" for flag in flags)
            yield f"    {name} = {self.member('Argument')}({typed.kind}{options})"
            yield docstring(python_doc(attribute), 4)
            comment = "  # noqa: A003 - the attribute above" if hasattr(builtins, name) else ""
            yield f"    {name}_input = {self.member('Given')}({name}){comment}"
            if not attribute.required:
                yield f"    reset_{name} = {self.member('Reset')}({name}){comment}"
            if isinstance(attribute, Collection) and isinstance(attribute.element, Object):
                yield f"    put_{name} = {self.member('Put')}({name}){comment}"
            yield ""
        for name, attribute in self.attributes.items():
            shape = outer_shape(attribute)
            if isinstance(shape, Object) and attribute.configurable:
                yield from self.putter(name, shape)

    def member(self, name: str) -> str:
        """Import a name from the module of attributes, and return it."""
        return self.source.use(f"{PACKAGE}._attributes", name)

    def putter(self, name: str, attribute: Object) -> Iterator[str]:
        """Yield the method that sets a nested object from its attributes."""
        path = self.path(name)
        fields = [
            (inner, each)
            for inner, each in required_first(attribute.attributes)
            if each.configurable
        ]
        types = Types(Source(""), self.constructs)
        yield ""
        yield f"    def put_{name}("
        yield "        self,"
        yield "        *,"
        for inner, each in fields:
            write = types.type_of(each, path + pascal(inner), given=True).write
            yield parameter(inner, write if each.required else f"{or_none(write)} = None", 8)
        yield "    ) -> None:"
        yield f'        """Set `{name}` from its attributes."""'
        struct = struct_name(path, self.constructs)
        yield f"        self.{name} = {struct}({', '.join(f'{inner}={inner}' for inner, _ in fields)})"
