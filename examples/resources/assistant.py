from cdktf import App, TerraformStack

from openai_cdktf import (
    Assistant,
    AssistantTools,
    AssistantToolsFunction,
    OpenaiProvider,
)

app = App()
stack = TerraformStack(app, "assistant")
OpenaiProvider(stack, "openai")

Assistant(
    stack,
    "support",
    model="gpt-6-luna",
    name="Support",
    instructions="You answer questions about orders. Be brief.",
    temperature=0.2,
    tools=[
        AssistantTools(type="code_interpreter"),
        AssistantTools(
            type="function",
            function=AssistantToolsFunction(
                name="order_status",
                description="Where an order is.",
                parameters={
                    "type": "object",
                    "properties": {"order": {"type": "string"}},
                    "required": ["order"],
                },
            ),
        ),
    ],
)

app.synth()
