from cdktf import App, TerraformStack, TerraformVariable

from openai_cdktf import ActionOpenaiFineTuningJobResume, OpenaiProvider

app = App()
stack = TerraformStack(app, "fine-tuning-job-resume")
OpenaiProvider(stack, "openai")

job = TerraformVariable(stack, "job", type="string", description="The id of the fine-tuning job.")
ActionOpenaiFineTuningJobResume(stack, "resume", fine_tuning_job_id=job.string_value)

app.synth()
