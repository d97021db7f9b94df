"""The ``openai-cdktf`` command: install the provider, run the sandbox, check the machine.

It knows all the other packages, each inside the command that needs it, so that ``--help`` stays
quick; nobody imports it.
"""
