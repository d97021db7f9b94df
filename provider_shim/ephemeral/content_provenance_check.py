"""``openai_content_provenance_check`` (ephemeral): where an image or a sound comes from, stored nowhere."""

from __future__ import annotations

from provider_shim.areas.provenance import ANSWER, QUESTION, AskedProvenance
from provider_shim.patterns.one_shot import AskedInPassing, asked
from provider_shim.schema import Schema


class ContentProvenanceCheck(AskedProvenance, AskedInPassing):
    """Whether an image or a sound bears the signals of OpenAI's models, stored neither in the plan nor in the state.

    OpenAI is asked whenever Terraform opens it: at plan and at apply. Needs Terraform 1.10 or later.
    """

    schema = Schema({**asked(QUESTION), **ANSWER})
