"""Right and wrong uses of the constructs. `make lint` checks them with mypy and pyright; nothing runs them.

A wrong use has the codes that both checkers must report. An unneeded ignore is an error.
"""

# ruff: noqa: B018, PLR0915 - nothing here is run

from __future__ import annotations

from pathlib import Path
from typing import assert_type

import cdktf
import cdktn
from constructs import Construct

from openai_cdktf import (
    ActionOpenaiBatchCancel,
    Assistant,
    AssistantTools,
    AssistantToolsFunction,
    ChatCompletion,
    ChatCompletionMessages,
    DataOpenaiModel,
    DataOpenaiModels,
    DataOpenaiProject,
    DataOpenaiProjectUser,
    EphemeralOpenaiChatCompletion,
    File,
    OpenaiProvider,
    Project,
    ProjectUser,
    QueryOpenaiFile,
    QueryOpenaiProjectUser,
    VectorStore,
    VectorStoreExpiresAfter,
    trigger,
)
from openai_cdktf.patterns import Example, FineTunedModel, KnowledgeBase, Prompt


class Stack(cdktf.TerraformStack):
    def __init__(self, scope: Construct, ns: str) -> None:
        super().__init__(scope, ns)
        provider = OpenaiProvider(self, "openai", alias="eu", headers={"X-Team": "search"})
        file = File(self, "file", purpose="assistants", source="handbook.pdf", provider=provider)
        store = VectorStore(
            self,
            "store",
            name=f"handbook of {file.filename}",
            file_ids=[file.id],
            expires_after=VectorStoreExpiresAfter(anchor="last_active_at", days=7),
            depends_on=[file],
            lifecycle={"prevent_destroy": True, "replace_triggered_by": [file]},
        )

        File(self, "path", purpose="assistants", source=Path("handbook.pdf"))
        assert_type(file.source, str)

        # Actions, and the resources of any provider that trigger them.
        cancel = ActionOpenaiBatchCancel(self, "cancel", batch_id="batch_1", wait=False, count=2)
        assert_type(cancel.address, str)
        trigger(store, after="create", before=["update"], actions=[cancel, f"{cancel.address}[0]"])
        data = cdktf.TerraformResource(self, "data", terraform_resource_type="terraform_data")
        trigger(data, after=["create", "update"], actions=[cancel], condition="${var.on}")

        # Queries.
        found = QueryOpenaiFile(self, "all", purpose="batch", limit=100, include_resource=True)
        assert_type(found.limit_input, int | None)
        QueryOpenaiProjectUser(self, "users", project_id="proj_1", provider=provider, count=2)

        # The types of attributes.
        assert_type(file.id, str)
        assert_type(store.file_counts.completed, int)
        assert_type(store.name_input, str | None)
        assert_type(store.TF_RESOURCE_TYPE, str)
        models = DataOpenaiModels(self, "models")
        assert_type(models.ids[0], str)
        assert_type(models.models[0].id, str)
        model = DataOpenaiModel(self, "model", id="gpt-5")
        assert_type(model.id, str)

        # Existing objects.
        found_project = Project.from_name(self, "search", "Search", provider=provider)
        assert_type(found_project, DataOpenaiProject)
        ada = ProjectUser.from_email(self, "ada", "a@b.example", project_id=found_project.id)
        assert_type(ada, DataOpenaiProjectUser)
        assert_type(File.from_name(self, "found", "a.pdf", project_id=ada.project_id).id, str)
        ProjectUser.from_id(self, "bob", "user-1")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]

        # References, tokens, mappings and structs are accepted in place of values.
        other = VectorStore(
            self,
            "other",
            file_ids=store.file_ids,
            metadata=store.metadata,
            wait_for_completion=store.wait_for_completion,
            expires_after=store.expires_after,
        )
        other.name = store.name
        other.put_expires_after(anchor="last_active_at", days=store.file_counts.total)
        other.expires_after = {"anchor": "last_active_at", "days": 3}
        other.reset_name()
        other.add_override("name", "x")
        other.import_from("vs_1")
        other.move_to("target")
        other.lifecycle = cdktf.TerraformResourceLifecycle(create_before_destroy=True)
        iterator = cdktf.TerraformIterator.from_list(["a", "b"])
        VectorStore(self, "each", for_each=iterator, name=iterator.value)
        VectorStore(self, "many", count=cdktf.TerraformCount.of(3))
        VectorStore(
            self, "sets", file_ids={"a", "b"}, wait_for_completion=iterator.get_boolean("x")
        )
        VectorStore(self, "tuples", file_ids=("a", "b"), metadata=cdktf.Token.as_string_map("x"))
        VectorStore(
            self, "lifecycle", lifecycle=cdktf.TerraformResourceLifecycle(prevent_destroy=True)
        )
        Assistant(
            self,
            "assistant",
            model=model.id,
            tools=[
                AssistantTools(
                    type="function",
                    function=AssistantToolsFunction(
                        name="f", parameters={"type": "object", "x": None}
                    ),
                ),
                {"type": "file_search"},
            ],
            response_format="auto",
        )
        chat = ChatCompletion(
            self,
            "chat",
            model=model.id,
            messages=[ChatCompletionMessages(role="user", content="Hello"), {"role": "user"}],
        )
        assert_type(chat.choices[0].message.content, str)
        EphemeralOpenaiChatCompletion(
            self, "secret", model="m", messages=[{"role": "user"}], count=2
        )
        cdktf.Fn.join(",", store.file_ids)
        VectorStore(self, "chained", for_each=cdktf.TerraformIterator.from_resources(store))
        cdktf.TerraformIterator.from_data_sources(model)
        store.provider = provider
        store.count = 3
        store.for_each = iterator
        store.cdktf_stack
        assert_type(store.get_string_map_attribute("metadata"), dict[str, str])
        other.wait_for_completion = store.get_boolean_attribute("wait_for_completion")
        cdktf.TerraformIterator.from_list(models.ids)
        VectorStore.generate_config_for_import(self, "new", "vs_1", provider)

        VectorStoreExpiresAfter(anchor="last_active_at", days=store.file_counts.total)
        VectorStoreExpiresAfter(
            anchor="an anchor of tomorrow", days=int(cdktf.Fn.length_of(store.file_ids))
        )

        # Mistakes.
        VectorStore(self, "typo", nmae="x")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
        VectorStore(self, "type", name=3)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        VectorStore(self, "self", name=file)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        VectorStore(self, "one", metadata="x")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        VectorStore(self, "computed", status="x")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
        VectorStore("scope", "id")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        File(self, "required", purpose=None)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        File(self, "missing")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
        VectorStoreExpiresAfter(anchor="x", dyas=3)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
        VectorStoreExpiresAfter(anchor="x", days=1.5)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        VectorStoreExpiresAfter(anchor="x")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
        VectorStoreExpiresAfter("x", 3)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
        VectorStoreExpiresAfter(anchor=1, days=3)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        VectorStoreExpiresAfter(anchor="x", days=3).days = 4  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
        VectorStore(self, "struct", expires_after=AssistantTools(type="x"))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        store.id = "x"  # type: ignore[assignment]  # pyright: ignore[reportAttributeAccessIssue]
        store.name = 3  # type: ignore[assignment]  # pyright: ignore[reportAttributeAccessIssue]
        store.provider = "openai"  # type: ignore[assignment]  # pyright: ignore[reportAttributeAccessIssue]
        store.count = "3"  # type: ignore[assignment]  # pyright: ignore[reportAttributeAccessIssue]
        store.nmae = "x"  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
        store.file_counts.cmopleted  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
        store.put_expires_after(anchor="x")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
        VectorStore(self, "meta", depends_on=["x"])  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
        VectorStore(self, "life", lifecycle={"prevent_destory": True})  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        VectorStore(self, "with", provider="openai")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        DataOpenaiModel(self, "data", provisioners=[])  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
        ActionOpenaiBatchCancel(self, "action", batch_id="x", depends_on=[store])  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
        QueryOpenaiFile(self, "query", depends_on=[store])  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
        QueryOpenaiFile(self, "limit", limit="2")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        QueryOpenaiProjectUser(self, "parent")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
        trigger(store, after="created", actions=[])  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        trigger(store.id, after="create", actions=[])  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        OpenaiProvider(self, "other", api_kye="x")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]


class StackOfCdktn(cdktn.TerraformStack):
    def __init__(self, scope: Construct, ns: str) -> None:
        super().__init__(scope, ns)
        iterator = cdktn.TerraformIterator.from_list(["a", "b"])
        store = VectorStore(self, "store", for_each=iterator, name=iterator.value)
        VectorStore(self, "chained", for_each=cdktn.TerraformIterator.from_resources(store))
        VectorStore(self, "next", depends_on=[store], wait_for_completion=iterator.get_boolean("x"))
        VectorStore(self, "last", lifecycle=cdktn.TerraformResourceLifecycle(prevent_destroy=True))


class Answer:
    """A class that is the output of a prompt."""

    text: str


def find_customer(email: str) -> list[str]:
    """Find a customer by email."""
    return [email]


class Patterns(cdktn.TerraformStack):
    def __init__(self, scope: Construct, ns: str) -> None:
        super().__init__(scope, ns)
        base = KnowledgeBase(
            self,
            "kb",
            documents=["docs/*.md", Path("handbook.pdf")],
            chunking={"max_chunk_size_tokens": 400, "chunk_overlap_tokens": 100},
            attributes=lambda path: {"topic": path.stem, "edition": 3},
            expires_after=30,
        )
        KnowledgeBase(self, "texts", documents={"help.md": "Ask.", "id.md": base.vector_store_id})
        assert_type(base.ask("tip", "Who?", model="gpt-6.1-terra").output_text, str)
        assert_type(base.store.name, str)
        KnowledgeBase(self, "wrong", documents=7)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

        prompt = Prompt(
            self,
            "prompt",
            model="gpt-6.1-terra",
            schema=Answer,
            tools=[find_customer, base.file_search_tool(), {"type": "web_search"}],
        )
        assert_type(prompt.respond("response", "Hi.").output_text, str)
        assert_type(prompt.agent("agent", depends_on=[base.store]).id, str)
        Prompt(self, "wrong", model=7)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

        model = FineTunedModel(
            self, "model", base="gpt-4.1-mini", training=[Example(user="Hi.", assistant="Hello.")]
        )
        assert_type(model.model_name, str)
        assert_type(model.estimate(usd_per_million_tokens=5.0).cost_usd, float | None)
        FineTunedModel(self, "wrong", base="gpt-4.1-mini", training=7)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
