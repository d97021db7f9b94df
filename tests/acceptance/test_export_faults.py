"""The output and the requests of `openai-cdktf export`, especially if it cannot read everything."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import stat
import subprocess
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.acceptance.exporting import assert_only_imports, command, environment, export
from tests.sandbox import Sandbox
from tests.terraform import Terraform

_KEPT = ".openai-cdktf-export.jsonl"


def add_projects(sandbox: Sandbox, count: int) -> list[str]:
    return [
        sandbox.admin.post("/organization/projects", json={"name": f"Project {number}"}).json()[
            "id"
        ]
        for number in range(count)
    ]


def test_kinds_without_permission_are_named_and_the_rest_is_written(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    add_projects(sandbox, 1)
    sandbox.client.post("/vector_stores", json={"name": "FAQ"})
    with sandbox.faults("403:path=/organization/groups*"):
        done = export(
            sandbox,
            "--kinds",
            "vector_store,group,group_user,project",
            "--out",
            tmp_path / "s",
            code=3,
        )
    assert "Not exported: group. " in done.stderr
    assert "403" in done.stderr
    assert (
        "Not exported: group_user. They belong to groups, which could not be read." in done.stderr
    )
    main = (tmp_path / "s" / "main.py").read_text()
    assert "# Not exported: group. " in main
    assert "VectorStore(" in (tmp_path / "s" / "files.py").read_text()
    assert "Project(" in (tmp_path / "s" / "projects.py").read_text()
    assert not (tmp_path / "s" / _KEPT).exists()


def test_without_admin_key_the_objects_of_the_project_are_written(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    sandbox.client.post("/vector_stores", json={"name": "FAQ"})
    done = export(sandbox, "--out", tmp_path / "s", code=3, OPENAI_ADMIN_KEY="")
    (sentence,) = done.stderr.splitlines()
    assert re.fullmatch(
        r"Not exported: \d+ kinds. They need an admin key: set OPENAI_ADMIN_KEY.", sentence
    )
    assert "VectorStore(" in (tmp_path / "s" / "files.py").read_text()


def test_a_kind_that_the_server_lacks_fails_only_if_the_user_names_it(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    with sandbox.faults("404:path=/vaults"):
        done = export(sandbox, "--out", tmp_path / "s")
        (sentence,) = done.stderr.splitlines()
        assert sentence.startswith("Not exported: vault, vault_credential. The server does not")
        export(sandbox, "--kinds", "vault,project", "--out", tmp_path / "t", code=3)


def test_nothing_is_written_if_no_object_could_be_exported(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    out = tmp_path / "s"
    options = ["--project", "Search", "--out", out]
    done = export(sandbox, *options, code=1, OPENAI_BASE_URL=sandbox.origin)
    left_out, last = done.stderr.splitlines()
    assert ", project, project_api_key, " in left_out
    assert "check `OPENAI_BASE_URL`, which usually ends in `/v1`" in left_out
    assert last == "Nothing was written, because no object could be exported."
    assert not out.exists()


def test_an_unreachable_server_is_one_message_without_further_attempts(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/v1"
        done = export(sandbox, "--out", tmp_path / "s", code=1, OPENAI_BASE_URL=url)
    (message,) = done.stderr.splitlines()
    assert message.startswith("openai-cdktf: Nothing was written. No answer from ")
    assert "Connection refused. The address is on this machine" in message
    assert message.endswith("Otherwise check OPENAI_BASE_URL.")
    assert not (tmp_path / "s").exists()


def test_a_project_that_cannot_be_read_does_not_hide_those_after_it(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    failing, *_ = add_projects(sandbox, 2)  # listed after the other
    with sandbox.faults(f"403:path=/organization/projects/{failing}/rate_limits"):
        done = export(sandbox, "--kinds", "project,rate_limit", "--out", tmp_path / "s", code=3)
    assert "Not exported: project_rate_limit of Project 0. The API answered 403" in done.stderr
    assert "202  openai_project_rate_limit" in done.stdout


def test_progress_is_shown_on_a_terminal(sandbox: Sandbox, tmp_path: Path) -> None:
    parent, child = os.openpty()
    with os.fdopen(parent, "rb", buffering=0) as terminal:
        running = subprocess.Popen(
            command("--kinds", "project,rate_limit", "--out", tmp_path / "s"),
            env={**environment(sandbox), "TERM": "xterm"},
            stdout=subprocess.DEVNULL,
            stderr=child,
        )
        os.close(child)
        shown = b""
        with contextlib.suppress(OSError):  # the terminal closes when the command ends
            while piece := terminal.read(4096):
                shown += piece
        assert running.wait(timeout=60) == 0
    assert b"Reading " in shown
    assert b"2/2" in shown
    assert b"lists, " in shown


def test_without_any_key_nothing_is_read(sandbox: Sandbox, tmp_path: Path) -> None:
    done = export(sandbox, "--out", tmp_path / "s", code=1, OPENAI_ADMIN_KEY="", OPENAI_API_KEY="")
    assert "Neither OPENAI_ADMIN_KEY nor OPENAI_API_KEY is set" in done.stderr
    assert sandbox.requests() == []


def test_the_error_for_an_unknown_kind_suggests_a_similar_one(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    done = export(sandbox, "--kinds", "projekt", "--out", tmp_path / "s", code=1)
    assert 'There is no kind "projekt": did you mean project?' in done.stderr


def test_the_error_for_an_unknown_project_suggests_a_similar_one(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    add_projects(sandbox, 2)
    done = export(sandbox, "--project", "Projekt 1", "--out", tmp_path / "s", code=1)
    assert 'The key can read no project "Projekt 1"' in done.stderr
    assert "Did you mean Project 1?" in done.stderr
    assert not (tmp_path / "s" / _KEPT).exists()
    done = export(sandbox, "--project-glob", "prod-*", "--out", tmp_path / "s", code=1)
    assert 'The key can read no project "prod-*"' in done.stderr


def test_a_folder_that_is_not_empty_needs_force(sandbox: Sandbox, tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text("mine")
    (tmp_path / "people.tf").write_text("of an earlier export")
    kinds = ["--kinds", "project", "--lang", "hcl"]
    done = export(sandbox, *kinds, "--out", tmp_path, code=1)
    assert "is not empty (main.tf, people.tf)" in done.stderr
    assert (tmp_path / "main.tf").read_text() == "mine"
    done = export(sandbox, *kinds, "--out", tmp_path, "--force")
    assert "provider" in (tmp_path / "main.tf").read_text()
    assert "Delete them if they are from an earlier export: people.tf." in done.stderr
    file = tmp_path / "main.tf"
    assert "is a file" in export(sandbox, "--out", file, code=1).stderr


def test_the_program_names_a_list_that_could_not_be_read_completely(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    for number in range(3):
        sandbox.client.post("/vector_stores", json={"name": f"Store {number}"})
    with sandbox.faults("repeat-cursor:path=/vector_stores"):
        done = export(sandbox, "--kinds", "vector_store,file", "--out", tmp_path / "s", code=3)
    assert "Not exported: vector_store after the first " in done.stderr
    assert (
        "# Not exported: vector_store after the first " in (tmp_path / "s" / "main.py").read_text()
    )
    assert (tmp_path / "s" / "files.py").read_text().count("VectorStore(stack") == 3


def test_only_objects_of_chosen_projects_are_written(sandbox: Sandbox, tmp_path: Path) -> None:
    first, *_ = add_projects(sandbox, 3)
    export(
        sandbox, "--project", first, "--kinds", "project,rate_limit,group", "--out", tmp_path / "a"
    )
    assert '"Project 0"' in (tmp_path / "a" / "projects.py").read_text()
    assert "Project 1" not in (tmp_path / "a" / "projects.py").read_text()
    sandbox.clear_requests()
    export(sandbox, "--project-glob", "project [12]", "--out", tmp_path / "b", "--lang", "hcl")
    text = (tmp_path / "b" / "projects.tf").read_text()
    assert "Project 1" in text
    assert "Project 2" in text
    assert "Project 0" not in text
    assert not sandbox.requests(path=f"/organization/projects/{first}/*")
    assert not (tmp_path / "b" / "people.tf").exists()


def test_group_of_the_organization_is_looked_up_for_a_project(
    sandbox: Sandbox, tmp_path: Path, provider_mirror: Path
) -> None:
    [project] = add_projects(sandbox, 1)
    group = sandbox.admin.post("/organization/groups", json={"name": "Support"}).json()["id"]
    body = {"group_id": group, "role": "role-api-project-member"}
    sandbox.admin.post(f"/organization/projects/{project}/groups", json=body)
    kinds = ["--kinds", "project,project_group", "--project", project]
    export(sandbox, *kinds, "--out", tmp_path / "python")
    text = (tmp_path / "python" / "people.py").read_text()
    assert 'DataOpenaiGroup(stack, "support_group", name="Support")' in text
    assert "group_id=self.support_group.id" in text
    done = export(sandbox, *kinds, "--lang", "hcl", "--out", tmp_path / "hcl")
    assert "2 objects written" in done.stdout
    terraform = Terraform(
        version="1.11", folder=tmp_path / "hcl", mirror=provider_mirror, own=sandbox.environment
    )
    terraform.init()
    plan = terraform.plan()
    assert_only_imports(plan)
    assert len(plan.changes) == 2


def test_export_requests_only_lists_and_their_pages(sandbox: Sandbox, tmp_path: Path) -> None:
    projects = add_projects(sandbox, 12)
    people = [sandbox.join(f"person-{number}@example.com")["id"] for number in range(8)]
    for project in projects:
        for user in people:
            body = {"user_id": user, "role": "member"}
            sandbox.admin.post(f"/organization/projects/{project}/users", json=body)
    sandbox.clear_requests()
    kinds = "project,rate_limit,project_user,project_role,project_user_role,certificate,"
    kinds += "certificate_activation,project_api_key,project_service_account_api_key"
    export(sandbox, "--kinds", kinds, "--out", tmp_path / "s")
    requests = Counter(one["path"] for one in sandbox.requests())
    limits = {one: count for one, count in requests.items() if one.endswith("/rate_limits")}
    assert set(limits.values()) == {2}  # 100 to a page, and one more
    assert {count for one, count in requests.items() if one not in limits} == {1}
    # Certificates, projects; limits, users, roles and keys of each, the default project too; roles of each user in each.
    assert len(requests) == 2 + (len(projects) + 1) * 4 + len(projects) * len(people)


def test_an_interrupted_export_can_be_resumed(sandbox: Sandbox, tmp_path: Path) -> None:
    out = tmp_path / "s"
    add_projects(sandbox, 3)
    arguments = ["--kinds", "project,rate_limit,service_account", "--out", out]
    with sandbox.faults("latency=3600s:path=/organization/projects/*/service_accounts"):
        running = subprocess.Popen(
            command(*arguments),
            env=environment(sandbox),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        # The head, projects and the limits of four. The lists of service accounts never arrive.
        while not (out / _KEPT).exists() or (out / _KEPT).read_bytes().count(b"\n") < 6:
            assert running.poll() is None
            time.sleep(0.01)
        running.send_signal(signal.SIGINT)
        _, output = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "Interrupted. 5 lists were read." in output
    assert stat.S_IMODE((out / _KEPT).stat().st_mode) == 0o600
    sandbox.clear_requests()
    done = export(sandbox, *arguments)
    assert "Resuming an interrupted export: 5 lists" in done.stderr
    paths = {one["path"].rpartition("/")[2] for one in sandbox.requests()}
    assert paths == {"service_accounts"}
    assert not (out / _KEPT).exists()
    assert "ProjectRateLimit(" in (out / "projects.py").read_text()


def test_diff_without_a_state_is_an_error(sandbox: Sandbox) -> None:
    done = export(sandbox, "--diff", code=1)
    assert "--diff compares with states: set --state FILE for each state." in done.stderr


@pytest.mark.parametrize("lang", ["python", "hcl"])
def test_no_file_contains_a_secret(sandbox: Sandbox, tmp_path: Path, lang: str) -> None:
    [project] = add_projects(sandbox, 1)
    body = {"name": "CI"}
    made = sandbox.admin.post(
        f"/organization/projects/{project}/service_accounts", json=body
    ).json()
    webhook = sandbox.client.post(
        "/webhook_endpoints",
        json={"name": "x", "url": "https://a.example", "event_types": ["batch.completed"]},
    ).json()
    secrets = [made["api_key"]["value"], webhook["signing_secret"]]
    export(sandbox, "--out", tmp_path / "s", "--lang", lang)
    for file in (tmp_path / "s").iterdir():
        assert not any(secret in file.read_text() for secret in secrets)


def test_two_exports_of_the_same_objects_are_identical(sandbox: Sandbox, tmp_path: Path) -> None:
    add_projects(sandbox, 2)
    for folder in ("a", "b"):
        export(sandbox, "--out", tmp_path / folder)
    for file in (tmp_path / "a").iterdir():
        assert file.read_bytes() == (tmp_path / "b" / file.name).read_bytes()
