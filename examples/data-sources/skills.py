from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiSkills, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-skills")
OpenaiProvider(stack, "openai")

every = DataOpenaiSkills(stack, "every", order="asc")
TerraformOutput(stack, "skills", value=every.skills)

app.synth()
