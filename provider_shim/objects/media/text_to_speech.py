"""``openai_text_to_speech``: a text, spoken into a file."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

from provider_shim.engine.call import Call, Values
from provider_shim.objects.media.speech import ARGUMENTS, CONTENT, MEASURES, SpeechRequest
from provider_shim.patterns.local_output import AT, WritesFiles, output_path, prepare, write
from provider_shim.patterns.one_shot import (
    OneShotEphemeralResource,
    OneShotResource,
    kept_answer,
    request_arguments,
)
from provider_shim.vocabulary.schema import Schema


class TextToSpeech(SpeechRequest, WritesFiles, OneShotResource):
    """A text that a model speaks into a file on the machine where Terraform runs, asked for once and kept until an argument or a value in `triggers` changes.

    When the file is missing or was changed, the text is spoken anew. The state holds the text and a digest of the
    recording. The ephemeral resource `openai_text_to_speech` stores nothing.

    ~> OpenAI shuts down its models for this, `tts-1`, `tts-1-hd` and `gpt-4o-mini-tts`, on 2027-01-06, and points to the
    Realtime API. Azure OpenAI and compatible servers have their own dates.

    On destroy the file is removed, unless somebody changed it; nothing happens at OpenAI, which keeps nothing.
    """

    schema = Schema(
        {
            **kept_answer("recording", ARGUMENTS, MEASURES),
            AT: output_path(
                "The path of the file to write. Missing folders are made, and a file that is there already is replaced.",
                required=True,
            ).but(also=("output_file",)),
        }
    )

    def create(self, call: Call, planned: Values) -> Values:
        """Ask, and write the file; that it can be written is checked first."""
        prepare(planned[AT])
        answer = self.send_request(call, planned).body
        write(planned[AT], base64.b64decode(answer["content_base64"]))
        return self.state(answer, planned)

    def written(self, state: Mapping[str, Any]) -> list[tuple[str, str]]:
        """Return the file."""
        return [(state[AT], state["content_sha256"])]


class EphemeralTextToSpeech(SpeechRequest, OneShotEphemeralResource):
    """A text that a model speaks, stored nowhere: neither in the plan, nor in the state, nor at OpenAI.

    The model is asked whenever Terraform opens it: at plan and at apply. Its results can go to write-only arguments,
    provisioners and other ephemeral values. Needs Terraform 1.10 or later.

    ~> OpenAI shuts down its models for this, `tts-1`, `tts-1-hd` and `gpt-4o-mini-tts`, on 2027-01-06, and points to the
    Realtime API. Azure OpenAI and compatible servers have their own dates.
    """

    schema = Schema({**request_arguments(ARGUMENTS), **CONTENT, **MEASURES})
