"""Renders the typed constructs from the declarations.

Each object becomes a module of ``openai_cdktf``, with its construct, the structs of its arguments and the reference
classes of its nested objects. `tools.generate` formats the source.
"""

from __future__ import annotations

from collections.abc import Collection as Several
from collections.abc import Mapping, Sequence
from itertools import chain

from provider_shim.engine.declaration import Declaration
from provider_shim.patterns.list_resources import ListResource
from provider_shim.vocabulary.schema import Attribute, Bool, Integer, Schema
from tools.construct_body import Body, Form
from tools.construct_lookups import methods
from tools.construct_names import (
    pascal,
    snake,
)
from tools.prose import plural
from tools.python_source import (
    COMMAND,
    PACKAGE,
    Source,
    docstring,
    prose,
)

PREFIX = "openai_"


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
        doc="The maximum number of objects to return. Defaults to 100.",
    ),
    "include_resource": Bool(
        optional=True,
        doc="Whether to return all attributes of each object. Defaults to `false`.",
    ),
}
"""The arguments of a list block outside its `config`."""

BY_HAND = {
    "_misfits": ["InvalidArgumentsError"],
    "_todo": ["TODO"],
    "_warnings": ["StackWarning"],
    "triggers": ["trigger"],
}
"""The public members that are not generated, by module."""


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
    by_type = {one.type_name: one for one in data_sources}
    for form, declaration, declarations in objects:
        name = snake(form.prefix) + declaration.type_name.removeprefix(PREFIX)
        origin = declaration.__module__.replace(".", "/") + ".py"
        first = first_name(declaration, declarations)
        source = (
            construct(declaration, form, constructs, found=by_type.get(declaration.type_name))
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


def construct(
    declaration: type[Declaration],
    form: Form,
    constructs: Several[str] = (),
    *,
    found: type[Declaration] | None = None,
) -> Source:
    """Return the module of one object.

    Args:
        declaration: the object.
        form: the kind of construct.
        constructs: names that no struct has.
        found: the data source with the same type, with which a resource finds existing objects.
    """
    source = Source(f"the construct of `{declaration.type_name}`.")
    finders: tuple[str, ...] = ()
    if form is RESOURCE:
        finders = tuple(
            methods(source, declaration, found, class_name(declaration.type_name, DATA_SOURCE))
        )
    return _module(
        source,
        declaration.type_name,
        form,
        doc=declaration.__doc__ or "",
        attributes=declaration.schema.attributes,
        constructs=constructs,
        more=finders,
    )


def query(listed: ListResource, constructs: Several[str] = ()) -> Source:
    """Return the module of the query for one list resource."""
    return _module(
        Source(f"the query for objects of `{listed.type_name}`."),
        listed.type_name,
        QUERY,
        doc=f"Finds the {plural(listed.resource.noun)} that exist, with `terraform query`.",
        attributes={**listed.schema.attributes, **QUERY_ARGUMENTS},
        constructs=constructs,
    )


def _module(
    source: Source,
    type_name: str,
    form: Form,
    *,
    doc: str,
    attributes: Mapping[str, Attribute],
    constructs: Several[str],
    more: Sequence[str] = (),
) -> Source:
    """Return the module of one construct. ``doc`` is for the class, and ``more`` are the lines of further methods."""
    name = class_name(type_name, form)
    meta = source.use(f"{PACKAGE}._meta_arguments", form.meta)
    body = Body(source, name, attributes, constructs)
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
                *more,
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
    body = Body(source, "OpenaiProvider", schema.attributes)
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
