"""Certificates of the organization: activation and answers."""

from __future__ import annotations

from tests.sandbox import Sandbox

PATH = "/organization/certificates"
PEM = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"


def test_content_is_returned_only_on_request(sandbox: Sandbox) -> None:
    created = sandbox.admin.post(PATH, json={"certificate": PEM, "name": "a"}).json()
    one = f"{PATH}/{created['id']}"
    assert "MIIB" not in sandbox.admin.get(one).text
    assert "MIIB" not in sandbox.admin.get(PATH).text
    response = sandbox.admin.get(one, params={"include[]": "content"}).json()
    assert response["certificate_details"]["content"] == PEM
    assert sandbox.admin.post(PATH, json={"certificate": "MIIB"}).status_code == 400
    assert sandbox.admin.post(one, json={"name": "b"}).json()["name"] == "b"


def test_a_certificate_is_active_per_project_and_deleted_only_if_inactive(
    sandbox: Sandbox,
) -> None:
    project = sandbox.admin.post("/organization/projects", json={"name": "a"}).json()["id"]
    ours = f"/organization/projects/{project}/certificates"
    created = sandbox.admin.post(PATH, json={"certificate": PEM}).json()["id"]
    body = {"certificate_ids": [created]}
    for _ in range(2):
        response = sandbox.admin.post(f"{ours}/activate", json=body).json()
        assert [one["active"] for one in response["data"]] == [True]
    assert [one["active"] for one in sandbox.admin.get(ours).json()["data"]] == [True]
    assert [one["active"] for one in sandbox.admin.get(PATH).json()["data"]] == [False]
    assert sandbox.admin.delete(f"{PATH}/{created}").status_code == 400
    assert sandbox.admin.post(f"{ours}/deactivate", json=body).is_success
    assert sandbox.admin.delete(f"{PATH}/{created}").is_success
    assert sandbox.admin.post(f"{PATH}/activate", json=body).status_code == 404
