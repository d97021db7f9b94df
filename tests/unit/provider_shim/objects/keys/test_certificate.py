"""``openai_certificate``, its write-only form, its import, and its activations for the organization and for projects."""

from __future__ import annotations

import pytest

from provider_shim.vocabulary.diagnostics import has_errors
from tests.sandbox import Sandbox
from tests.terraform_core import configured
from tests.unit.provider_shim.driving import Driver

CERTIFICATE = "openai_certificate"
ACTIVATION = "openai_certificate_activation"
PATH = "/organization/certificates"
PEM = "-----BEGIN CERTIFICATE-----\nMIIBhTCC\nASugAwIB\n-----END CERTIFICATE-----\n"


def test_an_imported_certificate_has_its_content_and_plans_no_change(driver: Driver) -> None:
    config = {"certificate": PEM, "name": "a"}
    made = driver.create(CERTIFICATE, config)
    adopted = driver.adopt(CERTIFICATE, made["id"])
    assert adopted.state == made.state
    assert driver.has_no_changes(adopted, config)


def test_other_line_ends_of_a_certificate_plan_no_change(driver: Driver) -> None:
    made = driver.create(CERTIFICATE, {"certificate": PEM})
    assert driver.has_no_changes(made, {"certificate": PEM.replace("\n", "\r\n")})
    plan = driver.plan(made, {"certificate": PEM.replace("MIIB", "MIIC")})
    assert plan.requires_replace == [("certificate",)]


def test_a_write_only_certificate_is_uploaded_but_not_stored(
    driver: Driver, sandbox: Sandbox
) -> None:
    made = driver.create(CERTIFICATE, {"certificate_wo": PEM, "name": "a"})
    (sent,) = sandbox.requests(method="POST", path=PATH)
    assert sent["body"]["certificate"] == PEM
    assert driver.has_no_changes(driver.read(made), {"certificate_wo": PEM, "name": "a"})
    renamed = driver.update(made, {"certificate_wo": PEM, "name": "b"})
    assert (renamed["id"], renamed["name"]) == (made["id"], "b")
    assert "MIIB" not in str([made.state, renamed.state, made.private])


def test_a_changed_write_only_certificate_replaces_the_resource(driver: Driver) -> None:
    made = driver.create(CERTIFICATE, {"certificate_wo": PEM})
    assert driver.has_no_changes(made, {"certificate_wo": PEM.replace("\n", "\r\n")})
    plan = driver.plan(made, {"certificate_wo": PEM.replace("MIIB", "MIIC")})
    assert plan.requires_replace == [("certificate_wo_sha256",)]


def test_a_change_to_certificate_wo_replaces_nothing(driver: Driver) -> None:
    made = driver.create(CERTIFICATE, {"certificate": PEM})
    config = {"certificate_wo": PEM}
    assert driver.plan(made, config).requires_replace == []
    moved = driver.update(made, config)
    assert (moved["id"], moved["certificate"]) == (made["id"], None)
    assert driver.has_no_changes(driver.read(moved), config)


def test_an_imported_certificate_can_use_certificate_wo(driver: Driver) -> None:
    made = driver.create(CERTIFICATE, {"certificate": PEM})
    adopted = driver.adopt(CERTIFICATE, made["id"])
    config = {"certificate_wo": PEM}
    assert driver.plan(adopted, config).requires_replace == []
    assert driver.has_no_changes(driver.read(driver.update(adopted, config)), config)


@pytest.mark.parametrize("wrong", ["MIIB", f"{PEM}-----BEGIN PRIVATE KEY-----\nMIIE"])
def test_a_value_without_certificate_or_with_private_key_is_an_error(
    driver: Driver, wrong: str
) -> None:
    attributes = driver.provider.resources[CERTIFICATE].attributes
    config = configured(attributes, {"certificate": wrong})
    diagnostics = driver.provider.validate_resource(CERTIFICATE, config)
    assert has_errors(diagnostics)
    assert "MIIE" not in str(diagnostics)


def test_a_removed_name_is_empty_at_the_api_and_null_in_state(
    driver: Driver, sandbox: Sandbox
) -> None:
    made = driver.update(
        driver.create(CERTIFICATE, {"certificate": PEM, "name": "a"}), {"certificate": PEM}
    )
    assert driver.read(made)["name"] is None
    assert sandbox.admin.get(f"{PATH}/{made['id']}").json()["name"] == ""


def test_a_deactivation_outside_terraform_removes_the_activation(
    driver: Driver, sandbox: Sandbox
) -> None:
    certificate = driver.create(CERTIFICATE, {"certificate": PEM})
    made = driver.create(ACTIVATION, {"certificate_id": certificate["id"]})
    body = {"certificate_ids": [certificate["id"]]}
    sandbox.admin.post(f"{PATH}/deactivate", json=body).raise_for_status()
    made.private = b""  # not created in this run
    assert driver.read(made).state is None


def test_an_activation_is_imported_by_the_id_of_its_certificate(driver: Driver) -> None:
    certificate = driver.create(CERTIFICATE, {"certificate": PEM})
    config = {"certificate_id": certificate["id"]}
    made = driver.create(ACTIVATION, config)
    adopted = driver.adopt(ACTIVATION, made["id"])
    assert adopted.state == made.state
    assert driver.has_no_changes(adopted, config)


def test_a_certificate_can_be_destroyed_only_after_its_activation(driver: Driver) -> None:
    certificate = driver.create(CERTIFICATE, {"certificate": PEM})
    made = driver.create(ACTIVATION, {"certificate_id": certificate["id"]})
    (refused,) = driver.destroy(certificate).errors
    assert "inactive" in refused.detail
    assert driver.destroy(made).state is None
    assert driver.destroy(certificate).state is None


def test_lists_show_which_certificates_are_active(driver: Driver) -> None:
    for name in ("a", "b"):
        certificate = driver.create(CERTIFICATE, {"certificate": PEM, "name": name})
    driver.create(ACTIVATION, {"certificate_id": certificate["id"]})
    found = driver.look_up("openai_certificates", {"order": "asc"}).state or {}
    assert [(one["name"], one["active"]) for one in found["certificates"]] == [
        ("a", False),
        ("b", True),
    ]
    one = driver.look_up(CERTIFICATE, {"name": "b"}).state or {}
    assert (one["id"], one["expires_at"]) == (certificate["id"], certificate["expires_at"])


def test_the_activation_of_a_deleted_certificate_leaves_the_state(
    driver: Driver, sandbox: Sandbox
) -> None:
    made = driver.create(CERTIFICATE, {"certificate": PEM})
    active = driver.create(ACTIVATION, {"certificate_id": made["id"]})
    deactivated = sandbox.admin.post(f"{PATH}/deactivate", json={"certificate_ids": [made["id"]]})
    deactivated.raise_for_status()
    sandbox.admin.delete(f"{PATH}/{made['id']}").raise_for_status()
    assert driver.read(active).state is None
    assert not driver.destroy(active).errors


def test_an_activation_in_a_missing_project_leaves_the_state(
    driver: Driver, sandbox: Sandbox, project: str
) -> None:
    made = driver.create(CERTIFICATE, {"certificate": PEM})
    there = {"project_id": project, "certificate_id": made["id"]}
    active = driver.create("openai_project_certificate", there)
    active.state = {**(active.state or {}), "project_id": "proj_gone"}
    gone = driver.read(active)
    assert (gone.state, gone.errors) == (None, [])
    assert not driver.destroy(active).errors


def test_a_name_of_two_certificates_is_an_error(driver: Driver, project: str) -> None:
    for content in (PEM, PEM.replace("MIIB", "MIIC")):
        made = driver.create(CERTIFICATE, {"certificate": content, "name": "a"})
        driver.create(
            "openai_project_certificate", {"project_id": project, "certificate_id": made["id"]}
        )
    where = {"project_id": project}
    (fault,) = driver.look_up("openai_project_certificate", {**where, "name": "a"}).diagnostics
    assert fault.summary == "Ambiguous name"
    assert "Use `certificate_id`" in fault.detail
    (fault,) = driver.look_up("openai_project_certificate", {**where, "name": "b"}).diagnostics
    assert 'There is no certificate of the project whose name is "b".' in fault.detail
