"""Environments of agents and their templates: status, idempotency keys, and no secrets in answers."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import openai
import pytest

from tests.sandbox import start_sandbox
from tests.unit.openai_sandbox.strict import strict

if TYPE_CHECKING:
    from pathlib import Path

    from openai.resources.beta.agents import Agents
    from openai.resources.beta.agents.environments import Environments

DATA = base64.b64encode(b"hello").decode()
HOSTED: Any = {"type": "openai_hosted"}


@pytest.fixture
def environments(agents: Agents) -> Environments:
    return agents.environments


def test_a_template_has_every_default_and_no_secrets(tmp_path: Path) -> None:
    with start_sandbox(state=tmp_path / "state.sqlite") as sandbox, strict(sandbox) as client:
        templates = client.beta.agents.environments.templates
        created = templates.create(
            env={"TOKEN": "s3cret"},
            setup_commands=[{"command": "login s3cret"}],
            files=[{"type": "inline", "path": "/workspace/a", "data": DATA}],
        )
        changed = templates.update(created.id, env={"TOKEN": "s3cret"}, name="Python")
    assert created.network.access == "enabled"
    assert created.packages.to_dict() == {"npm": [], "python": [], "system": []}
    assert created.files[0].to_dict() == {"type": "inline", "path": "/workspace/a", "size_bytes": 5}
    assert (changed.name, changed.files) == ("Python", created.files)
    kept = b"".join(one.read_bytes() for one in tmp_path.iterdir())
    assert created.id.encode() in kept
    assert b"s3cret" not in kept
    assert DATA.encode() not in kept


def test_an_environment_is_ready_after_some_reads(environments: Environments) -> None:
    created = environments.create(environment=HOSTED)
    seen = [created.status, *(environments.retrieve(created.id).status for _ in range(3))]
    assert seen == ["pending", "pending", "ready", "ready"]
    assert [one.id for one in environments.list(type="openai_hosted")] == [created.id]


def test_an_environment_whose_setup_fails_has_the_status_failed(environments: Environments) -> None:
    failing: Any = {**HOSTED, "setup_commands": [{"command": "exit 1"}]}
    created = environments.create(environment=failing)
    assert [environments.retrieve(created.id).status for _ in range(2)] == ["pending", "failed"]


def test_the_same_idempotency_key_returns_the_same_environment(environments: Environments) -> None:
    created = environments.create(environment=HOSTED, idempotency_key="one")
    assert environments.create(environment=HOSTED, idempotency_key="one").id == created.id
    assert environments.create(environment=HOSTED, idempotency_key="two").id != created.id


def test_an_environment_inherits_omitted_fields_from_its_template(
    environments: Environments,
) -> None:
    file: Any = {"type": "inline", "path": "/workspace/a", "data": DATA}
    template = environments.templates.create(files=[file], network={"access": "disabled"})
    by_template: Any = {**HOSTED, "environment_template_id": template.id}
    created = environments.create(environment=by_template)
    assert [(one.path, one.size_bytes) for one in created.files] == [("/workspace/a", 5)]
    with pytest.raises(openai.BadRequestError, match="wider"):
        environments.create(environment={**by_template, "network": {"access": "enabled"}})
    with pytest.raises(openai.NotFoundError):
        environments.create(environment={**HOSTED, "environment_template_id": "envtmpl_none"})


def test_an_environment_accepts_at_most_ten_existing_vaults(environments: Environments) -> None:
    with pytest.raises(openai.NotFoundError):
        environments.create(environment=HOSTED, vault_ids=["vault_none"])
    with pytest.raises(openai.BadRequestError, match="10"):
        environments.create(environment=HOSTED, vault_ids=["vault_none"] * 11)


@pytest.mark.parametrize("path", ["/etc/passwd", "/workspace/../etc/passwd"])
def test_files_outside_the_workspace_are_refused(environments: Environments, path: str) -> None:
    file: Any = {"type": "inline", "path": path, "data": DATA}
    with pytest.raises(openai.BadRequestError, match="is not a path"):
        environments.create(environment={**HOSTED, "files": [file]})


def test_blocked_domains_need_restricted_access(environments: Environments) -> None:
    network: Any = {"access": "enabled", "blocked_domains": ["a.example"]}
    with pytest.raises(openai.BadRequestError, match="blocked_domains"):
        environments.templates.create(network=network)


def test_files_are_added_to_a_ready_environment_and_listed_in_pages(
    environments: Environments,
) -> None:
    created = environments.create(environment=HOSTED)
    with pytest.raises(openai.ConflictError):
        environments.files.list(created.id)
    for _ in range(2):
        environments.retrieve(created.id)
    for name in "abc":
        environments.files.create(created.id, type="inline", path=f"/workspace/{name}/x", data=DATA)
    listed = environments.files.list(created.id, order="asc", limit=2)
    assert [one.path for one in listed.data] == ["/workspace/a/x", "/workspace/b/x"]
    assert [one.path for one in listed] == [f"/workspace/{name}/x" for name in "abc"]
    inside = environments.files.list(created.id, path="/workspace/b")
    assert [(one.path, one.size_bytes) for one in inside] == [("/workspace/b/x", 5)]
