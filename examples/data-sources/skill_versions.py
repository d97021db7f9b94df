from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiSkillVersions, OpenaiProvider, Skill

MANIFEST = "---\nname: invoices\ndescription: Checks invoices.\n---\n\nLook for the number.\n"

app = App()
stack = TerraformStack(app, "data-skill-versions")
OpenaiProvider(stack, "openai")

invoices = Skill(stack, "invoices", files={"SKILL.md": MANIFEST})
every = DataOpenaiSkillVersions(stack, "every", skill_id=invoices.id, order="asc")
TerraformOutput(stack, "versions", value=every.versions)

app.synth()
