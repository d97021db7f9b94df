"""Embeddings of related texts, searches of vector stores, and the tool ``file_search``, with OpenAI's client."""

from __future__ import annotations

import itertools
from typing import Any

import openai
import pytest

from openai_sandbox.behaviours.vector_store_search import passes
from openai_sandbox.file_texts import chunks_of
from openai_sandbox.lexical_vectors import similarity, vector_of
from tests.sandbox import Sandbox
from tests.unit.openai_sandbox.strict import strict

_PAIRS = """
How do I reset my password? | Resetting a forgotten password
When will my parcel be delivered? | Delivery times of parcels
Refunds for cancelled flights | The airline refunds a flight that it cancels
Vacation days for employees | How many days of vacation does an employee get?
Train your dog to sit | Training dogs at home
Bake bread with yeast | Yeast bread needs time in the oven
The price of electricity rises | Rising electricity prices
Repair a bicycle tire | Bicycle tires and their repair
Symptoms of the flu | Which symptoms does influenza, the flu, have?
Invest in government bonds | Bonds of the government as an investment
Learn Spanish vocabulary | A vocabulary trainer for Spanish learners
The history of Rome | Roman history, from the kings to the empire of Rome
Plant tomatoes in spring | Tomato plants need sun
A mortgage for a house | House buyers and their mortgages
Install the printer driver | The driver of the printer was not installed
Tax return for freelancers | Freelance work and your taxes
Chess openings for beginners | A beginner learns to open a chess game
Solar panels on the roof | Roofs with solar power
Marathon training plan | Plan your first marathon
Visa for a trip to Japan | Japanese visas for travellers
Coffee beans from Ethiopia | Ethiopian coffee
Insurance after a car accident | Car insurers pay for accidents
The violin concerto in D major | Concertos for violin and orchestra
Wash wool by hand | Hand washing of woollen clothes
Database backup every night | Nightly backups of databases
Python dictionaries and lists | Lists in the language Python
Vaccination of children | Vaccines for a child
Swimming lessons in summer | Learn to swim in a summer lesson
Organic milk from local farms | Local farmers sell milk
Recycling of plastic bottles | Recycled plastic from a bottle
The orbit of the moon | Moons orbit planets
Earthquakes in California | A Californian earthquake
Rent an apartment in Berlin | Berlin apartments for rent
Candles made of beeswax | A beeswax candle burns slowly
Election of the president | The president is elected every four years
Knit a warm scarf | Knitting patterns for scarves
Dinosaur fossils in the desert | A desert full of fossilized dinosaurs
Compress a video file | Video compression
Headache after sleep | Sleeping too long causes headaches
Firewall rules for a server | The server's firewall blocks a port
Sailing around the world | A sailor on a world tour
Lawyers and contracts | The contract needs a lawyer
Photography at night | Night photographs
Cheese fondue for guests | Fondue of Swiss cheese
Robots in factories | A factory robot
Novel about a lighthouse | The lighthouse keeper's novel
Skiing in the Alps | Alpine ski resorts
Butterflies and flowers | A butterfly on a flower
Salary negotiation | How to negotiate a salary
Kubernetes cluster upgrade | Upgrading clusters of Kubernetes
"""


def pairs() -> list[tuple[str, str]]:
    found = [line.split(" | ") for line in _PAIRS.strip().splitlines()]
    return [(one, other) for one, other in found]


@pytest.fixture
def docs(client: openai.OpenAI) -> tuple[str, dict[str, str]]:
    """A vector store about three subjects, and the ids of its files by name."""
    store = client.vector_stores.create()
    contents = {
        "vacation.md": (b"# Vacation\nEvery employee has 30 days of paid vacation.", "people", 1),
        "travel.html": (b"<p>Travel costs are <b>paid</b> by card.</p>", "money", 2),
        "password.txt": (b"Reset your password on the login page.", "it", 3),
    }
    ids = {}
    for name, (content, topic, version) in contents.items():
        ids[name] = client.files.create(file=(name, content), purpose="assistants").id
        client.vector_stores.files.create_and_poll(
            ids[name], vector_store_id=store.id, attributes={"topic": topic, "version": version}
        )
    return store.id, ids


@pytest.mark.parametrize("dimensions", [256, 1536])
def test_each_of_50_texts_is_nearest_to_its_related_text(
    client: openai.OpenAI, dimensions: int
) -> None:
    related = pairs()
    assert len(related) == 50
    answer = client.embeddings.create(
        model="text-embedding-3-small",
        input=[text for pair in related for text in pair],
        dimensions=dimensions,
    )
    vectors = [one.embedding for one in answer.data]
    wrong = []
    for number, (text, _) in enumerate(related):
        near = [similarity(vectors[2 * number], other) for other in vectors[1::2]]
        if max(near) != near[number] or near.count(max(near)) > 1:
            wrong.append((text, related[near.index(max(near))][1]))
    assert wrong == []


def test_a_vector_depends_only_on_the_text_and_the_model() -> None:
    assert vector_of("Café au lait", 64) == vector_of("cafe AU lait", 64)
    assert vector_of([1, 2], 64) != vector_of([1, 3], 64)
    assert vector_of("one", 64, "a") != vector_of("one", 64, "b")
    assert sum(vector_of("…", 8)) == 1


@pytest.mark.parametrize(
    ("query", "best"),
    [
        ("How many vacation days do employees get?", "vacation.md"),
        ("forgotten passwords", "password.txt"),
        ("Who pays for travelling?", "travel.html"),
    ],
)
def test_the_best_result_is_about_the_query(
    client: openai.OpenAI, docs: tuple[str, dict[str, str]], query: str, best: str
) -> None:
    found = client.vector_stores.search(docs[0], query=query).data
    assert found[0].filename == best
    assert len(found) == 3
    assert 1 >= found[0].score > 2 * found[1].score


def test_a_search_honours_filters_ranking_and_number(
    client: openai.OpenAI, docs: tuple[str, dict[str, str]]
) -> None:
    def names(**options: Any) -> list[str]:
        found = client.vector_stores.search(docs[0], query="paid vacation", **options).data
        return [one.filename for one in found]

    assert names() == ["vacation.md", "travel.html", "password.txt"]
    assert names(max_num_results=1) == ["vacation.md"]
    assert names(ranking_options={"score_threshold": 0.5}) == ["vacation.md"]
    assert names(ranking_options={"ranker": "none"})[0] == "vacation.md"
    newer: Any = {"type": "gte", "key": "version", "value": 2}
    assert names(filters=newer) == ["travel.html", "password.txt"]
    topic: Any = {"type": "in", "key": "topic", "value": ["it", "people"]}
    assert names(filters={"type": "and", "filters": [newer, topic]}) == ["password.txt"]


def test_a_search_with_several_queries_finds_results_for_each(
    client: openai.OpenAI, docs: tuple[str, dict[str, str]]
) -> None:
    found = client.vector_stores.search(docs[0], query=["vacation", "password"])
    assert {one.filename for one in found.data[:2]} == {"vacation.md", "password.txt"}


def test_file_search_returns_its_call_and_cites_the_file(
    client: openai.OpenAI, docs: tuple[str, dict[str, str]]
) -> None:
    store, ids = docs
    tool: Any = {"type": "file_search", "vector_store_ids": [store], "max_num_results": 2}
    question = "How many days of vacation?"
    conversation = client.conversations.create()
    answer = client.responses.create(
        model="gpt-4o",
        input=question,
        tools=[tool],
        include=["file_search_call.results"],
        conversation=conversation.id,
    )
    call, message = answer.output
    assert call.type == "file_search_call"
    assert (call.status, call.queries) == ("completed", [question])
    assert call.results is not None
    assert call.results[0].filename == "vacation.md"
    assert len(call.results) == 2
    assert call.results[0].attributes == {"topic": "people", "version": 1}
    assert message.type == "message"
    text = message.content[0]
    assert text.type == "output_text"
    assert "Every employee has 30 days" in text.text
    citation = text.annotations[0]
    assert citation.type == "file_citation"
    assert (citation.file_id, citation.filename) == (ids["vacation.md"], "vacation.md")
    assert text.text[: citation.index].endswith("30 days of paid vacation.")
    kinds = [one.type for one in client.conversations.items.list(conversation.id).data]
    assert kinds == ["message", "file_search_call", "message"]
    second = client.responses.create(
        model="gpt-4o", input="Hello", tools=[tool], tool_choice="none"
    )
    assert [one.type for one in second.output] == ["message"]


def test_a_streamed_file_search_reports_its_stages_and_citations(
    sandbox: Sandbox, docs: tuple[str, dict[str, str]]
) -> None:
    tool: Any = {"type": "file_search", "vector_store_ids": [docs[0]]}
    with strict(sandbox) as client:
        events = list(
            client.responses.create(model="gpt-4o", input="vacation", tools=[tool], stream=True)
        )
    kinds = [one.type.removeprefix("response.") for one in events]
    assert kinds[2:7] == [
        "output_item.added",
        "file_search_call.in_progress",
        "file_search_call.searching",
        "file_search_call.completed",
        "output_item.done",
    ]
    done = events[-1]
    assert done.type == "response.completed"
    call = done.response.output[0]
    assert call.type == "file_search_call"
    assert call.results is None  # they were not included
    assert kinds.count("output_text.annotation.added") >= 1


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_an_assistant_searches_files_and_cites_them(
    client: openai.OpenAI, docs: tuple[str, dict[str, str]]
) -> None:
    store, ids = docs
    tool: Any = {"type": "file_search", "file_search": {"max_num_results": 2}}
    assistant = client.beta.assistants.create(
        model="gpt-4o", tools=[tool], tool_resources={"file_search": {"vector_store_ids": [store]}}
    )
    question: Any = {"role": "user", "content": "How many days of vacation?"}
    run = client.beta.threads.create_and_run_poll(
        assistant_id=assistant.id, thread={"messages": [question]}
    )
    place: Any = {"run_id": run.id, "thread_id": run.thread_id}
    steps = client.beta.threads.runs.steps.list(**place, order="asc").data
    assert [one.type for one in steps] == ["tool_calls", "message_creation"]

    def results(**options: Any) -> Any:
        step = client.beta.threads.runs.steps.retrieve(steps[0].id, **place, **options)
        details: Any = step.step_details
        return details.tool_calls[0].file_search.results

    assert [one.file_name for one in results()] == ["vacation.md", "travel.html"]
    assert results()[0].content is None
    content: Any = ["step_details.tool_calls[*].file_search.results[*].content"]
    assert "30 days" in results(include=content)[0].content[0].text
    message: Any = client.beta.threads.messages.list(run.thread_id).data[0].content[0]
    mark = message.text.annotations[0]
    assert mark.file_citation.file_id == ids["vacation.md"]
    assert message.text.value[mark.start_index : mark.end_index] == mark.text
    assert message.text.value.split(mark.text)[0].endswith("30 days of paid vacation.")
    with client.beta.threads.create_and_run_stream(
        assistant_id=assistant.id, thread={"messages": [question]}
    ) as stream:
        kinds = [one.event for one in stream]
    assert kinds.count("thread.run.step.completed") == 2
    none = client.beta.threads.create_and_run_poll(
        assistant_id=assistant.id, thread={"messages": [question]}, tool_choice="none"
    )
    found = client.beta.threads.runs.steps.list(none.id, thread_id=none.thread_id).data
    assert [one.type for one in found] == ["message_creation"]


def _compared(kind: str, key: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "key": key, "value": value}


@pytest.mark.parametrize(
    ("condition", "passing"),
    [
        (_compared("eq", "n", 2), "b"),
        (_compared("ne", "n", 2), "acd"),
        (_compared("gt", "n", 1), "b"),
        (_compared("gte", "n", 1), "ab"),
        (_compared("lt", "n", 2), "a"),
        (_compared("lte", "n", 2.0), "ab"),
        (_compared("in", "n", [1, 3]), "a"),
        (_compared("nin", "n", [1, 3]), "bcd"),
        (_compared("eq", "s", "x"), "ac"),
        (_compared("gt", "s", 1), ""),  # a text is neither more nor less than a number
        (_compared("eq", "t", "yes"), "c"),
        ({"type": "and", "filters": [_compared("eq", "s", "x"), _compared("eq", "n", 1)]}, "a"),
        ({"type": "or", "filters": [_compared("eq", "t", "yes"), _compared("gt", "n", 1)]}, "bc"),
        (
            {
                "type": "or",
                "filters": [
                    _compared("eq", "n", 2),
                    {
                        "type": "and",
                        "filters": [_compared("eq", "s", "x"), _compared("ne", "n", 1)],
                    },
                ],
            },
            "bc",
        ),
    ],
)
def test_every_form_of_filter_selects_files_by_their_attributes(
    condition: dict[str, Any], passing: str
) -> None:
    files: dict[str, dict[str, Any]] = {
        "a": {"n": 1, "s": "x"},
        "b": {"n": 2, "s": "y"},
        "c": {"s": "x", "t": "yes"},
        "d": {},
    }
    assert "".join(one for one in files if passes(condition, files[one])) == passing


def test_the_tool_honours_filters_and_the_weights_of_the_ranking(
    client: openai.OpenAI, docs: tuple[str, dict[str, str]]
) -> None:
    def scores(**options: Any) -> dict[str, float]:
        tool: Any = {"type": "file_search", "vector_store_ids": [docs[0]], **options}
        answer = client.responses.create(
            model="gpt-4o",
            input="passwords on a page",
            tools=[tool],
            include=["file_search_call.results"],
        )
        call: Any = answer.output[0]
        return {one.filename: one.score for one in call.results}

    newer = _compared("gte", "version", 2)
    assert set(scores(filters=newer)) == {"travel.html", "password.txt"}
    weights = [{"embedding_weight": one, "text_weight": 4 - one} for one in (0, 2, 4)]
    found = [scores(ranking_options={"hybrid_search": one})["password.txt"] for one in weights]
    assert min(found[0], found[2]) < found[1] < max(found[0], found[2])
    assert list(scores(ranking_options={"score_threshold": 0.2})) == ["password.txt"]


def test_chunks_overlap_and_end_between_words() -> None:
    text = " ".join(f"word{number}" for number in range(500))
    strategy = {"static": {"max_chunk_size_tokens": 100, "chunk_overlap_tokens": 50}}
    chunks = chunks_of(text, strategy)
    assert all(len(one) <= 400 for one in chunks)
    assert all(one.startswith("word") for one in chunks)
    assert all(later[:100] in earlier for earlier, later in itertools.pairwise(chunks))
    assert chunks[0] == text[: len(chunks[0])]
    assert text.endswith(chunks[-1])
    assert chunks_of("", strategy) == []


def test_a_large_file_is_searched_by_its_words_first(
    client: openai.OpenAI, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("openai_sandbox.behaviours.vector_store_search._MOST_VECTORS", 2)
    store = client.vector_stores.create()
    text = "".join(
        f"Chapter {number} is about topic{number}. {'Filler. ' * 60}" for number in range(40)
    )
    file = client.files.create(file=("large.txt", text.encode()), purpose="assistants")
    static: Any = {"max_chunk_size_tokens": 100, "chunk_overlap_tokens": 0}
    client.vector_stores.files.create_and_poll(
        file.id, vector_store_id=store.id, chunking_strategy={"type": "static", "static": static}
    )
    found = client.vector_stores.search(store.id, query="topic33", max_num_results=1).data
    assert "topic33" in found[0].content[0].text
