from cdktf import App, TerraformStack

from openai_cdktf import DataOpenaiOrganizationUser, OpenaiProvider, Project, ProjectUser

app = App()
stack = TerraformStack(app, "data-organization-user")
OpenaiProvider(stack, "openai")

grace = DataOpenaiOrganizationUser(stack, "grace", email="grace@example.com")
compiler = Project(stack, "compiler", name="Compiler")
ProjectUser(stack, "owner", project_id=compiler.id, user_id=grace.user_id, role="owner")

app.synth()
