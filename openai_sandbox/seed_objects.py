"""Creates the objects of a seed file (see ``seed.schema.json``), with the operations of the API.

Each request is checked against OpenAI's document. A mistake is reported with the line of the file.
"""

from __future__ import annotations

import dataclasses
import io
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from openai_sandbox.behaviours import models, organization_people, respond, seed
from openai_sandbox.calls import Call, Settings, Upload
from openai_sandbox.document_operations import Operations
from openai_sandbox.errors import ApiError
from openai_sandbox.faults import Faults
from openai_sandbox.schema_validation import check
from openai_sandbox.scripted_answers import AnswerBook
from openai_sandbox.store import Store
from openai_sandbox.yaml_files import Place, YamlFile, published_schema

Source = str | Path | Mapping[str, Any]
"""The path of a file, or the objects themselves."""

_PROJECTS = "/organization/projects"
_AT_ONCE = Settings(polls=0)
"""The files of a seed are processed when the sandbox starts."""


class Seed:
    """The objects with which a sandbox starts."""

    def __init__(self, source: Source) -> None:
        """Read the objects.

        Raises:
            FileError: The file cannot be read or has a mistake.
        """
        content = source if isinstance(source, (str, Path)) else dict(source)
        self._file = YamlFile(content, published_schema("seed"))

    def create(self, store: Store, operations: Operations) -> None:
        """Create the objects in an empty sandbox.

        Raises:
            FileError: The API rejects an object, or a name in the file is not the name of an object.
        """
        creation = _Creation(file=self._file, store=store, operations=operations)
        for kind, create in _KINDS.items():
            for number, facts in enumerate(self._file.content.get(kind, ())):
                creation.place = (kind, number)
                try:
                    create(creation, facts)
                except ApiError as error:
                    raise self._file.error(creation.place, error.message) from error
                except OSError as error:
                    message = f"{error.filename} cannot be read: {error.strerror}."
                    raise self._file.error(creation.place, message) from error


def filling(source: Source | None, operations: Operations) -> Callable[[Store], None]:
    """Return a function that creates the initial objects of a sandbox and those of a seed.

    Raises:
        FileError: The seed cannot be read or has a mistake.
    """
    objects = None if source is None else Seed(source)

    def fill(store: Store) -> None:
        if store.count(models.COLLECTION):
            return
        # Both or none: the next start would ignore the seed if it found the initial objects alone.
        with store.transaction():
            seed(store)
            if objects is not None:
                objects.create(store, operations)

    return fill


@dataclasses.dataclass(kw_only=True)
class _Creation:
    """The creation of the objects. ``place`` is that of the current object, and ``ids`` contains ids by kind and name."""

    file: YamlFile
    store: Store
    operations: Operations
    place: Place = ()
    ids: dict[tuple[str, str], str] = dataclasses.field(default_factory=dict)

    def request(
        self, name: str, body: dict[str, Any], *, identifier: str | None = None, **params: str
    ) -> dict[str, Any]:
        """Send a request to an operation of the API, and return the answer."""
        operation = self.operations.get(name)
        if operation is None:
            raise ApiError(404, f"OpenAI's document does not contain {name}.")
        schema = operation.body_schema("application/json")
        if schema is not None:
            check(schema, body)
        call = Call(
            operation=operation,
            path=operation.template.format(**params),
            params=params,
            query={},
            body=body,
            headers={},
            now=int(time.time()),
            store=self.store,
            operations=self.operations,
            settings=_AT_ONCE,
            faults=Faults(),
            answers=AnswerBook(),
            chosen_id=identifier,
        )
        return dict(respond(call).body)

    def named(self, kind: str, name: str) -> str:
        """Return the id of an object of this file.

        Raises:
            FileError: There is no such object.
        """
        if (kind, name) not in self.ids:
            raise self.file.error(self.place, f"There is no {name!r} under {kind}.")
        return self.ids[kind, name]

    def parts(self, facts: Mapping[str, Any], name: str) -> Iterator[Any]:
        """Yield the parts of an object. An error during a step is reported at the part."""
        whole = self.place
        for number, one in enumerate(facts.get(name, ())):
            self.place = (*whole, name, number)
            yield one
        self.place = whole


def _model(creation: _Creation, identifier: str) -> None:
    models.add_fine_tuned(creation.store, identifier, int(time.time()))


def _person(creation: _Creation, facts: Mapping[str, Any]) -> None:
    email = facts["email"]
    if organization_people.found(creation.store, email) is not None:
        raise ApiError(400, f"{email} is already a member of the organization.")
    role = facts.get("role", "reader")
    user = organization_people.join(creation.store, email, role, ())
    creation.ids["people", email] = user.id


def _group(creation: _Creation, facts: Mapping[str, Any]) -> None:
    body = {"name": facts["name"]}
    group = creation.request("POST /organization/groups", body, identifier=facts.get("id"))
    for email in creation.parts(facts, "people"):
        member = {"user_id": creation.named("people", email)}
        name = "POST /organization/groups/{group_id}/users"
        creation.request(name, member, group_id=group["id"])


def _project(creation: _Creation, facts: Mapping[str, Any]) -> None:
    body = {"name": facts["name"]}
    project = creation.request(f"POST {_PROJECTS}", body, identifier=facts.get("id"))
    identifier: str = project["id"]
    creation.ids["projects", facts["name"]] = identifier
    one = f"POST {_PROJECTS}/{{project_id}}"
    for person in creation.parts(facts, "people"):
        user = creation.named("people", person["email"])
        member = {"user_id": user, "role": person.get("role", "member")}
        creation.request(f"{one}/users", member, project_id=identifier)
    for name in creation.parts(facts, "service_accounts"):
        creation.request(f"{one}/service_accounts", {"name": name}, project_id=identifier)
    for limit in creation.parts(facts, "rate_limits"):
        limits = {name: value for name, value in limit.items() if name != "model"}
        creation.request(
            f"{one}/rate_limits/{{rate_limit_id}}",
            limits,
            project_id=identifier,
            rate_limit_id=f"rl-{limit['model']}",
        )
    if "spend_limit" in facts:
        creation.request(f"{one}/spend_limit", dict(facts["spend_limit"]), project_id=identifier)


def _invite(creation: _Creation, facts: Mapping[str, Any]) -> None:
    body = {"email": facts["email"], "role": facts.get("role", "reader")}
    body["projects"] = [
        {"id": creation.named("projects", one["name"]), "role": one.get("role", "member")}
        for one in creation.parts(facts, "projects")
    ]
    invite = creation.request("POST /organization/invites", body)
    if facts.get("accepted"):
        organization_people.accept(creation.store, invite["id"])


def _uploaded_file(creation: _Creation, facts: Mapping[str, Any]) -> None:
    if "path" in facts:
        above = creation.file.path.parent if creation.file.path else Path()
        content = (above / facts["path"]).read_bytes()
        name = facts.get("name", Path(facts["path"]).name)
    else:
        content, name = facts["content"].encode(), facts["name"]
    upload = Upload(
        filename=name,
        size=len(content),
        media_type="application/octet-stream",
        stream=io.BytesIO(content),
    )
    body = {"file": upload, "purpose": facts.get("purpose", "assistants")}
    file = creation.request("POST /files", body, identifier=facts.get("id"))
    creation.ids["files", name] = file["id"]


def _vector_store(creation: _Creation, facts: Mapping[str, Any]) -> None:
    body = {"name": facts["name"], "metadata": facts.get("metadata", {})}
    store = creation.request("POST /vector_stores", body, identifier=facts.get("id"))
    one = "/vector_stores/{vector_store_id}"
    for file in creation.parts(facts, "files"):
        attached = {"file_id": creation.named("files", file["name"])}
        attached["attributes"] = file.get("attributes", {})
        creation.request(f"POST {one}/files", attached, vector_store_id=store["id"])
    creation.request(f"GET {one}", {}, vector_store_id=store["id"])  # processes the files


_KINDS: Mapping[str, Callable[[_Creation, Any], None]] = {
    "models": _model,
    "people": _person,
    "groups": _group,
    "projects": _project,
    "invites": _invite,
    "files": _uploaded_file,
    "vector_stores": _vector_store,
}
"""The functions that create an object, by the name of its list, in the order of creation."""
