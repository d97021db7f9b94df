"""Plans an object whose wait was interrupted: apply waits for it, or replaces it if it has failed. Pure.

`Resource.await_completion` records in the private data that an object is unfinished.
"""

from __future__ import annotations

from provider_shim.engine.planning import Values, plan
from provider_shim.engine.resource import Draft, Resource
from provider_shim.vocabulary.diagnostics import warning
from provider_shim.vocabulary.values import UNKNOWN, unknown_as_null


def plan_to_finish(resource: Resource, draft: Draft, proposed: Values) -> None:
    """Plan an update that waits for the unfinished object of the draft. Dependent objects are changed after that."""
    prior = draft.prior
    if prior is None:
        return
    wanted = {
        **prior,
        "wait_for_completion": unknown_as_null(draft.planned.get("wait_for_completion")),
    }
    failed = resource.has_failed(wanted)
    if not failed and not resource.is_unfinished(wanted):
        return
    drafted = plan(resource.attributes, prior, proposed, dict(draft.config), unfinished=True)
    planned = drafted.planned or {}
    # The ids with which other objects refer to this one do not change.
    names = {name for name in ("id", *resource.endpoint.identity) if planned[name] is UNKNOWN}
    draft.planned = {**planned, **{name: prior[name] for name in names}}
    status = prior.get("status")
    if failed:
        draft.replace.append(("status",))
        draft.diagnostics.append(
            warning(
                f"{resource.noun.capitalize()} {status}",
                f"Terraform was stopped before the {resource.noun} {prior['id']} was finished. Its status is {status} now, so apply "
                "replaces it. To keep it, set `wait_for_completion = false`.",
            )
        )
        return
    draft.diagnostics.append(
        warning(
            f"Unfinished {resource.noun}",
            f"Terraform was stopped before the {resource.noun} {prior['id']} was finished. Its status is {status} now. Apply "
            f"waits until the {resource.noun} is finished, and does not change it.",
        )
    )
