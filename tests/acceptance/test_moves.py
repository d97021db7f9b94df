"""States of other providers work with ours: after `replace-provider`, or object by object with `moved`."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from openai_cdktf_cli.provider_address import TERRAFORM_HOST
from provider_shim.engine.moves import JIANYUAN, MKDEV, OFFICIAL, PEERS
from provider_shim.vocabulary.second_names import RESOURCES as FIRST_NAMES
from tests.acceptance import foreign_states
from tests.acceptance.test_compat import FIXTURES
from tests.sandbox import ADMIN_KEY, PROJECT_KEY, Sandbox
from tests.terraform import SOURCE, VERSIONS, Plan, Terraform

ANSWERS = {
    "openai_embedding",
    "openai_image_generation",
    "openai_moderation",
    "openai_text_to_speech",
}
"""The types of answers that the API does not store."""

_KEYS = {"openai_admin_api_key.example", "openai_project_service_account.example"}
SECRETS: dict[str, set[str]] = {OFFICIAL: set(), MKDEV: _KEYS, JIANYUAN: _KEYS}
"""The types with secrets in states of other providers. Our provider removes the secrets."""


@dataclass(frozen=True)
class Owned:
    """A folder with existing objects: their state of our provider, and a configuration for another provider."""

    provider: str
    terraform: Terraform
    state: dict[str, Any]

    @property
    def resources(self) -> list[tuple[str, str]]:
        """The type and name of each resource."""
        managed = [one for one in self.state["resources"] if one["mode"] == "managed"]
        return [(one["type"], one["name"]) for one in managed]

    def change(self, pattern: str, replacement: str) -> None:
        """Change the configuration."""
        for file in self.terraform.folder.glob("*.tf"):
            file.write_text(re.sub(pattern, replacement, file.read_text()))

    def keep(self, state: dict[str, Any]) -> None:
        """Replace the state file."""
        (self.terraform.folder / "terraform.tfstate").write_text(json.dumps(state))
        shutil.rmtree(self.terraform.folder / ".terraform")
        (self.terraform.folder / ".terraform.lock.hcl").unlink()

    def replace_provider(self) -> None:
        """Write the state of the other provider, and replace the provider in it with ours."""
        self.keep(foreign_states.state(self.provider, self.state))
        self.change(f'"{self.provider}"', f'"{SOURCE}"')
        addresses = (f"{TERRAFORM_HOST}/{self.provider}", f"{TERRAFORM_HOST}/{SOURCE}")
        self.terraform.run("state", "replace-provider", "-auto-approve", *addresses)
        self.terraform.init()

    def move(self) -> None:
        """Write the state of the other provider with other names, and `moved` blocks to our names."""
        self.keep(foreign_states.state(self.provider, self.state, prefix="their_"))
        self.change(f'"{self.provider}"', f'"{SOURCE}"')
        for second, first in FIRST_NAMES.items():
            self.change(rf"\b{second}\b", first)
        moves = [
            f"moved {{\n  from = {kind}.their_{name}\n  to = {FIRST_NAMES.get(kind, kind)}.{name}\n}}\n"
            for kind, name in self.resources
        ]
        (self.terraform.folder / "moves.tf").write_text("\n".join(moves))
        self.terraform.init()


def own(provider: str, terraform: Terraform, types: set[str]) -> Owned:
    """Create objects of these types with a configuration for another provider."""
    names = {name.removeprefix("openai_") for name in types}
    for file in (FIXTURES / provider.split("/", maxsplit=1)[0]).iterdir():
        if file.suffix != ".tf" or file.stem in names | {"main"}:
            shutil.copy(file, terraform.folder)
    terraform.init()
    terraform.apply()
    return Owned(provider, terraform, terraform.state())


@dataclass(frozen=True, kw_only=True)
class Taken:
    """The results for all objects that another provider can have, with `replace-provider` and with `moved`."""

    owned: Owned
    replaced: Plan
    after_replacing: Plan
    kept: str
    moved: Plan
    after_moving: Plan
    left: list[object]


def variables(sandbox: Sandbox) -> dict[str, str]:
    """Return the variables of the configurations in ``tests/compat``, with a user of the organization."""
    keys = {"project": PROJECT_KEY, "admin": ADMIN_KEY}
    return {
        "TF_VAR_user_id": sandbox.join("ada@example.com")["id"],
        "TF_VAR_api_url": sandbox.base_url,
        "TF_VAR_keys": json.dumps(keys),
    }


@pytest.fixture(
    scope="module",
    # The oldest Terraform with one provider: our provider takes over all in the same way.
    params=[(VERSIONS[0], OFFICIAL), *((VERSIONS[-1], provider) for provider in PEERS)],
    ids=lambda param: "-".join(param).replace("/", "-"),
)
def taken(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    everywhere: Path,
    sandbox_server: Sandbox,
) -> Taken:
    """Take over all objects once for all tests, to save time."""
    version, provider = request.param
    sandbox_server.reset()
    terraform = Terraform(
        version=version,
        folder=tmp_path_factory.mktemp("taken"),
        mirror=everywhere,
        own=sandbox_server.environment,
    ).seeing(**variables(sandbox_server))
    owned = own(provider, terraform, set(foreign_states.STORED[provider]) - ANSWERS)
    owned.replace_provider()
    replaced = terraform.plan(fails=None)
    terraform.apply_plan(fails=None)
    after_replacing = terraform.plan(fails=None)
    kept = json.dumps(terraform.state())
    owned.move()
    moved = terraform.plan(fails=None)
    terraform.apply_plan(fails=None)
    after_moving = terraform.plan(fails=None)
    terraform.destroy(fails=None)
    return Taken(
        owned=owned,
        replaced=replaced,
        after_replacing=after_replacing,
        kept=kept,
        moved=moved,
        after_moving=after_moving,
        left=terraform.state()["resources"],
    )


def test_all_types_of_the_other_provider_are_taken_over(taken: Taken) -> None:
    made = {type_name for type_name, _ in taken.owned.resources}
    assert made == set(foreign_states.STORED[taken.owned.provider]) - ANSWERS


def test_the_state_after_replace_provider_loses_only_secrets(taken: Taken) -> None:
    assert taken.replaced.errors == []
    secrets = SECRETS[taken.owned.provider]
    assert taken.replaced.actions == {address: ["update"] for address in secrets}
    assert taken.after_replacing.is_empty
    assert not any(secret in taken.kept for secret in foreign_states.KEYS)


def test_each_object_is_moved_without_a_change(taken: Taken) -> None:
    assert taken.moved.errors == []
    changes = taken.moved.json["resource_changes"]
    moved = {one["address"] for one in changes if "previous_address" in one}
    assert len(moved) == len(taken.owned.resources)
    assert taken.moved.actions == {}
    assert taken.after_moving.is_empty


def test_objects_can_be_destroyed_after_the_change(taken: Taken) -> None:
    assert taken.left == []


def test_the_user_role_of_jianyuan_moves_to_organization_user(
    newest: Terraform, sandbox: Sandbox, everywhere: Path
) -> None:
    """jianyuan uses the name openai_user_role, which is another type here and in the official provider."""
    newest = replace(newest, mirror=everywhere)
    user = sandbox.join("ada@example.com")["id"]
    kept = {
        "mode": "managed",
        "type": "openai_user_role",
        "name": "ada",
        "provider": f'provider["{TERRAFORM_HOST}/{JIANYUAN}"]',
        "instances": [{"schema_version": 0, "attributes": {"user_id": user, "role": "reader"}}],
    }
    state = {"version": 4, "serial": 1, "lineage": "theirs", "outputs": {}, "resources": [kept]}
    (newest.folder / "terraform.tfstate").write_text(json.dumps(state))
    newest.write(
        f'resource "openai_organization_user" "ada" {{\n  user_id = "{user}"\n  role = "reader"\n}}',
        "moved {\n  from = openai_user_role.ada\n  to = openai_organization_user.ada\n}",
    )
    newest.init()
    assert newest.plan().actions == {}


def test_answers_that_the_api_does_not_store_cannot_be_moved(
    newest: Terraform, sandbox: Sandbox, everywhere: Path
) -> None:
    newest = replace(newest, mirror=everywhere).seeing(**variables(sandbox))
    owned = own(MKDEV, newest, ANSWERS)
    owned.move()
    faults = newest.plan(fails=True).errors
    assert len(faults) == len(ANSWERS)
    assert all("terraform state rm" in fault for fault in faults)


def test_an_apply_without_refresh_does_not_store_an_invented_id_as_identity(
    newest: Terraform, sandbox: Sandbox, everywhere: Path
) -> None:
    terraform = replace(newest, mirror=everywhere).seeing(**variables(sandbox))
    owned = own(MKDEV, terraform, {"openai_project", "openai_rate_limit"})
    owned.replace_provider()
    assert terraform.plan("-refresh=false").is_empty
    owned.change(r"max_requests_per_minute *= 50", "max_requests_per_minute = 77")
    (fault,) = terraform.apply("-refresh=false", fails=True).errors
    assert "No rate limit found with id 'rl-gpt-4o-" in fault
    assert terraform.plan().actions == {"openai_rate_limit.example": ["update"]}
    terraform.apply_plan()
    assert terraform.plan().is_empty
