"""Keys of the organization and of service accounts."""

from __future__ import annotations

import pytest

from tests.sandbox import Sandbox


@pytest.fixture
def project(sandbox: Sandbox) -> str:
    created = sandbox.admin.post("/organization/projects", json={"name": "a"}).json()["id"]
    return f"/organization/projects/{created}"


def test_a_service_account_without_a_key_has_no_role(sandbox: Sandbox, project: str) -> None:
    body = {"name": "bot", "create_service_account_only": True}
    created = sandbox.admin.post(f"{project}/service_accounts", json=body).json()
    assert (created["api_key"], created["role"]) == (None, "none")
    assert sandbox.admin.get(f"{project}/api_keys").json()["data"] == []


def test_the_key_of_a_service_account_is_listed_and_deleted_with_it(
    sandbox: Sandbox, project: str
) -> None:
    account = sandbox.admin.post(f"{project}/service_accounts", json={"name": "bot"}).json()
    path = f"{project}/service_accounts/{account['id']}"
    created = sandbox.admin.post(f"{path}/api_keys", json={"name": "ci"}).json()
    assert created["value"].startswith("sk-svcacct-")
    everything = {"owner_project_access": "any"}
    listed = sandbox.admin.get(f"{project}/api_keys", params=everything).json()["data"]
    assert {one["id"] for one in listed} == {created["id"], account["api_key"]["id"]}
    assert {one["owner"]["service_account"]["id"] for one in listed} == {account["id"]}
    read = sandbox.admin.get(f"{project}/api_keys/{created['id']}")
    assert created["value"] not in read.text
    assert sandbox.admin.delete(path).is_success
    assert sandbox.admin.get(f"{project}/api_keys/{created['id']}").status_code == 404


def test_an_admin_key_has_the_requested_expiry(sandbox: Sandbox) -> None:
    body = {"name": "a", "expires_in_seconds": 60}
    created = sandbox.admin.post("/organization/admin_api_keys", json=body).json()
    assert created["expires_at"] == created["created_at"] + 60


def test_a_user_of_the_organization_creates_a_key_in_a_project(
    sandbox: Sandbox, project: str
) -> None:
    user = sandbox.join("ada@example.com")
    key = sandbox.create_key(project.rpartition("/")[2], user["id"], "laptop")
    read = sandbox.admin.get(f"{project}/api_keys/{key['id']}").json()
    assert (read["name"], read["owner"]["type"]) == ("laptop", "user")
    assert read["owner"]["user"]["email"] == "ada@example.com"
    url = f"{sandbox.origin}/_sandbox/{project.removeprefix('/organization/')}/api_keys"
    answer = sandbox.client.post(url, json={"user_id": "user-nobody", "name": "laptop"})
    assert answer.status_code == 404
