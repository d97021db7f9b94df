from cdktf import App, TerraformStack

from openai_cdktf import EphemeralOpenaiAdminApiKey, OpenaiProvider

app = App()
stack = TerraformStack(app, "ephemeral-admin-api-key")
OpenaiProvider(stack, "openai")

# `audits.value` may go wherever nothing is stored: into write-only arguments, such as those of
# a vault, and the configuration of providers. The key is revoked at the end of the run.
EphemeralOpenaiAdminApiKey(stack, "audits", name="audits", expires_in_seconds=3600)

app.synth()
