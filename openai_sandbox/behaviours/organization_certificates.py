"""Certificates of the organization. They are active in the organization or in projects.

The API returns the content of a certificate only on request, and deletes only inactive certificates.
"""

from __future__ import annotations

from typing import Any

from openai_sandbox import crud, paging, rendering
from openai_sandbox.calls import Answer, Call
from openai_sandbox.errors import invalid
from openai_sandbox.store import Record

_CERTIFICATES = "/organization/certificates"
_OF_PROJECT = "/organization/projects/{project_id}/certificates"
_YEAR = 365 * 24 * 3600


def create(call: Call) -> Answer:
    """Upload a certificate. It is inactive."""
    if "-----BEGIN CERTIFICATE-----" not in call.body["certificate"]:
        raise invalid("The certificate is not in PEM format.", "certificate")
    details = {"valid_at": call.now, "expires_at": call.now + _YEAR}
    record = crud.create(
        call,
        {"object": "certificate", "name": call.body.get("name"), "certificate_details": details},
        extra={"content": call.body["certificate"], "active_in": []},
    )
    return Answer(body=record.wire)


def read(call: Call) -> Answer:
    """Read a certificate. ``include[]=content`` adds its content."""
    record = crud.load(call)
    shown = dict(record.wire)
    if "content" in call.query.get("include", ()):
        content = {"content": record.extra["content"]}
        shown["certificate_details"] = {**shown["certificate_details"], **content}
    return Answer(body=shown)


def delete(call: Call) -> Answer:
    """Delete an inactive certificate."""
    if crud.load(call).extra["active_in"]:
        raise invalid("The certificate must be inactive in the organization and all projects.")
    return crud.delete_item(call)


def list_all(call: Call) -> Answer:
    """List the certificates, each with its activation in the organization or in the project of the path."""
    crud.require_parents(call)
    page = paging.page(call, _CERTIFICATES, lambda _record: True)
    body = paging.envelope(call.operation.answer, page.records, has_more=page.has_more)
    place = call.path.removesuffix("/certificates")
    return Answer(
        body={**body, "data": [_with_activation(place, record) for record in page.records]}
    )


def switch(call: Call) -> Answer:
    """Activate or deactivate certificates: all of them, or none if one does not exist."""
    crud.require_parents(call)
    above, verb = call.path.rsplit("/", 1)
    place = above.removesuffix("/certificates")
    records = []
    for identifier in call.body["certificate_ids"]:
        record = crud.find(call, _CERTIFICATES, identifier)
        if record is None:
            raise crud.missing(f"{_CERTIFICATES}/{identifier}")
        records.append(record)
    for record in records:
        places = {*record.extra["active_in"], place}
        record.extra["active_in"] = sorted(places if verb == "activate" else places - {place})
        call.store.save(record)
    body = rendering.plain(
        {"object": _object_type(call), "data": [_with_activation(place, r) for r in records]}
    )
    return Answer(body=body)


def _object_type(call: Call) -> str:
    kind: dict[str, Any] = call.operation.answer["properties"]["object"]
    return str(kind["enum"][0])


def _with_activation(place: str, record: Record) -> dict[str, Any]:
    level = "organization" if place == "/organization" else "organization.project"
    return {
        **record.wire,
        "object": f"{level}.certificate",
        "active": place in record.extra["active_in"],
    }


HANDLERS = {
    f"POST {_CERTIFICATES}": create,
    f"GET {_CERTIFICATES}": list_all,
    f"GET {_CERTIFICATES}/{{certificate_id}}": read,
    f"DELETE {_CERTIFICATES}/{{certificate_id}}": delete,
    **{
        f"POST {place}/{verb}": switch
        for place in (_CERTIFICATES, _OF_PROJECT)
        for verb in ("activate", "deactivate")
    },
    f"GET {_OF_PROJECT}": list_all,
}
