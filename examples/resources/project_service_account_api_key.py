from cdktf import App, TerraformResourceLifecycle, TerraformStack

from openai_cdktf import OpenaiProvider, ProjectServiceAccount, ProjectServiceAccountApiKey

# The output of `openssl pkey -in private.pem -pubout`.
PUBLIC_KEY = """\
-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAyJJoYobGHIcuh7tgZMOA
munb5gWELBknY7o7wHDgWjnk6GAUsbADm+ujCsp0btG7zRUmd7d2/u/k6w+AGp2C
ZA2Pmjb2cmOUKeq5MuRiUNxSIETXJ8WSC8p77QfSEFWp3PbF4HAoKcXgipgOV5Ts
wNFufOjsiePj3muM6S4y+5GT1hRecFwiT1esd3xYiNQd0YOCklLGaLRjrds8LneX
AiIkQ5AN3hcWQ5pzzKnSPpH+qUCwvjl+gJSa7psYU2fAlHrwzqx6qKQorQ1NKW5T
OT2InRgjPftsmeJ2gLEUSJ7CPDlQQKUI2EH65WOizdF2ZBAFAgUyoOpwXJMFqM6G
XwIDAQAB
-----END PUBLIC KEY-----
"""

app = App()
stack = TerraformStack(app, "project-service-account-api-key")
OpenaiProvider(stack, "openai")

nightly = ProjectServiceAccount(stack, "nightly", project_id="proj_abc123", name="nightly")

# The state contains its value only encrypted, as `key.encrypted_value`. You can decrypt it with the private key. If you have
# a secret store, use an `EphemeralOpenaiProjectServiceAccountApiKey` instead to pass it on.
key = ProjectServiceAccountApiKey(
    stack,
    "key",
    project_id=nightly.project_id,
    service_account_id=nightly.id,
    name="nightly",
    scopes=["api.model.request"],
    expires_in_seconds=7_776_000,
    encrypt_to=PUBLIC_KEY,
    rotate_when={"quarter": "2026-Q4"},
    lifecycle=TerraformResourceLifecycle(create_before_destroy=True),
)

app.synth()
