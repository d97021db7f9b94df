"""Tests for stacks, at three levels: the synthesized template, a validation without Terraform, and a plan by Terraform.

`Template` asserts what a stack contains. `validate` checks it against the provider's schema, in milliseconds. `plan` runs Terraform
against a local OpenAI API. For pytest, the plugin of this package has the fixtures ``openai_sandbox`` and ``deployed``.
"""

from __future__ import annotations

from openai_cdktf.testing.deployments import Deploy, Deployment
from openai_cdktf.testing.matching import Match, Matcher
from openai_cdktf.testing.plans import Change, Plan
from openai_cdktf.testing.problems import Block, InvalidStackError, Problem
from openai_cdktf.testing.template import Template
from openai_cdktf.testing.validation import problems, validate
from openai_cdktf.testing.workspaces import TerraformError, Workspace, plan

__all__ = [
    "Block",
    "Change",
    "Deploy",
    "Deployment",
    "InvalidStackError",
    "Match",
    "Matcher",
    "Plan",
    "Problem",
    "Template",
    "TerraformError",
    "Workspace",
    "plan",
    "problems",
    "validate",
]
