from cdktf import App, TerraformStack

from openai_cdktf import (
    OpenaiProvider,
    WorkloadIdentityProvider,
    WorkloadIdentityProviderAttributeTransformations,
)

app = App()
stack = TerraformStack(app, "workload-identity-provider")
OpenaiProvider(stack, "openai")

WorkloadIdentityProvider(
    stack,
    "ci",
    name="github",
    issuer="https://token.actions.githubusercontent.com/acme",
    audience="https://api.openai.com",
    attribute_transformations=[
        WorkloadIdentityProviderAttributeTransformations(
            attribute="repository",
            expression="claims.repository",
        ),
    ],
)

app.synth()
