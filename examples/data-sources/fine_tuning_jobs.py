from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiFineTuningJobs, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-fine-tuning-jobs")
OpenaiProvider(stack, "openai")

geography = DataOpenaiFineTuningJobs(stack, "geography", metadata={"team": "geography"}, limit=10)
TerraformOutput(stack, "jobs", value=geography.jobs)

app.synth()
