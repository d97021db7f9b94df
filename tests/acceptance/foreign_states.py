"""States in the form of the three other providers: the attributes of each type, and values that differ from the API's.

They come from the releases of August 2026.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from provider_shim.engine.moves import JIANYUAN, MKDEV, OFFICIAL

Values = dict[str, Any]

_ALERT = "id threshold_amount currency interval notification_channel"
_LIMITS = (
    "max_requests_per_1_minute max_tokens_per_1_minute max_images_per_1_minute max_audio_megabytes_per_1_minute "
    "max_requests_per_1_day batch_1_day_max_input_tokens"
)
_ROLE = "permissions description resource_type predefined_role"

STORED: Mapping[str, Mapping[str, str]] = {
    OFFICIAL: {
        "openai_certificate": "certificate_id id name certificate created_at valid_at expires_at",
        "openai_group": "group_id id name created_at is_scim_managed group_type",
        "openai_group_role": "group_id role_id",
        "openai_group_user": "group_id user_id",
        "openai_invite": "invite_id id email role projects status created_at expires_at accepted_at",
        "openai_organization_data_retention": "singleton_id object type",
        "openai_organization_spend_alert": "alert_id id threshold_amount currency interval notification_channel_type "
        "notification_channel_recipients notification_channel_subject_prefix",
        "openai_organization_spend_limit": "singleton_id object threshold_amount currency interval enforcement_status",
        "openai_organization_user": "user_id id name email role added_at is_default created is_service_account "
        "is_scale_tier_authorized_purchaser is_scim_managed api_key_last_used_at technical_level developer_persona",
        "openai_project": "project_id id name geography external_key_id created_at archived_at status",
        "openai_project_data_retention": "project_id object type",
        "openai_project_group": "project_id group_id role group_name group_type created_at",
        "openai_project_group_role": "project_id group_id role_id",
        "openai_project_hosted_tool_permissions": "project_id file_search_enabled web_search_enabled image_generation_enabled "
        "mcp_enabled code_interpreter_enabled",
        "openai_project_model_permissions": "project_id object mode model_ids",
        "openai_project_rate_limit": f"project_id rate_limit_id id model {_LIMITS}",
        "openai_project_role": f"project_id role_id id role_name {_ROLE}",
        "openai_project_service_account": "project_id service_account_id id name created_at",
        "openai_project_spend_alert": "project_id alert_id id threshold_amount currency interval notification_channel_type "
        "notification_channel_recipients notification_channel_subject_prefix",
        "openai_project_spend_limit": "project_id object threshold_amount currency interval enforcement_status",
        "openai_project_user": "project_id user_id email role name added_at",
        "openai_project_user_role": f"project_id user_id role_id name {_ROLE}",
        "openai_role": f"role_id id role_name {_ROLE}",
        "openai_user_role": "user_id role_id",
    },
    MKDEV: {
        "openai_admin_api_key": "id name scopes expires_at created_at api_key_value object",
        "openai_embedding": "id model input user dimensions encoding_format object embedding",
        "openai_file": "id file purpose project_id filename bytes created_at",
        "openai_fine_tuning_job": "id model training_file validation_file suffix seed method integrations metadata status "
        "fine_tuned_model organization_id result_files trained_tokens validation_loss created_at finished_at",
        "openai_group": "id name created_at is_scim_managed",
        "openai_group_user": "id group_id user_id user_name email is_service_account",
        "openai_image_generation": "id prompt model n quality response_format size style user created data",
        "openai_invite": "id email role projects invite_id status created_at expires_at",
        "openai_moderation": "id model input flagged categories category_scores",
        "openai_organization_group_role": "id group_id role_id",
        "openai_organization_role": f"id name {_ROLE}",
        "openai_organization_user": "user_id id role email name added_at",
        "openai_organization_user_role": "id user_id role_id",
        "openai_project": "id name status created_at archived_at",
        "openai_project_role": f"id project_id name {_ROLE}",
        "openai_project_service_account": "id project_id name service_account_id created_at role api_key_id api_key_value",
        "openai_rate_limit": "id rate_limit_id project_id model max_requests_per_minute max_tokens_per_minute "
        "max_images_per_minute batch_1_day_max_input_tokens max_audio_megabytes_per_1_minute max_requests_per_1_day",
        "openai_response": "model input id created_at output reasoning_effort metadata temperature top_p top_logprobs "
        "max_output_tokens max_tool_calls parallel_tool_calls truncation tools tool_choice response_format instructions "
        "previous_response_id include prompt conversation_id content",
        "openai_text_to_speech": "id model input voice response_format speed instructions output_file created_at",
    },
    JIANYUAN: {
        "openai_admin_api_key": "name id created_at api_key",
        "openai_data_retention": "type",
        "openai_group": "name id created_at",
        "openai_group_role_assignment": "group_id role_id",
        "openai_group_user": "group_id user_id",
        "openai_invite": "id email role status created_at expires_at accepted_at",
        "openai_organization_role": "id name description permissions",
        "openai_project": "id name geography status external_key_id created_at archived_at",
        "openai_project_group_role_assignment": "project_id group_id role_id",
        "openai_project_model_permissions": "project_id mode model_ids",
        "openai_project_rate_limit": f"project_id rate_limit_id {_LIMITS}",
        "openai_project_role": "id project_id name description permissions",
        "openai_project_service_account": "project_id name id role created_at api_key_id api_key",
        "openai_project_spend_alert": f"project_id {_ALERT}",
        "openai_project_spend_limit": "project_id currency interval threshold_amount enforcement",
        "openai_project_user": "project_id user_id role",
        "openai_project_user_role_assignment": "project_id user_id role_id",
        "openai_spend_alert": _ALERT,
        "openai_spend_limit": "currency interval threshold_amount enforcement",
        "openai_user_role_assignment": "user_id role_id",
    },
}
"""The attributes of each type. Types that `mkdev-me/openai` cannot create are missing."""


_SERVICE_KEY, _ADMIN_KEY = KEYS = ("sk-svcacct-of-the-test", "sk-admin-of-the-test")
"""The secrets in the states."""


def _text(seconds: int | None) -> str | None:
    if seconds is None:
        return None
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _joined(*names: str) -> Callable[[Values], Values]:
    return lambda ours: {"id": ":".join(str(ours[name]) for name in names)}


def _invented_id(ours: Values) -> Values:
    invented = f"rl-{ours['model']}-{ours['project_id'][-8:]}"
    return {"id": invented, "rate_limit_id": invented}


DIFFERENT_VALUES: Mapping[tuple[str, str], Callable[[Values], Values]] = {
    (MKDEV, "openai_admin_api_key"): lambda _: {
        "api_key_value": "",
        "object": "organization.admin_api_key",
    },
    (MKDEV, "openai_embedding"): lambda _: {
        "id": "text-embedding-3-small-5",
        "input": "The quick brown fox",
        "object": "embedding",
        "embedding": "[0.1,0.2]",
    },
    (MKDEV, "openai_image_generation"): lambda ours: {
        "id": f"img-{ours['created']}",
        "data": [{"url": "", "b64_json": "iVBORw0KGgo=", "revised_prompt": ""}],
    },
    (MKDEV, "openai_moderation"): lambda _: {
        "input": "I love Terraform",
        "model": "omni-moderation-2024-09-26",
        "categories": {"hate": False},
        "category_scores": {"hate": 0.01},
    },
    (MKDEV, "openai_response"): lambda _: {
        "input": "What is Terraform?",
        "output": [{"type": "message", "content": "A tool."}],
        "content": "A tool.",
    },
    (MKDEV, "openai_text_to_speech"): lambda _: {
        "id": "speech-1767225600000000000",
        "voice": "alloy",
        "created_at": 1_767_225_600,
    },
    (MKDEV, "openai_fine_tuning_job"): lambda _: {"validation_loss": 0.25, "method": None},
    (MKDEV, "openai_group_user"): _joined("group_id", "user_id"),
    (MKDEV, "openai_organization_group_role"): _joined("group_id", "role_id"),
    (MKDEV, "openai_organization_user_role"): _joined("user_id", "role_id"),
    (MKDEV, "openai_project"): lambda ours: {
        "created_at": _text(ours["created_at"]),
        "archived_at": _text(ours["archived_at"]),
    },
    (MKDEV, "openai_project_role"): _joined("project_id", "role_id"),
    (MKDEV, "openai_project_service_account"): lambda ours: {
        **_joined("project_id", "id")(ours),
        "api_key_id": "key_1",
        "api_key_value": _SERVICE_KEY,
    },
    (MKDEV, "openai_rate_limit"): _invented_id,
    (JIANYUAN, "openai_admin_api_key"): lambda _: {"api_key": _ADMIN_KEY},
    (JIANYUAN, "openai_project_service_account"): lambda _: {
        "api_key_id": "key_1",
        "api_key": _SERVICE_KEY,
    },
}
"""Values that differ from the values of the API."""


def instance(provider: str, type_name: str, ours: Values) -> Values:
    """Return the attributes of an object in the state of a provider."""
    names = STORED[provider][type_name].split()
    theirs = {name: ours.get(name) for name in names}
    return {**theirs, **DIFFERENT_VALUES.get((provider, type_name), lambda _: {})(ours)}


def state(provider: str, ours: Values, prefix: str = "") -> Values:
    """Return a state file of another provider, with the objects of our state file.

    Args:
        provider: the namespace and name of the other provider.
        ours: our state file.
        prefix: a prefix for the names of the resources.
    """
    resources = [
        {
            "mode": "managed",
            "type": one["type"],
            "name": prefix + one["name"],
            "provider": f'provider["registry.terraform.io/{provider}"]',
            "instances": [
                {
                    "schema_version": 0,
                    "attributes": instance(provider, one["type"], only["attributes"]),
                }
                for only in one["instances"]
            ],
        }
        for one in ours["resources"]
        if one["mode"] == "managed"
    ]
    return {**ours, "lineage": "theirs", "resources": resources}
