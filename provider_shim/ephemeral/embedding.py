"""``openai_embedding`` (ephemeral): texts as vectors that are stored nowhere."""

from __future__ import annotations

from provider_shim.areas.embeddings import ANSWER, QUESTION, AskedEmbedding
from provider_shim.patterns.one_shot import AskedInPassing, asked
from provider_shim.schema import Schema


class Embedding(AskedEmbedding, AskedInPassing):
    """The vectors of texts, stored nowhere: neither in the plan, nor in the state, nor at OpenAI.

    The model is asked whenever Terraform opens it: at plan and at apply. Its results can go to write-only arguments,
    provider configurations and other ephemeral values. Needs Terraform 1.10 or later.
    """

    schema = Schema({**asked(QUESTION), **ANSWER})
