from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiSkillVersion, OpenaiProvider, Skill

MANIFEST = "---\nname: minutes\ndescription: Takes minutes.\n---\n\nList who was there.\n"

app = App()
stack = TerraformStack(app, "data-skill-version")
OpenaiProvider(stack, "openai")

minutes = Skill(stack, "minutes", files={"SKILL.md": MANIFEST})
first = DataOpenaiSkillVersion(stack, "first", skill_id=minutes.id, version=minutes.version)
TerraformOutput(stack, "for_what", value=first.description)

app.synth()
