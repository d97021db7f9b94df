from cdktf import App, TerraformStack

from openai_cdktf import FineTuningCheckpointPermission, OpenaiProvider

app = App()
stack = TerraformStack(app, "fine-tuning-checkpoint-permission")
OpenaiProvider(stack, "openai")

for name, project_id in {"sales": "proj_sales", "support": "proj_support"}.items():
    FineTuningCheckpointPermission(
        stack,
        name,
        fine_tuned_model_checkpoint="ft:gpt-4o-mini-2024-07-18:acme:support:A1b2C3d4",
        project_id=project_id,
    )

app.synth()
