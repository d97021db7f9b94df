"""The published schemas of the resources in which keys are stored: the attributes, and which of them are write-only.

The names and types come from bindings on PyPI, which are generated from the schema of one version of each provider. An argument is
write-only if the documentation of the provider says so.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Published:
    """The schema of one resource.

    Attributes:
        source: the bindings, and the provider with its version.
        write_only: the write-only argument that receives the key.
        version: the argument that makes the provider write the key again.
        required: the arguments that must be set.
        optional: the other arguments.
    """

    source: str
    write_only: str
    version: str
    required: tuple[str, ...]
    optional: tuple[str, ...]

    @property
    def arguments(self) -> set[str]:
        """All arguments."""
        return {*self.required, *self.optional, self.write_only, self.version}


PUBLISHED = {
    "aws_secretsmanager_secret_version": Published(
        source="cdktn-provider-aws 25.8.1: hashicorp/aws 6.69.1",
        write_only="secret_string_wo",
        version="secret_string_wo_version",
        required=("secret_id",),
        optional=("id", "region", "secret_binary", "secret_string", "version_stages"),
    ),
    "azurerm_key_vault_secret": Published(
        source="cdktn-provider-azurerm 18.9.0: hashicorp/azurerm 5.10.0",
        write_only="value_wo",
        version="value_wo_version",
        required=("key_vault_id", "name"),
        optional=(
            "content_type",
            "expiration_date",
            "id",
            "not_before_date",
            "tags",
            "timeouts",
            "value",
        ),
    ),
    "google_secret_manager_secret_version": Published(
        source="cdktn-provider-google 21.1.0: hashicorp/google 8.7.0",
        write_only="secret_data_wo",
        version="secret_data_wo_version",
        required=("secret",),
        optional=(
            "deletion_policy",
            "enabled",
            "id",
            "is_secret_data_base64",
            "project",
            "secret_data",
            "timeouts",
        ),
    ),
    "kubernetes_secret_v1": Published(
        source="cdktn-provider-kubernetes 17.1.0: hashicorp/kubernetes 3.4.0",
        write_only="data_wo",
        version="data_wo_revision",
        required=("metadata",),
        optional=(
            "binary_data",
            "binary_data_wo",
            "binary_data_wo_revision",
            "data",
            "id",
            "immutable",
            "timeouts",
            "type",
            "wait_for_service_account_token",
        ),
    ),
    "vault_kv_secret_v2": Published(
        source="cdktn-provider-vault 18.3.0: hashicorp/vault 5.13.0",
        write_only="data_json_wo",
        version="data_json_wo_version",
        required=("mount", "name"),
        optional=(
            "cas",
            "custom_metadata",
            "data_json",
            "delete_all_versions",
            "disable_read",
            "id",
            "namespace",
            "options",
        ),
    ),
}
"""The schemas, by the type of the resource."""

WITHOUT_WRITE_ONLY = {
    "github_actions_secret": (
        "cdktn-provider-github 18.0.0: integrations/github 6.13.0",
        ("encrypted_value", "plaintext_value", "value", "value_encrypted"),
    ),
    "local_sensitive_file": (
        "cdktn-provider-local 14.0.1: hashicorp/local 2.9.1",
        ("content", "content_base64", "source"),
    ),
}
"""Resources without a write-only argument: their bindings, and the arguments that would store the key in the state."""
