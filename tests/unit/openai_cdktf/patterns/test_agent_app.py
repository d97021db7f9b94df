"""`AgentApp`: the objects that it creates, and its errors. Terraform is not necessary."""

from __future__ import annotations

from typing import Any

import pytest

from openai_cdktf import AgentTools, InvalidArgumentsError
from openai_cdktf.patterns import AgentApp, McpServer, Schedule, Workspace, vault_kv
from tests.unit.openai_cdktf.conftest import Synth


def test_an_app_creates_the_objects_that_its_arguments_mean(stack: Any, synth: Synth) -> None:
    app = AgentApp(
        stack,
        "briefing",
        model="gpt-6.1-terra",
        tools=[AgentTools(type="web_search")],
        mcp_servers={
            "orders": McpServer(url="https://mcp.example.com", token="t", allowed_tools=["find"]),
            "open": McpServer(url="https://open.example.com"),
        },
        workspace=Workspace(
            python=["pandas"],
            files={"/workspace/a": "file_1"},
            env={"LEVEL": "info"},
            setup_commands=["git init"],
            allowed_domains=["pypi.org"],
        ),
        schedules={"morning": Schedule(task="Go.", cron="0 7 * * 1-5")},
        webhook_url="https://example.com/openai",
    )
    code = synth()["resource"]
    (agent,) = code["openai_agent"].values()
    (credential,) = code["openai_vault_credential"].values()
    (template,) = code["openai_agent_environment_template"].values()
    (automation,) = code["openai_agent_automation"].values()
    (webhook,) = code["openai_webhook_endpoint"].values()
    assert [tool.get("server_label") for tool in agent["tools"]] == [None, "orders", "open"]
    assert agent["tools"][1]["credential_id"].startswith("${openai_vault_credential.")
    assert "credential_id" not in agent["tools"][2]
    assert credential["auth"]["mcp_server_url"] == "https://mcp.example.com"
    assert credential["secrets_version"] == 1
    assert template["packages"] == {"python": ["pandas"]}
    assert template["network"] == {"access": "restricted", "allowed_domains": ["pypi.org"]}
    target = automation["target"]
    assert target["environment"]["environment_template_id"].endswith(".id}")
    assert target["vault_ids"] == [f"${{openai_vault.briefing_vault_{_hash(code)}.id}}"]
    assert (automation["expression"], automation["timezone"]) == ("0 7 * * 1-5", "UTC")
    assert webhook["event_types"][0] == "agent.session.action_required"
    assert list(app.credentials) == ["orders"]


def _hash(code: dict[str, Any]) -> str:
    (name,) = code["openai_vault"]
    return str(name).rpartition("_")[2]


def test_an_app_needs_only_a_model(stack: Any, synth: Synth) -> None:
    app = AgentApp(stack, "poet", model="gpt-6.1-terra", schedules={})
    assert synth()["resource"] == {
        "openai_agent": {
            "poet_agent_{}".format(
                next(iter(synth()["resource"]["openai_agent"])).rpartition("_")[2]
            ): {
                "name": "poet",
                "model": "gpt-6.1-terra",
            }
        }
    }
    assert (app.vault, app.template, app.webhook) == (None, None, None)
    with pytest.raises(InvalidArgumentsError, match=r"the app has no webhook\. Set `webhook_url`"):
        app.deliver_signing_secret_to(vault_kv("secret", "x"))


def test_the_signing_secret_goes_to_a_store(stack: Any, synth: Synth) -> None:
    app = AgentApp(stack, "a", model="gpt-6.1-terra", webhook_url="https://example.com")
    store = app.deliver_signing_secret_to(vault_kv("secret", "x"))
    code = synth()
    (stored,) = code["resource"]["vault_kv_secret_v2"].values()
    assert "ephemeral.openai_webhook_endpoint" in stored["data_json_wo"]
    (record,) = code["resource"]["openai_secret_delivery"].values()
    assert record["secret_version"] == stored["data_json_wo_version"]
    assert app.stores == {"vault-kv-secret-v2": store}


def test_one_error_names_all_faults_of_an_app(stack: Any) -> None:
    with pytest.raises(TypeError, match='AgentApp "stack/a": 4 problems') as raised:
        AgentApp(
            stack,
            "a",
            model=7,  # type: ignore[arg-type]
            mcp_servers={"orders": "https://mcp.example.com"},  # type: ignore[dict-item]
            workspace={},  # type: ignore[arg-type]
            webhook_events="all",
        )
    assert str(raised.value).splitlines()[1:] == [
        "  - model must be a string, not int (7)",
        "  - webhook_events must be a list of strings, not str",
        "  - mcp_servers.orders must be a McpServer, not str",
        "  - workspace must be a Workspace, not dict",
    ]
    with pytest.raises(TypeError, match=r"Schedule: task must be a string, not int \(1\)"):
        Schedule(task=1, cron="0 7 * * *")  # type: ignore[arg-type]
