"""``openai_certificate``: imported with its content; active in the organization or in a project, as other resources say."""

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


def test_imported_certificate_has_its_content_and_is_not_replaced(driver: Driver) -> None:
    config = {"certificate": PEM, "name": "a"}
    made = driver.create(CERTIFICATE, config)
    adopted = driver.adopt(CERTIFICATE, made["id"])
    assert adopted.state == made.state
    assert driver.has_no_changes(adopted, config)


def test_same_certificate_with_other_line_ends_is_the_same(driver: Driver) -> None:
    made = driver.create(CERTIFICATE, {"certificate": PEM})
    assert driver.has_no_changes(made, {"certificate": PEM.replace("\n", "\r\n")})
    plan = driver.plan(made, {"certificate": PEM.replace("MIIB", "MIIC")})
    assert plan.requires_replace == [("certificate",)]


def test_write_only_certificate_is_uploaded_and_in_no_state(
    driver: Driver, sandbox: Sandbox
) -> None:
    made = driver.create(CERTIFICATE, {"certificate_wo": PEM, "name": "a"})
    (sent,) = sandbox.requests(method="POST", path=PATH)
    assert sent["body"]["certificate"] == PEM
    assert driver.has_no_changes(driver.read(made), {"certificate_wo": PEM, "name": "a"})
    renamed = driver.update(made, {"certificate_wo": PEM, "name": "b"})
    assert (renamed["id"], renamed["name"]) == (made["id"], "b")
    assert "MIIB" not in str([made.state, renamed.state, made.private])


def test_another_write_only_certificate_is_another_object(driver: Driver) -> None:
    made = driver.create(CERTIFICATE, {"certificate_wo": PEM})
    assert driver.has_no_changes(made, {"certificate_wo": PEM.replace("\n", "\r\n")})
    plan = driver.plan(made, {"certificate_wo": PEM.replace("MIIB", "MIIC")})
    assert plan.requires_replace == [("certificate_wo_sha256",)]


def test_certificate_leaves_the_state_without_being_replaced(driver: Driver) -> None:
    made = driver.create(CERTIFICATE, {"certificate": PEM})
    config = {"certificate_wo": PEM}
    assert driver.plan(made, config).requires_replace == []
    moved = driver.update(made, config)
    assert (moved["id"], moved["certificate"]) == (made["id"], None)
    assert driver.has_no_changes(driver.read(moved), config)


def test_imported_certificate_may_be_given_in_the_write_only_form(driver: Driver) -> None:
    made = driver.create(CERTIFICATE, {"certificate": PEM})
    adopted = driver.adopt(CERTIFICATE, made["id"])
    config = {"certificate_wo": PEM}
    assert driver.plan(adopted, config).requires_replace == []
    assert driver.has_no_changes(driver.read(driver.update(adopted, config)), config)


@pytest.mark.parametrize("wrong", ["MIIB", f"{PEM}-----BEGIN PRIVATE KEY-----\nMIIE"])
def test_what_is_no_certificate_or_holds_a_private_key_is_refused(
    driver: Driver, wrong: str
) -> None:
    attributes = driver.provider.resources[CERTIFICATE].attributes
    config = configured(attributes, {"certificate": wrong})
    diagnostics = driver.provider.validate_resource(CERTIFICATE, config)
    assert has_errors(diagnostics)
    assert "MIIE" not in str(diagnostics)


def test_name_that_is_taken_away_is_empty_at_the_api_and_null_here(
    driver: Driver, sandbox: Sandbox
) -> None:
    made = driver.update(
        driver.create(CERTIFICATE, {"certificate": PEM, "name": "a"}), {"certificate": PEM}
    )
    assert driver.read(made)["name"] is None
    assert sandbox.admin.get(f"{PATH}/{made['id']}").json()["name"] == ""


def test_activation_is_noticed_when_it_is_taken_back_elsewhere(
    driver: Driver, sandbox: Sandbox
) -> None:
    certificate = driver.create(CERTIFICATE, {"certificate": PEM})
    made = driver.create(ACTIVATION, {"certificate_id": certificate["id"]})
    body = {"certificate_ids": [certificate["id"]]}
    sandbox.admin.post(f"{PATH}/deactivate", json=body).raise_for_status()
    made.private = b""  # it was created long ago
    assert driver.read(made).state is None


def test_activation_is_imported_by_its_certificate(driver: Driver) -> None:
    certificate = driver.create(CERTIFICATE, {"certificate": PEM})
    config = {"certificate_id": certificate["id"]}
    made = driver.create(ACTIVATION, config)
    adopted = driver.adopt(ACTIVATION, made["id"])
    assert adopted.state == made.state
    assert driver.has_no_changes(adopted, config)


def test_certificate_can_be_destroyed_after_its_activation(driver: Driver) -> None:
    certificate = driver.create(CERTIFICATE, {"certificate": PEM})
    made = driver.create(ACTIVATION, {"certificate_id": certificate["id"]})
    (refused,) = driver.destroy(certificate).errors
    assert "inactive" in refused.detail
    assert driver.destroy(made).state is None
    assert driver.destroy(certificate).state is None


def test_list_tells_which_are_active(driver: Driver) -> None:
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


def test_activation_goes_with_its_certificate(driver: Driver, sandbox: Sandbox) -> None:
    made = driver.create(CERTIFICATE, {"certificate": PEM})
    active = driver.create(ACTIVATION, {"certificate_id": made["id"]})
    deactivated = sandbox.admin.post(f"{PATH}/deactivate", json={"certificate_ids": [made["id"]]})
    deactivated.raise_for_status()
    sandbox.admin.delete(f"{PATH}/{made['id']}").raise_for_status()
    assert driver.read(active).state is None
    assert not driver.destroy(active).errors


def test_activation_goes_with_its_project(driver: Driver, sandbox: Sandbox, project: str) -> None:
    made = driver.create(CERTIFICATE, {"certificate": PEM})
    there = {"project_id": project, "certificate_id": made["id"]}
    active = driver.create("openai_project_certificate", there)
    active.state = {**(active.state or {}), "project_id": "proj_gone"}
    gone = driver.read(active)
    assert (gone.state, gone.errors) == (None, [])
    assert not driver.destroy(active).errors


def test_name_of_two_certificates_of_a_project_finds_neither(driver: Driver, project: str) -> None:
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
