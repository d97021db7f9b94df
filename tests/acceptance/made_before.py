"""The objects that exist before the examples are applied, because examples look them up or use their placeholder ids.

They are created through the API of the sandbox, in this order, with the id that an example uses. They contain no object that
an example creates itself.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from openai_sandbox.app import CHOSEN_ID
from tests.sandbox import Sandbox

PEM = "-----BEGIN CERTIFICATE-----\nMIIC\n-----END CERTIFICATE-----\n"
PROJECT = "/organization/projects/proj_abc123"
ISSUERS = "/organization/workload_identity_providers"
IN_PROJECT = "/projects/proj_abc123"
ACCOUNTS = f"{PROJECT}/service_accounts"
GROUPS = "/organization/groups"


class Made(NamedTuple):
    """An object: the path and the body of its create, and its id if an example uses the id."""

    path: str
    body: dict[str, Any]
    id: str | None = None


PROJECTS = (
    Made("/assistants", {"model": "gpt-4o", "name": "Concierge"}),
    Made("/chatkit/sessions", {"user": "visitor-7", "workflow": {"id": "wf_1"}}),  # with a thread
    Made("/vector_stores", {"name": "library"}),
)
"""Objects that are created with a project key."""

BETA_OF_AGENTS = {"OpenAI-Beta": "agents=v1"}
AGENTS = (
    Made("/agents/environments", {"environment": {"type": "openai_hosted"}}, "env_abc123"),
    Made(
        "/agents/sessions",
        {
            "agent": {"model": "gpt-5.1"},
            "environment": {"type": "openai_hosted"},
            "input": "Where is order 7?",
            "metadata": {"team": "support"},
        },
        "session_abc123",
    ),
    Made(
        "/agents/automations",
        {
            "name": "Nightly check",
            "type": "periodic",
            "expression": "0 2 * * *",
            "timezone": "UTC",
            "target": {
                "type": "new_session",
                "environment": {"type": "none"},
                "input": [
                    {"role": "user", "content": [{"type": "input_text", "text": "Is all well?"}]}
                ],
                "agent": {"model": "gpt-5.1"},
            },
        },
    ),
    Made(
        "/agents/environments/templates",
        {"name": "Shared tools", "packages": {"python": ["pandas"]}},
    ),
    Made("/vaults", {"name": "Guide"}, "vault_abc123"),
    Made(
        "/vaults/vault_abc123/credentials",
        {
            "name": "maps",
            "auth": {
                "type": "environment_variable",
                "secret_name": "MAPS_API_KEY",
                "secret_value": "a key",
                "networking": {"type": "unrestricted"},
            },
        },
    ),
)
"""Objects that are created with a project key and the header of a beta."""

ADMINISTRATION = (
    Made("/organization/projects", {"name": "Assistant"}, "proj_abc123"),
    Made("/organization/groups", {"name": "Auditors"}, "group_abc123"),
    Made(f"{PROJECT}/groups", {"group_id": "group_abc123", "role": "role-api-project-viewer"}),
    Made("/organization/certificates", {"name": "clients", "certificate": PEM}, "cert_abc123"),
    Made(f"{PROJECT}/certificates/activate", {"certificate_ids": ["cert_abc123"]}),
    Made("/organization/admin_api_keys", {"name": "backups"}),
    Made(ACCOUNTS, {"name": "importer"}, "user-abc123"),
    Made(f"{ACCOUNTS}/user-abc123/api_keys", {"name": "notebook"}, "key_abc123"),
    Made(GROUPS, {"name": "Engineers"}, "group_abc123"),
    Made(f"{GROUPS}/group_abc123/users", {"user_id": "user-abc123"}),
    Made(f"{GROUPS}/group_abc123/roles", {"role_id": "role-api-organization-reader"}),
    Made(f"{IN_PROJECT}/groups/group_abc123/roles", {"role_id": "role-api-project-viewer"}),
    Made(
        ISSUERS,
        {
            "type": "oidc",
            "name": "github-actions",
            "issuer": "https://token.actions.githubusercontent.com",
            "audience": "https://api.openai.com",
        },
        "wip_abc123",
    ),
    Made(
        f"{ISSUERS}/wip_abc123/federation_rules",
        {
            "name": "deployment",
            "project_id": "proj_abc123",
            "service_account_id": "user-abc123",
            "attribute_matchers": {"repository": "acme/app"},
        },
    ),
    Made(
        "/organization/external_keys",
        {
            "type": "aws",
            "name": "production",
            "kms_arn": "arn:aws:kms:us-east-1:123456789012:key/abc123",
            "role_arn": "arn:aws:iam::123456789012:role/openai",
            "external_id": "org-abc123",
        },
    ),
    Made(
        "/organization/external_storage",
        {
            "project_id": "proj_abc123",
            "provider": {
                "type": "aws",
                "bucket": "acme-archive",
                "role_arn": "arn:aws:iam::123456789012:role/openai",
            },
        },
        "extstore_abc123",
    ),
    Made(
        "/organization/spend_limit",
        {"threshold_amount": 1_000_000, "currency": "USD", "interval": "month"},
    ),
)
"""Objects that are created with an admin key."""

PEOPLE = ("ada@example.com", "grace@example.com")
"""Users who have accepted an invite, and so are in the default project."""

UPLOADS = (("travel-rules.md", b"# Travel\n"),)
"""Files, with name and content."""


def make(sandbox: Sandbox) -> None:
    """Create all objects."""
    for client, objects, beta in (
        (sandbox.client, PROJECTS, {}),
        (sandbox.client, AGENTS, BETA_OF_AGENTS),
        (sandbox.admin, ADMINISTRATION, {}),
    ):
        for made in objects:
            headers = {**beta, CHOSEN_ID: made.id} if made.id else beta
            answer = client.post(made.path, json=made.body, headers=headers)
            assert answer.is_success, f"{made.path}: {answer.text}"
    for email in PEOPLE:
        invited = {"email": email, "role": "reader"}
        invite = sandbox.admin.post("/organization/invites", json=invited).raise_for_status().json()
        sandbox.accept(invite["id"])
    for file in UPLOADS:
        sandbox.client.post(
            "/files", data={"purpose": "user_data"}, files={"file": file}
        ).raise_for_status()
