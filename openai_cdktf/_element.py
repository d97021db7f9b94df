"""The base class of all constructs: it binds them to the CDK of their stack, and handles arguments and references.

The members of the CDK's base class (`add_override`, `fqn`, `move_to` …) are only declared here, for type
checkers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from types import ModuleType
from typing import TYPE_CHECKING, Any, ClassVar, Self

import jsii
from constructs import Construct

from openai_cdktf._attributes import Argument
from openai_cdktf._calls import make_public, public, public_type
from openai_cdktf._cdk import bound
from openai_cdktf._checks import Checks
from openai_cdktf._completing import completed
from openai_cdktf._hcl import rendered
from openai_cdktf._ids import first_sentence, id_faults, named, rejected
from openai_cdktf._known import is_token
from openai_cdktf._location import Location
from openai_cdktf._misfits import (
    REQUIRED,
    Fault,
    MisfitError,
    Step,
    meant_by,
    no_attribute,
    refused,
    unknown,
    without_misspelt,
    written,
)
from openai_cdktf._paths import placed, stack_folder
from openai_cdktf._ruled import broken_relations
from openai_cdktf._rules.relations import Relation
from openai_cdktf._scopes import checked_cdk, probable_cdk
from openai_cdktf._source_lines import user_line
from openai_cdktf._todo import TODO, is_ignored, without_todo
from openai_cdktf._unions import ANYTHING
from openai_cdktf._warnings import warn

PROVIDER_NAME = "openai"
PROVIDER_SOURCE = "openai-cdktf/openai"

ArgumentPath = tuple[str, tuple[Step, ...]]
"""An argument, and the steps to a value inside it."""

_PACKAGE = f"{__package__}."
_OF_LOOKUPS = ("count", "depends_on", "for_each", "lifecycle", "provider")
"""The further keywords of methods such as `from_name`: the meta-arguments of data sources."""
_NAME = re.compile(r"[^\W\d][\w-]*")
"""An identifier of Terraform."""


class Element(Construct):
    """A construct that becomes one block of Terraform configuration."""

    TF_RESOURCE_TYPE: ClassVar[str]
    _arguments: ClassVar[dict[str, Argument[Any, Any]]] = {}
    _required: ClassVar[list[str]] = []
    _write_only: ClassVar[list[str]] = []
    _relations: ClassVar[tuple[Relation, ...]] = ()
    _call_faults: Sequence[Fault] | None = None
    """The faults of the call that creates it: missing, repeated and superfluous arguments."""
    _scope_faults: Sequence[Fault] = ()
    """The fault of a wrong scope. `__init__` reports it with the other faults."""
    _doubtful: ClassVar[list[str]] = []
    """The arguments for which there can be warnings."""
    _node_class: ClassVar[str]
    """The name of its class in ``_jsii/elements.js``."""
    cdk: ClassVar[ModuleType]
    unbound: ClassVar[type[Element]]
    __jsii_declared_type__: ClassVar[str]

    if TYPE_CHECKING:

        @property
        def cdktf_stack(self) -> Any:
            """The stack that contains this construct."""
            raise NotImplementedError

        @property
        def fqn(self) -> str:
            """The address in Terraform, as a token."""
            raise NotImplementedError

        @property
        def friendly_unique_id(self) -> str:
            """The name in Terraform, unique in the stack."""
            raise NotImplementedError

        def to_terraform(self) -> Any:
            """Return the block as JSON."""
            raise NotImplementedError

        def _synthesize_attributes(self) -> dict[str, Any]:
            raise NotImplementedError

        def to_hcl_terraform(self) -> Any:
            """Return the block for the CDK's HCL renderer."""
            raise NotImplementedError

        def to_metadata(self) -> Any:
            """Return the metadata of the block for the CDK's command line."""
            raise NotImplementedError

    else:

        def __new__(cls, *args: Any, **kwargs: Any) -> Self:
            """Create an instance of the subclass for the CDK of the scope."""
            unbound = vars(cls).get("unbound", cls)
            scope = args[0] if args else kwargs.get("scope")
            try:
                return object.__new__(bound(unbound, checked_cdk(scope)))
            except MisfitError as misfit:
                is_missing = not args and "scope" not in kwargs
                wrong = (MisfitError(REQUIRED) if is_missing else misfit).inside("scope")
            if not cls.__init__.__module__.startswith(_PACKAGE):
                # The `__init__` of a user's class can use the scope before it calls ours.
                raise wrong.for_user(unbound.__name__)
            element = object.__new__(bound(unbound, probable_cdk(scope)))
            element._scope_faults = wrong.faults
            return element

    def __init_subclass__(cls) -> None:
        if "unbound" in vars(cls):
            return  # it has the same attributes, and jsii searches each further member for overrides
        own = {name: item for name, item in vars(cls).items() if isinstance(item, Argument)}
        cls._arguments = {**cls._arguments, **own}
        cls._doubtful = [name for name, item in cls._arguments.items() if item.kind.doubtful]
        cls._required = [name for name, item in cls._arguments.items() if item.required]
        cls._write_only = [name for name, item in cls._arguments.items() if item.write_only]
        if cls.__module__.startswith(_PACKAGE):
            make_public(cls, _OF_LOOKUPS)
            if not cls.__module__.removeprefix(_PACKAGE).startswith("_"):
                setattr(cls, "__init__", completed(cls.__init__))  # noqa: B010 - for editors, an assignment would hide the signature
            # jsii searches for overrides up to the first class with a known type, so it does not search this class. See `bound`.
            cls.__jsii_declared_type__ = f"{cls.__module__}.{cls.__name__}"

    def __init__(
        self,
        scope: Construct,
        id: str,  # noqa: A002 - the name in every construct
        arguments: Mapping[str, Any],
        config: Mapping[str, Any],
        faults: Sequence[Fault] = (),
        *,
        lifecycle: Any = None,
    ) -> None:
        """Check the arguments and create the CDK's object.

        Args:
            scope: the stack, or a construct in it.
            id: a name that is unique within the scope.
            arguments: the values by attribute. None means: not set.
            config: the configuration of the CDK's base class, with the CDK's names.
            faults: the faults that are already known.
            lifecycle: the lifecycle that the user has set.

        Raises:
            InvalidArgumentsError: Arguments are not valid. The message names all of them. It is a `TypeError` and a
                `ValueError`.
        """
        self._made_at = user_line()
        self._name = f'{type(self).__name__} "{id}"'
        self._accepted: Mapping[str, str] = {}
        """Why a rule of the guardrails does not apply, by the name of the rule. Patterns set it."""
        self._given: dict[str, Any] = {}
        self._values: dict[str, Any] = {}
        self._overrides: list[tuple[str, Any]] = []
        """The paths and values of `add_override`, in this order."""
        self._stack_overrides: list[tuple[list[str], Any]] = []
        """The steps and values of `add_override` of the stack. Guardrails read them."""
        of_call = id_faults(id) if self._call_faults is None else self._call_faults
        found = [*self._scope_faults, *of_call, *faults]
        for name, value in arguments.items():
            try:
                self._accept(name, value)
            except MisfitError as misfit:
                found += misfit.inside(name).faults
        todo = self._taken_out(arguments) if TODO.are_made else {}
        if self._relations:
            # A TODO can become any value.
            known = [*found, *(Fault("", (name,)) for name, inside in todo if not inside)]
            found += list(broken_relations(self._relations, self._values, known))
        if found:
            found = without_misspelt(found, self._arguments)
            raise MisfitError.of(found).for_user(named(type(self).__name__, scope, id))
        # `super().__init__` would check and copy each value again, which would take half of the time.
        attributes = {
            **{name: self._json(name, scope, self.cdk.Token.null_value) for name in self._values},
            **{
                name: "${null}"
                for name, inside in todo
                if not inside and self._arguments[name].required
            },
        }
        about = {
            "type": self.TF_RESOURCE_TYPE,
            "metadata": {"providerName": PROVIDER_NAME},
            "writeOnly": self._write_only,
            "origin": [type(self).__name__, *self._made_at],
        }
        further: list[Any] = []
        try:
            plain = json.dumps({**about, "attributes": attributes})
        except TypeError:  # jsii knows the objects of the CDK, such as references to booleans
            plain, further = json.dumps(about), [attributes]
        if config:
            # jsii requires the type in every configuration
            own_config = {"terraformResourceType": self.TF_RESOURCE_TYPE, **config}
            further = [*(further or [{}]), own_config]
        _create(self, [scope, id, plain, *further])
        self._demand(todo, lifecycle)
        for name in self._doubtful:
            if name in self._values:
                self._warn_of(name)

    if not TYPE_CHECKING:  # otherwise type checkers would accept every attribute

        def __setattr__(self, name: str, value: Any) -> None:
            """Set an existing attribute. Subclasses of users can have further attributes."""
            if (
                not name.startswith("_")
                and not hasattr(type(self), name)
                and type(self).unbound.__module__.startswith(_PACKAGE)
            ):
                meant = meant_by(name, self._arguments)
                hint = f": did you mean `{meant}`?" if meant else ""
                raise no_attribute(f"{self._named()} has no attribute `{name}`{hint}")
            super().__setattr__(name, value)

    def __format__(self, form: str) -> str:
        hint = ", such as `.id`" if hasattr(type(self), "id") else ""
        raise refused(
            f"{self._named()} is a construct and cannot be part of a string: use one of its attributes{hint}"
        )

    @public
    def add_override(self, path: str, value: Any) -> None:
        """Set a value in the synthesized JSON, in place of the argument.

        Args:
            path: The steps to the value, with dots between them, such as `lifecycle.create_before_destroy`.
            value: The value, as JSON. None removes the argument. Guardrails see the value, but nothing checks it before Terraform.

        Raises:
            InvalidArgumentsError: The path is empty, or the value is no JSON.
        """
        checks = Checks()
        if not all(str.split(path, ".")):
            checks.refuse(
                f'must contain steps with dots between them, such as `metadata.team`, not "{path}"',
                "path",
            )
        tree = None if value is None else checks.accept_set(ANYTHING, value, "value")
        checks.report(f"{self._named()}.add_override")
        self._overrides.append((str.__str__(path), value))
        json_value = placed(tree, self.cdk.Token.null_value, lambda: stack_folder(self, self.cdk))
        self._of_cdk("add_override", path, json_value)

    @public
    def override_logical_id(self, new_logical_id: str) -> None:
        """Set the name in Terraform. By default, it comes from the path of the construct.

        Raises:
            InvalidArgumentsError: It is not a name of Terraform, or the address of the construct is already in use.
        """
        checks = Checks()
        if is_token(new_logical_id) or not _NAME.fullmatch(new_logical_id):
            checks.refuse(
                f'must be a name of letters, digits, "_" and "-" that begins with a letter, not "{new_logical_id}"',
                "new_logical_id",
            )
        checks.report(f"{self._named()}.override_logical_id")
        self._of_cdk("override_logical_id", new_logical_id)

    @public
    def reset_override_logical_id(self) -> None:
        """Undo `override_logical_id`.

        Raises:
            InvalidArgumentsError: The address of the construct is already in use.
        """
        self._of_cdk("reset_override_logical_id")

    def _of_cdk(self, method: str, *arguments: Any) -> Any:
        """Call a method of the CDK's base class.

        Raises:
            InvalidArgumentsError: The CDK rejects the call.
        """
        try:
            return getattr(super(), method)(*arguments)
        except RuntimeError as error:
            text = (
                "the address of the construct is already used, for example in a reference or in `depends_on`, so its name cannot "
                "change: call this method directly after the construct is created"
                if "once .fqn has been requested" in str(error)
                else first_sentence(error)
            )
            raise refused(f"{self._named()}.{method}: {text}") from None

    @property
    def _location(self) -> Location:
        return Location(self)

    def _set(self, name: str, value: Any) -> None:
        """Set an argument, or unset it with None."""
        try:
            self._accept(name, value)
        except MisfitError as misfit:
            raise misfit.inside(name).for_user(self._named()) from None
        if name in self._values:
            value = self._json(name, self, self.cdk.Token.null_value)
            jsii.invoke(self, "setAttribute", [name, value])
            if name in self._doubtful:
                self._warn_of(name)
        else:
            jsii.invoke(self, "removeAttribute", [name])

    def _accept(self, name: str, value: Any) -> None:
        argument = self._arguments[name]
        if isinstance(value, TODO):
            return
        if value is not None:
            self._values[name] = argument.kind.accept(value)
            self._given[name] = value
        elif argument.required:
            raise MisfitError(REQUIRED)
        else:
            self._values.pop(name, None)
            self._given.pop(name, None)

    def _named(self) -> str:
        """Return the class and the path, for errors."""
        return f'{type(self).__name__} "{self.node.path}"'

    def _get_given(self, name: str) -> Any:
        return self._given.get(name)

    def _warn_of(self, name: str) -> None:
        """Warn of each doubt about an argument."""
        for path, sentence in self._arguments[name].kind.doubts(self._values[name]):
            warn(self, self.cdk, f"{self._named()}: {written((name, *path))}: {sentence}")

    def _taken_out(self, arguments: Mapping[str, Any]) -> dict[ArgumentPath, TODO]:
        """Remove all TODOs from the values, and return them by path."""
        found: dict[ArgumentPath, TODO] = {
            (name, ()): one for name, one in arguments.items() if isinstance(one, TODO)
        }
        for name, value in self._values.items():
            self._values[name], inside = without_todo(value)
            found |= {(name, path): one for path, one in inside.items()}
        return found

    def _demand(self, todo: Mapping[ArgumentPath, TODO], lifecycle: Any) -> None:
        """Add an error for each TODO that Terraform does not ignore, so that the synthesis fails."""
        for (name, inside), sentence in todo.items():
            if not is_ignored(name, lifecycle):
                self.cdk.Annotations.of(self).add_error(
                    f"{self._named()}: {written((name, *inside))} must be set: {str.__str__(sentence)}. Set a value, or let "
                    f'Terraform ignore it: lifecycle={{"ignore_changes": ["{name}"]}}.'
                )

    def _unknown_names(self, given: Mapping[str, Any], others: Mapping[str, Any]) -> list[Fault]:
        """Return a fault for each keyword that is not an argument or meta-argument."""
        known = {**self._arguments, **others}
        return [unknown(name, known) for name in given if name not in others]

    def _json(self, name: str, scope: Construct, null: Callable[[], Any]) -> Any:
        """Return an argument as JSON with tokens.

        Args:
            name: the name of an argument that is set.
            scope: a construct in the stack. It can be this construct only after the CDK's object was created.
            null: a function that returns a null.
        """
        value = self._values[name]
        if not self._arguments[name].kind.free:
            return value
        return placed(value, null, lambda: stack_folder(scope, self.cdk))

    # --- called by the CDK --------------------------------------------------------------------------------------------

    def _synthesize_hcl_attributes(self) -> dict[str, Any]:
        cdk = self.cdk
        resolved = cdk.Tokenization.resolve(
            # jsii would drop a null in the result
            {name: self._json(name, self, lambda: "${null}") for name in self._values},
            scope=self,
            resolver=cdk.DefaultTokenResolver(cdk.StringConcat()),
            preparing=False,
        )
        return {name: rendered(value) for name, value in resolved.items()}


public_type(Element)


def _create(element: Element, arguments: list[Any]) -> None:
    """Create the object in Node.

    Raises:
        InvalidArgumentsError: The CDK rejects it, for example because its id is not unique in the scope.
    """
    try:
        jsii.create(type(element), element, arguments)
    except RuntimeError as error:
        scope, construct_id, *_ = arguments
        misfit = rejected(error, scope, construct_id)
        raise misfit.for_user(named(type(element).__name__, scope, construct_id)) from None
