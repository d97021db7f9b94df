"""``openai-cdktf export``: what exists at OpenAI, as a program that takes it over.

Objects are read through the provider's own declarations (`reading`). All that follows is pure: what to write of each
(`arguments`), what to call it (`names`), who refers to whom (`blocks`), and the text (`python_program`, `hcl_program`).
"""
