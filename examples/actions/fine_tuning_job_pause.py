from cdktf import App, TerraformStack, TerraformVariable

from openai_cdktf import ActionOpenaiFineTuningJobPause, OpenaiProvider

app = App()
stack = TerraformStack(app, "fine-tuning-job-pause")
OpenaiProvider(stack, "openai")

job = TerraformVariable(stack, "job", type="string", description="The id of the fine-tuning job.")
ActionOpenaiFineTuningJobPause(stack, "pause", fine_tuning_job_id=job.string_value)

app.synth()
