from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import File, OpenaiProvider, VectorStore

app = App()
stack = TerraformStack(app, "quickstart")
OpenaiProvider(stack, "openai")  # the key comes from OPENAI_API_KEY

tips = File(stack, "tips", content="Ask for help early.", filename="tips.md", purpose="assistants")
handbook = VectorStore(stack, "handbook", name="Handbook", file_ids=[tips.id])
TerraformOutput(stack, "vector_store_id", value=handbook.id)

app.synth()
