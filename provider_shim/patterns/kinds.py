"""Objects of several kinds, told apart by one member, such as tools by their `type`: each kind with members of its own.

Terraform has no such types, so the members of all kinds stand beside each other in one object, and what each kind needs and
does not take is checked. It must not know any particular object.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from provider_shim.rules.kinds import OfKind
from provider_shim.vocabulary.schema import Attribute, Object, String

Kinds = Mapping[str, Mapping[str, Attribute]]
"""The members of each kind by its name. One that is required is so for this kind alone."""


def of_kinds(
    kinds: Kinds,
    tells: str,
    *,
    by: str = "type",
    fixed: bool = False,
    elsewhere: tuple[tuple[str, str], ...] = (),
    **flags: Any,
) -> Object:
    """Return an object that is of one of these kinds.

    Args:
        kinds: what there is. Members of several kinds are the same for each, save that only some may need them.
        tells: what the member that tells the kinds apart says of itself, before they are listed.
        by: the name of that member.
        fixed: an object cannot become one of another kind.
        elsewhere: what to use instead of kinds that are known from elsewhere; see `String`.
        flags: those of the object.

    Raises:
        ValueError: a member is one thing for one kind and another for another.
    """
    members: dict[str, Attribute] = {}
    for attributes in kinds.values():
        for name, attribute in attributes.items():
            member = _optional(attribute)
            if members.setdefault(name, member) != member:
                raise ValueError(f"the member {name!r} differs from kind to kind")
    return Object(
        {
            by: String(
                required=True,
                replace=fixed,
                enum=tuple(kinds),
                elsewhere=elsewhere,
                doc=f"{tells}: {_listed(kinds, 'or')}.",
            ),
            **{name: _described(member, _for(name, kinds)) for name, member in members.items()},
        },
        check=rule_of(kinds, by),
        **flags,
    )


def rule_of(kinds: Kinds, by: str = "type", default: str | None = None) -> OfKind:
    """Return the rule of which members each kind needs and takes."""
    return OfKind(
        by=by,
        needed={
            kind: needed
            for kind, members in kinds.items()
            if (needed := tuple(name for name, member in members.items() if member.required))
        },
        possible={
            kind: tuple(name for name, member in members.items() if not member.required)
            for kind, members in kinds.items()
        },
        default=default,
        secret=tuple(
            sorted(
                {
                    name
                    for members in kinds.values()
                    for name, member in members.items()
                    if member.required and member.write_only
                }
            )
        ),
    )


def _optional(attribute: Attribute) -> Attribute:
    return attribute.but(required=False, optional=True) if attribute.configurable else attribute


def _described(member: Attribute, kinds: str) -> Attribute:
    """Return a member whose documentation says which kinds it is for."""
    answer = member.answer_doc
    return member.but(
        doc=f"{member.doc}{kinds}", answer_doc=None if answer is None else f"{answer}{kinds}"
    )


def _for(name: str, kinds: Kinds) -> str:
    """Return which kinds a member is for, as sentences behind its documentation."""
    of = {kind: members[name].required for kind, members in kinds.items() if name in members}
    needed = [kind for kind, required in of.items() if required]
    possible = [kind for kind, required in of.items() if not required]
    requirement = f" Needed for {_listed(needed)}." if needed else ""
    if possible and (needed or len(possible) < len(kinds)):
        requirement += f" {'Also for' if needed else 'For'} {_listed(possible)}."
    return requirement


def _listed(names: Iterable[str], word: str = "and") -> str:
    *others, last = (f"`{name}`" for name in names)
    return f"{', '.join(others)} {word} {last}" if others else last
