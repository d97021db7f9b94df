from cdktf import App, TerraformStack, TerraformVariable

from openai_cdktf import ActionOpenaiFineTuningJobCancel, OpenaiProvider

app = App()
stack = TerraformStack(app, "fine-tuning-job-cancel")
OpenaiProvider(stack, "openai")

job = TerraformVariable(stack, "job", type="string", description="The id of the fine-tuning job.")
ActionOpenaiFineTuningJobCancel(stack, "stop", fine_tuning_job_id=job.string_value)

app.synth()
