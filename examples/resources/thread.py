from cdktf import App, TerraformStack

from openai_cdktf import OpenaiProvider, Thread, ThreadMessages

app = App()
stack = TerraformStack(app, "thread")
OpenaiProvider(stack, "openai")

Thread(
    stack,
    "visit",
    messages=[
        ThreadMessages(role="user", content="What do you have for lunch?"),
        ThreadMessages(role="assistant", content="Onion soup. Anything else?"),
    ],
    metadata={"Table": "7"},
)

app.synth()
