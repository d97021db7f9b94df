from cdktf import App, TerraformStack

from openai_cdktf import Group, OpenaiProvider, Project, ProjectGroups, ProjectGroupsGroups

app = App()
stack = TerraformStack(app, "project-groups")
OpenaiProvider(stack, "openai")

support = Project(stack, "support", name="Support")
team = Group(stack, "team", name="Support team, alone")
ProjectGroups(
    stack,
    "everybody",
    project_id=support.id,
    groups=[ProjectGroupsGroups(group_id=team.id, role="role-api-project-member")],
)

app.synth()
