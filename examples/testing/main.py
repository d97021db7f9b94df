"""Makes the pages of a handbook searchable. `test_support.py` tests it at three levels."""

from pathlib import Path

from cdktf import App, TerraformOutput, TerraformStack
from constructs import Construct

from openai_cdktf import File, OpenaiProvider, VectorStore, VectorStoreFile


class Support(TerraformStack):
    """A vector store with the pages of a handbook."""

    def __init__(self, scope: Construct, id: str, *, pages: list[Path]) -> None:  # noqa: A002
        super().__init__(scope, id)
        OpenaiProvider(self, "openai")
        self.store = VectorStore(self, "handbook", name="Handbook")
        for page in pages:
            file = File(self, page.stem, source=page, purpose="assistants")
            VectorStoreFile(
                self,
                f"{page.stem}_searchable",
                vector_store_id=self.store.id,
                file_id=file.id,
                attributes={"page": page.stem},
            )
        TerraformOutput(self, "vector_store_id", value=self.store.id)


if __name__ == "__main__":
    app = App()
    Support(app, "support", pages=sorted(Path("handbook").glob("*.md")))
    app.synth()
