from cdktf import App, TerraformStack

from openai_cdktf import ExternalStorage, ExternalStorageStorage, OpenaiProvider

app = App()
stack = TerraformStack(app, "external-storage")
OpenaiProvider(stack, "openai")

ExternalStorage(
    stack,
    "records",
    project_id="proj_abc123",
    storage=ExternalStorageStorage(
        type="aws",
        bucket="acme-openai-records",
        role_arn="arn:aws:iam::123456789012:role/openai",
    ),
)

app.synth()
