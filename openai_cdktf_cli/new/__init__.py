"""``openai-cdktf new``: writes a project with a stack, its tests and its workflows."""
