"""The kinds of objects that can be exported, the objects to which they belong, and the choice of the user. Pure."""

from __future__ import annotations

import dataclasses
import difflib
import functools
from collections.abc import Iterable, Mapping, Sequence

from openai_cdktf_cli.failure import CommandFailure
from provider_shim.engine.enumeration import parents_of
from provider_shim.engine.resource import Resource
from provider_shim.objects import RESOURCES

_OWNERS: Mapping[tuple[str, ...], tuple[str, Mapping[str, str]]] = {
    ("project_id",): ("openai_project", {"project_id": "id"}),
    ("group_id",): ("openai_group", {"group_id": "id"}),
    ("user_id",): ("openai_organization_user", {"user_id": "user_id"}),
    ("project_id", "group_id"): (
        "openai_project_group",
        {"project_id": "project_id", "group_id": "group_id"},
    ),
    ("project_id", "user_id"): (
        "openai_project_user",
        {"project_id": "project_id", "user_id": "user_id"},
    ),
    ("vector_store_id",): ("openai_vector_store", {"vector_store_id": "id"}),
    ("vault_id",): ("openai_vault", {"vault_id": "id"}),
    ("skill_id",): ("openai_skill", {"skill_id": "id"}),
    ("container_id",): ("openai_container", {"container_id": "id"}),
    ("workload_identity_provider_id",): (
        "openai_workload_identity_provider",
        {"workload_identity_provider_id": "id"},
    ),
    ("fine_tuned_model_checkpoint",): (
        "openai_fine_tuning_job",
        {"fine_tuned_model_checkpoint": "fine_tuned_model"},
    ),
}
"""The owners of lists: by the ids that a list needs, the type of the owner, and its attributes that contain these ids."""

_INSTEAD = {
    "openai_fine_tune": "openai_fine_tuning_job",
    "openai_group_roles": "openai_group_role",
    "openai_group_users": "openai_group_user",
    "openai_project_group_roles": "openai_project_group_role",
    "openai_project_groups": "openai_project_group",
    "openai_project_user_roles": "openai_project_user_role",
    "openai_project_users": "openai_project_user",
    "openai_user_roles": "openai_user_role",
}
"""Types that manage the same objects as another type. They are exported only if the user names them."""

_CREATED_BY_APPLICATIONS = (
    "openai_agent_environment",
    "openai_agent_session",
    "openai_batch",
    "openai_chat_completion",
    "openai_container",
    "openai_container_file",
    "openai_fine_tuning_checkpoint_permission",
    "openai_fine_tuning_job",
    "openai_voice_consent",
)
"""Types whose objects are mostly created by applications. They are exported only if the user names them."""

_VARIABLES = {"admin": "OPENAI_ADMIN_KEY", "project": "OPENAI_API_KEY"}

ALL = "all"
_PLACES = ("project_", "organization_")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Kind:
    """A type that can be exported.

    Attributes:
        type_name: Terraform's type.
        owner: the type of the objects to which these belong, or None if they belong to the organization or the key's project.
        parents: the ids that a list needs, each with the attribute of the owner that contains it.
        is_listed: whether an owner can have several of them.
        variable: the environment variable with the key that reads them.
    """

    type_name: str
    owner: str | None
    parents: Mapping[str, str]
    is_listed: bool
    variable: str


@functools.cache
def exportable() -> dict[str, Kind]:
    """Return the types whose objects the API lists, each after its owner."""
    found = {name: kind for name in RESOURCES if (kind := _kind(name)) is not None}
    ordered: dict[str, Kind] = {}

    def add(kind: Kind) -> None:
        if kind.owner is not None:
            add(found[kind.owner])
        ordered.setdefault(kind.type_name, kind)

    for kind in found.values():
        add(kind)
    return ordered


def _kind(type_name: str) -> Kind | None:
    resource: Resource = RESOURCES[type_name]()
    if not resource.importable:
        return None
    parents = parents_of(resource)
    if parents and parents not in _OWNERS:
        return None  # the API does not list them
    owner, names = _OWNERS[parents] if parents else (None, {})
    return Kind(
        type_name=type_name,
        owner=owner,
        parents=names,
        is_listed=resource.listing is not None,
        variable=_VARIABLES[(resource.listing or resource.endpoint).auth],
    )


def by_default() -> list[str]:
    """Return the types that are exported if the user does not name any."""
    excluded = {*_INSTEAD, *_CREATED_BY_APPLICATIONS}
    return [name for name in exportable() if name not in excluded and not RESOURCES[name].removed]


def chosen(named: Sequence[str]) -> list[str]:
    """Return the types that the user names, where `all` means every type. Without names, return those of `by_default`.

    Raises:
        CommandFailure: A name is unknown, or the API does not list objects of this type.
    """
    known = exportable()
    if not named:
        return by_default()
    types = [name for one in named if one != ALL for name in _named(one, known)]
    if ALL in named:
        excluded = {*_INSTEAD, *(_INSTEAD.get(one) for one in types)}
        types += [one for one in known if one not in excluded and not RESOURCES[one].removed]
    replaced = {_INSTEAD[one] for one in types if one in _INSTEAD}
    if both := sorted(replaced & set(types)):
        raise CommandFailure(
            f"{_short(both[0])} and the kind that manages all of them together cannot both be exported: name only one of them."
        )
    return [name for name in known if name in types]


def _named(name: str, known: Iterable[str]) -> list[str]:
    """Return the type with this name. `user` without a prefix means users of the organization and of projects."""
    names = {_short(one): one for one in known}
    wanted = _short(name.strip()).replace("-", "_")
    if wanted in names:
        return [names[wanted]]
    prefixed = [names[prefix + wanted] for prefix in _PLACES if prefix + wanted in names]
    if prefixed:
        return prefixed
    if f"openai_{wanted}" in RESOURCES:
        raise CommandFailure(
            f"Objects of the kind {wanted} cannot be exported: the API does not list them, or does not return their values."
        )
    near = difflib.get_close_matches(wanted, [*names, *_without_prefixes(names)], n=1, cutoff=0.5)
    advice = f"did you mean {near[0]}?" if near else f"the kinds are {', '.join(sorted(names))}."
    raise CommandFailure(f'There is no kind "{name}": {advice}')


def _without_prefixes(names: Iterable[str]) -> list[str]:
    return [one.removeprefix(place) for one in names for place in _PLACES]


def _short(type_name: str) -> str:
    return type_name.removeprefix("openai_")


def belongs_to(type_name: str, owner: str) -> bool:
    """Return whether objects of a type belong to objects of the other type, directly or through others."""
    above = exportable()[type_name].owner
    return above is not None and (above == owner or belongs_to(above, owner))


def without_key(kinds: Iterable[Kind], variables: Iterable[str]) -> dict[str, str]:
    """Return the types that cannot be read without these variables, each with the variable that it or its owner needs."""
    missing: dict[str, str] = {}
    for kind in kinds:
        if kind.variable in variables:
            missing[kind.type_name] = kind.variable
        elif kind.owner in missing:
            missing[kind.type_name] = missing[kind.owner]
    return missing


def needed(types: Iterable[str]) -> list[Kind]:
    """Return the kinds to read for these types, each after its owner. They include kinds that arguments are read from."""
    known = exportable()
    wanted: set[str] = set()
    for name in types:
        one: str | None = name
        while one is not None and one not in wanted:
            wanted.add(one)
            one = known[one].owner
    if "openai_project_group" in types:
        wanted.add("openai_project_group_role")  # contains the role of the group
        wanted.add("openai_group")  # contains the name of the group
    return [kind for name, kind in known.items() if name in wanted]
