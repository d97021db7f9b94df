"""Runs LlamaIndex against the sandbox: chats, streams, tools, structured output, embeddings and an index."""

from __future__ import annotations

import asyncio

from llama_index.core import Document, VectorStoreIndex
from llama_index.core.agent.workflow import FunctionAgent
from llama_index.core.llms import ChatMessage
from llama_index.core.prompts import PromptTemplate
from llama_index.core.tools import FunctionTool
from llama_index.embeddings.openai import OpenAIEmbedding
from llama_index.llms.openai import OpenAI, OpenAIResponses
from pydantic import BaseModel


class Album(BaseModel):
    """A structured output."""

    name: str
    songs: list[str]


def get_weather(city: str) -> str:
    """Return the weather in a city."""
    return f"sunny in {city}"


async def weather(model: OpenAI | OpenAIResponses) -> str:
    agent = FunctionAgent(tools=[get_weather], llm=model, system_prompt="Help with weather.")
    return str(await agent.run("What is the weather in Oslo?"))


tool = FunctionTool.from_defaults(get_weather)
for model in (OpenAI(model="gpt-5.5"), OpenAIResponses(model="gpt-4o")):
    assert str(model.complete("Hello")).endswith("Hello")
    assert str(model.chat([ChatMessage(role="user", content="Hello")])).endswith("Hello")
    pieces = [one.delta or "" for one in model.stream_complete("Hello")]
    assert len(pieces) > 2, pieces
    assert "".join(pieces).endswith("Hello"), pieces
    called = model.chat_with_tools([tool], user_msg="What is the weather in Rome?")
    (call,) = model.get_tool_calls_from_response(called)
    assert call.tool_kwargs == {"city": "Rome"}, call
    album = model.structured_predict(
        Album, PromptTemplate("Make an album about {topic}."), topic="cats"
    )
    assert isinstance(album, Album), album
    assert asyncio.run(weather(model)) == "It is sunny in Oslo."

embedding = OpenAIEmbedding(model="text-embedding-3-small")
texts = ["Trees are green.", "The invoice is due in May.", "Cats sleep a lot."]
index = VectorStoreIndex.from_documents(
    [Document(text=one) for one in texts], embed_model=embedding
)
(nearest,) = index.as_retriever(similarity_top_k=1).retrieve("When is the invoice due?")
assert nearest.text == "The invoice is due in May.", nearest
engine = index.as_query_engine(llm=OpenAI(model="gpt-5.5"))
assert "When is the invoice due?" in str(engine.query("When is the invoice due?"))
