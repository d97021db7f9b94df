"""`Team`: the objects that it creates, its roles and grants, and its errors. Terraform is not necessary."""

from __future__ import annotations

from typing import Any

import pytest

from openai_cdktf import DataOpenaiProjectRole, Group, OrganizationUser, ProjectRole
from openai_cdktf.patterns import RateLimit, ServiceIdentity, Team
from tests.unit.openai_cdktf.conftest import Synth

VIEWER, MEMBER, OWNER = (f"role-api-project-{name}" for name in ("viewer", "member", "owner"))


def blocks(code: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return list(code["resource"].get(f"openai_{kind}", {}).values())


def test_a_team_creates_the_objects_that_its_arguments_mean(stack: Any, synth: Synth) -> None:
    team = Team(
        stack,
        "search",
        members={"ada@example.com": "owner", "grace@example.com": ["member", "viewer"]},
        groups={"group_1": "viewer"},
        monthly_budget_usd=400,
        alerts_at=[0.5, 0.9],
        rate_limits={"gpt-6.1-terra": RateLimit(requests_per_minute=50, tokens_per_minute=10_000)},
        models=["gpt-6.1-terra"],
        residency="EU_STORAGE_PROCESSING",
    )
    code = synth()
    project = "${openai_project.search_project_A9798AB4.id}"
    assert blocks(code, "project") == [{"name": "search", "residency": "EU_STORAGE_PROCESSING"}]
    assert blocks(code, "project_user") == [
        {
            "project_id": project,
            "email": "ada@example.com",
            "role": "owner",
            "invite_if_missing": True,
        },
        {
            "project_id": project,
            "email": "grace@example.com",
            "role_ids": [MEMBER, VIEWER],
            "invite_if_missing": True,
        },
    ]
    assert blocks(code, "project_group") == [
        {"project_id": project, "group_id": "group_1", "role": VIEWER}
    ]
    assert blocks(code, "project_spend_limit") == [
        {"project_id": project, "threshold_amount": 40_000}
    ]
    assert [one["threshold_amount"] for one in blocks(code, "project_spend_alert")] == [
        20_000,
        36_000,
    ]
    assert {
        one["notification_channel_recipients"][0] for one in blocks(code, "project_spend_alert")
    } == {"ada@example.com"}
    assert blocks(code, "project_rate_limit") == [
        {
            "project_id": project,
            "model": "gpt-6.1-terra",
            "max_requests_per_1_minute": 50,
            "max_tokens_per_1_minute": 10_000,
        }
    ]
    assert blocks(code, "project_model_permissions") == [
        {"project_id": project, "mode": "allow_list", "model_ids": ["gpt-6.1-terra"]}
    ]
    assert list(team.spend_alerts) == [0.5, 0.9]
    assert set(team.members) == {"ada@example.com", "grace@example.com"}


def test_a_grant_adds_to_earlier_roles(stack: Any, synth: Synth) -> None:
    analysts = Group(stack, "analysts", name="Analysts")
    eve = OrganizationUser(stack, "eve", email="eve@example.com")
    team = Team(stack, "search", members={"ada@example.com": "member"}, groups={analysts: "viewer"})
    auditor = ProjectRole(
        stack, "auditor", project_id=team.project_id, permissions=[], role_name="a"
    )
    assert team.grant_member("ADA@example.com", "viewer") is team.members["ada@example.com"]
    assert team.grant(analysts, [auditor, "viewer"]) is team.groups[analysts]
    assert team.grant(eve, "owner") is team.members[eve]
    code = synth()
    (ada, second) = blocks(code, "project_user")
    assert (ada.get("role"), ada["role_ids"]) == (None, [MEMBER, VIEWER])
    assert (second["user_id"], second["role"]) == (
        "${openai_organization_user.eve.user_id}",
        "owner",
    )
    (group,) = blocks(code, "project_group")
    assert group.get("role") is None
    assert group["role_ids"] == [VIEWER, "${openai_project_role.auditor.id}"]


def test_a_service_account_gets_one_role_by_name_and_others_as_assignments(
    stack: Any, synth: Synth
) -> None:
    team = Team(stack, "search")
    identity = ServiceIdentity(team, "ci", role=None)
    assert team.grant(identity.account, ["owner", "viewer"]) is identity.account
    code = synth()
    assert blocks(code, "project_service_account")[0]["role"] == "owner"
    assert [one["role_id"] for one in blocks(code, "project_user_role")] == [VIEWER]


def test_a_principal_is_a_construct_a_pattern_or_an_id(stack: Any, synth: Synth) -> None:
    group = Group(stack, "analysts", name="Analysts")
    eve = OrganizationUser(stack, "eve", email="eve@example.com")
    team = Team(stack, "search", groups={group: "viewer"})
    identity = ServiceIdentity(team, "ci", role=None)
    assert team.grant(identity, "owner") is identity.account
    assert team.grant(identity.account.id, "viewer") is identity.account
    assert team.grant(group.id, "owner") is team.groups[group]
    assert team.grant(eve.user_id) is team.grant(eve, "viewer")
    team.grant("user-Abc")
    assert team.grant("user-abc") is not team.grant("user-Abc", "viewer")
    team.grant("group_1", "viewer")
    assignment = team.grant("svc_acct_1", ["viewer", "owner"])
    code = synth()
    assert {one.get("user_id") for one in blocks(code, "project_user")} == {
        *("user-abc", "user-Abc", "${openai_organization_user.eve.user_id}"),
    }
    assert [one["group_id"] for one in blocks(code, "project_group")][1] == "group_1"
    assigned = [(one["user_id"], one["role_id"]) for one in blocks(code, "project_user_role")]
    account = identity.account.friendly_unique_id
    assert assigned == [
        (f"${{openai_project_service_account.{account}.id}}", VIEWER),
        ("svc_acct_1", OWNER),
        ("svc_acct_1", VIEWER),
    ]
    assert assignment.role_id_input == OWNER
    with pytest.raises(ValueError, match='principal must be an email address, not "eve"'):
        team.grant("eve")
    with pytest.raises(TypeError, match=r"principal must be an email address, .* not Project"):
        team.grant(team.project)  # type: ignore[call-overload]


def test_values_can_be_tokens(stack: Any, cdk: Any, synth: Synth) -> None:
    email = cdk.TerraformVariable(stack, "email", type="string").string_value
    budget = cdk.TerraformVariable(stack, "budget", type="number").number_value
    group = Group(stack, "group", name="Group")
    role = DataOpenaiProjectRole(stack, "role", project_id="proj_1", role_name="auditor")
    Team(
        stack,
        "search",
        members={email: "owner"},
        groups={group.id: role},
        monthly_budget_usd=budget,
        alerts_at=[0.5],
    )
    code = synth()
    (member,) = code["resource"]["openai_project_user"].items()
    assert "varemail" in member[0]
    assert member[1]["email"] == "${var.email}"
    assert blocks(code, "project_group")[0]["group_id"] == "${openai_group.group.id}"
    assert blocks(code, "project_group")[0]["role"] == "${data.openai_project_role.role.id}"
    assert blocks(code, "project_spend_limit")[0]["threshold_amount"] == (
        "${floor((var.budget * 100))}"
    )
    assert blocks(code, "project_spend_alert")[0]["threshold_amount"] == (
        "${floor((var.budget * 50))}"
    )


def test_one_error_names_all_faults_of_a_team(stack: Any) -> None:
    with pytest.raises(ValueError, match='Team "stack/search": 9 problems') as raised:
        Team(
            stack,
            "search",
            members={"ada": "owner", "eve@example.com": "onwer", "EVE@example.com": "member"},
            groups={"group_1": []},
            monthly_budget_usd=0,
            alerts_at=[50],
            rate_limits={"gpt-6-luna": RateLimit(), "gpt-6-sol": RateLimit(requests_per_minute=-1)},
            models=[],
        )
    assert str(raised.value).splitlines()[1:] == [
        '  - members.ada must be an email address, not "ada"',
        (
            '  - members["eve@example.com"] must be owner, member, viewer, the id of a role, or a ProjectRole, '
            'not "onwer": did you mean `owner`?'
        ),
        '  - members["EVE@example.com"] is the same person as "eve@example.com"',
        "  - monthly_budget_usd must be more than 0 dollars, not 0",
        "  - alerts_at[0] must be a share of the budget, more than 0 and at most 1, not 50: did you mean 0.5?",
        '  - rate_limits["gpt-6-luna"] must set at least one limit',
        '  - rate_limits["gpt-6-sol"].requests_per_minute: The value must be at least 0, not -1.',
        "  - groups.group_1 must contain at least one role",
        "  - models: At least one element is needed; 0 are set.",
    ]
    assert not stack.node.try_find_child("search")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"alerts_at": [0.5]}, "alerts_at are shares of the budget. Set `monthly_budget_usd`"),
        (
            {"alerts_at": [0.5], "monthly_budget_usd": 1, "members": {"a@b.c": "member"}},
            "no member has the role `owner`. Set `alert_recipients`",
        ),
        ({"monthly_budget_usd": 0.001}, "must be a whole number of cents, not 0.001"),
        ({"members": ["a@b.c"]}, "members must be a mapping of roles by email address, not list"),
        ({"groups": {7: "viewer"}}, "must be a Group, a DataOpenaiGroup or the id of a group"),
        ({"rate_limits": {"gpt-6-luna": 50}}, "must be a RateLimit, not int"),
        ({"members": {"a@b.c": 7}}, 'members["a@b.c"] must be a role or a list of roles, not int'),
        ({"alerts_at": 0.5}, "alerts_at must be a list of shares, not float"),
    ],
)
def test_an_argument_that_does_not_fit_is_an_error(
    stack: Any, arguments: dict[str, Any], message: str
) -> None:
    with pytest.raises(TypeError, match='Team "stack/search":') as raised:
        Team(stack, "search", **arguments)
    assert message in str(raised.value)


def test_a_grant_to_something_else_is_an_error(stack: Any) -> None:
    team = Team(stack, "search")
    with pytest.raises(TypeError, match=r'Team "stack/search"\.grant: principal must be an email'):
        team.grant(7, "viewer")  # type: ignore[call-overload]
    elsewhere = ServiceIdentity(stack, "ci", project_id="proj_1").account
    with pytest.raises(ValueError, match="must be a service account in the tree of the team"):
        team.grant(elsewhere)
