"""The values of the API's field ``object``, with the types of Terraform that they belong to.

If a response has the name of another type's object, it is about another object. Names that are not in this table prove nothing,
because compatible servers use other names.
"""

from __future__ import annotations

from collections.abc import Mapping

_CERTIFICATES = ("certificate", "certificate_activation", "project_certificate")
_PEOPLE = ("organization_user", "project_user", "group_user")

KINDS: Mapping[str, tuple[str, ...]] = {
    "agent": ("agent",),
    "agent.automation": ("agent_automation",),
    "agent.environment": ("agent_environment",),
    "agent.environment.template": ("agent_environment_template",),
    "agent.session": ("agent_session",),
    "assistant": ("assistant",),
    "audio.voice": ("voice",),
    "audio.voice_consent": ("voice_consent",),
    "batch": ("batch",),
    "certificate": _CERTIFICATES,
    "chat.completion": ("chat_completion",),
    "chatkit.thread": ("chatkit_thread",),
    "checkpoint.permission": ("fine_tuning_checkpoint_permission",),
    "container": ("container",),
    "container.file": ("container_file",),
    "conversation": ("conversation",),
    "file": ("file",),
    "fine_tuning.job": ("fine_tune", "fine_tuning_job"),
    "group.user": _PEOPLE,
    "model": ("model",),
    "organization.admin_api_key": ("admin_api_key",),
    "organization.certificate": _CERTIFICATES,
    "organization.data_retention": ("organization_data_retention",),
    "organization.external_key": ("external_key",),
    "organization.external_storage": ("external_storage",),
    "organization.invite": ("invite",),
    "organization.project": ("project",),
    "organization.project.api_key": ("project_api_key", "project_service_account_api_key"),
    "organization.project.certificate": _CERTIFICATES,
    "organization.project.service_account": ("project_service_account",),
    "organization.project.service_account.api_key": (
        "project_api_key",
        "project_service_account_api_key",
    ),
    "organization.project.user": _PEOPLE,
    "organization.spend_alert": ("organization_spend_alert",),
    "organization.spend_limit": ("organization_spend_limit",),
    "organization.user": _PEOPLE,
    "organization.workload_identity_federation_rule": ("workload_identity_federation_rule",),
    "organization.workload_identity_provider": ("workload_identity_provider",),
    "project.data_retention": ("project_data_retention",),
    "project.group": ("project_group",),
    "project.model_permissions": ("project_model_permissions",),
    "project.rate_limit": ("project_rate_limit",),
    "project.service_tier_settings": ("project_service_tier_settings",),
    "project.spend_alert": ("project_spend_alert",),
    "project.spend_limit": ("project_spend_limit",),
    "response": ("response",),
    "role": (
        "role",
        "project_role",
        "group_role",
        "user_role",
        "project_group_role",
        "project_user_role",
    ),
    "skill": ("skill",),
    "skill.version": ("skill_version",),
    "thread": ("thread",),
    "thread.message": ("message",),
    "vault": ("vault",),
    "vault.credential": ("vault_credential",),
    "vector_store": ("vector_store",),
    "vector_store.file": ("vector_store_file",),
    "vector_store.files_batch": ("vector_store_file_batch",),
    "webhook_endpoint": ("webhook_endpoint",),
}
"""The types, without the prefix ``openai_``, whose objects have this name in the API."""


def kind_of_another(type_name: str, object_name: object) -> bool:
    """Return whether the API uses this name for objects of other types, and not for objects of this type."""
    known = KINDS.get(object_name, ()) if isinstance(object_name, str) else ()
    return bool(known) and type_name.removeprefix("openai_") not in known
