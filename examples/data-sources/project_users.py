from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiProject, DataOpenaiProjectUsers, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-project-users")
OpenaiProvider(stack, "openai")

default = DataOpenaiProject(stack, "default", name="Default project")
everybody = DataOpenaiProjectUsers(stack, "everybody", project_id=default.id)
TerraformOutput(stack, "owners", value=everybody.owner_ids)

app.synth()
