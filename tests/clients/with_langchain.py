"""Runs LangChain against the sandbox: chats, streams, tools, structured output, embeddings and an agent."""

from __future__ import annotations

from langchain.agents import create_agent
from langchain_core.tools import tool
from langchain_core.vectorstores import InMemoryVectorStore
from langchain_openai import ChatOpenAI, OpenAIEmbeddings
from pydantic import BaseModel


class Joke(BaseModel):
    """A structured output."""

    setup: str
    punchline: str


@tool
def get_weather(city: str) -> str:
    """Return the weather in a city."""
    return f"sunny in {city}"


for responses in (False, True):
    model = ChatOpenAI(model="gpt-5.5", use_responses_api=responses)
    assert model.invoke("Hello").text.endswith("Hello")
    pieces = [chunk.text for chunk in model.stream("Hello")]
    assert len(pieces) > 2, pieces
    assert "".join(pieces).endswith("Hello"), pieces
    assert [one.text[-1] for one in model.batch(["Ask a", "Ask b"])] == ["a", "b"]
    called = model.bind_tools([get_weather]).invoke("What is the weather in Rome?")
    assert [one["args"] for one in called.tool_calls] == [{"city": "Rome"}], called
    assert isinstance(model.with_structured_output(Joke).invoke("Tell me a joke"), Joke)
    assert called.usage_metadata["total_tokens"] > 0, called
    agent = create_agent(model, tools=[get_weather])
    answer = agent.invoke({"messages": [("user", "What is the weather in Oslo?")]})
    assert answer["messages"][-1].text == "It is sunny in Oslo.", answer

# Without this option, LangChain downloads a vocabulary to count tokens.
embeddings = OpenAIEmbeddings(model="text-embedding-3-small", check_embedding_ctx_length=False)
store = InMemoryVectorStore(embeddings)
store.add_texts(["Trees are green.", "The invoice is due in May.", "Cats sleep a lot."])
(nearest,) = store.similarity_search("When is the invoice due?", k=1)
assert nearest.page_content == "The invoice is due in May.", nearest
