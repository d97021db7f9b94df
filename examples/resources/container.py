from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import Container, ContainerExpiresAfter, ContainerNetworkPolicy, OpenaiProvider

app = App()
stack = TerraformStack(app, "container")
OpenaiProvider(stack, "openai")

analysis = Container(
    stack,
    "analysis",
    name="analysis",
    expires_after=ContainerExpiresAfter(anchor="last_active_at", minutes=20),
    memory_limit="4g",
    network_policy=ContainerNetworkPolicy(type="allowlist", allowed_domains=["pypi.org"]),
)
TerraformOutput(stack, "container_id", value=analysis.id)

app.synth()
