from cdktf import App, TerraformStack

from openai_cdktf import Container, ContainerSkills, OpenaiProvider, Skill

INSTRUCTIONS = """\
---
name: receipts
description: Adds up receipts from a CSV file, by month.
---

Run `scripts/add.py` with the path of the file, and show what it prints as a table.
"""
SCRIPT = """\
import csv, sys

for row in csv.DictReader(open(sys.argv[1])):
    print(row["date"][:7], row["amount"])
"""

app = App()
stack = TerraformStack(app, "skill")
OpenaiProvider(stack, "openai")

# To use a folder beside `cdktf.json`, write `source="receipts"`.
receipts = Skill(stack, "receipts", files={"SKILL.md": INSTRUCTIONS, "scripts/add.py": SCRIPT})
Container(
    stack,
    "accounting",
    name="accounting",
    skills=[
        ContainerSkills(type="skill_reference", skill_id=receipts.id, version=receipts.version)
    ],
)

app.synth()
