"""Attributes in Python: their kinds, what they are given, and the classes of their nested objects.

It must not know constructs: `tools.constructs` puts them together.
"""

from __future__ import annotations

from collections.abc import Collection as Several
from collections.abc import Mapping
from dataclasses import dataclass, replace

from provider_shim.vocabulary.comparing import outer_shape
from provider_shim.vocabulary.schema import (
    AnyOf,
    Attribute,
    Bool,
    Collection,
    Dynamic,
    Float,
    Integer,
    MapOf,
    Object,
    SetOf,
    String,
)
from tools.construct_names import RESERVED_INSIDE, check_names, pascal, struct_name
from tools.python_source import PACKAGE, Source, docstring
from tools.rules import relations_of, rules_of

MODULES = {
    **dict.fromkeys(
        (
            "ListOf",
            "MapOf",
            "NumberMap",
            "Numbers",
            "SetOf",
            "TextMap",
            "Texts",
            "WholeMap",
            "Wholes",
        ),
        "_collections",
    ),
    **dict.fromkeys(("ANYTHING", "OneOf", "Shaped"), "_unions"),
    **dict.fromkeys(("PathOf", "PathText"), "_paths"),
}
"""Where kinds are that are not in `_kinds`."""


@dataclass(frozen=True)
class Typed:
    """An attribute in Python: its kind as an expression, and the type of what it is given."""

    kind: str
    write: str
    is_ruled: bool = False


class Types:
    """What attributes are in one module; the classes of their objects are added to it."""

    def __init__(self, source: Source, constructs: Several[str] = ()) -> None:
        self.source = source
        self.constructs = constructs
        self._written: dict[str, Mapping[str, Attribute]] = {}

    def type_of(
        self, attribute: Attribute, name: str, *, given: bool, dynamic: bool = False, doc: str = ""
    ) -> Typed:
        """Return an attribute in Python, and write the classes of its objects.

        Args:
            attribute: the attribute.
            name: what a class for it would be called.
            given: whether the configuration can set it.
            dynamic: whether it is inside a dynamic one, which reads as a value of any type.
            doc: what to say of an object that says nothing itself.
        """
        typed = self.unruled(attribute, name, given=given, dynamic=dynamic, doc=doc)
        if not given or isinstance(attribute, Object):
            return typed  # the rules of an object stand in its class
        rules, doubts = rules_of(attribute, self.source)
        if not rules and not doubts:
            return typed
        options = [*rules, f"doubts=({', '.join(doubts)},)"] if doubts else rules
        ruled = self.source.use(f"{PACKAGE}._ruled", "Ruled")
        return replace(typed, kind=f"{ruled}({typed.kind}, {', '.join(options)})", is_ruled=True)

    def unruled(
        self, attribute: Attribute, name: str, *, given: bool, dynamic: bool, doc: str
    ) -> Typed:
        """Return an attribute without its own rules; see `type_of`."""
        doc = attribute.doc or doc
        match attribute:
            case String():
                return self.text(attribute, given=given)
            case Integer():
                return Typed(self.kinds("WHOLE"), "int")
            case Float():
                return Typed(self.kinds("NUMBER"), "float")
            case Bool():
                return Typed(self.kinds("FLAG"), self.kinds("Flag") if given else "bool")
            case Dynamic(shape=Attribute() as shape) if given:
                return self.shaped(shape, name, dynamic=dynamic, doc=doc)
            case Dynamic():
                return Typed(self.kinds("ANYTHING"), self.source.use("typing", "Any"))
            case AnyOf(alternatives=alternatives):
                each = [
                    self.type_of(alternative, name, given=given, dynamic=True, doc=doc)
                    for alternative in alternatives
                ]
                write = " | ".join(dict.fromkeys(typed.write for typed in each))
                return Typed(
                    f"{self.kinds('OneOf')}[{write}]({', '.join(typed.kind for typed in each)})",
                    write,
                )
            case Collection():
                return self.collection(attribute, name, given=given, dynamic=dynamic, doc=doc)
            case Object():
                return self.nested(attribute, name, given=given, dynamic=dynamic, doc=doc)
            case _:
                raise TypeError(f"{name}: no construct can have {type(attribute).__name__}")

    def text(self, attribute: String, *, given: bool) -> Typed:
        """Return a text, or a path."""
        if not (attribute.reads and given):
            return Typed(self.kinds("TEXT"), self._choice(attribute) if given else "str")
        options = "folders=True" if "folder" in attribute.reads else ""
        return Typed(f"{self.kinds('PathOf')}({options})", self.kinds("PathText"))

    def _choice(self, attribute: String) -> str:
        """Return the type of a text: with known values first, which editors complete."""
        if not attribute.enum:
            return "str"
        known = ", ".join(f'"{value}"' for value in attribute.enum)
        return f"{self.source.use('typing', 'Literal')}[{known}] | str"

    def shaped(self, shape: Attribute, name: str, *, dynamic: bool, doc: str) -> Typed:
        """Return a dynamic attribute that is given by its shape; an object reads as such, with the members that are given."""
        if isinstance(shape, Object) and not dynamic:
            return self.nested(shape, name, given=True, dynamic=False, doc=doc)
        inner = self.type_of(shape, name, given=True, dynamic=True, doc=doc)
        if dynamic:
            return inner
        return Typed(f"{self.kinds('Shaped')}[{inner.write}]({inner.kind})", inner.write)

    def collection(
        self, attribute: Collection, name: str, *, given: bool, dynamic: bool, doc: str
    ) -> Typed:
        """Return a list, set or map."""
        element = self.type_of(attribute.element, name, given=given, dynamic=dynamic, doc=doc)
        single = {String: "Text", Integer: "Whole", Float: "Number"}.get(type(attribute.element))
        if element.kind.startswith("PathOf"):
            single = None
        inner = element.kind if element.is_ruled or not single else ""
        match attribute:
            case MapOf():
                outer, kind = "Pairs", f"{single}Map({inner})" if single else f"MapOf({inner})"
            case SetOf():
                options = ", ".join(filter(None, (inner, "unordered=True")))
                outer, kind = "Many", f"{single}s({options})" if single else f"SetOf({inner})"
            case _:
                outer, kind = "Many", f"{single}s({inner})" if single else f"ListOf({inner})"
        self.kinds(kind.partition("(")[0])
        return Typed(kind, f"{self.kinds(outer) if given else outer}[{element.write}]")

    def nested(
        self, attribute: Object, name: str, *, given: bool, dynamic: bool, doc: str
    ) -> Typed:
        """Return an object, and write its classes."""
        attributes = attribute.attributes
        check_names(name, attributes, RESERVED_INSIDE)
        read = (
            self.source.use(f"{PACKAGE}._references", "AnyReference")
            if dynamic
            else f"{name}Reference"
        )
        if not dynamic and self._is_new(read, attributes):
            self.reference_class(read, name, attributes, doc)
        if not given:
            return Typed(f"{self.kinds('ObjectOf')}({read})", name)
        struct = struct_name(name, self.constructs)
        if self._is_new(struct, attributes):
            typed = {
                inner: self.type_of(each, name + pascal(inner), given=True, dynamic=dynamic)
                for inner, each in attributes.items()
                if each.configurable
            }
            self.struct_class(struct, typed, attribute, doc)
        struct_of = self.source.use(f"{PACKAGE}._struct", "StructOf")
        return Typed(f"{struct_of}({struct}, {read})", f"{self.kinds('Like')}[{struct}]")

    def _is_new(self, name: str, attributes: Mapping[str, Attribute]) -> bool:
        """Tell whether a class with these attributes is still to be written, and note that it is."""
        known = self._written.get(name)
        self._written[name] = attributes
        return known != attributes

    def kinds(self, name: str) -> str:
        """Return the name of a kind, or of a type that goes with it."""
        return self.source.use(f"{PACKAGE}.{MODULES.get(name, '_kinds')}", name)

    def struct_class(
        self, name: str, typed: Mapping[str, Typed], attribute: Object, doc: str
    ) -> None:
        """Write the class that an object is given as."""
        attributes = attribute.attributes
        lines = [
            f"class {name}({self.source.use(f'{PACKAGE}._struct', 'Struct')}):",
            docstring(doc or f"{name}.", 4),
            "",
        ]
        lines += object_rules(attribute, self.source)
        for inner, each in required_first(attributes):
            if not each.configurable:
                continue
            kind, write = typed[inner].kind, typed[inner].write
            function = self.source.use(
                f"{PACKAGE}._struct", "required_field" if each.required else "optional_field"
            )
            if each.required:
                lines.append(f"    {inner}: {write} = {function}({kind})")
            else:
                lines.append(f"    {inner}: {or_none(write)} = {function}({kind}, default=None)")
            lines.append(docstring(told(each), 4))
        self.source.add(name, "\n".join([*lines, "", ""]))

    def reference_class(
        self,
        name: str,
        prefix: str,
        attributes: Mapping[str, Attribute],
        doc: str,
    ) -> None:
        """Write the class that an object reads as."""
        kinds = {
            inner: self.type_of(_read(each), prefix + pascal(inner), given=False).kind
            for inner, each in attributes.items()
        }
        base = self.source.use(f"{PACKAGE}._references", "ObjectReference")
        computed = self.source.use(f"{PACKAGE}._attributes", "Computed")
        lines = [f"class {name}({base}):", docstring(doc or f"{name}.", 4), ""]
        for inner, attribute in attributes.items():
            lines += [f"    {inner} = {computed}({kinds[inner]})", docstring(attribute.doc, 4)]
        self.source.add(name, "\n".join([*lines, "", ""]))


def _read(attribute: Attribute) -> Attribute:
    """Return an attribute as it reads: a dynamic object that can be given reads as an object."""
    shape = outer_shape(attribute)
    return shape if attribute.configurable and isinstance(shape, Object) else attribute


def object_rules(attribute: Object, source: Source) -> list[str]:
    """Return the class attributes that hold the rules of an object."""
    found = {
        "_relations": relations_of(attribute.attributes, source),
        "_rules": rules_of(attribute, source)[0],
    }
    return [f"    {name} = ({', '.join(each)},)" for name, each in found.items() if each]


def told(attribute: Attribute) -> str:
    """Return the documentation of an argument, with what holds in Python alone."""
    if isinstance(attribute, String) and attribute.reads:
        return f"{attribute.doc} A relative path begins at the folder of `cdktf.json`."
    return attribute.doc


def or_none(write: str) -> str:
    """Return a type that also takes None."""
    return write if write == "Any" else f"{write} | None"


def required_first(attributes: Mapping[str, Attribute]) -> list[tuple[str, Attribute]]:
    """Return attributes, those that must be given before the others."""
    return sorted(attributes.items(), key=lambda item: not item[1].required)
