"""Renders attributes as Markdown lists, like the documentation in the registry. Pure: declarations in, text out."""

from __future__ import annotations

from collections.abc import Collection as Several
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from provider_shim.rules.limits import in_sentence
from provider_shim.vocabulary.schema import (
    AnyOf,
    Attribute,
    Bool,
    Collection,
    Dynamic,
    Float,
    Integer,
    ListOf,
    MapOf,
    Object,
    SetOf,
    String,
)
from tools.construct_names import pascal, struct_name, struct_source

Attributes = Mapping[str, Attribute]
_COLLECTIONS: Mapping[type[Attribute], str] = {ListOf: "List", SetOf: "Set", MapOf: "Map"}
_PHRASES: Mapping[type[Attribute], str] = {
    String: "String",
    Integer: "Integer",
    Float: "Number",
    Bool: "Boolean",
    Object: "Object",
    Dynamic: "Any JSON value",
}

Path = tuple[str, ...]
Pending = tuple[Object, Path]
"""An object, and its path: a list refers to it, and it still needs a section."""


@dataclass(kw_only=True)
class Reference:
    """The argument and attribute references of one page.

    Each nested object gets a section after the list that refers to it first. If an object with the same attributes already
    has a section, the list refers to that section.

    Attributes:
        construct: the name of the page's construct. The names of its structs begin with it.
        constructs: the names of all constructs. A struct has none of these names.
    """

    construct: str
    constructs: Several[str] = ()
    _sections: list[tuple[Attributes, bool, Path]] = field(default_factory=list)
    _outermost: Attributes = field(default_factory=dict)

    def arguments(self, attributes: Attributes, of: str) -> str:
        """Return the arguments, which the configuration can set: lists and nested sections.

        Args:
            attributes: the attributes of the declaration.
            of: the noun for the object, such as "resource".
        """
        self._outermost = attributes
        parts: list[str] = []
        pending: list[Pending] = []
        for required, mode in ((True, "required"), (False, "optional")):
            chosen = {
                name: attribute
                for name, attribute in attributes.items()
                if attribute.configurable and attribute.required is required
            }
            if chosen:
                listed = self._list(chosen, (), pending, given=True)
                parts.append(f"The following arguments are {mode}:\n\n{listed}")
        if not parts:
            return f"This {of} has no arguments.\n"
        return "\n".join([*parts, *self._nested(pending, given=True)])

    def results(self, attributes: Attributes, of: str) -> str:
        """Return the attributes that only the provider sets: a list and nested sections. See `arguments`."""
        chosen = {name: a for name, a in attributes.items() if not a.configurable}
        if not chosen:
            return f"This {of} exports no attributes in addition to the arguments above.\n"
        pending: list[Pending] = []
        heading = (
            f"This {of} exports the following attributes in addition to the arguments above:"
            if len(chosen) < len(attributes)
            else f"This {of} exports the following attributes:"
        )
        text = f"{heading}\n\n{self._list(chosen, (), pending, given=False)}"
        return "\n".join([text, *self._nested(pending, given=False)])

    def _list(
        self,
        attributes: Attributes,
        path: Path,
        pending: list[Pending],
        *,
        given: bool,
    ) -> str:
        lines = []
        for name, attribute in attributes.items():
            link = ""
            if name == "timeouts" and not path:
                link = "See [Timeouts](#timeouts)."
            elif (inner := object_inside(attribute)) is not None:
                link = self._link(inner, (*path, name), pending, given=given)
            lines.append(item(name, attribute, link, given=given))
        return "".join(lines)

    def _link(self, inner: Object, path: Path, pending: list[Pending], *, given: bool) -> str:
        for attributes, was_given, first in self._sections:
            if attributes == inner.attributes and was_given is given:
                struct = self._struct(path) if given else ""
                also = f"; in Python, `{struct}`" if given and struct != self._struct(first) else ""
                return f"See [`{'.'.join(first)}`](#{_anchor(first)}){also}."
        self._sections.append((inner.attributes, given, path))
        pending.append((inner, path))
        return f"See [`{'.'.join(path)}`](#{_anchor(path)})."

    def _struct(self, path: Path) -> str:
        first, *others = path
        steps = (struct_source(first, self._outermost), *others)
        return struct_name(self.construct + "".join(map(pascal, steps)), self.constructs)

    def _nested(self, pending: Sequence[Pending], *, given: bool) -> Iterator[str]:
        """Yield the section of each object, followed by the sections of the objects inside it."""
        for inner, path in pending:
            deeper: list[Pending] = []
            ordered = dict(
                sorted(
                    inner.attributes.items(),
                    key=lambda pair: (not pair[1].required, not pair[1].configurable),
                )
                if given
                else inner.attributes.items()
            )
            note = f"In Python: `{self._struct(path)}`, or a dict with these keys.\n\n"
            listed = self._list(ordered, path, deeper, given=given)
            title = f'<a id="{_anchor(path)}"></a>\n### `{".".join(path)}`'
            yield f"{title}\n\n{note if given else ''}{listed}"
            yield from self._nested(deeper, given=given)


def item(name: str, attribute: Attribute, link: str = "", *, given: bool = True) -> str:
    """Return the line of one attribute.

    Args:
        name: the name of the attribute.
        attribute: the declaration of the attribute.
        link: a sentence with a link to more details.
        given: whether the line is in a list of arguments. Otherwise it is in a list of attributes.
    """
    words = [*_mode(attribute, given=given), type_phrase(attribute)]
    flags = {
        "Forces new resource": attribute.replace,
        "Sensitive": attribute.sensitive,
        "Write-only": attribute.write_only,
        "Deprecated": bool(attribute.deprecated),
    }
    words += [flag for flag, holds in flags.items() if holds]
    sentences = " ".join([*_sentences(attribute, given=given), *([link] if link else [])])
    return f"* `{name}` - ({', '.join(words)}) {sentences}\n"


def _mode(attribute: Attribute, *, given: bool) -> list[str]:
    if not given:
        return []
    if attribute.required:
        return ["Required"]
    return ["Optional"] if attribute.optional else ["Read-only"]


def _sentences(attribute: Attribute, *, given: bool) -> Iterator[str]:
    doc = " ".join(attribute.doc.split())
    if doc:
        yield doc
    yield from _second_names(attribute)
    if not given:
        return
    if attribute.deprecated and "deprecated" not in doc.lower():
        yield f"Deprecated: {attribute.deprecated}"
    yield from _limits(attribute, doc)
    if isinstance(attribute, Dynamic) and attribute.shape is None:
        yield "Write it as a value, not as a JSON string."
    default = attribute.default if attribute.default is not None else attribute.server_default
    if default is not None and not attribute.required and "Defaults to" not in doc:
        yield f"Defaults to `{_literal(default)}`."
    if attribute.exactly_one_of:
        yield f"Exactly one of {in_sentence(attribute.exactly_one_of)} must be set."
    if attribute.conflicts_with:
        yield f"Conflicts with {in_sentence(attribute.conflicts_with)}."
    needs = f"Needs {in_sentence(attribute.required_with)}." if attribute.required_with else ""
    if needs and needs not in doc:
        yield needs
    if attribute.write_only and "write-only" not in doc:
        yield "Write-only: the provider sends it to the API, and Terraform never stores it. Needs Terraform 1.11 or later."


def _second_names(attribute: Attribute) -> Iterator[str]:
    if attribute.also:
        names = " or ".join(f"`{name}`" for name in attribute.also)
        yield f"In HCL also known as {names}, as in other providers."


def _limits(attribute: Attribute, doc: str) -> Iterator[str]:
    """Yield the limits that the documentation of the attribute does not state."""
    match attribute:
        case String(reads=reads) if reads:
            yield "See [Local files](../guides/local-files.md) for relative paths."
        case String(enum=enum) if enum and not all(f"`{value}`" in doc for value in enum):
            yield f"Known values: {in_sentence(enum)}."
        case Integer(minimum=low, maximum=high) | Float(minimum=low, maximum=high):
            if not (_states(low, doc) and _states(high, doc)):
                if low is not None and high is not None:
                    yield f"From {low:,} to {high:,}."
                else:
                    yield f"At least {low:,}." if low is not None else f"At most {high:,}."
        case Collection(max_items=most) if not _states(most, doc):
            yield f"At most {most}."
        case _:
            return


def _states(limit: float | None, doc: str) -> bool:
    if limit is None or limit in (0, 1):
        return True  # readers know that a number of tokens is at least 1
    spelled = {1: "one", 2: "two"}.get(int(limit), "")
    forms = (f"{limit:,}", f"{limit}", f"{limit:g}")
    return any(form in doc for form in forms) or bool(spelled and spelled in doc)


def type_phrase(attribute: Attribute) -> str:
    """Return the type of an attribute in words, such as "List of String"."""
    match attribute:
        case Collection():
            element = type_phrase(attribute.element)
            several = f"({element})" if " or " in element else element
            return f"{_COLLECTIONS[type(attribute)]} of {several}"
        case AnyOf():
            *others, last = dict.fromkeys(type_phrase(each) for each in attribute.alternatives)
            comma = "," if any(" of " in phrase for phrase in (*others, last)) else ""
            return f"{', '.join(others)}{comma} or {last}" if others else last
        case Dynamic(shape=Attribute() as shape):
            return type_phrase(shape)
        case _:
            return _PHRASES[type(attribute)]


def object_inside(attribute: Attribute) -> Object | None:
    """Return the object type of the attribute, of its elements or of its alternatives, or None."""
    match attribute:
        case Object():
            return attribute
        case Collection():
            return object_inside(attribute.element)
        case Dynamic(shape=Attribute() as shape):
            return object_inside(shape)
        case AnyOf():
            found = (object_inside(each) for each in attribute.alternatives)
            return next((each for each in found if each is not None), None)
        case _:
            return None


def _anchor(path: Path) -> str:
    return "nestedatt--" + "--".join(path)


def _literal(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
