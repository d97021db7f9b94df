"""``openai_text_to_speech``: a recording of a text that a model speaks."""

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
    """A recording of a text that a model speaks, in a file on the machine where Terraform runs.

    Terraform sends a new request only if an argument or a value in `triggers` changes, or if the file is missing or was
    changed. It stores the text and a digest of the recording in the state. The ephemeral resource `openai_text_to_speech`
    stores nothing.

    ~> OpenAI shuts down its models for speech, `tts-1`, `tts-1-hd` and `gpt-4o-mini-tts`, on 2027-01-06, and recommends the
    Realtime API instead. Azure OpenAI and compatible servers have their own dates.

    Destroying the resource removes the file, unless it was changed. It sends no request, because OpenAI stores nothing.
    """

    schema = Schema(
        {
            **kept_answer("recording", ARGUMENTS, MEASURES),
            AT: output_path(
                "The path of the file to write. Terraform creates missing folders and replaces an existing file.",
                required=True,
            ).but(also=("output_file",)),
        }
    )

    def create(self, call: Call, planned: Values) -> Values:
        """Send the request, and write the file. First check that the file can be written."""
        prepare(planned[AT])
        answer = self.send_request(call, planned).body
        write(planned[AT], base64.b64decode(answer["content_base64"]))
        return self.state(answer, planned)

    def written(self, state: Mapping[str, Any]) -> list[tuple[str, str]]:
        """Return the path and the digest of the file."""
        return [(state[AT], state["content_sha256"])]


class EphemeralTextToSpeech(SpeechRequest, OneShotEphemeralResource):
    """A recording of a text that a model speaks, which is not stored: not in the plan, not in the state and not at OpenAI.

    Every plan and every apply sends a request. Use the results in write-only arguments, provisioners and other ephemeral
    values. Needs Terraform 1.10 or later.

    ~> OpenAI shuts down its models for speech, `tts-1`, `tts-1-hd` and `gpt-4o-mini-tts`, on 2027-01-06, and recommends the
    Realtime API instead. Azure OpenAI and compatible servers have their own dates.
    """

    schema = Schema({**request_arguments(ARGUMENTS), **CONTENT, **MEASURES})
