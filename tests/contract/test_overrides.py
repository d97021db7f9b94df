"""Fewer than half of the resources override a verb, each for a reason.

What a class in `patterns`, or one that several resources derive from, does otherwise is the vocabulary of declarations. What the
class of one resource does otherwise is an override. A new override needs a reason here. When a third resource has the same
reason, the vocabulary lacks a word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from provider_shim.engine.resource import Resource
from provider_shim.objects import RESOURCES

REASONS = {
    "openai_agent_automation": "pausing is another request, and secrets stand beside the target",
    "openai_agent_environment_template": "secrets are sent as a whole, when one changes",
    "openai_agent_session": "of the agent only some members change in place",
    "openai_certificate": "the content has a write-only form, and is read once after an import",
    "openai_container_file": "a file is copied by its id, or uploaded",
    "openai_embedding": "one of four attributes holds the vectors",
    "openai_file": "files are uploaded, large ones in parts",
    "openai_fine_tuning_checkpoint_permission": "the API only lists permissions",
    "openai_fine_tuning_job": "the API closes fine-tuning, and a model may be deleted with its job",
    "openai_invite": "an accepted invite has become a user",
    "openai_message": "an assistant runs on the thread and replies",
    "openai_model": "a create only reads",
    "openai_organization_user": "nobody creates users, and a destroy may restore or remove them",
    "openai_project": "the API archives projects, and a project may be taken over by its name",
    "openai_project_api_key": "a create finds a key of somebody else",
    "openai_project_group": "a role changes by adding the new one before the old one goes",
    "openai_project_groups": "after an import, the roles of the groups are read from other lists",
    "openai_project_rate_limit": "the API only lists limits",
    "openai_project_service_account": "a create may make a key, and the role is set afterwards",
    "openai_project_service_tier_settings": "one of two arguments says what the other one is",
    "openai_project_user": "the user may be named by an address, and may be invited",
    "openai_response": "what OpenAI stores expires, and what is not stored stays",
    "openai_secret_delivery": "nothing is at the API",
    "openai_skill": "other files are another version of the same skill",
    "openai_skill_version": "the default version cannot be deleted",
    "openai_text_to_speech": "the answer is written to a file",
    "openai_user_role": "another provider has another object under this name",
    "openai_vault_credential": "secrets are sent as a whole, when one changes",
    "openai_voice": "the API can neither read nor list voices",
    "openai_webhook_endpoint": "the secret is rotated in place",
}
"""The resources that override a verb, and why."""

FIRST_NAMES = {
    name: kind
    for name, kind in RESOURCES.items()
    if not any(other is not kind and issubclass(kind, other) for other in RESOURCES.values())
}
"""All resources, without the second names of some."""

VERBS = {
    name
    for kind in Resource.__mro__
    for name, value in vars(kind).items()
    if (callable(value) or isinstance(value, property)) and not name.startswith("_")
}
"""The verbs of every resource, which some override."""


def _own_classes(kind: type[Resource]) -> Iterator[type]:
    """Yield the classes from which only one resource derives, except those of the engine and of the patterns."""
    for parent in kind.__mro__:
        users = sum(issubclass(other, parent) for other in FIRST_NAMES.values())
        if users == 1 and not parent.__module__.startswith("provider_shim.patterns."):
            yield parent


def overrides(kind: type[Resource]) -> set[str]:
    """Return the verbs that the own classes of a resource override."""
    return {name for parent in _own_classes(kind) for name in vars(parent) if name in VERBS}


def test_a_resource_overrides_a_verb_only_for_a_reason() -> None:
    """Each resource that overrides a verb has a reason in the list, and the list has no others."""
    found = {name: sorted(overrides(kind)) for name, kind in FIRST_NAMES.items() if overrides(kind)}
    unexplained = {name: verbs for name, verbs in found.items() if name not in REASONS}
    assert not unexplained, f"overridden without a reason: {unexplained}"
    assert not REASONS.keys() - found.keys(), "these resources override nothing any more"


def test_fewer_than_half_of_the_resources_override_a_verb() -> None:
    """Most resources are only declarations."""
    overriding = [name for name, kind in FIRST_NAMES.items() if overrides(kind)]
    by_verb = Counter(verb for kind in FIRST_NAMES.values() for verb in overrides(kind))
    counts = f"{len(overriding)} of {len(FIRST_NAMES)}: {by_verb}"
    assert len(overriding) < len(FIRST_NAMES) / 2, counts


@pytest.mark.parametrize("verb", ["validate", "write_only"])
def test_a_verb_with_a_declarative_form_is_rarely_overridden(verb: str) -> None:
    """Use `checks` and write-only attributes instead of code."""
    assert sum(verb in overrides(kind) for kind in FIRST_NAMES.values()) <= 3
