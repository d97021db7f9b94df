"""The pytest plugin of openai-cdktf: see ``plugin``.

It is a package of its own, because pytest imports it in every project of the environment. It imports the constructs and the sandbox
only when a test uses them.
"""
