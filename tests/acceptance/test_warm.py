"""Commands of Terraform that share a warm server have their own settings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from provider_shim.warm.folder import folder
from tests.measuring import MEASURED
from tests.sandbox import ADMIN_KEY, Sandbox
from tests.terraform import Terraform

STORE = 'resource "openai_vector_store" "notes" { name = "notes" }'


def test_the_second_command_uses_its_own_key_organization_and_log(
    newest: Terraform, sandbox: Sandbox, warm: dict[str, str]
) -> None:
    newest.write(STORE)
    newest.init()
    first = newest.seeing(OPENAI_ORG_ID="org-1")
    second = newest.seeing(OPENAI_ORG_ID="org-2").logging("DEBUG")
    first.apply()
    assert {kinds(one) for one in sandbox.requests()} == {("project", "org-1")}
    if not MEASURED:
        servers = Path(folder(warm)).glob("*.lock")  # other tests can have servers, too
        assert any(one.with_suffix("").is_socket() for one in servers)
    sandbox.clear_requests()
    assert "admin" in newest.seeing(OPENAI_API_KEY=ADMIN_KEY).run("plan", fails=True).flat
    assert sandbox.requests() == []
    second.run("plan")
    assert {kinds(one) for one in sandbox.requests()} == {("project", "org-2")}
    assert "openai.api.call_logs" in second.log


def kinds(request: dict[str, Any]) -> tuple[str, str]:
    """Return the kind of the key and the organization of a request."""
    return request["key_kind"], request["headers"]["openai-organization"]
