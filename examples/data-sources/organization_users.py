from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiOrganizationUsers, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-organization-users")
OpenaiProvider(stack, "openai")

team = DataOpenaiOrganizationUsers(stack, "team", emails=["ada@example.com", "grace@example.com"])
TerraformOutput(stack, "team_members", value=team.users)

app.synth()
