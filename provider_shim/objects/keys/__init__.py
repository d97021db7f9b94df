"""API keys, service accounts, certificates, external keys and storages, webhook endpoints and workload identities."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from provider_shim.vocabulary.tables import Modules

RESOURCES: Final[Modules] = {
    "openai_admin_api_key": "admin_api_key",
    "openai_certificate": "certificate",
    "openai_certificate_activation": "certificate_activation",
    "openai_external_key": "external_key",
    "openai_external_storage": "external_storage",
    "openai_project_api_key": "project_api_key",
    "openai_project_certificate": "project_certificate",
    "openai_project_service_account": "project_service_account",
    "openai_project_service_account_api_key": "project_service_account_api_key",
    "openai_secret_delivery": "secret_delivery",
    "openai_webhook_endpoint": "webhook_endpoint",
    "openai_workload_identity_federation_rule": "workload_identity_federation_rule",
    "openai_workload_identity_provider": "workload_identity_provider",
}

DATA_SOURCES: Final[Modules] = {
    "openai_admin_api_key": "admin_api_key",
    "openai_admin_api_keys": "admin_api_key",
    "openai_certificate": "certificate",
    "openai_certificates": "certificate",
    "openai_external_key": "external_key",
    "openai_external_keys": "external_key",
    "openai_external_storage": "external_storage",
    "openai_external_storages": "external_storage",
    "openai_project_api_key": "project_api_key",
    "openai_project_api_keys": "project_api_key",
    "openai_project_certificate": "project_certificate",
    "openai_project_certificates": "project_certificate",
    "openai_project_service_account": "project_service_account",
    "openai_project_service_accounts": "project_service_account",
    "openai_webhook_endpoint": "webhook_endpoint",
    "openai_webhook_endpoints": "webhook_endpoint",
    "openai_webhook_event_types": "webhook_endpoint",
    "openai_workload_identity_federation_rule": "workload_identity_federation_rule",
    "openai_workload_identity_federation_rules": "workload_identity_federation_rule",
    "openai_workload_identity_provider": "workload_identity_provider",
    "openai_workload_identity_providers": "workload_identity_provider",
}

EPHEMERAL_RESOURCES: Final[Modules] = {
    "openai_admin_api_key": "admin_api_key",
    "openai_project_service_account_api_key": "project_service_account_api_key",
    "openai_webhook_endpoint": "webhook_endpoint",
}

LIST_RESOURCES: Final[Mapping[str, str]] = {
    "openai_admin_api_key": "openai_admin_api_keys",
    "openai_certificate": "openai_certificates",
    "openai_certificate_activation": "openai_certificates",
    "openai_external_key": "openai_external_keys",
    "openai_external_storage": "openai_external_storages",
    "openai_project_api_key": "openai_project_api_keys",
    "openai_project_certificate": "openai_project_certificates",
    "openai_project_service_account": "openai_project_service_accounts",
    "openai_project_service_account_api_key": "openai_project_api_keys",
    "openai_webhook_endpoint": "openai_webhook_endpoints",
    "openai_workload_identity_federation_rule": "openai_workload_identity_federation_rules",
    "openai_workload_identity_provider": "openai_workload_identity_providers",
}

ACTIONS: Final[Modules] = {
    "openai_webhook_endpoint_test": "webhook_endpoint",
}
