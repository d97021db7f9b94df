from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiExternalStorage, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-external-storage")
OpenaiProvider(stack, "openai")

records = DataOpenaiExternalStorage(stack, "records", id="extstore_abc123")
TerraformOutput(stack, "status", value=records.status)

app.synth()
