"""`move_from`: a renamed pattern keeps its objects."""

from __future__ import annotations

import json
from types import ModuleType
from typing import Any

import pytest

from openai_cdktf import OpenaiProvider
from openai_cdktf.patterns import CommandSink, ServiceIdentity, Team
from tests.unit.openai_cdktf.conftest import Synth


def _addresses(code: dict[str, Any]) -> set[str]:
    return {f"{kind}.{name}" for kind, named in code["resource"].items() for name in named}


def _team(stack: Any, team_id: str, bot_id: str) -> tuple[Team, ServiceIdentity]:
    OpenaiProvider(stack, "openai")
    team = Team(stack, team_id, members={"ada@example.com": "owner"}, name="Billing")
    return team, ServiceIdentity(team, bot_id)


def test_each_resource_moves_from_its_address_under_the_former_ids(
    cdk: ModuleType, stack: Any, synth: Synth
) -> None:
    before = cdk.TerraformStack(cdk.Testing.app(), "stack")
    _, bot = _team(before, "billing", "robot")
    bot.deliver_key_to(CommandSink(command="store"))
    team, bot = _team(stack, "finance", "bot")
    team.move_from("billing")
    bot.move_from("robot")
    bot.deliver_key_to(CommandSink(command="store"))  # resources that are created later move, too
    code = synth()
    moved = {one["from"]: one["to"] for one in code["moved"]}
    assert moved.keys() == _addresses(json.loads(cdk.Testing.synth(before)))
    assert set(moved.values()) == _addresses(code)
    assert synth() == code  # for a second synthesis in a test


def test_a_wrong_former_id_is_refused(stack: Any) -> None:
    team, _ = _team(stack, "finance", "bot")
    Team(stack, "search", members={})
    with pytest.raises(ValueError, match='id "search" is still a construct in the same scope'):
        team.move_from("search")
    with pytest.raises(ValueError, match="id must be the former id, not the present one"):
        team.move_from("finance")
    team.move_from("billing")
    with pytest.raises(ValueError, match="can be called only once"):
        team.move_from("money")
