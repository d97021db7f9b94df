from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiVaults, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-vaults")
OpenaiProvider(stack, "openai")

support = DataOpenaiVaults(stack, "support", metadata={"team": "support"}, status=["active"])
TerraformOutput(stack, "vaults", value=support.vaults)

app.synth()
