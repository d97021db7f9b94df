"""The advice after the API has rejected a request."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from provider_shim.api.next_steps import next_step
from provider_shim.vocabulary.diagnostics import ApiError, Path
from tests.sandbox import Sandbox
from tests.unit.provider_shim.driving import Driver
from tests.unit.provider_shim.odd_server import Say, odd_server


@pytest.mark.parametrize(
    ("operation", "status", "path", "step"),
    [
        ("create", 400, ("tools", 0, "name"), "Change `tools[0].name` and apply again."),
        ("update", 422, (), "The API refused the field `field`."),
        ("read", 400, (), "Check the id of the object."),
        ("update", 405, (), "terraform apply -replace"),
        ("update", 501, ("name",), "terraform apply -replace"),
        ("create", 405, (), "Remove the resource from the configuration, or check `base_url`."),
        ("read", 405, (), "terraform state rm <address>"),
        ("delete", 400, ("name",), "lifecycle { destroy = false }"),
        ("delete", 405, (), "terraform state rm <address>"),
    ],
)
def test_the_advice_depends_on_the_operation(
    operation: str, status: int, path: Path, step: str
) -> None:
    refusal = ApiError("Refused", "No.", status=status, code=None, parameter="field")
    assert step in next_step("openai_thing", operation, refusal, path)


@pytest.mark.parametrize("status", [401, 403, 404, 409, 429, 500])
def test_other_errors_have_no_second_advice(status: int) -> None:
    refusal = ApiError("Refused", "No.", status=status, code=None, parameter=None)
    assert next_step("openai_thing", "create", refusal, ()) == ""


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (400, {"error": {"message": "No such file.", "param": "file_ids[1]"}}),
        (422, {"detail": [{"loc": ["body", "file_ids", 1], "msg": "No such file."}]}),  # FastAPI
    ],
)
def test_the_advice_names_the_wrong_attribute(
    driver_for: Callable[..., Driver], status: int, body: dict[str, Any]
) -> None:
    with odd_server(Say(status=status, body=body)) as server:
        driver = driver_for(base_url=server.base_url, api_key="sk-1")
        made = driver.create("openai_vector_store", {"name": "x", "file_ids": ["a", "b"]})
    [error] = made.errors
    assert error.path == ("file_ids",)
    assert f"The API answered {status}: No such file." in error.detail
    assert error.detail.endswith("Change `file_ids` and apply again.")


@pytest.mark.parametrize(
    ("kind", "delete"),
    [
        (
            "openai_vector_store",
            lambda sandbox, id_: sandbox.client.delete(f"/vector_stores/{id_}"),
        ),
        (
            "openai_project",
            lambda sandbox, id_: sandbox.admin.post(f"/organization/projects/{id_}/archive"),
        ),
    ],
)
def test_an_update_of_a_deleted_object_advises_a_refresh(
    driver: Driver, sandbox: Sandbox, kind: str, delete: Callable[[Sandbox, str], Any]
) -> None:
    made = driver.create(kind, {"name": "x"})
    assert delete(sandbox, made["id"]).is_success
    [error] = driver.update(made, {"name": "y"}).errors
    assert error.detail.endswith("Terraform then creates the object again.")
    assert "plan again without `-refresh=false`" in error.detail
    assert "documentation" not in error.detail


def test_an_invalid_update_of_an_existing_object_advises_another_value(
    driver: Driver, sandbox: Sandbox
) -> None:
    made = driver.create("openai_project", {"name": "x"})
    with sandbox.faults("400:method=POST"):
        [error] = driver.update(made, {"name": "y"}).errors
    assert "-refresh=false" not in error.detail


def test_an_unsupported_update_explains_how_to_replace_the_object(
    driver: Driver, sandbox: Sandbox
) -> None:
    made = driver.create("openai_vector_store", {"name": "x"})
    with sandbox.faults("405:method=POST"):
        changed = driver.update(made, {"name": "y"})
    [error] = changed.errors
    assert error.summary == "Not supported by the server"
    assert "terraform apply -replace" in error.detail
    assert changed.state == made.state
