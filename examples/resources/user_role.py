from cdktf import App, TerraformStack

from openai_cdktf import OpenaiProvider, Role, UserRole

app = App()
stack = TerraformStack(app, "user-role")
OpenaiProvider(stack, "openai")

host = Role(stack, "host", role_name="Host", permissions=["api.groups.read", "api.groups.write"])
UserRole(stack, "importer_hosts", user_id="user-abc123", role_id=host.id)

app.synth()
