from cdktf import App, TerraformResourceLifecycle, TerraformStack

from openai_cdktf import ExternalKey, OpenaiProvider

app = App()
stack = TerraformStack(app, "external-key")
OpenaiProvider(stack, "openai")

ExternalKey(
    stack,
    "records",
    name="records",
    type="aws",
    kms_arn="arn:aws:kms:us-east-1:123456789012:key/00000000-0000-0000-0000-000000000000",
    role_arn="arn:aws:iam::123456789012:role/openai",
    external_id="org-abc123",
    lifecycle=TerraformResourceLifecycle(create_before_destroy=True),
)

app.synth()
