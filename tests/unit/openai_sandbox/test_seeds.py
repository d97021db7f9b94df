"""Sandboxes that start with the objects of a seed file, and snapshots of their objects."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import openai
import pytest
import yaml

from openai_sandbox import ADMIN_API_KEY, API_KEY, ControlError, FileError, Sandbox, StateError
from openai_sandbox.yaml_files import published_schema
from tests.sandbox import DOCUMENT

_SEED = """
models: ["ft:gpt-4o:acme::1"]
people:
  - {email: ada@example.com, role: owner}
  - {email: bob@example.com}
groups:
  - {name: Support, people: [bob@example.com]}
projects:
  - name: Search
    id: proj_search
    people: [{email: ada@example.com, role: owner}]
    service_accounts: [indexer]
    rate_limits: [{model: gpt-4o, max_requests_per_1_minute: 60}]
invites:
  - {email: eve@example.com, projects: [{name: Search}], accepted: true}
  - {email: ann@example.com}
files:
  - {path: handbook.md, id: file-handbook}
  - {name: note.txt, content: Remember the milk., purpose: user_data}
vector_stores:
  - name: Docs
    id: vs_docs
    files: [{name: handbook.md, attributes: {topic: people}}]
"""


@pytest.fixture
def seed(tmp_path: Path) -> Path:
    (tmp_path / "handbook.md").write_text("Every employee has 30 days of vacation.")
    file = tmp_path / "org.yaml"
    file.write_text(_SEED)
    return file


def client(sandbox: Sandbox) -> openai.OpenAI:
    return openai.OpenAI(
        base_url=sandbox.base_url, api_key=API_KEY, admin_api_key=ADMIN_API_KEY, max_retries=0
    )


def names(sandbox: Sandbox) -> dict[str, Any]:
    """The names of the objects in the sandbox, by kind."""
    with client(sandbox) as api:
        organization = api.admin.organization
        project = "proj_search"
        return {
            "users": {one.email for one in organization.users.list()},
            "invites": {one.email: one.status for one in organization.invites.list()},
            "projects": {one.name for one in organization.projects.list()},
            "members": {one.email: one.role for one in organization.projects.users.list(project)},
            "accounts": [one.name for one in organization.projects.service_accounts.list(project)],
            "files": {one.filename for one in api.files.list()},
            "stores": {one.name: one.file_counts.completed for one in api.vector_stores.list()},
        }


def test_a_sandbox_starts_with_the_objects_of_a_seed_also_after_a_reset(seed: Path) -> None:
    with Sandbox(document=DOCUMENT, strict=True, seed=seed) as sandbox:
        expected = {
            "users": {"owner@example.com", "ada@example.com", "bob@example.com", "eve@example.com"},
            "invites": {"eve@example.com": "accepted", "ann@example.com": "pending"},
            "projects": {"Default project", "Search"},
            "members": {"ada@example.com": "owner", "eve@example.com": "member"},
            "accounts": ["indexer"],
            "files": {"handbook.md", "note.txt"},
            "stores": {"Docs": 1},
        }
        assert names(sandbox) == expected
        with client(sandbox) as api:
            assert api.models.retrieve("ft:gpt-4o:acme::1").owned_by == "org-sandbox"
            limits = api.admin.organization.projects.rate_limits.list_rate_limits("proj_search")
            (limit,) = (one for one in limits if one.model == "gpt-4o")
            assert limit.max_requests_per_1_minute == 60
            (found,) = api.vector_stores.search("vs_docs", query="vacation days").data
            assert (found.file_id, found.attributes) == ("file-handbook", {"topic": "people"})
            api.files.delete("file-handbook")
        sandbox.reset()
        assert names(sandbox) == expected


def test_a_snapshot_restores_objects_and_contents(seed: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    with Sandbox(document=DOCUMENT, seed=seed) as sandbox:
        before = names(sandbox)
        sandbox.snapshot(copy)
        with client(sandbox) as api:
            api.vector_stores.delete("vs_docs")
            api.files.delete("file-handbook")
        assert names(sandbox) != before
        sandbox.restore(copy)
        assert names(sandbox) == before
        with pytest.raises(ControlError, match="is not a snapshot"):
            sandbox.restore(seed)
        assert names(sandbox) == before
    with Sandbox(document=DOCUMENT, restore=copy) as sandbox, client(sandbox) as api:
        assert names(sandbox) == before
        assert api.vector_stores.search("vs_docs", query="vacation").data[0].score > 0


@pytest.mark.parametrize("name", ["org.yaml", "none.sqlite"])
def test_a_file_that_is_no_snapshot_is_refused(seed: Path, tmp_path: Path, name: str) -> None:
    with (
        pytest.raises(StateError, match=rf"{name}.* is not a snapshot of the sandbox"),
        Sandbox(document=DOCUMENT, restore=tmp_path / name),
    ):
        pass
    assert not (tmp_path / "none.sqlite").exists()


def test_objects_can_be_given_without_a_file() -> None:
    people = [{"email": "ada@example.com"}]
    with Sandbox(document=DOCUMENT, seed={"people": people}) as sandbox, client(sandbox) as api:
        assert "ada@example.com" in {one.email for one in api.admin.organization.users.list()}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("people:\n  - emial: a\n", r":2: people\[0\].emial: .*'emial' was unexpected"),
        ("people:\n  - {email: a}\n", r":2: people\[0\].email: .*written as ada@example.com"),
        ("people:\n  - {email: a@b, role: boss}\n", r":2: people\[0\].role: 'boss' is not one of"),
        ("files:\n  - path: none.md\n", r":2: files\[0\]: .*none.md cannot be read: No such file"),
        ("files:\n  - id: a\n", r":2: files\[0\]: A file needs either a path, or a content and"),
        (
            "projects:\n  - name: A\n    people:\n      - email: x@example.com\n",
            r":4: projects\[0\].people\[0\]: There is no 'x@example.com' under people",
        ),
        (
            "projects:\n  - name: A\n    rate_limits:\n\n      - {model: none}\n",
            r":5: projects\[0\].rate_limits\[0\]: No rate limit found",
        ),
        (
            "people:\n  - email: owner@example.com\n",
            r":2: people\[0\]: owner@example.com is already a member",
        ),
    ],
)
def test_a_mistake_in_a_seed_is_reported_with_its_line(
    tmp_path: Path, content: str, message: str
) -> None:
    file = tmp_path / "org.yaml"
    file.write_text(content)
    with (
        pytest.raises(FileError, match=f"org.yaml{message}"),
        Sandbox(seed=file, document=DOCUMENT),
    ):
        pass


def test_a_rejected_seed_leaves_the_state_file_empty(tmp_path: Path, seed: Path) -> None:
    state = tmp_path / "state.sqlite"
    wrong = {"projects": [{"name": "Search", "rate_limits": [{"model": "none"}]}]}
    with (
        pytest.raises(FileError, match=r"^projects\[0\].rate_limits\[0\]: No rate limit found"),
        Sandbox(document=DOCUMENT, state=state, seed=wrong),
    ):
        pass
    for _ in range(2):  # the second sandbox does not use the seed again
        with Sandbox(document=DOCUMENT, state=state, seed=seed) as sandbox:
            assert names(sandbox)["projects"] == {"Default project", "Search"}


def test_the_published_schema_accepts_the_seed() -> None:
    schema = published_schema("seed")
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(yaml.safe_load(_SEED), schema)
