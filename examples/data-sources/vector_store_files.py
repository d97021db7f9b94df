from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import DataOpenaiVectorStoreFiles, OpenaiProvider, VectorStore

app = App()
stack = TerraformStack(app, "data-vector-store-files")
OpenaiProvider(stack, "openai")

handbooks = VectorStore(stack, "handbooks", name="handbooks")
failed = DataOpenaiVectorStoreFiles(
    stack,
    "failed",
    vector_store_id=handbooks.id,
    filter="failed",
)
TerraformOutput(stack, "failed_files", value=failed.files)

app.synth()
