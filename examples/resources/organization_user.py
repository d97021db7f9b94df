from cdktf import App, TerraformStack

from openai_cdktf import OpenaiProvider, OrganizationUser

app = App()
stack = TerraformStack(app, "organization-user")
OpenaiProvider(stack, "openai")

OrganizationUser(
    stack,
    "grace",
    email="grace@example.com",
    role="owner",
    technical_level="expert",
    on_destroy="restore",
)

app.synth()
