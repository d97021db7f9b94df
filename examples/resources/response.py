from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import OpenaiProvider, Response, ResponseTools, ResponseToolsUserLocation

app = App()
stack = TerraformStack(app, "response")
OpenaiProvider(stack, "openai")

guide = Response(
    stack,
    "guide",
    model="gpt-6.1-terra",
    instructions="You write for visitors. Three sentences, no prices.",
    input="What is on in Lisbon this month?",
    tools=[
        ResponseTools(
            type="web_search",
            search_context_size="low",
            user_location=ResponseToolsUserLocation(city="Lisbon", country="PT"),
        )
    ],
    triggers={"month": "2026-11"},
)
TerraformOutput(stack, "text", value=guide.output_text)

app.synth()
