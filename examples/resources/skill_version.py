from cdktf import App, TerraformOutput, TerraformResourceLifecycle, TerraformStack

from openai_cdktf import OpenaiProvider, Skill, SkillVersion

FRONT_MATTER = """\
---
name: style
description: How we write.
---

"""

app = App()
stack = TerraformStack(app, "skill-version")
OpenaiProvider(stack, "openai")

style = Skill(stack, "style", files={"SKILL.md": f"{FRONT_MATTER}Write short sentences.\n"})
trial = SkillVersion(
    stack,
    "trial",
    skill_id=style.id,
    files={"SKILL.md": f"{FRONT_MATTER}Write short sentences, and no adverbs.\n"},
    lifecycle=TerraformResourceLifecycle(create_before_destroy=True),
)
TerraformOutput(stack, "number", value=trial.version)

app.synth()
