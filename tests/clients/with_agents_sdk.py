"""Runs agents of OpenAI's Agents SDK against the sandbox: tools, handoffs, structured output, streams and sessions."""

from __future__ import annotations

import asyncio

from agents import (
    Agent,
    OpenAIChatCompletionsModel,
    RunConfig,
    Runner,
    SQLiteSession,
    function_tool,
)
from openai import AsyncOpenAI
from pydantic import BaseModel


class Event(BaseModel):
    """A structured output."""

    name: str
    participants: list[str]


@function_tool
def get_weather(city: str) -> str:
    """Return the weather in a city."""
    return f"sunny in {city}"


async def main() -> None:
    assistant = Agent(name="Assistant", instructions="You are a helpful assistant.")
    hello = await Runner.run(assistant, "Write a haiku about recursion.")
    assert hello.final_output.endswith("Write a haiku about recursion."), hello

    weather = Agent(name="Weather", instructions="Help with weather.", tools=[get_weather])
    called = await Runner.run(weather, "What is the weather in Tokyo?")
    assert called.final_output == "It is sunny in Tokyo.", called
    kinds = [item.type for item in called.new_items]
    assert kinds == ["tool_call_item", "tool_call_output_item", "message_output_item"], kinds

    billing = Agent(name="Billing agent", instructions="You answer questions about billing.")
    triage = Agent(name="Triage agent", instructions="You do triage.", handoffs=[billing])
    handed = await Runner.run(triage, "I want a refund.")
    assert handed.last_agent is billing, handed
    assert handed.final_output == "You get a refund.", handed

    extractor = Agent(name="Calendar", instructions="Extract events.", output_type=Event)
    extracted = await Runner.run(extractor, "Ada and Bob meet on Friday.")
    assert isinstance(extracted.final_output, Event), extracted

    streamed = Runner.run_streamed(weather, "What is the weather in Rome?")
    events = [event async for event in streamed.stream_events()]
    deltas = [
        event.data.delta
        for event in events
        if event.type == "raw_response_event" and event.data.type == "response.output_text.delta"
    ]
    assert "".join(deltas) == streamed.final_output == "It is sunny in Rome.", deltas

    session = SQLiteSession("a conversation")
    await Runner.run(assistant, "What city is the Golden Gate Bridge in?", session=session)
    again = await Runner.run(assistant, "What state is it in?", session=session)
    assert len(await session.get_items()) == 4, await session.get_items()
    assert again.final_output.endswith("What state is it in?"), again

    chat = OpenAIChatCompletionsModel(model="gpt-5.5", openai_client=AsyncOpenAI())
    over_chat = await Runner.run(
        weather, "What is the weather in Oslo?", run_config=RunConfig(model=chat)
    )
    assert over_chat.final_output == "It is sunny in Oslo.", over_chat


asyncio.run(main())
