from cdktf import App, TerraformResourceLifecycle, TerraformStack

from openai_cdktf import Certificate, OpenaiProvider

app = App()
stack = TerraformStack(app, "certificate")
OpenaiProvider(stack, "openai")

Certificate(
    stack,
    "partners",
    name="partners",
    certificate="""-----BEGIN CERTIFICATE-----
MIIBhTCCASugAwIBAgIQIRi6zePL6mKjOipn+dNuaTAKBggqhkjOPQQDAjASMRAw
DgYDVQQKEwdBY21lIENvMB4XDTE3MTAyMDE5NDMwNloXDTE4MTAyMDE5NDMwNlow
-----END CERTIFICATE-----
""",
    lifecycle=TerraformResourceLifecycle(create_before_destroy=True),
)

app.synth()
