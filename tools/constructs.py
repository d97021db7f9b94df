"""Renders the typed constructs from the declarations.

Each object becomes a module of ``openai_cdktf``, with its construct, the structs of its arguments and the reference
classes of its nested objects. `tools.generate` formats the source.
"""

from __future__ import annotations

import builtins
from collections.abc import Collection as Several
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from provider_shim.engine.declaration import Declaration
from provider_shim.patterns.list_resources import ListResource
from provider_shim.vocabulary.comparing import outer_shape
from provider_shim.vocabulary.schema import Attribute, Bool, Collection, Integer, Object, Schema
from tools.construct_names import (
    RESERVED,
    check_names,
    pascal,
    snake,
    struct_name,
    struct_source,
)
from tools.construct_types import Types, or_none, python_doc, required_first
from tools.prose import plural
from tools.python_source import (
    COMMAND,
    PACKAGE,
    Source,
    docstring,
    documented,
    parameter,
    prose,
)
from tools.rules import relations_of

PREFIX = "openai_"


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


RESOURCE = Form("", "Resource", "MetaArguments")
DATA_SOURCE = Form("DataOpenai", "DataSource", "DataMetaArguments")
EPHEMERAL = Form("EphemeralOpenai", "EphemeralResource", "DataMetaArguments")
ACTION = Form(
    "ActionOpenai",
    "Action",
    "ActionMetaArguments",
    meta_names="`count`, `for_each` and `provider`",
    module="_action",
)
QUERY = Form(
    "QueryOpenai",
    "Query",
    "ActionMetaArguments",
    meta_names="`count`, `for_each` and `provider`",
    module="_queries",
)

QUERY_ARGUMENTS: Mapping[str, Attribute] = {
    "limit": Integer(
        optional=True,
        minimum=1,
        doc="The most objects to return. Defaults to 100. No further page is requested after them.",
    ),
    "include_resource": Bool(
        optional=True,
        doc="Whether to return all attributes of each object. Defaults to `false`.",
    ),
}
"""The arguments of a list block beside its `config`."""

BY_HAND = {"_todo": ["TODO"], "triggers": ["trigger"]}
"""What is public and not generated, by module."""


def render(
    resources: tuple[type[Declaration], ...],
    data_sources: tuple[type[Declaration], ...],
    ephemeral: tuple[type[Declaration], ...],
    actions: tuple[type[Declaration], ...],
    *,
    lists: tuple[ListResource, ...],
    provider: Schema,
) -> dict[str, str]:
    """Return the source of every module, by its path.

    Raises:
        ValueError: An attribute has a name that a construct cannot use.
    """
    sources = {"provider": (_provider(provider), "provider_shim/engine/configuration.py")}
    objects = [
        (form, declaration, declarations)
        for form, declarations in (
            (RESOURCE, resources),
            (DATA_SOURCE, data_sources),
            (EPHEMERAL, ephemeral),
            (ACTION, actions),
        )
        for declaration in declarations
    ]
    constructs = {class_name(declaration.type_name, form) for form, declaration, _ in objects}
    for form, declaration, declarations in objects:
        name = snake(form.prefix) + declaration.type_name.removeprefix(PREFIX)
        origin = declaration.__module__.replace(".", "/") + ".py"
        first = first_name(declaration, declarations)
        source = (
            construct(declaration, form, constructs)
            if first is None
            else second_name(declaration, first, form, constructs)
        )
        sources[name] = (source, origin)
    for listed in lists:
        name = snake(QUERY.prefix) + listed.type_name.removeprefix(PREFIX)
        origin = type(listed.source).__module__.replace(".", "/") + ".py"
        sources[name] = (query(listed, constructs), origin)
    files = {
        f"{PACKAGE}/{name}.py": source.text(origin) for name, (source, origin) in sources.items()
    }
    generated = {name: sorted(source.public) for name, (source, _) in sources.items()}
    public = dict(sorted({**generated, **BY_HAND}.items()))
    files[f"{PACKAGE}/__init__.py"] = _package(public)
    files[f"{PACKAGE}/_contents.py"] = _contents(public)
    return files


def class_name(type_name: str, form: Form) -> str:
    """Return the class name of the construct of a type."""
    return form.prefix + pascal(type_name.removeprefix(PREFIX))


def construct(declaration: type[Declaration], form: Form, constructs: Several[str] = ()) -> Source:
    """Return the module of one object. No struct has the name of one of the ``constructs``."""
    return _module(
        declaration.type_name,
        form,
        summary=f"the construct of `{declaration.type_name}`.",
        doc=declaration.__doc__ or "",
        attributes=declaration.schema.attributes,
        constructs=constructs,
    )


def query(listed: ListResource, constructs: Several[str] = ()) -> Source:
    """Return the module of the query for one list resource."""
    return _module(
        listed.type_name,
        QUERY,
        summary=f"the query for objects of `{listed.type_name}`.",
        doc=f"Finds the {plural(listed.resource.noun)} that exist, with `terraform query`.",
        attributes={**listed.schema.attributes, **QUERY_ARGUMENTS},
        constructs=constructs,
    )


def _module(
    type_name: str,
    form: Form,
    *,
    summary: str,
    doc: str,
    attributes: Mapping[str, Attribute],
    constructs: Several[str],
) -> Source:
    """Return the module of one construct. ``summary`` is for the module, and ``doc`` for the class."""
    name = class_name(type_name, form)
    source = Source(summary)
    meta = source.use(f"{PACKAGE}._meta_arguments", form.meta)
    body = _Body(source, name, attributes, constructs)
    unpack = source.use("typing", "Unpack")
    source.add(
        name,
        "\n".join(
            [
                f"class {name}({source.use(f'{PACKAGE}.{form.module}', form.base)}):",
                docstring(prose(doc), 4),
                "",
                f'    TF_RESOURCE_TYPE = "{type_name}"',
                *body.relations(),
                "",
                *body.initializer(
                    [f"**meta: {unpack}[{meta}],"],
                    "meta",
                    {"**meta": f"Terraform's meta-arguments, such as {form.meta_names}."},
                ),
                *body.members(),
            ]
        ),
    )
    return source


def first_name(
    declaration: type[Declaration], others: Several[type[Declaration]]
) -> type[Declaration] | None:
    """Return the declaration of which this one is a second name (its base class), or None if it is not a second name."""
    return next((parent for parent in declaration.__mro__[1:] if parent in others), None)


def second_name(
    declaration: type[Declaration],
    first: type[Declaration],
    form: Form,
    constructs: Several[str] = (),
) -> Source:
    """Return the module of a second name: a subclass of the construct with the first name, and aliases of its other classes."""
    name, base = class_name(declaration.type_name, form), class_name(first.type_name, form)
    module = f"{PACKAGE}.{snake(form.prefix)}{first.type_name.removeprefix(PREFIX)}"
    source = Source(
        f"the construct of `{declaration.type_name}`, a second name of `{first.type_name}`."
    )
    for public in construct(first, form, constructs).public:
        source.use(module, public)
        if public != base:
            alias = name + public.removeprefix(base)
            source.add(alias, f"{alias} = {public}")
    source.add(
        name,
        "\n".join(
            [
                f"class {name}({base}):",
                docstring(prose(declaration.__doc__ or ""), 4),
                "",
                f'    TF_RESOURCE_TYPE = "{declaration.type_name}"',
            ]
        ),
    )
    return source


def _provider(schema: Schema) -> Source:
    source = Source("the construct that configures the provider.")
    source.use(f"{PACKAGE}._meta_arguments", "NoMetaArguments")
    body = _Body(source, "OpenaiProvider", schema.attributes)
    unpack = source.use("typing", "Unpack")
    alias = [
        "alias: str | None = None,",
        f"**others: {unpack}[NoMetaArguments],",
    ]
    doc = {
        "alias": "The name of this provider configuration, if the stack has several. Resources choose one with `provider`.",
        "**others": "No other keywords are accepted.",
    }
    source.add(
        "OpenaiProvider",
        "\n".join(
            [
                f"class OpenaiProvider({source.use(f'{PACKAGE}._provider', 'Provider')}):",
                '    """Configures how Terraform reaches the OpenAI API: keys, base URL, retries.',
                "",
                "    Arguments that you do not set come from the environment variables of OpenAI's own clients.",
                '    """',
                "",
                *body.relations(),
                *body.initializer(alias, "alias, others", doc),
                *body.members(),
            ]
        ),
    )
    return source


def _package(public: Mapping[str, list[str]]) -> str:
    """Return the package. Type checkers see all imports, and Python loads a module when it is used."""
    return "\n".join(
        [
            f"# Generated by `{COMMAND}` from provider_shim: edits will be lost.",
            '"""Typed constructs for OpenAI, for CDKTF and CDK Terrain: one for each object of the provider.',
            "",
            "Importing this package does not import a CDK: each construct uses the CDK of its stack. It does not import the",
            "constructs either: Python loads each construct when you use it for the first time.",
            '"""',
            "",
            "from __future__ import annotations",
            "",
            "from typing import TYPE_CHECKING",
            "",
            "if TYPE_CHECKING:",
            *(
                f"    from {PACKAGE}.{module} import {', '.join(names)}"
                for module, names in public.items()
            ),
            "else:",
            f"    from {PACKAGE}._contents import MODULES",
            f"    from {PACKAGE}._lazy_imports import lazily",
            "",
            "    __getattr__, __dir__ = lazily(__name__, MODULES)",
            "",
            "__all__ = [",
            *(
                f'    "{name}",'
                for name in sorted(
                    chain.from_iterable(public.values()),
                    key=lambda name: (not name.isupper(), name),
                )
            ),
            "]",
            "",
        ]
    )


def _contents(public: Mapping[str, list[str]]) -> str:
    modules = {name: module for module, names in public.items() for name in names}
    return "\n".join(
        [
            f"# Generated by `{COMMAND}` from provider_shim: edits will be lost.",
            '"""The module of each public member of the package."""',
            "",
            "from __future__ import annotations",
            "",
            "from typing import Final",
            "",
            "MODULES: Final = {",
            *(f'    "{name}": "{module}",' for name, module in sorted(modules.items())),
            "}",
            "",
        ]
    )


class _Body:
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
