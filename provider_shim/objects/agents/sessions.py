"""The environment and the first messages of sessions of agents."""

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
    doc="The id of the template (`openai_agent_environment_template`) for the environment. The other arguments override the template. "
    "`network` can restrict the template's network access, but not extend it.",
)

_CHOSEN: Mapping[str, Attribute] = {
    "environment_template_id": TEMPLATE_ID,
    "environment_id": String(
        optional=True,
        doc="The id of an existing environment (`openai_agent_environment`). If you set this, do not set a template or a set-up.",
    ),
    "container_size": String(
        optional=True,
        enum=("small", "medium", "large"),
        server_default="medium",
        doc="The size of the container: `small`, `medium` or `large`. Defaults to `medium`.",
    ),
}


def environment(doc: str, *, returned: bool, **flags: Any) -> Object:
    """Return the ``environment`` attribute of a session, or of an automation that creates sessions.

    Args:
        doc: the documentation of the attribute.
        returned: the API returns the environment as it was requested, and its secrets are separate arguments.
        flags: the flags of the attribute.
    """
    set_up = hosted_without_secrets() if returned else hosted(returned=False)
    kinds: Kinds = {
        "none": {},
        "openai_hosted": {**_CHOSEN, **set_up},
        "self_hosted": {
            "workspace_directory": String(
                required=True,
                doc="The absolute path of the project's directory in the environment.",
            ),
            "capability_directories": set_up["capability_directories"],
        },
    }
    return of_kinds(
        kinds, "The kind of environment", required=True, unread=not returned, doc=doc, **flags
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
    """Return a list of messages of the user. ``role`` has the flags of the attribute ``role``, whose value is constant."""
    return ListOf(
        Object(
            {
                "role": String(enum=("user",), doc="The author of the message: `user`.", **role),
                "content": ListOf(
                    of_kinds(_PARTS, "The kind of part"),
                    required=True,
                    min_items=1,
                    doc="The content of the message: texts and images.",
                ),
            }
        ),
        min_items=1,
        **flags,
    )


def faults(config: Mapping[str, Any]) -> list[Diagnostic]:
    """Return errors for a session that the checks of its attributes do not find."""
    place, agent = config.get("environment"), members(config.get("agent"))
    found = environment_faults(config)
    if isinstance(place, Mapping) and place["type"] == "none" and config.get("input") is None:
        detail = '`input` must be set if the `type` of `environment` is "none".'
        found.append(error("Missing argument", detail, ("input",)))
    if config.get("agent_id") is None and agent is not UNKNOWN and agent.get("model") is None:
        detail = "Either `agent_id` or the `model` of `agent` must be set."
        found.append(error("Missing argument", detail, ("agent",), ("agent_id", "agent")))
    return found


def waits_for_action(state: Mapping[str, Any]) -> Diagnostic | None:
    """Return a warning if the session waits for an action of a person or an application."""
    if state["status"] != "requires_action":
        return None
    return warning(
        "Session waits for an action",
        f"The session {state['id']} continues after an application has sent the results or approvals that `required_actions` lists.",
    )
