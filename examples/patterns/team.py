from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import Group, OpenaiProvider, Vault
from openai_cdktf.patterns import RateLimit, ServiceIdentity, Team, WriteOnlySink

app = App()
stack = TerraformStack(app, "team")
OpenaiProvider(stack, "openai")

analysts = Group(stack, "analysts", name="Analysts")
search = Team(
    stack,
    "search",
    members={"ada@example.com": "owner", "grace@example.com": "member"},
    groups={analysts: "viewer"},
    monthly_budget_usd=400,
    alerts_at=[0.5, 0.9],
    rate_limits={"gpt-6-luna": RateLimit(requests_per_minute=50)},
    models=["gpt-6-luna", "text-embedding-3-large"],
)
search.grant_member("linus@example.com", "viewer")

# Any resource with a write-only argument can receive the key. For the usual secret stores there are functions, such as
# `aws_secrets_manager("openai/search")`, `vault_kv("secret", "openai/search")` and `kubernetes_secret("openai")`.
keys = Vault(stack, "keys", name="Keys")
nightly = ServiceIdentity(search, "nightly", scopes=["api.model.request"], rotate_every="90d")
nightly.deliver_key_to(
    WriteOnlySink(
        "openai_vault_credential",
        "auth.token",
        "secrets_version",
        arguments={
            "vault_id": keys.id,
            "name": "nightly",
            "auth": {"type": "static_bearer", "mcp_server_url": "https://mcp.example.com"},
        },
    )
)
TerraformOutput(stack, "project_id", value=search.project_id)

app.synth()
