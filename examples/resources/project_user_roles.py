from cdktf import App, TerraformStack

from openai_cdktf import (
    DataOpenaiOrganizationUser,
    OpenaiProvider,
    Project,
    ProjectUser,
    ProjectUserRoles,
)

app = App()
stack = TerraformStack(app, "project-user-roles")
OpenaiProvider(stack, "openai")

helpdesk = Project(stack, "helpdesk", name="Helpdesk")
grace = DataOpenaiOrganizationUser(stack, "grace", email="grace@example.com")
member = ProjectUser(stack, "member", project_id=helpdesk.id, user_id=grace.user_id, role="member")
ProjectUserRoles(
    stack,
    "of_grace",
    project_id=helpdesk.id,
    user_id=member.user_id,
    role_ids=["role-api-project-member", "role-api-project-viewer"],
)

app.synth()
