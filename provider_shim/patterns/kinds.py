"""Objects of several kinds, which one member distinguishes, such as the `type` of tools. Each kind has its own members.

Terraform has no such types. One object therefore has the members of all kinds, and a check reports members that are missing
or do not belong to the kind.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.rules.kinds import OfKind
from provider_shim.rules.limits import in_sentence
from provider_shim.vocabulary.schema import Attribute, Object, String

Kinds = Mapping[str, Mapping[str, Attribute]]
"""The members of each kind, by the name of the kind. A required member is required for this kind only."""


def of_kinds(
    kinds: Kinds,
    tells: str,
    *,
    by: str = "type",
    fixed: bool = False,
    elsewhere: tuple[tuple[str, str], ...] = (),
    **flags: Any,
) -> Object:
    """Return an object of one of these kinds.

    Args:
        kinds: the kinds. A member of several kinds is the same for each, except that only some kinds may require it.
        tells: the documentation of the member with the kind, before the list of kinds.
        by: the name of the member with the kind.
        fixed: whether a change of the kind replaces the object.
        elsewhere: hints for kinds that other APIs have; see `String`.
        flags: the flags of the object.

    Raises:
        ValueError: a member differs between kinds.
    """
    members: dict[str, Attribute] = {}
    for attributes in kinds.values():
        for name, attribute in attributes.items():
            member = _optional(attribute)
            if members.setdefault(name, member) != member:
                raise ValueError(f"the member {name!r} differs between kinds")
    return Object(
        {
            by: String(
                required=True,
                replace=fixed,
                enum=tuple(kinds),
                elsewhere=elsewhere,
                doc=f"{tells}: {in_sentence(kinds, 'or')}.",
            ),
            **{name: _described(member, _for(name, kinds)) for name, member in members.items()},
        },
        check=rule_of(kinds, by),
        **flags,
    )


def rule_of(kinds: Kinds, by: str = "type", default: str | None = None) -> OfKind:
    """Return the rule with the required and the optional members of each kind."""
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
    """Return a member with its kinds in its documentation."""
    answer = member.answer_doc
    return member.but(
        doc=f"{member.doc}{kinds}", answer_doc=None if answer is None else f"{answer}{kinds}"
    )


def _for(name: str, kinds: Kinds) -> str:
    """Return the kinds of a member, as sentences for the end of its documentation."""
    of = {kind: members[name].required for kind, members in kinds.items() if name in members}
    needed = [kind for kind, required in of.items() if required]
    possible = [kind for kind, required in of.items() if not required]
    requirement = f" Required for {in_sentence(needed)}." if needed else ""
    if possible and (needed or len(possible) < len(kinds)):
        requirement += f" {'Also for' if needed else 'For'} {in_sentence(possible)}."
    return requirement
