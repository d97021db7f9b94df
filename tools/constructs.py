"""From declarations to the source of the typed constructs. It must import neither a CDK nor the provider's wire.

Each object becomes a module of ``openai_cdktf`` with its construct, the structs that it is given and the reference
classes that its nested objects read as. The text is plain; `tools.generate` has it formatted.
"""

from __future__ import annotations

import builtins
from collections.abc import Collection as Several
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from provider_shim.engine.resource import Declaration
from provider_shim.vocabulary.comparing import outer_shape
from provider_shim.vocabulary.schema import Attribute, Collection, Object, Schema
from tools.construct_names import (
    RESERVED,
    check_names,
    pascal,
    snake,
    struct_name,
    struct_source,
)
from tools.construct_types import Types, or_none, required_first, told
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
    """What differs between kinds of constructs: the prefix of the class, the base class, the meta-arguments."""

    prefix: str
    base: str
    meta: str


RESOURCE = Form("", "Resource", "MetaArguments")
DATA_SOURCE = Form("DataOpenai", "DataSource", "DataMetaArguments")
EPHEMERAL = Form("EphemeralOpenai", "EphemeralResource", "DataMetaArguments")


def render(
    resources: tuple[type[Declaration], ...],
    data_sources: tuple[type[Declaration], ...],
    ephemeral: tuple[type[Declaration], ...],
    provider: Schema,
) -> dict[str, str]:
    """Return the source of every module by its path.

    Raises:
        ValueError: an attribute has a name that a construct cannot have.
    """
    sources = {"provider": (_provider(provider), "provider_shim/engine/configuration.py")}
    objects = [
        (form, declaration)
        for form, declarations in (
            (RESOURCE, resources),
            (DATA_SOURCE, data_sources),
            (EPHEMERAL, ephemeral),
        )
        for declaration in declarations
    ]
    constructs = {class_name(declaration, form) for form, declaration in objects}
    for form, declaration in objects:
        name = snake(form.prefix) + declaration.type_name.removeprefix(PREFIX)
        origin = declaration.__module__.replace(".", "/") + ".py"
        sources[name] = (construct(declaration, form, constructs), origin)
    files = {
        f"{PACKAGE}/{name}.py": source.text(origin) for name, (source, origin) in sources.items()
    }
    public = {name: sorted(source.public) for name, (source, _) in sorted(sources.items())}
    files[f"{PACKAGE}/__init__.py"] = _package(public)
    files[f"{PACKAGE}/_contents.py"] = _contents(public)
    return files


def class_name(declaration: type[Declaration], form: Form) -> str:
    """Return what the construct of an object is called."""
    return form.prefix + pascal(declaration.type_name.removeprefix(PREFIX))


def construct(declaration: type[Declaration], form: Form, constructs: Several[str] = ()) -> Source:
    """Return the module of one object, whose structs are called otherwise than any of the constructs."""
    name = class_name(declaration, form)
    source = Source(f"the construct of `{declaration.type_name}`.")
    meta = source.use(f"{PACKAGE}._meta_arguments", form.meta)
    body = _Body(source, name, declaration.schema.attributes, constructs)
    unpack = source.use("typing", "Unpack")
    source.add(
        name,
        "\n".join(
            [
                f"class {name}({source.use(f'{PACKAGE}._resource', form.base)}):",
                docstring(prose(declaration.__doc__ or ""), 4),
                "",
                f'    TF_RESOURCE_TYPE = "{declaration.type_name}"',
                *body.relations(),
                "",
                *body.initializer([f"**meta: {unpack}[{meta}],"], "meta"),
                *body.members(),
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
        "alias": "A name that tells this configuration from others; resources choose by `provider`."
    }
    source.add(
        "OpenaiProvider",
        "\n".join(
            [
                f"class OpenaiProvider({source.use(f'{PACKAGE}._provider', 'Provider')}):",
                '    """How Terraform reaches the OpenAI API: keys, address, retries.',
                "",
                "    Everything left out comes from the environment variables of OpenAI's own clients.",
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
    """Return the package: type checkers see imports of all, and Python what is asked for."""
    return "\n".join(
        [
            f"# Generated by `{COMMAND}` from provider_shim: edits will be lost.",
            '"""OpenAI in Python stacks of CDKTF and CDK Terrain: one construct for each object of the provider.',
            "",
            "Importing this package imports neither CDK: a construct takes that of the stack that it is made in. Nor does it",
            "import the constructs: each is loaded when it is first asked for.",
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
            *(f'    "{name}",' for name in sorted(chain.from_iterable(public.values()))),
            "]",
            "",
        ]
    )


def _contents(public: Mapping[str, list[str]]) -> str:
    modules = {name: module for module, names in public.items() for name in names}
    return "\n".join(
        [
            f"# Generated by `{COMMAND}` from provider_shim: edits will be lost.",
            '"""In which module of the package each of its members is."""',
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
    """The attributes of a construct, with the classes of their nested objects."""

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
        """Return how the names of an attribute's classes begin."""
        return self.owner + pascal(struct_source(name, self.attributes))

    def relations(self) -> Iterator[str]:
        """Yield what the arguments say about each other."""
        if found := relations_of(self.attributes, self.source):
            yield f"    _relations = ({', '.join(found)},)"

    def initializer(
        self, last: list[str], others: str, more: Mapping[str, str] | None = None
    ) -> Iterator[str]:
        """Yield the constructor.

        Args:
            last: parameters after the arguments.
            others: what the base class is given besides the arguments.
            more: documentation of further parameters.
        """
        construct = self.source.use("constructs", "Construct")
        arguments = [
            (name, each) for name, each in required_first(self.attributes) if each.configurable
        ]
        yield "    def __init__("
        yield "        self,"
        yield f"        scope: {construct},"
        # As in generated bindings: where there is an argument `id`, that of the construct is called otherwise.
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
        yield f'        {raw}"""Add it to a stack.'
        yield ""
        yield "        Args:"
        yield documented("scope", "The stack, or a construct within it.")
        yield documented(construct_id, "A name that is unique within the scope.")
        for name, attribute in arguments:
            yield documented(name, told(attribute))
        for name, text in (more or {}).items():
            yield documented(name, text)
        if "meta" in others:
            yield documented(
                "**meta",
                "Terraform's meta-arguments, such as `depends_on`, `count` and `provider`.",
            )
        else:
            yield documented("**others", "Nothing: other keywords are refused.")
        yield ""
        yield "        Raises:"
        yield "            TypeError: Arguments are unknown, or not what they must be; a `ValueError`, too."
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
            yield docstring(told(attribute), 4)
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
        """Return a name of the module of attributes."""
        return self.source.use(f"{PACKAGE}._attributes", name)

    def putter(self, name: str, attribute: Object) -> Iterator[str]:
        """Yield the method that sets a nested object by its attributes."""
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
        yield f'        """Set `{name}` by its attributes."""'
        struct = struct_name(path, self.constructs)
        yield f"        self.{name} = {struct}({', '.join(f'{inner}={inner}' for inner, _ in fields)})"
