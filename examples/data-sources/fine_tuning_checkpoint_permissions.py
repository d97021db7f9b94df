from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiFineTuningCheckpointPermissions, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-fine-tuning-checkpoint-permissions")
OpenaiProvider(stack, "openai")

shared = DataOpenaiFineTuningCheckpointPermissions(
    stack,
    "shared",
    fine_tuned_model_checkpoint="ft:gpt-4o-mini-2024-07-18:acme:support:abc123",
    order="ascending",
)
TerraformOutput(stack, "permissions", value=shared.permissions)

app.synth()
