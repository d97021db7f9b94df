from cdktf import App, TerraformStack

from openai_cdktf import OpenaiProvider, Project, ProjectUser

app = App()
stack = TerraformStack(app, "project-user")
OpenaiProvider(stack, "openai")

support = Project(stack, "support", name="Support")
ProjectUser(stack, "ada", project_id=support.id, email="ada@example.com", role="member")

app.synth()
