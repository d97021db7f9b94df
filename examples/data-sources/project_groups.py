from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiProjectGroups, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-project-groups")
OpenaiProvider(stack, "openai")

here = DataOpenaiProjectGroups(stack, "here", project_id="proj_abc123")
TerraformOutput(stack, "groups", value=here.groups)

app.synth()
