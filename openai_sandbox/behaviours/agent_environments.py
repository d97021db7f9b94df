"""Environments of agents and their templates. An environment is ready after some reads. Answers contain no secrets."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from openai_sandbox import crud
from openai_sandbox.behaviours import vaults
from openai_sandbox.behaviours.environment_setup import (
    WORKSPACE,
    described_file,
    fails,
    installed,
    resolved,
    size_of,
)
from openai_sandbox.behaviours.unfinished_work import POLL_HEADER, started, tick
from openai_sandbox.calls import Answer, Call
from openai_sandbox.errors import ApiError, invalid
from openai_sandbox.store import Record

COLLECTION = "/agents/environments"
TEMPLATES = f"{COLLECTION}/templates"
_ITEM = f"{COLLECTION}/{{environment_id}}"
_MAX_VAULTS = 10
_PAGE = 20

# --- templates --------------------------------------------------------------------------------------------------


def create_template(call: Call) -> Answer:
    """Create a template."""
    known = {**resolved(call, call.body), "name": call.body.get("name")}
    plain = dataclasses.replace(call, body={})
    return Answer(body=crud.create(plain, known, extra={"fails": fails(call.body)}).wire)


def update_template(call: Call) -> Answer:
    """Update a template. Each field of the request replaces the old value, null restores the default."""
    record = crud.load(call)
    described = {**resolved(call, call.body), "name": call.body.get("name")}
    if "setup_commands" in call.body:
        record.extra["fails"] = fails(call.body)
    changes = {name: value for name, value in described.items() if name in call.body}
    crud.change(call, record, {**changes, "updated_at": call.now})
    return Answer(body=record.wire)


# --- environments -----------------------------------------------------------------------------------------------


def create(call: Call) -> Answer:
    """Create an environment, or return the existing one with the same idempotency key."""
    key = call.headers.get("idempotency-key")
    if key is not None and (existing := _with_key(call, key)) is not None:
        return Answer(body=existing.wire, headers=POLL_HEADER)
    check_vaults(call, call.body.get("vault_ids") or [])
    arguments = call.body["environment"]
    template = template_of(call, arguments)
    contents = installed(call, arguments, template.wire if template else None)
    known = {**contents, "type": "openai_hosted", "status": "pending"}
    will_fail = fails(arguments) or (template is not None and template.extra["fails"])
    extra = {**started(call), "key": key, "fails": will_fail, "installed": contents}
    created = crud.create(dataclasses.replace(call, body={}), known, extra=extra)
    return Answer(body=created.wire, headers=POLL_HEADER)


def read(call: Call) -> Answer:
    """Read an environment. Each read advances its setup."""
    record = crud.load(call)
    _step(call, record)
    return Answer(body=record.wire, headers=POLL_HEADER)


def read_all(call: Call) -> Answer:
    """List environments. Each list advances the setup of the environments that it reads."""
    return crud.list_items(call, step=_step)


def template_of(call: Call, arguments: Mapping[str, Any]) -> Record | None:
    """Return the template of an environment, None without one.

    Raises:
        ApiError: 404 if the template does not exist.
    """
    identifier = arguments.get("environment_template_id")
    if identifier is None:
        return None
    template = crud.find(call, TEMPLATES, identifier)
    if template is None:
        raise crud.missing(f"{TEMPLATES}/{identifier}")
    return template


def check_vaults(call: Call, identifiers: Iterable[str]) -> None:
    """Check that the vaults exist and that their number is allowed.

    Raises:
        ApiError: 404 about the first vault that does not exist, or 400 about too many vaults.
    """
    requested = list(identifiers)
    if len(requested) > _MAX_VAULTS:
        raise invalid(f"At most {_MAX_VAULTS} vaults are allowed.", "vault_ids")
    for one in requested:
        if crud.find(call, vaults.COLLECTION, one) is None:
            raise crud.missing(f"{vaults.COLLECTION}/{one}")


def _with_key(call: Call, key: str) -> Record | None:
    return next((one for one in call.store.all(COLLECTION) if one.extra.get("key") == key), None)


def _step(call: Call, record: Record) -> None:
    if record.wire["status"] == "pending" and tick(call, record):
        record.wire["status"] = "failed" if record.extra.get("fails") else "ready"
        call.store.save(record)


# --- files in a running environment -----------------------------------------------------------------------------


def add_file(call: Call) -> Answer:
    """Add a file to an environment."""
    environment = _environment(call)
    described = described_file(call, call.body)
    file = {
        "object": "agent.environment.file",
        "environment_id": environment.id,
        "path": described["path"],
        "size_bytes": size_of(call, described),
    }
    others = [one for one in _files(environment) if one["path"] != described["path"]]
    environment.extra["added"] = [*others, file]
    call.store.save(environment)
    return Answer(body=file)


def list_files(call: Call) -> Answer:
    """List the files in an environment, sorted by path."""
    folder = (call.query.get("path") or WORKSPACE).rstrip("/")
    found = sorted(
        (one for one in _files(_environment(call)) if one["path"].startswith(f"{folder}/")),
        key=lambda one: one["path"].split("/"),
        reverse=call.query.get("order", "desc") == "desc",
    )
    begin, limit = int(call.query.get("page") or 0), int(call.query.get("limit") or _PAGE)
    has_more = begin + limit < len(found)
    return Answer(
        body={
            "object": "list",
            "data": found[begin : begin + limit],
            "has_more": has_more,
            "next": str(begin + limit) if has_more else None,
        }
    )


def _environment(call: Call) -> Record:
    identifier = call.params["environment_id"]
    record = crud.find(call, COLLECTION, identifier)
    if record is None:
        raise crud.missing(f"{COLLECTION}/{identifier}")
    if record.wire["status"] not in {"ready", "connected"}:
        raise ApiError(409, f"The environment is {record.wire['status']}.", code="not_connected")
    return record


def _files(environment: Record) -> Iterator[dict[str, Any]]:
    yield from environment.extra.get("added") or (
        {
            "object": "agent.environment.file",
            "environment_id": environment.id,
            "path": one["path"],
            "size_bytes": one["size_bytes"],
        }
        for one in environment.wire["files"]
    )


HANDLERS = {
    f"POST {TEMPLATES}": create_template,
    f"POST {TEMPLATES}/{{environment_template_id}}": update_template,
    f"POST {COLLECTION}": create,
    f"GET {COLLECTION}": read_all,
    f"GET {_ITEM}": read,
    f"POST {_ITEM}/files": add_file,
    f"GET {_ITEM}/files": list_files,
}
