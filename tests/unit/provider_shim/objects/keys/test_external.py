"""``openai_external_key`` and ``openai_external_storage``: the arguments of each cloud, and values that the API determines."""

from __future__ import annotations

from typing import Any

from tests.sandbox import Sandbox
from tests.terraform_core import configured
from tests.unit.provider_shim.driving import Driver

KEY, STORAGE = "openai_external_key", "openai_external_storage"
AWS = {"kms_arn": "arn:key", "role_arn": "arn:role", "external_id": "org-a"}


def faults(driver: Driver, type_name: str, **config: Any) -> list[tuple[Any, ...]]:
    attributes = driver.provider.resources[type_name].attributes
    diagnostics = driver.provider.validate_resource(type_name, configured(attributes, config))
    return [one.path for one in diagnostics]


def test_the_default_cloud_of_a_key_is_aws(driver: Driver) -> None:
    made = driver.create(KEY, {"name": "a", **AWS})
    assert (made["type"], made["purpose"], made["api_project_ids"]) == ("aws", "ekm", [])
    assert driver.has_no_changes(driver.adopt(KEY, made["id"]), {"name": "a", **AWS})


def test_a_key_must_have_exactly_the_arguments_of_its_cloud(driver: Driver) -> None:
    assert faults(driver, KEY, name="a", **AWS) == []
    assert faults(driver, KEY, name="a", kms_arn="arn:key") == [("role_arn",), ("external_id",)]
    azure = {"key_name": "k", "tenant_id": "t", "vault_uri": "u"}
    assert faults(driver, KEY, name="a", type="azure", **azure) == []
    wrong = faults(driver, KEY, name="a", type="azure", region="x", **azure)
    assert wrong == [("region",)]


def test_deleting_a_key_in_use_is_an_error_with_the_reason(
    driver: Driver, sandbox: Sandbox
) -> None:
    made = driver.create(KEY, {"name": "a", **AWS})
    body = {"name": "a", "external_key_id": made["id"]}
    project = sandbox.admin.post("/organization/projects", json=body).json()["id"]
    (refused,) = driver.destroy(made).errors
    assert "active projects" in refused.detail
    sandbox.admin.post(f"/organization/projects/{project}/archive").raise_for_status()
    assert driver.destroy(made).state is None


def test_an_imported_storage_has_the_values_of_the_api(driver: Driver, project: str) -> None:
    given = {"type": "aws", "bucket": "b", "role_arn": "arn:role"}
    config = {"project_id": project, "storage": given}
    made = driver.create(STORAGE, config)
    assert made["storage"]["external_id"] == "org-sandbox"
    assert made["storage"]["region"] == "us-east-1"
    assert made["status"] == "pending"
    assert driver.has_no_changes(driver.adopt(STORAGE, made["id"]), config)
    other = {**config, "storage": {**given, "bucket": "c"}}
    assert driver.plan(made, other).requires_replace == [("storage",)]


def test_a_storage_must_have_exactly_the_arguments_of_its_cloud(
    driver: Driver, project: str
) -> None:
    oci = {"type": "oci", "bucket": "b", "tenancy_ocid": "o"}
    assert faults(driver, STORAGE, project_id=project, storage=oci) == [("storage", "region")]
    oci["region"] = "eu-1"
    assert faults(driver, STORAGE, project_id=project, storage=oci) == []
    oci["role_arn"] = "arn:role"
    assert faults(driver, STORAGE, project_id=project, storage=oci) == [("storage", "role_arn")]


def test_storages_are_listed_by_project(driver: Driver, project: str) -> None:
    given = {"type": "oci", "bucket": "b", "tenancy_ocid": "o", "region": "eu-1"}
    made = driver.create(STORAGE, {"project_id": project, "storage": given})
    found = driver.look_up("openai_external_storages", {"project_id": project}).state or {}
    assert [one["id"] for one in found["external_storages"]] == [made["id"]]
    none = driver.look_up("openai_external_storages", {"project_id": "proj_other"}).state or {}
    assert none["external_storages"] == []
