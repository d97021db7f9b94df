from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiGroups, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-groups")
OpenaiProvider(stack, "openai")

all_of_them = DataOpenaiGroups(stack, "all", order="asc", limit=1)
TerraformOutput(stack, "oldest", value=all_of_them.group_ids)

app.synth()
