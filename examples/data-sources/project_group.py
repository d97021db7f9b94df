from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiProjectGroup, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-project-group")
OpenaiProvider(stack, "openai")

auditors = DataOpenaiProjectGroup(
    stack, "auditors", project_id="proj_abc123", group_name="Auditors"
)
TerraformOutput(stack, "since", value=auditors.created_at)

app.synth()
