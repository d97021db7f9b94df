"""The plan of the configuration that Terraform generates for imported objects succeeds, for all objects at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from provider_shim.provider import Provider
from tests.contract.conftest import configured_provider
from tests.contract.managed import Managed
from tests.contract.samples import Samples
from tests.sandbox import Sandbox
from tests.terraform import Terraform

IMPORTABLE = [
    name
    for name, one in Provider().resources.items()
    if one.importable and name == one.type_name  # not a second name
]


def import_blocks(sandbox: Sandbox) -> Iterator[str]:
    """Create one object of each type, and yield the import blocks."""
    provider = configured_provider(sandbox)
    for type_name in IMPORTABLE:
        managed = Managed(provider, type_name)
        config = Samples(provider, type_name).minimal()
        if "store" in managed.attributes:
            config["store"] = True
        state = managed.apply(**config)
        names = provider.resources[type_name].endpoint.identity or ("id",)
        identity = "/".join(str(state[name]) for name in names)
        yield f'import {{\n  to = {type_name}.it\n  id = "{identity}"\n}}'


def test_generated_configuration_of_every_object_can_be_planned_and_applied(
    terraform: Terraform, sandbox: Sandbox
) -> None:
    terraform.write(*import_blocks(sandbox))
    terraform.init()
    plan = terraform.plan("-generate-config-out=generated.tf")
    assert len(plan.changes) == len(IMPORTABLE)
    assert plan.actions == {}
    terraform.apply_plan()
    terraform.write()
    again = terraform.plan()
    assert again.actions == {}


@pytest.mark.parametrize(
    ("arguments", "summary"),
    [
        ('"openai_file" "x" {\n purpose = "assistants"\n}', "Missing argument"),
        ('"openai_response" "x" {\n model = "gpt-6-luna"\n}', "Missing input"),
        (
            '"openai_project_rate_limit" "x" {\n project_id = "p"\n rate_limit_id = "r"\n model = "m"\n}',
            "Conflicting arguments",
        ),
        (
            """"openai_vault_credential" "x" {
              vault_id = "v"
              name     = "x"
              auth     = { type = "static_bearer", mcp_server_url = "https://a.example" }
            }""",
            "Invalid value",
        ),
    ],
)
def test_a_create_without_content_is_an_error_in_the_plan(
    newest: Terraform, arguments: str, summary: str
) -> None:
    newest.write(f"resource {arguments}")
    newest.init()
    validated = newest.validate()
    assert [one.split("\n")[0] for one in validated.warnings] == [summary]
    assert "imported" in validated.warnings[0]
    planned = newest.plan(fails=True)
    assert [one.split("\n")[0] for one in planned.errors] == [summary]


def test_a_missing_argument_without_import_is_an_error_in_validate(
    terraform: Terraform,
) -> None:
    terraform.write('resource "openai_embedding" "x" {\n model = "text-embedding-3-small"\n}')
    terraform.init()
    assert terraform.validate(fails=True).errors
