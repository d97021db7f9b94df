"""The base class of patterns: constructs that contain the constructs of several objects."""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Sequence
from types import ModuleType
from typing import TYPE_CHECKING, Any

from constructs import Construct

from openai_cdktf._calls import Call, make_public, public_type
from openai_cdktf._checks import Checks
from openai_cdktf._ids import id_faults, named, rejected
from openai_cdktf._meta_arguments import MetaArguments
from openai_cdktf._misfits import (
    Fault,
    InvalidArgumentsError,
    MisfitError,
    meant_by,
    no_attribute,
)
from openai_cdktf._scopes import checked_cdk
from openai_cdktf.patterns._renames import move_at_synthesis, renames_of


class Pattern(Construct):
    """A construct that contains the constructs of several objects, each as an attribute.

    Attributes:
        cdk: the module of the CDK of its stack.
    """

    cdk: ModuleType
    _call_faults: Sequence[Fault] = ()
    """The faults of the call that creates it: missing, unknown and repeated arguments."""
    _not_checked: Collection[str] = ()
    """The names of missing arguments."""
    _is_created = False
    """Whether a pattern of this library is complete, so that it gets no further attributes."""

    def __init_subclass__(cls) -> None:
        if cls.__module__.startswith("openai_cdktf."):
            if "__init__" in vars(cls):
                setattr(cls, "__init__", _checked(cls.__init__))  # noqa: B010 - for editors, an assignment would hide the signature
            make_public(cls, MetaArguments.__annotations__)

    if not TYPE_CHECKING:  # otherwise type checkers would accept every attribute

        def __setattr__(self, name: str, value: Any) -> None:
            """Set an existing attribute. Subclasses of users can have further attributes."""
            if self._is_created and not name.startswith("_") and not hasattr(self, name):
                known = {one: None for one in dir(self) if not one.startswith("_")}
                meant = meant_by(name, known)
                hint = f": did you mean `{meant}`?" if meant else ""
                raise no_attribute(f"{self._name} has no attribute `{name}`{hint}")
            super().__setattr__(name, value)

    def _named(self) -> str:
        """Return the class and the path, for errors."""
        return self._name

    def __init__(
        self,
        scope: Construct,
        id: str,
        checks: Checks,
    ) -> None:
        """Create the construct, without children.

        Raises:
            InvalidArgumentsError: The checks have found faults, or no stack contains the scope. The message begins with the path of
                the construct.
        """
        self._name = named(type(self).__name__, scope, id)
        reported = {fault.path[:1] for fault in self._call_faults}
        reported |= {(name,) for name in self._not_checked}
        every = Checks()
        every.add(self._call_faults)
        meant = [
            fault.text.partition("did you mean ")[2].rstrip("?") for fault in self._call_faults
        ]
        every.add(
            one
            for one in (*self._place_faults(scope, id), *checks.faults)
            if one.path[:1] not in reported
            # The argument is not missing, but misspelt.
            and not any(name and name in one.text for name in meant)
        )
        every.report(self._name)
        try:
            super().__init__(scope, id)
        except RuntimeError as error:
            raise rejected(error, scope, id).for_user(self._name) from None

    def move_from(self, id: str) -> None:
        """Keep the objects of this pattern after a change of its construct id: Terraform moves them instead of creating them again.

        It writes a block `moved` for each resource in the pattern, also for those that you create in it later. You can remove
        the call when all states have been applied with it.

        Example::

            team = Team(self, "finance", members={"ada@example.com": "owner"}, name="Billing")
            team.move_from("billing")

        Args:
            id: The former id of the construct in the same scope.

        Raises:
            InvalidArgumentsError: It is no id, the scope still has a construct with this id, or the pattern has already moved.
        """
        checks = Checks()
        scope = self.node.scope
        checks.add(id_faults(id))
        if not checks.faults:
            if id == self.node.id:
                checks.refuse("must be the former id, not the present one", "id")
            elif scope is not None and scope.node.try_find_child(id) is not None:
                checks.refuse(f'"{id}" is still a construct in the same scope. Remove it', "id")
            if self.node.path in renames_of(self).former_ids:
                checks.refuse("can be called only once for a construct")
        checks.report(f"{self._name}.move_from")
        renames_of(self).former_ids[self.node.path] = id
        move_at_synthesis(self, self.cdk)

    def _place_faults(self, scope: object, construct_id: object) -> list[Fault]:
        """Return the faults of the scope and of the id."""
        checks = Checks()
        try:
            self.cdk = checked_cdk(scope)
        except MisfitError as misfit:
            checks.add(misfit.inside("scope").faults)
        checks.add(id_faults(construct_id))
        return checks.faults


public_type(Pattern)


def _checked(create: Callable[..., None]) -> Callable[..., None]:
    """Return an `__init__` that reports wrong keywords like the constructs of objects, with the path and the most similar name."""
    call = Call.of(create, 1, typed=False)

    @functools.wraps(create)
    def checked(self: Pattern, *args: Any, **keywords: Any) -> None:
        faults = call.faults(args, keywords, MetaArguments.__annotations__)
        if not faults:
            create(self, *args, **keywords)
            self._is_created = type(self).__module__.startswith("openai_cdktf.")
            return
        given = dict(zip(call.positional, args, strict=False)) | keywords
        missing = call.required - given.keys()
        known = {name: value for name, value in given.items() if name in call.names}
        self._call_faults = faults
        self._not_checked = missing
        try:  # `Pattern.__init__` adds the faults of the values, and raises the error
            create(self, **dict.fromkeys(missing), **known)
        except InvalidArgumentsError:
            raise
        except (TypeError, ValueError, AttributeError):  # because of a missing value
            scope, construct_id = given.get("scope"), given.get("id")
            every = Checks()
            every.add(faults)
            every.add(
                one for one in self._place_faults(scope, construct_id) if one.path[0] not in missing
            )
            raise MisfitError.of(every.faults).for_user(
                named(type(self).__name__, scope, construct_id)
            ) from None

    return checked
