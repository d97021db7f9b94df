from cdktf import App, TerraformStack

from openai_cdktf import DataOpenaiOrganizationUser, DataOpenaiRole, OpenaiProvider, Role, UserRoles

app = App()
stack = TerraformStack(app, "user-roles")
OpenaiProvider(stack, "openai")

grace = DataOpenaiOrganizationUser(stack, "grace", email="grace@example.com")
reader = DataOpenaiRole(stack, "reader", role_name="Reader")
warden = Role(stack, "warden", role_name="Warden", permissions=["api.groups.write"])
UserRoles(stack, "of_grace", user_id=grace.user_id, role_ids=[reader.id, warden.id])

app.synth()
