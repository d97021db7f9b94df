"""Containers: defaults, secrets that are not returned, and files."""

from __future__ import annotations

from tests.sandbox import Sandbox


def test_a_container_has_the_defaults_and_no_secrets(sandbox: Sandbox) -> None:
    plain = sandbox.client.post("/containers", json={"name": "plain"}).json()
    assert (plain["status"], plain["memory_limit"]) == ("running", "1g")
    assert plain["expires_after"] == {"anchor": "last_active_at", "minutes": 20}
    policy = {
        "type": "allowlist",
        "allowed_domains": ["a.example"],
        "domain_secrets": [{"domain": "a.example", "name": "TOKEN", "value": "hush"}],
    }
    open_ = sandbox.client.post("/containers", json={"name": "open", "network_policy": policy})
    assert open_.json()["network_policy"]["allowed_domains"] == ["a.example"]
    assert "hush" not in sandbox.client.get(f"/containers/{open_.json()['id']}").text
    named = sandbox.client.get("/containers", params={"name": "open"}).json()["data"]
    assert [one["name"] for one in named] == ["open"]


def test_a_file_is_uploaded_or_copied_into_a_container(sandbox: Sandbox) -> None:
    source = sandbox.client.post(
        "/files", data={"purpose": "user_data"}, files={"file": ("a.txt", b"one")}
    ).json()
    created = sandbox.client.post(
        "/containers", json={"name": "workshop", "file_ids": [source["id"]]}
    ).json()
    path = f"/containers/{created['id']}/files"
    copied = sandbox.client.post(path, json={"file_id": source["id"]}).json()
    uploaded = sandbox.client.post(path, files={"file": ("b.txt", b"three")}).json()
    assert (copied["path"], copied["bytes"]) == ("/mnt/data/a.txt", 3)
    assert uploaded["path"] == "/mnt/data/b.txt"
    assert sandbox.client.get(f"{path}/{uploaded['id']}/content").content == b"three"
    assert len(sandbox.client.get(path).json()["data"]) == 3
    assert sandbox.client.post(path, json={}).status_code == 400
