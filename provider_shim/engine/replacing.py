"""Replaces objects whose ids the configuration sets, so that the new object is the old one.

If this run has created such an object again, it does not delete it. The original value of a setting, from before Terraform
managed it, is passed to the setting that replaces it.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from provider_shim.engine.call import Call, Values
from provider_shim.engine.original_settings import OriginalSettings
from provider_shim.engine.private_data import PrivateData
from provider_shim.engine.resource import Resource

logger = logging.getLogger(__name__)


def planned_private(
    resource: Resource,
    prior: Values | None,
    planned: Mapping[str, Any] | None,
    private: PrivateData,
    originals: OriginalSettings,
) -> PrivateData:
    """Return the private data of a plan, and note the original value of a setting that will be destroyed or replaced.

    Terraform plans a replacement twice: as an update, whose private data the second plan gets in place of a prior state.
    """
    if private.before is None:
        return private
    replaced = private.replaces
    if prior is not None and (now := resource.set_now(prior)) is not None:
        replaced = {"identity": prior["id"], "now": now}
    if replaced is not None and (prior is None or planned is None):
        originals.note(
            resource.type_name,
            replaced["identity"],
            original=private.before,
            now=replaced["now"],
        )
    return replace(private, replaces=replaced) if prior is not None else private


def create_or_update(
    resource: Resource, call: Call, prior: Values | None, planned: Values
) -> Values:
    """Create or update the object, while no other thread deletes it."""
    call.private.replaces = None
    with call.created.turn(resource.remote_objects(planned), deletes=False):
        try:
            state = (
                resource.create(call, planned)
                if prior is None
                else resource.update(call, prior, planned)
            )
            call.save(state)
        finally:
            if call.saved is not None:
                call.created.add(resource.remote_objects(call.saved), call.private.before)
    return state


def is_created_again(resource: Resource, call: Call, state: Values) -> bool:
    """Return whether this run has created all objects of a state again."""
    return call.created.has_all(resource.remote_objects(state))


def delete(resource: Resource, call: Call, state: Values) -> None:
    """Delete the object, unless this run has created it again."""
    objects = resource.remote_objects(state)
    with call.created.turn(objects, deletes=True):
        if is_created_again(resource, call, state):
            logger.info(
                "%s %s is not deleted: it was created again in this run",
                resource.type_name,
                state.get("id"),
            )
            _warn_of_lost_original(resource, call, call.created.remembered(objects))
            return
        resource.delete(call, state)
        call.originals.drop(resource.type_name, str(state.get("id")))


def _warn_of_lost_original(resource: Resource, call: Call, remembered: Any) -> None:
    """Warn with the original value of a setting, if the new resource does not know it."""
    original = call.private.before
    if original is None or original == remembered:
        return
    call.warn(
        f"Original {resource.noun} not known",
        "Terraform replaced the setting, and the plan was made on another machine or after a failure. So the new setting "
        "does not know the value from before Terraform managed it. Destroying the setting will not restore this value: "
        f"{json.dumps(original['body'])}.",
    )
