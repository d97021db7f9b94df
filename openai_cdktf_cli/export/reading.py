"""Reads the existing objects with the provider's declarations. It requests each list once, and nothing else.

Kinds that do not depend on each other are read at the same time, because each endpoint of the administration has its own rate
limit. The provider respects these limits.
"""

from __future__ import annotations

import dataclasses
import difflib
import fnmatch
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from openai_cdktf_cli.export.arguments import found as describe
from openai_cdktf_cli.export.found import Found, Place, Skipped
from openai_cdktf_cli.export.keeping import Kept
from openai_cdktf_cli.export.kinds import Kind
from openai_cdktf_cli.export.wanted import is_wanted
from openai_cdktf_cli.failure import CommandFailure
from openai_cdktf_cli.provider_messages import one_line
from provider_shim.engine.enumeration import Lists
from provider_shim.provider import Provider
from provider_shim.vocabulary.diagnostics import (
    ApiError,
    CancelledError,
    NotFoundError,
    ProviderError,
    Severity,
    UnreachableError,
)

PROJECT = "openai_project"
_EXTRA_NAMES = ("fine_tuned_model", "default_version", "service_account_id")
"""Attributes, in addition to the ids, that are needed to list or to select the children of an object."""

_UNKNOWN = (404, 405, 410, 501)
"""The statuses with which a server answers a request for a list that it does not have."""

_ABSENT = (
    "The server does not have this API, as some compatible servers. If it should have it, check `OPENAI_BASE_URL`, which usually "
    "ends in `/v1`."
)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Reading:
    """The objects that were read, and the lists that could not be read."""

    objects: Sequence[Found]
    skipped: Sequence[Skipped]


@dataclasses.dataclass(frozen=True, kw_only=True)
class ProjectChoice:
    """The projects to read. If both are empty, this means all. ``names`` can contain ids, and ``patterns`` are like ``prod-*``."""

    names: Sequence[str] = ()
    patterns: Sequence[str] = ()

    def __bool__(self) -> bool:
        return bool(self.names or self.patterns)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Progress:
    """The callbacks that report progress. Every thread can call them."""

    begins: Callable[[str, int], None] = lambda _kind, _places: None
    has_read: Callable[[str, int], None] = lambda _kind, _objects: None


class ServerFailure(CommandFailure):
    """The server cannot be reached. The lists that were read before are still valid."""


class Reader:
    """Reads objects with a provider that is configured from the environment variables.

    Args:
        kept: the lists that were read before.
        projects: the projects whose objects are read.
        progress: the callbacks that report progress.

    Raises:
        CommandFailure: The environment variables are not valid.
    """

    def __init__(
        self, kept: Kept, projects: ProjectChoice | None = None, progress: Progress | None = None
    ) -> None:
        self._kept = kept
        self._choice = projects or ProjectChoice()
        self._progress = progress or Progress()
        self._lists: Lists = {}
        self._objects: dict[str, list[Found]] = {}
        self._skipped: list[Skipped] = []
        self._refused: set[str | None] = set()
        self._absent: set[str | None] = set()
        self._locks: dict[str, threading.Lock] = {}
        self._has_answers = False
        self._provider = Provider()
        nothing = dict.fromkeys(self._provider.schema.attributes)
        diagnostics = self._provider.configure(nothing, terraform_version="", is_patient=False)
        if faults := [one for one in diagnostics if one.severity is Severity.ERROR]:
            raise CommandFailure(" ".join(f"{one.summary}: {one.detail}" for one in faults))

    def read(self, kinds: Sequence[Kind]) -> Reading:
        """Read all objects of these kinds, which are in an order with each after its owner.

        Raises:
            CommandFailure: A project that the user has named does not exist.
            ServerFailure: The server cannot be reached, and has answered nothing.
            KeyboardInterrupt: The user has interrupted the command. The lists that were read completely are stored.
        """
        waiting = {kind.type_name: kind for kind in kinds}
        running: dict[Future[None], str] = {}
        with ThreadPoolExecutor(max_workers=max(1, len(waiting))) as pool:
            try:
                while waiting or running:
                    for name, kind in list(waiting.items()):
                        if kind.owner is None or kind.owner in self._objects:
                            del waiting[name]
                            running[pool.submit(self._read, kind)] = name
                    done, _ = wait(running, return_when=FIRST_COMPLETED)
                    for one in done:
                        del running[one]
                        one.result()
            except BaseException:
                self._provider.stop()
                pool.shutdown(wait=True, cancel_futures=True)
                raise
        objects = [one for kind in kinds for one in self._objects[kind.type_name]]
        order = [kind.type_name for kind in kinds]
        skipped = sorted(self._skipped, key=lambda one: order.index(one.type_name))
        return Reading(objects=objects, skipped=skipped)

    def _read(self, kind: Kind) -> None:
        owners = [None] if kind.owner is None else self._objects[kind.owner]
        self._progress.begins(kind.type_name, len(owners))
        objects: list[Found] = []
        if kind.owner in self._refused:
            self._refuse(
                kind, "", f"They belong to {_plural(kind.owner)}, which could not be read."
            )
        has_read = False
        for owner in owners:
            before = len(objects)
            try:
                self._read_place(kind, owner, objects)
                has_read = True
            except CancelledError:
                raise KeyboardInterrupt from None
            except UnreachableError as failure:
                if not self._has_answers:
                    raise ServerFailure(
                        f"Nothing was written. {one_line(failure.detail)}"
                    ) from None
                self._refuse(kind, "", failure, len(objects))
                break
            except ProviderError as failure:
                self._has_answers |= isinstance(failure, ApiError)
                where = "" if owner is None else owner.label or owner.import_id
                if not has_read or not isinstance(failure, ApiError):
                    self._refuse(
                        kind, "" if before == len(objects) else where, failure, len(objects)
                    )
                    break
                self._refuse(kind, where, failure, len(objects) - before)
        is_read = kind.type_name not in self._refused
        if kind.type_name == PROJECT and self._choice and is_read:
            objects = chosen_projects(objects, self._choice)
        self._objects[kind.type_name] = objects

    def _read_place(self, kind: Kind, owner: Found | None, objects: list[Found]) -> None:
        """Add the objects of one list one by one, so that those before a failure are kept."""
        names = {} if owner is None else owner.names
        parents = {name: names.get(of, "") for name, of in kind.parents.items()}
        if not all(parents.values()):
            return  # for example, a fine-tuning job without a model
        place: Place = kind.type_name, tuple(parents.values())
        known = self._kept.of(place)
        if known is None:
            resource = self._provider.resources[kind.type_name]
            first, seen = len(objects), set[str]()
            listing = resource.listing or resource.endpoint
            # The lock makes that two kinds of objects in the same list need only one request.
            with self._locks.setdefault(listing.collection, threading.Lock()):
                for state in self._provider.objects(kind.type_name, parents, self._lists):
                    self._has_answers = True
                    if is_wanted(kind.type_name, state, names):
                        own = {name: str(state[name]) for name in _EXTRA_NAMES if state.get(name)}
                        one = describe(resource, state, {**parents, **own})
                        if (
                            one.import_id not in seen
                        ):  # a page can repeat the last object of the previous one
                            objects.append(one)
                        seen.add(one.import_id)
            self._has_answers = True
            known = objects[first:]
            self._kept.add(place, known)
        else:
            objects += known
        self._progress.has_read(kind.type_name, len(known))

    def _refuse(self, kind: Kind, where: str, failure: ProviderError | str, kept: int = 0) -> None:
        if not where:
            self._refused.add(kind.type_name)
        absent = kind.owner in self._absent or (
            isinstance(failure, ApiError) and _is_unknown(failure, kind)
        )
        if absent:
            self._absent.add(kind.type_name)
            reason = _ABSENT
        else:
            reason = failure if isinstance(failure, str) else failure.detail
        self._skipped.append(
            Skipped(
                type_name=kind.type_name,
                reason=reason,
                where=where,
                kept=kept,
                is_absent=absent,
            )
        )


def _is_unknown(failure: ApiError, kind: Kind) -> bool:
    """Return whether the server does not have this list, as opposed to a list of an owner that no longer exists."""
    if failure.status not in _UNKNOWN:
        return False
    return kind.owner is None or not isinstance(failure, NotFoundError)


def chosen_projects(projects: Sequence[Found], choice: ProjectChoice) -> list[Found]:
    """Return the projects that the user has chosen.

    Raises:
        CommandFailure: No project has this name, or matches this pattern.
    """
    found: list[Found] = []
    for named, wanted in ((True, choice.names), (False, choice.patterns)):
        for text in wanted:
            matching = [one for one in projects if _matches(one, text, named=named)]
            if not matching:
                near = difflib.get_close_matches(text, [one.label for one in projects], n=1)
                advice = f" Did you mean {near[0]}?" if near else ""
                raise CommandFailure(f'The key can read no project "{text}".{advice}')
            found += [one for one in matching if one not in found]
    return found


def _matches(project: Found, text: str, *, named: bool) -> bool:
    if named:
        return text in {project.id, project.arguments.get("name")}
    return fnmatch.fnmatchcase(project.label.casefold(), text.casefold())


def _plural(type_name: str | None) -> str:
    return (type_name or "").removeprefix("openai_").replace("_", " ") + "s"
