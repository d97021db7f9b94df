from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiExternalStorages, OpenaiProvider

app = App()
stack = TerraformStack(app, "data-external-storages")
OpenaiProvider(stack, "openai")

of_project = DataOpenaiExternalStorages(stack, "of_project", project_id="proj_abc123")
TerraformOutput(stack, "external_storages", value=of_project.external_storages)

app.synth()
