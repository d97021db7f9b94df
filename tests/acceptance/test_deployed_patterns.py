"""Patterns in tests of users: what `Deployment` does with deliveries, which would reach real files and secret stores."""

from __future__ import annotations

import json
from pathlib import Path

import cdktf

from openai_cdktf import OpenaiProvider
from openai_cdktf.patterns import CommandSink, ServiceIdentity, Team, local_file
from openai_cdktf.testing import Deployment
from tests.sandbox import Sandbox
from tests.terraform import executable


class _Stack(cdktf.TerraformStack):
    def __init__(self, folder: Path, team: str) -> None:
        super().__init__(cdktf.Testing.app(), "stack")
        OpenaiProvider(self, "openai")
        self.team = Team(self, team, name="Billing", members={"ada@example.com": "owner"})
        self.bot = ServiceIdentity(self.team, "bot")
        self.bot.deliver_key_to(local_file(folder / "keys" / "bot"))
        write = f"open({str(folder / 'store')!r}, 'w').write('x')"
        self.bot.deliver_key_to(CommandSink(command=write, interpreter=("python3", "-c")))


def test_deliveries_do_not_run_and_a_renamed_pattern_keeps_its_objects(
    provider_mirror: Path, sandbox: Sandbox, tmp_path: Path
) -> None:
    key = tmp_path / "keys" / "bot"
    key.parent.mkdir()
    key.write_text("the real key")
    stack = _Stack(tmp_path, "billing")
    with Deployment(sandbox, stack, terraform=executable("1.15")) as deployment:
        assert (key.read_text(), (tmp_path / "store").exists()) == ("the real key", False)
        delivered = deployment.state[stack.bot.stores["local-file"]]["triggers_replace"]["value"]
        assert Path(delivered["environment"]["KEY_FILE"]).name == "bot"
        assert "$OPENAI_API_KEY" in delivered["command"]
        assert deployment.second_plan_is_empty
        renamed = _Stack(tmp_path, "finance")
        renamed.team.move_from("billing")
        plan = deployment.plan(renamed)
        assert (plan.creates, plan.deletes, plan.replacements) == ([], [], [])
        moved = json.loads(cdktf.Testing.synth(renamed))["moved"]
        assert {one["from"] for one in moved} == {one.partition("[")[0] for one in deployment.state}
