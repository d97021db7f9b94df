"""Rules for complete stacks: a budget for each project, no keys in the program, no models that OpenAI shuts down.

```python
from openai_cdktf import guardrails

guardrails.apply(stack, guardrails.RECOMMENDED)
```

`apply` checks the stack when the CDK synthesizes it, also constructs that are created after the call. An error makes the synthesis
fail, and a warning is printed. `check` returns the report at once, for tests. `acknowledge` accepts a finding, with a reason that
stays in the report.
"""

from openai_cdktf.guardrails._acknowledging import acknowledge
from openai_cdktf.guardrails._applying import apply, check
from openai_cdktf.guardrails._findings import Finding, Level, Problem
from openai_cdktf.guardrails._overridden import arguments_of
from openai_cdktf.guardrails._reports import Report
from openai_cdktf.guardrails._rules import Rule
from openai_cdktf.guardrails.defaults import DefaultMetadata, ProtectFromDestroy
from openai_cdktf.guardrails.models import AllowedModels, ForbidRetiredModels
from openai_cdktf.guardrails.projects import AllowedResidency, RequireBudget
from openai_cdktf.guardrails.recommended import RECOMMENDED
from openai_cdktf.guardrails.secrets import ForbidLiteralKeys, ForbidSecretsInState
from openai_cdktf.guardrails.storage import RequireExpiry

__all__ = [
    "RECOMMENDED",
    "AllowedModels",
    "AllowedResidency",
    "DefaultMetadata",
    "Finding",
    "ForbidLiteralKeys",
    "ForbidRetiredModels",
    "ForbidSecretsInState",
    "Level",
    "Problem",
    "ProtectFromDestroy",
    "Report",
    "RequireBudget",
    "RequireExpiry",
    "Rule",
    "acknowledge",
    "apply",
    "arguments_of",
    "check",
]
