from cdktf import App, TerraformStack

from openai_cdktf import OpenaiProvider, Project

app = App()
stack = TerraformStack(app, "project")
OpenaiProvider(stack, "openai")

Project(stack, "support", name="Support")

app.synth()
