"""``openai_embedding`` (data source): texts as vectors, asked for during the plan."""

from __future__ import annotations

from provider_shim.areas.embeddings import ANSWER, QUESTION, AskedEmbedding
from provider_shim.patterns.one_shot import AskedInPlan, asked
from provider_shim.schema import Schema


class Embedding(AskedEmbedding, AskedInPlan):
    """The vectors of texts, asked for at every plan and at every apply.

    ~> Every plan asks again, and every answer is paid for. The resource `openai_embedding` asks once. Input and vectors are
    stored in the state; the ephemeral resource `openai_embedding` stores nothing. With `encoding_format = "base64"` Terraform is several
    times as fast; `provider::openai::decode_embedding` gives the numbers where they are needed.
    """

    schema = Schema({**asked(QUESTION), **ANSWER})
