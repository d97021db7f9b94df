from cdktf import App, TerraformStack

from openai_cdktf import FineTuningCheckpointPermission, OpenaiProvider

app = App()
stack = TerraformStack(app, "fine-tuning-checkpoint-permission")
OpenaiProvider(stack, "openai")

for name, project_id in {"sales": "proj_abc123", "support": "proj_def456"}.items():
    FineTuningCheckpointPermission(
        stack,
        name,
        fine_tuned_model_checkpoint="ft:gpt-4o-mini-2024-07-18:acme:support:abc123",
        project_id=project_id,
    )

app.synth()
