from cdktf import App, TerraformStack

from openai_cdktf import (
    DataOpenaiWorkloadIdentityProvider,
    OpenaiProvider,
    ProjectServiceAccount,
    WorkloadIdentityFederationRule,
    WorkloadIdentityFederationRulePermissions,
)

app = App()
stack = TerraformStack(app, "workload-identity-federation-rule")
OpenaiProvider(stack, "openai")

ci = DataOpenaiWorkloadIdentityProvider(stack, "ci", name="github-actions")
tests = ProjectServiceAccount(stack, "tests", project_id="proj_abc123", name="tests", role="member")

# Jobs of this repository can use the service account without an API key.
WorkloadIdentityFederationRule(
    stack,
    "jobs",
    workload_identity_provider_id=ci.id,
    project_id=tests.project_id,
    service_account_id=tests.id,
    name="integration tests",
    attribute_matchers={"repository": "acme/app"},
    permissions=WorkloadIdentityFederationRulePermissions(
        type="restricted", scopes=["api.model.request"]
    ),
)

app.synth()
