from cdktf import App, TerraformStack

from openai_cdktf import OpenaiProvider, Role

app = App()
stack = TerraformStack(app, "role")
OpenaiProvider(stack, "openai")

Role(
    stack,
    "key_keeper",
    role_name="Key keeper",
    description="Manages the keys of projects.",
    permissions=[
        "api.organization.projects.api_keys.read",
        "api.organization.projects.api_keys.write",
    ],
)

app.synth()
