from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import (
    File,
    OpenaiProvider,
    Response,
    ResponseTools,
    ResponseToolsUserLocation,
    VectorStore,
)

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

# The model searches a file. Terraform does not see changes of the file, so `triggers` creates a new response for them.
handbook = File(stack, "handbook", content="Ask for help early.", purpose="assistants")
store = VectorStore(stack, "handbooks", name="handbooks", file_ids=[handbook.id])
tip = Response(
    stack,
    "tip",
    model="gpt-6.1-terra",
    input="What does the handbook say about help?",
    tools=[ResponseTools(type="file_search", vector_store_ids=[store.id])],
    triggers={"handbook": handbook.content_sha256},
)
TerraformOutput(stack, "tip_text", value=tip.output_text)

app.synth()
