"""The vocabulary of declarations. It must know neither wire nor API, and load next to nothing.

A declaration is a tree of attributes. Each says its type by its class, its mode by exactly one of ``required``,
``optional``, ``computed`` or ``optional`` with ``computed``, and its behaviour by the flags of `Attribute`. The
generic engine, the typed constructs, the documentation and the tests all read the same tree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from provider_shim.records import Record, fresh, positional
from provider_shim.vocabulary.values import CtyType
from provider_shim.vocabulary.wording import as_answer


class Attribute(Record):
    """What is true of every attribute, whatever its type.

    Attributes:
        doc: user documentation: full sentences in Markdown.
        answer_doc: the documentation where a data source answers it. By default ``doc`` without what only arguments may say.
        required: the configuration must set it.
        optional: the configuration may set it.
        computed: the provider sets it; together with ``optional``, it does where the configuration does not. Inside the shape of
            a `Dynamic`, what the API has set where the configuration says nothing is no difference.
        sensitive: Terraform hides it.
        write_only: it is sent to the API and never stored in plan or state.
        replace: a change needs a new object; otherwise a change is an update in place.
        added_again: a change takes the object away and adds it again, in one update: for what the configuration names, where a
            replacement would be the same object.
        volatile: a computed value that may change whenever the object does. Others keep their value in a plan.
        default: the value where the configuration has none. Inside the shape of a `Dynamic`, it is sent but not planned.
        local: it steers the provider and is neither sent to the API nor read from it.
        unread: it is sent to the API but never read from it: the API tells it otherwise, or not at all.
        wire: the API's name for it, where that differs. Two attributes may share one: that whose type fits is used.
        also: what other providers call it: Terraform accepts these names, too, and shows those of results, and those of arguments
            that the configuration uses. For outermost attributes.
        deprecated: what to use instead.
        conflicts_with: siblings that must not be set together with it.
        exactly_one_of: siblings, itself included, of which one and only one must be set.
        required_with: siblings that must be set when it is, and be true if they are true or false.
        server_default: what the API answers where nothing was sent; equal to null if the configuration has none.
        cleared: what an update sends to take the value away; the API wants null for most, an empty list for some.
        equivalent: tells whether the API's value (second) says the same as the known one (first).
        check: returns a sentence on what is wrong with a known value, or None.
        doubt: returns a sentence on what looks like a slip in a known value, or None: warned of and sent all the same.
    """

    doc: str = ""
    answer_doc: str | None = None
    required: bool = False
    optional: bool = False
    computed: bool = False
    sensitive: bool = False
    write_only: bool = False
    replace: bool = False
    added_again: bool = False
    volatile: bool = False
    default: Any = None
    local: bool = False
    unread: bool = False
    wire: str | None = None
    also: tuple[str, ...] = ()
    deprecated: str | None = None
    conflicts_with: tuple[str, ...] = ()
    exactly_one_of: tuple[str, ...] = ()
    required_with: tuple[str, ...] = ()
    server_default: Any = None
    cleared: Any = None
    equivalent: Callable[[Any, Any], bool] | None = None
    check: Callable[[Any], str | None] | None = None
    doubt: Callable[[Any], str | None] | None = None

    @property
    def configurable(self) -> bool:
        """Return whether the configuration can set it."""
        return self.required or self.optional

    @property
    def type(self) -> CtyType:
        """The type in cty's JSON form."""
        raise NotImplementedError


class String(Attribute):
    """Text. ``enum`` is open: other values are warned of and sent, since the API adds values without notice.

    ``closed``: other values are refused, since the provider itself acts by them, as by those of ``on_destroy``.

    ``elsewhere`` has sentences on what to use instead of values that are known from elsewhere and cannot be meant here.

    ``reads`` says that the text is the path of something on the machine where Terraform runs: "file", or
    "file or folder".
    """

    enum: tuple[str, ...] = ()
    closed: bool = False
    elsewhere: tuple[tuple[str, str], ...] = ()
    reads: str = ""
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None

    @property
    def type(self) -> CtyType:
        """See `Attribute.type`."""
        return "string"


class Integer(Attribute):
    """A whole number within inclusive limits."""

    minimum: int | None = None
    maximum: int | None = None

    @property
    def type(self) -> CtyType:
        """See `Attribute.type`."""
        return "number"


class Float(Attribute):
    """A number within inclusive limits."""

    minimum: float | None = None
    maximum: float | None = None

    @property
    def type(self) -> CtyType:
        """See `Attribute.type`."""
        return "number"


class Bool(Attribute):
    """True or false."""

    @property
    def type(self) -> CtyType:
        """See `Attribute.type`."""
        return "bool"


class Collection(Attribute):
    """Elements of one type, within inclusive limits of their number. Use `ListOf`, `SetOf` or `MapOf`.

    Another provider may have ``blocks`` where we have an attribute. Then Terraform takes both ways of writing, as long as it
    knows a list or a set of plain objects, whose members must all be there.
    """

    element: Attribute = positional(kw_only=False)
    min_items: int | None = None
    max_items: int | None = None
    blocks: bool = False


class ListOf(Collection):
    """Elements whose order matters."""

    @property
    def type(self) -> CtyType:
        """See `Attribute.type`."""
        return ["list", self.element.type]


class SetOf(Collection):
    """Elements whose order does not matter, each once."""

    @property
    def type(self) -> CtyType:
        """See `Attribute.type`."""
        return ["set", self.element.type]


class MapOf(Collection):
    """Elements by names that the user chooses."""

    @property
    def type(self) -> CtyType:
        """See `Attribute.type`."""
        return ["map", self.element.type]


class Object(Attribute):
    """Named attributes, each with a type and a mode of its own."""

    attributes: Mapping[str, Attribute] = positional(kw_only=False)

    @property
    def type(self) -> CtyType:
        """See `Attribute.type`."""
        return ["object", {name: attribute.type for name, attribute in self.attributes.items()}]


class AnyOf(Attribute):
    """One of several types; only inside the shape of a `Dynamic`, since Terraform has no such type."""

    alternatives: tuple[Attribute, ...] = positional(kw_only=False)

    @property
    def type(self) -> CtyType:
        """See `Attribute.type`."""
        return "dynamic"


class Dynamic(Attribute):
    """A value whose type the configuration decides.

    With a ``shape``, the provider holds the value against it and the constructs are typed by it. That is how unions
    and lists of objects with free JSON inside are declared: Terraform wants all elements of a list to be of one type,
    which two tools with different parameters are not. Without a shape, any JSON value will do.

    An object that the configuration sets and that holds a dynamic member is itself dynamic, with the object as its shape.
    Terraform knows the members' types of such an object even while its value is unknown, and the provider does not: a plan that
    leaves it unknown would be of another type than the configuration, which Terraform refuses.

    Of an answer, members that the configuration could set are left out where they say nothing, as a configuration would.
    Members that it cannot set are there, null or not, so that expressions can count on them.
    """

    shape: Attribute | None = positional(default=None, kw_only=False)

    @property
    def type(self) -> CtyType:
        """See `Attribute.type`."""
        return "dynamic"


class Derived(Record):
    """An attribute that Terraform sees and the provider does not, since it follows from others.

    Attributes:
        attribute: a computed one.
        sources: the names of the attributes that it follows from.
        of: returns its value from theirs, which may be null.
        is_answer: it is what the API has answered, as JSON; it follows from no attribute.
    """

    attribute: Attribute
    sources: tuple[str, ...] = ()
    of: Callable[..., Any] = lambda: None
    is_answer: bool = False


class Schema(Record):
    """The attributes of a resource, data source, ephemeral resource or provider; ``version`` counts state formats.

    ``of_provider``: they configure the provider itself, whose values Terraform keeps in no state. ``derived`` are further
    attributes that follow from these.

    Raises:
        ValueError: an attribute contradicts itself; the message names it.
    """

    attributes: Mapping[str, Attribute] = positional(kw_only=False)
    version: int = 0
    of_provider: bool = False
    derived: Mapping[str, Derived] = fresh(default_factory=dict)

    def __post_init__(self) -> None:
        from provider_shim.vocabulary.contradictions import check_modes  # which knows these classes

        check_modes(self.attributes)
        for name, one in self.derived.items():
            if name in self.attributes or not set(one.sources) <= self.attributes.keys():
                raise ValueError(f"derived attribute {name}: it is declared, or follows from none")

    def __getitem__(self, name: str) -> Attribute:
        return self.attributes[name]

    def __contains__(self, name: object) -> bool:
        return name in self.attributes

    def items(self) -> Iterator[tuple[str, Attribute]]:
        """Yield names and attributes in the order of the declaration."""
        yield from self.attributes.items()

    @property
    def type(self) -> CtyType:
        """The type of a whole value, in cty's JSON form."""
        return ["object", {name: attribute.type for name, attribute in self.attributes.items()}]


def nested_object(attribute: Attribute) -> Object | None:
    """Return the object that an attribute is or is a collection of: what Terraform calls its nested type."""
    if isinstance(attribute, Object):
        return attribute
    if isinstance(attribute, Collection) and isinstance(attribute.element, Object):
        return attribute.element
    return None


def holds_write_only(attribute: Attribute) -> bool:
    """Return whether an attribute is write-only, or has a member that is."""
    match attribute:
        case _ if attribute.write_only:
            return True
        case Object():
            return any(map(holds_write_only, attribute.attributes.values()))
        case Collection():
            return holds_write_only(attribute.element)
        case _:
            return False


def computed(attributes: Mapping[str, Attribute], *keep: str) -> dict[str, Attribute]:
    """Return attributes as a data source has them: computed only, save those to ``keep`` as they are; no local ones."""
    return {
        name: attribute if name in keep else _computed(attribute)
        for name, attribute in attributes.items()
        if name in keep or not (attribute.local or attribute.write_only)
    }


def _computed(attribute: Attribute) -> Attribute:
    if isinstance(attribute, Dynamic) and isinstance(attribute.shape, Object):
        # Nothing is configured that it must agree with, and expressions count on its members.
        attribute = _object_of(attribute, attribute.shape)
    changes: dict[str, Any] = {
        "doc": answered_doc(attribute),
        "required": False,
        "optional": False,
        "computed": True,
        "replace": False,
        "added_again": False,
        "unread": False,
        "default": None,
        "conflicts_with": (),
        "exactly_one_of": (),
        "required_with": (),
        "deprecated": None,
        "check": None,
        "doubt": None,
    }
    match attribute:
        case Object():
            changes["attributes"] = computed(attribute.attributes)
        case Collection(element=Object() as element):
            changes["element"] = element.but(attributes=computed(element.attributes))
            changes["blocks"] = False
        case Dynamic(shape=Attribute() as shape):
            changes["shape"] = _described_as_answer(shape)
    return attribute.but(**changes)


def answered_doc(attribute: Attribute) -> str:
    """Return the documentation of an attribute where the API answers it."""
    return as_answer(attribute.doc if attribute.answer_doc is None else attribute.answer_doc)


def _described_as_answer(attribute: Attribute) -> Attribute:
    """Return a shape whose members are documented as answers; all else stays."""
    changes: dict[str, Any] = {"doc": answered_doc(attribute)}
    match attribute:
        case Object():
            changes["attributes"] = {
                name: _described_as_answer(member) for name, member in attribute.attributes.items()
            }
        case Collection():
            changes["element"] = _described_as_answer(attribute.element)
        case AnyOf():
            changes["alternatives"] = tuple(map(_described_as_answer, attribute.alternatives))
        case Dynamic(shape=Attribute() as shape):
            changes["shape"] = _described_as_answer(shape)
    return attribute.but(**changes)


def _object_of(dynamic: Dynamic, shape: Object) -> Object:
    """Return a dynamic object as an object of its own type, with the flags of the dynamic one."""
    flags = {name: value for name, value in vars(dynamic).items() if name in vars(shape)}
    return shape.but(**flags)


def as_shape(attribute: Attribute) -> Attribute:
    """Return an attribute as it stands in the shape of a `Dynamic`: what only a plan would act upon is left out.

    Defaults are sent, and count as what the API does by default.
    """
    default = attribute.default if attribute.server_default is None else attribute.server_default
    changes: dict[str, Any] = {
        "computed": attribute.computed and attribute.default is None,
        "replace": False,
        "volatile": False,
        "server_default": default,
    }
    match attribute:
        case Object():
            changes["attributes"] = {
                name: as_shape(member)
                for name, member in attribute.attributes.items()
                if member.configurable
            }
        case Collection():
            changes["element"] = as_shape(attribute.element)
    return attribute.but(**changes)


def dynamic(declared: Object) -> Dynamic:
    """Return an object that the configuration sets and that holds dynamic members: see `Dynamic`."""
    shape = Object(
        declared.attributes, doc=declared.doc, check=declared.check, doubt=declared.doubt
    )
    inside = {"attributes", "check", "doubt"}
    flags = {name: value for name, value in vars(declared).items() if name not in inside}
    return Dynamic(as_shape(shape), **flags)


def dynamic_object(attributes: Mapping[str, Attribute], **flags: Any) -> Dynamic:
    """Return what `dynamic` makes of an object with these attributes and flags."""
    return dynamic(Object(attributes, **flags))
