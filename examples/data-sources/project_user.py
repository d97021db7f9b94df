from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiProject, DataOpenaiProjectUser, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-project-user")
OpenaiProvider(stack, "openai")

default = DataOpenaiProject(stack, "default", name="Default project")
ada = DataOpenaiProjectUser(stack, "ada", project_id=default.id, email="ada@example.com")
TerraformOutput(stack, "ada_is_there_as", value=ada.role)

app.synth()
