"""``openai_content_provenance_check`` (data source): where an image or a sound comes from, asked during the plan."""

from __future__ import annotations

from provider_shim.areas.provenance import ANSWER, QUESTION, AskedProvenance
from provider_shim.patterns.one_shot import AskedInPlan, asked
from provider_shim.schema import Schema


class ContentProvenanceCheck(AskedProvenance, AskedInPlan):
    """Whether an image or a sound bears the signals of OpenAI's models, asked for at every plan and at every apply.

    ~> What is given as base64 is stored in the state, as is the answer; the ephemeral resource
    `openai_content_provenance_check` stores nothing.
    """

    schema = Schema({**asked(QUESTION), **ANSWER})
