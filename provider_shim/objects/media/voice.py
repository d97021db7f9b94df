"""``openai_voice``: a custom voice."""

from __future__ import annotations

from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import Draft
from provider_shim.objects.media.voices import LARGEST, recording
from provider_shim.patterns.attributes import created_at, identity
from provider_shim.patterns.enclosures import KeepsEnclosures, digest
from provider_shim.patterns.model_names import model_name
from provider_shim.rules.texts import blank_fault
from provider_shim.vocabulary.diagnostics import ProviderError
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import Schema, String
from provider_shim.vocabulary.values import UNKNOWN


class Voice(KeepsEnclosures):
    """A custom voice for speech, created from a recording with the consent of the speaker, or from a description.

    You can use a voice from a recording wherever the API creates speech, and a voice from a description only in Live sessions.
    The API can create and delete voices, but it cannot read or list them. So Terraform does not detect changes that are made
    elsewhere, and voices cannot be imported. OpenAI allows only some customers to create voices from recordings.

    ~> Terraform stores the value of `content_base64` in the state. To avoid that, set `source` to the path of a file.
    """

    type_name = "openai_voice"
    endpoint = Rest("/audio/voices", update=None)
    importable = False
    enclosed = ("audio_sample",)
    largest = LARGEST
    schema = Schema(
        {
            "id": identity("voice"),
            "name": String(required=True, replace=True, min_length=1, doc="The name of the voice."),
            "audio_sample": recording(
                "A recording of the voice",
                optional=True,
                exactly_one_of=("audio_sample", "prompt"),
                required_with=("consent",),
            ),
            "consent": String(
                optional=True,
                replace=True,
                unread=True,
                required_with=("audio_sample",),
                doc="The id of the `openai_voice_consent` of the person who speaks in the recording.",
            ),
            "prompt": String(
                optional=True,
                replace=True,
                check=blank_fault,
                exactly_one_of=("audio_sample", "prompt"),
                doc="A description of the voice, in place of a recording.",
            ),
            "model": model_name(
                optional=True,
                replace=True,
                unread=True,
                conflicts_with=("audio_sample",),
                doc="The version of the model that creates the voice from a description, such as `2026-10-08`, or `auto`.",
            ),
            "script_hint": String(
                optional=True,
                replace=True,
                unread=True,
                check=blank_fault,
                conflicts_with=("audio_sample",),
                doc="A text that the voice speaks while the API creates it from a description. The API refuses a text that is "
                "too short. If you do not set this, the API writes a text.",
            ),
            "type": String(
                optional=True,
                computed=True,
                replace=True,
                enum=("audio_sample", "prompt"),
                doc="How the voice is created: `audio_sample` or `prompt`. Defaults to the one of these two arguments that is "
                "set.",
            ),
            "content_sha256": digest(),
            "created_at": created_at("voice"),
        }
    )

    def modify_plan(self, draft: Draft) -> None:
        """Plan the `type` of a voice from a description, which the API requires. For a recording it does not."""
        super().modify_plan(draft)
        described = draft.config.get("prompt") not in {None, UNKNOWN}
        if draft.prior is None and described and draft.config.get("type") is None:
            draft.planned["type"] = "prompt"

    def read(self, call: Call, state: Values) -> Values | None:  # noqa: ARG002 - the API cannot read voices
        """Return the values of the state. The API has no endpoint to read a voice."""
        return state

    @property
    def identity_names(self) -> tuple[str, ...]:
        """The id, although voices cannot be imported."""
        return ("id",)

    def import_state(self, identity: str) -> Values:  # noqa: ARG002 - no id can be imported
        """Raise an error: the API cannot read voices."""
        raise ProviderError(
            "Import impossible",
            "The API cannot read or list voices, so they cannot be imported. Create the voice with Terraform, or use its id "
            "directly.",
        )
