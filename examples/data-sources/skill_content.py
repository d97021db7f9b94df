from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiSkillContent, OpenaiProvider, Skill

MANIFEST = "---\nname: offers\ndescription: Writes offers.\n---\n\nName a price.\n"

app = App()
stack = TerraformStack(app, "data-skill-content")
OpenaiProvider(stack, "openai")

offers = Skill(stack, "offers", files={"SKILL.md": MANIFEST})
back = DataOpenaiSkillContent(stack, "back", skill_id=offers.id, max_bytes=65_536)
TerraformOutput(stack, "files", value=back.files)

app.synth()
