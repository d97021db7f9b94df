from cdktf import App, TerraformStack

from openai_cdktf import OpenaiProvider, ProjectServiceAccount

app = App()
stack = TerraformStack(app, "project-service-account")
OpenaiProvider(stack, "openai")

# It has no key. Create keys with `ProjectServiceAccountApiKey`.
ProjectServiceAccount(stack, "nightly", project_id="proj_abc123", name="nightly", role="member")

app.synth()
