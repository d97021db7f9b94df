"""Renders attributes as Python: their kinds, their types, and the classes of their nested objects.

`tools.constructs` puts them together into constructs.
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
"""The modules of the kinds that are not in `_kinds`."""


@dataclass(frozen=True)
class Typed:
    """An attribute in Python: its kind as an expression, and the type of the values that it accepts."""

    kind: str
    write: str
    is_ruled: bool = False


class Types:
    """Renders the attributes of one module, and adds the classes of their objects to it."""

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
            name: the name for its class, if it needs one.
            given: whether the configuration can set it.
            dynamic: whether it is inside a dynamic attribute. References to it then have any type.
            doc: the documentation of an object that has none itself.
        """
        typed = self.unruled(attribute, name, given=given, dynamic=dynamic, doc=doc)
        if not given or isinstance(attribute, Object):
            return typed  # the class of an object contains its rules
        rules, doubts = rules_of(attribute, self.source)
        if not rules and not doubts:
            return typed
        options = [*rules, f"doubts=({', '.join(doubts)},)"] if doubts else rules
        ruled = self.source.use(f"{PACKAGE}._ruled", "Ruled")
        return replace(typed, kind=f"{ruled}({typed.kind}, {', '.join(options)})", is_ruled=True)

    def unruled(
        self, attribute: Attribute, name: str, *, given: bool, dynamic: bool, doc: str
    ) -> Typed:
        """Return an attribute in Python without its own rules. See `type_of`."""
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
                raise TypeError(f"{name}: constructs do not support {type(attribute).__name__}")

    def text(self, attribute: String, *, given: bool) -> Typed:
        """Return a string or a path in Python."""
        if not (attribute.reads and given):
            return Typed(self.kinds("TEXT"), self._choice(attribute) if given else "str")
        options = "folders=True" if "folder" in attribute.reads else ""
        return Typed(f"{self.kinds('PathOf')}({options})", self.kinds("PathText"))

    def _choice(self, attribute: String) -> str:
        """Return the type of a string. Known values come first, so that editors complete them."""
        if not attribute.enum:
            return "str"
        known = ", ".join(f'"{value}"' for value in attribute.enum)
        return f"{self.source.use('typing', 'Literal')}[{known}] | str"

    def shaped(self, shape: Attribute, name: str, *, dynamic: bool, doc: str) -> Typed:
        """Return a dynamic attribute by its shape. References to an object have the members of its shape."""
        if isinstance(shape, Object) and not dynamic:
            return self.nested(shape, name, given=True, dynamic=False, doc=doc)
        inner = self.type_of(shape, name, given=True, dynamic=True, doc=doc)
        if dynamic:
            return inner
        return Typed(f"{self.kinds('Shaped')}[{inner.write}]({inner.kind})", inner.write)

    def collection(
        self, attribute: Collection, name: str, *, given: bool, dynamic: bool, doc: str
    ) -> Typed:
        """Return a list, set or map in Python."""
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
        """Return an object in Python, and write its classes."""
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
        """Return whether no class with these attributes was written yet, and remember it as written."""
        known = self._written.get(name)
        self._written[name] = attributes
        return known != attributes

    def kinds(self, name: str) -> str:
        """Import a kind, or the type of its values, and return its name."""
        return self.source.use(f"{PACKAGE}.{MODULES.get(name, '_kinds')}", name)

    def struct_class(
        self, name: str, typed: Mapping[str, Typed], attribute: Object, doc: str
    ) -> None:
        """Write the struct with which users set an object."""
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
            lines.append(docstring(python_doc(each), 4))
        self.source.add(name, "\n".join([*lines, "", ""]))

    def reference_class(
        self,
        name: str,
        prefix: str,
        attributes: Mapping[str, Attribute],
        doc: str,
    ) -> None:
        """Write the class of references to an object."""
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
    """Return the attribute that references see: for a dynamic object that users set, its shape."""
    shape = outer_shape(attribute)
    return shape if attribute.configurable and isinstance(shape, Object) else attribute


def object_rules(attribute: Object, source: Source) -> list[str]:
    """Return the class attributes that contain the rules of an object."""
    found = {
        "_relations": relations_of(attribute.attributes, source),
        "_rules": rules_of(attribute, source)[0],
    }
    return [f"    {name} = ({', '.join(each)},)" for name, each in found.items() if each]


def python_doc(attribute: Attribute) -> str:
    """Return the documentation of an argument, with additions that apply only to Python."""
    if isinstance(attribute, String) and attribute.reads:
        return f"{attribute.doc} A relative path begins at the folder of `cdktf.json`."
    return attribute.doc


def or_none(write: str) -> str:
    """Return the type, extended by None."""
    return write if write == "Any" else f"{write} | None"


def required_first(attributes: Mapping[str, Attribute]) -> list[tuple[str, Attribute]]:
    """Return the attributes, with required ones first."""
    return sorted(attributes.items(), key=lambda item: not item[1].required)
