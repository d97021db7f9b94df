"""Right and wrong uses of `openai_cdktf.testing`. See ``api.py``."""

from __future__ import annotations

from typing import Any, assert_type

import cdktf
import cdktn

from openai_cdktf import File, VectorStoreExpiresAfter
from openai_cdktf.testing import Block, Deploy, Match, Plan, Template, plan, validate
from openai_cdktf.testing.applied import State
from openai_sandbox import Sandbox


def right(
    stack: cdktf.TerraformStack, other: cdktn.TerraformStack, deployed: Deploy, sandbox: Sandbox
) -> None:
    validate(stack)
    template = Template.from_stack(other)
    expiry = VectorStoreExpiresAfter(anchor="last_active_at", days=3)
    assert_type(template.has(File, source=Match.string_like("*.md"), expires_at=expiry), Block)
    assert_type(template.find("aws_s3_bucket"), list[Block])
    template.count(File, 2, purpose=Match.any())
    assert_type(plan(stack, sandbox=sandbox, variables={"names": ["x"]}), Plan)
    assert_type(plan("folder").replaces(File), bool)
    deployment = deployed(other, terraform="terraform")
    assert_type(deployment.state, State)
    assert_type(deployment.state[File], dict[str, Any])
    assert_type(deployment.second_plan_is_empty, bool)
    assert_type(sandbox.requests, list[dict[str, Any]])


def wrong(stack: cdktf.TerraformStack, template: Template, deployed: Deploy) -> None:
    validate("stack")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    template.has(int)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    template.count(File, "2")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    plan(stack, sandbox="http://127.0.0.1")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    deployed(stack).sate  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]  # noqa: B018
