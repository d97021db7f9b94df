"""The attributes and schemas of declarations. This module loads fast, because every start of the provider needs it.

A declaration is a tree of attributes. The class of an attribute is its type. Its mode is exactly one of ``required``, ``optional``,
``computed``, or ``optional`` with ``computed``. The other fields of `Attribute` describe its behaviour. The engine, the constructs,
the documentation and the tests all use this tree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from provider_shim.records import Record, fresh, positional
from provider_shim.vocabulary.values import CtyType
from provider_shim.vocabulary.wording import as_answer


class Attribute(Record):
    """The fields of every attribute.

    Attributes:
        doc: the documentation for users, as complete sentences in Markdown.
        answer_doc: the documentation of the value in a data source. Defaults to ``doc`` without the sentences for arguments only.
        required: the configuration must set the attribute.
        optional: the configuration can set the attribute.
        computed: the provider sets the attribute. With ``optional``, only if the configuration does not set it. In the shape of a
            `Dynamic`, a value that only the API has set is not a difference.
        sensitive: Terraform hides the value.
        write_only: the value is sent to the API, and never stored in a plan or state.
        replace: a change replaces the object. Otherwise, a change updates the object in place.
        added_again: a change deletes the object and adds it again in one update. Use this if the configuration names the object, so
            that a replacement would be the same object.
        volatile: a computed value that can change at each change of the object. Other computed values stay in a plan.
        default: the value if the configuration does not set the attribute. In the shape of a `Dynamic`, it is sent but not planned.
        local: only the provider uses the value. It is neither sent to the API nor read from it.
        unread: the value is sent to the API, but never read from it, because the API returns it in another form or not at all.
        wire: the API's name of the attribute, if it is different. If two attributes have the same one, the one whose type fits is used.
        also: the names that other providers use for an outermost attribute. Terraform accepts these names, too. It shows the names of
            results, and the names of arguments that the configuration uses.
        deprecated: what to use instead.
        conflicts_with: siblings that cannot be set together with this attribute.
        exactly_one_of: siblings, including this attribute, exactly one of which must be set.
        required_with: siblings that must be set if this attribute is set, and must be true if they are booleans.
        server_default: the value that the API returns if none was sent. It equals null if the configuration sets none.
        cleared: the value that an update sends to remove the value: null for most attributes, an empty list for some.
        equivalent: returns whether the API's value (second) means the same as the known one (first).
        check: returns a sentence about an error in a known value, or None.
        doubt: returns a sentence about a probable mistake in a known value, or None. It is a warning, and the value is sent.
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
        """Return whether the configuration can set the attribute."""
        return self.required or self.optional

    @property
    def type(self) -> CtyType:
        """The type in cty's JSON form."""
        raise NotImplementedError


class String(Attribute):
    """Text.

    The API adds values without notice. So other values than those in ``enum`` are sent, with a warning. If ``closed`` is set, other
    values are an error, because the provider itself uses the value, such as ``on_destroy``. ``elsewhere`` contains advice for
    values that belong to other attributes. ``reads`` is "file" or "file or folder" if the text is a path on the machine where
    Terraform runs.
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

    ``blocks`` is set if another provider has blocks in place of this attribute. Then Terraform accepts both forms. This works
    only for a list or a set of objects whose members are all required.
    """

    element: Attribute = positional(kw_only=False)
    min_items: int | None = None
    max_items: int | None = None
    blocks: bool = False


class ListOf(Collection):
    """Elements in an order that has a meaning."""

    @property
    def type(self) -> CtyType:
        """See `Attribute.type`."""
        return ["list", self.element.type]


class SetOf(Collection):
    """Different elements without an order."""

    @property
    def type(self) -> CtyType:
        """See `Attribute.type`."""
        return ["set", self.element.type]


class MapOf(Collection):
    """Elements by keys that the user chooses."""

    @property
    def type(self) -> CtyType:
        """See `Attribute.type`."""
        return ["map", self.element.type]


class Object(Attribute):
    """Named attributes, each with its type and mode."""

    attributes: Mapping[str, Attribute] = positional(kw_only=False)

    @property
    def type(self) -> CtyType:
        """See `Attribute.type`."""
        return ["object", {name: attribute.type for name, attribute in self.attributes.items()}]


class AnyOf(Attribute):
    """One of several types. It is allowed only in the shape of a `Dynamic`, because Terraform has no such type."""

    alternatives: tuple[Attribute, ...] = positional(kw_only=False)

    @property
    def type(self) -> CtyType:
        """See `Attribute.type`."""
        return "dynamic"


class Dynamic(Attribute):
    """A value whose type the configuration decides.

    With a ``shape``, the provider checks the value against it, and the constructs have its types. Use this for unions and for lists
    of objects with free JSON inside: all elements of a list in Terraform have the same type, but two tools with different
    parameters do not. Without a shape, all JSON values are valid.

    An object of the configuration that has a dynamic member is itself dynamic, with the object as its shape. While the value of
    such an object is unknown, Terraform knows the types of its members, but the provider does not. So an unknown value in the plan
    would have another type than the configuration, and Terraform rejects this.

    Without a shape, members that are null are not sent, because Terraform sets all members of the objects in a list. ``keeps_nulls``
    is for JSON in which null has a meaning, such as a JSON Schema.

    In a response, unset members that the configuration could set are omitted, as in a configuration. Members that the
    configuration cannot set are always present, so that expressions can use them.
    """

    shape: Attribute | None = positional(default=None, kw_only=False)
    keeps_nulls: bool = False

    @property
    def type(self) -> CtyType:
        """See `Attribute.type`."""
        return "dynamic"


class Derived(Record):
    """An attribute that the protocol layer derives from others. The rest of the provider does not see it.

    Attributes:
        attribute: a computed attribute.
        sources: the names of the attributes from which it is derived.
        of: returns its value from theirs, which can be null.
        is_answer: its value is the response of the API, as JSON. It is not derived from other attributes.
    """

    attribute: Attribute
    sources: tuple[str, ...] = ()
    of: Callable[..., Any] = lambda: None
    is_answer: bool = False


class Schema(Record):
    """The attributes of a resource, data source, ephemeral resource or provider.

    ``version`` is the version of the state's format. ``of_provider`` means that these are the arguments of the provider, which
    Terraform stores in no state. ``derived`` contains attributes that are derived from the others.

    Raises:
        ValueError: An attribute is not consistent. The message names it.
    """

    attributes: Mapping[str, Attribute] = positional(kw_only=False)
    version: int = 0
    of_provider: bool = False
    derived: Mapping[str, Derived] = fresh(default_factory=dict)

    def __post_init__(self) -> None:
        from provider_shim.vocabulary.contradictions import check_modes  # it imports this module

        check_modes(self.attributes)
        for name, one in self.derived.items():
            if name in self.attributes or not set(one.sources) <= self.attributes.keys():
                raise ValueError(
                    f"derived attribute {name}: it is also declared, or it has no known sources"
                )

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
    """Return the object of an attribute, or the object of its elements. Terraform calls it the nested type."""
    if isinstance(attribute, Object):
        return attribute
    if isinstance(attribute, Collection) and isinstance(attribute.element, Object):
        return attribute.element
    return None


def holds_write_only(attribute: Attribute) -> bool:
    """Return whether an attribute or one of its members is write-only."""
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
    """Return the attributes for a data source: computed, without local ones. Those in ``keep`` are unchanged."""
    return {
        name: attribute if name in keep else _computed(attribute)
        for name, attribute in attributes.items()
        if name in keep or not (attribute.local or attribute.write_only)
    }


def _computed(attribute: Attribute) -> Attribute:
    if isinstance(attribute, Dynamic) and isinstance(attribute.shape, Object):
        # A data source has no configured value to match, and expressions use the members.
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
    """Return the documentation of an attribute for a value from the API."""
    return as_answer(attribute.doc if attribute.answer_doc is None else attribute.answer_doc)


def _described_as_answer(attribute: Attribute) -> Attribute:
    """Return the shape with the documentation for values from the API."""
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
    """Return a dynamic object as an object with a fixed type and the flags of the dynamic attribute."""
    flags = {name: value for name, value in vars(dynamic).items() if name in vars(shape)}
    return shape.but(**flags)


def as_shape(attribute: Attribute) -> Attribute:
    """Return an attribute for the shape of a `Dynamic`, without the flags that only a plan uses.

    Defaults are sent, and count as the API's defaults.
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
    """Return a dynamic attribute for an object of the configuration that has dynamic members. See `Dynamic`."""
    shape = Object(
        declared.attributes, doc=declared.doc, check=declared.check, doubt=declared.doubt
    )
    inside = {"attributes", "check", "doubt"}
    flags = {name: value for name, value in vars(declared).items() if name not in inside}
    return Dynamic(as_shape(shape), **flags)


def dynamic_object(attributes: Mapping[str, Attribute], **flags: Any) -> Dynamic:
    """Return the result of `dynamic` for an object with these attributes and flags."""
    return dynamic(Object(attributes, **flags))
