from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import (
    DataOpenaiAgentAutomation,
    DataOpenaiAgentAutomationInvocations,
    OpenaiProvider,
)

app = App()
stack = TerraformStack(app, "data-agent-automation-invocations")
OpenaiProvider(stack, "openai")

check = DataOpenaiAgentAutomation(stack, "check", name="Nightly check")
lately = DataOpenaiAgentAutomationInvocations(
    stack, "lately", automation_id=check.id, order="desc", limit=7
)
TerraformOutput(stack, "invocations", value=lately.invocations)

app.synth()
