"""What sessions of agents begin with: where they work, and what is said to them first. It must not know any declaration."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.objects.agents.environment_secrets import environment_faults
from provider_shim.objects.agents.environments import hosted, hosted_without_secrets
from provider_shim.patterns.kinds import Kinds, of_kinds
from provider_shim.vocabulary.diagnostics import Diagnostic, error, warning
from provider_shim.vocabulary.schema import Attribute, ListOf, Object, String
from provider_shim.vocabulary.values import UNKNOWN, members

TEMPLATE_ID = String(
    optional=True,
    doc="The id of the template (`openai_agent_environment_template`) by which the environment is set up. What is set beside it "
    "takes the place of what the template says; the network cannot become wider.",
)

_CHOSEN: Mapping[str, Attribute] = {
    "environment_template_id": TEMPLATE_ID,
    "environment_id": String(
        optional=True,
        doc="The id of an environment that is there already (`openai_agent_environment`), instead of a template and all else.",
    ),
    "container_size": String(
        optional=True,
        enum=("small", "medium", "large"),
        server_default="medium",
        doc="The size of the container: `small`, `medium` or `large`. Defaults to `medium`.",
    ),
}


def environment(doc: str, *, returned: bool, **flags: Any) -> Object:
    """Return the ``environment`` attribute of what begins a session.

    Args:
        doc: what to say of it.
        returned: the API tells it as it was asked for, and secrets are arguments of their own beside it.
        flags: those of the attribute.
    """
    set_up = hosted_without_secrets() if returned else hosted(returned=False)
    kinds: Kinds = {
        "none": {},
        "openai_hosted": {**_CHOSEN, **set_up},
        "self_hosted": {
            "workspace_directory": String(
                required=True, doc="The absolute path of the project in the environment."
            ),
            "capability_directories": set_up["capability_directories"],
        },
    }
    return of_kinds(
        kinds, "Where the agent works", required=True, unread=not returned, doc=doc, **flags
    )


_PARTS: Kinds = {
    "input_text": {"text": String(required=True, doc="The text.")},
    "input_image": {
        "image_url": String(
            required=True, doc="The URL of the image, or the image as a `data:` URL."
        )
    },
}


def messages(role: Mapping[str, Any], **flags: Any) -> ListOf:
    """Return a list of what a user says; ``role`` is how the constant word for the user is given."""
    return ListOf(
        Object(
            {
                "role": String(enum=("user",), doc="Who says it: `user`.", **role),
                "content": ListOf(
                    of_kinds(_PARTS, "The kind of part"),
                    required=True,
                    min_items=1,
                    doc="What is said: texts and images.",
                ),
            }
        ),
        min_items=1,
        **flags,
    )


def faults(config: Mapping[str, Any]) -> list[Diagnostic]:
    """Return what is wrong with a session beyond what its parts say."""
    place, agent = config.get("environment"), members(config.get("agent"))
    found = environment_faults(config)
    if isinstance(place, Mapping) and place["type"] == "none" and config.get("input") is None:
        detail = '`input` must be set where the `type` of `environment` is "none".'
        found.append(error("Missing argument", detail, ("input",)))
    if config.get("agent_id") is None and agent is not UNKNOWN and agent.get("model") is None:
        detail = "`agent_id` must be set, or the `model` of `agent`."
        found.append(error("Missing argument", detail, ("agent",), ("agent_id", "agent")))
    return found


def waits_for_action(state: Mapping[str, Any]) -> Diagnostic | None:
    """Return a warning about a session that waits for somebody else."""
    if state["status"] != "requires_action":
        return None
    return warning(
        "Session waits for an action",
        f"The session {state['id']} goes on when somebody has done what `required_actions` tells.",
    )
