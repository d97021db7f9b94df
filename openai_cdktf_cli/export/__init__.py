"""``openai-cdktf export``: writes the existing objects at OpenAI as a program that imports them.

`reading` reads the objects with the provider's declarations. The other steps are pure: the arguments of each object
(`arguments`), its name (`names`), the references between objects (`blocks`), and the text (`python_program`, `hcl_program`).
"""
