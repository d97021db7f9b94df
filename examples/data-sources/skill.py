from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiSkill, OpenaiProvider, Skill

MANIFEST = "---\nname: letters\ndescription: Writes letters.\n---\n\nBegin with the date.\n"

app = App()
stack = TerraformStack(app, "data-skill")
OpenaiProvider(stack, "openai")

letters = Skill(stack, "letters", files={"SKILL.md": MANIFEST})
# To find an existing skill by its name, write `name="letters"`.
found = DataOpenaiSkill(stack, "found", id=letters.id)
TerraformOutput(stack, "for_what", value=found.description)

app.synth()
