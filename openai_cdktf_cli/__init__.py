"""The ``openai-cdktf`` command: install the provider, run the sandbox, check the machine.

Each command imports the packages that it needs when it runs, so that ``--help`` is fast.
"""
