"""``openai_embedding``: texts as vectors, asked for once."""

from __future__ import annotations

from provider_shim.areas.embeddings import ANSWER, QUESTION, RESULTS, AskedEmbedding, result_of
from provider_shim.patterns.one_shot import OneShot, kept_answer
from provider_shim.resource import Draft
from provider_shim.schema import Schema
from provider_shim.values import UNKNOWN, is_wholly_known


class Embedding(AskedEmbedding, OneShot):
    """The vectors of texts, asked for once and kept until an argument or a value in `triggers` changes.

    ~> Input and vectors are stored in the state, and every plan goes through them: a vector has 1,536 numbers or more. With
    `encoding_format = "base64"` it is one text, with which a plan is several times as fast; `provider::openai::decode_embedding` gives
    the numbers where they are needed. `dimensions` shortens vectors. The ephemeral resource `openai_embedding` stores nothing.

    On destroy nothing happens at OpenAI, which keeps nothing.
    """

    schema = Schema(kept_answer("embedding", QUESTION, ANSWER))

    def modify_plan(self, draft: Draft) -> None:
        """Plan null for the forms in which nothing is asked for."""
        asked_for = {name: draft.planned[name] for name in ("input", "encoding_format")}
        if not is_wholly_known(asked_for):
            return
        for name in RESULTS:
            if draft.planned[name] is UNKNOWN and name != result_of(asked_for):
                draft.planned[name] = None
