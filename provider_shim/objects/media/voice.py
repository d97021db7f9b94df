"""``openai_voice``: a voice of your own."""

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
    """A voice of your own for speech: imitated from a recording with the consent of its owner, or made from a description.

    An imitated voice speaks wherever the API makes speech; one that is made from a description in Live sessions only.
    The API can create and delete voices, but neither read nor list them: Terraform does not notice what happens to a voice
    elsewhere, and none can be imported. OpenAI lets only some customers imitate voices.

    ~> A recording that is given as `content_base64` is stored in the state: give the path of a file instead.
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
                "A recording of the voice to imitate",
                optional=True,
                exactly_one_of=("audio_sample", "prompt"),
                required_with=("consent",),
            ),
            "consent": String(
                optional=True,
                replace=True,
                unread=True,
                required_with=("audio_sample",),
                doc="The id of the `openai_voice_consent` of whoever speaks in the recording.",
            ),
            "prompt": String(
                optional=True,
                replace=True,
                check=blank_fault,
                exactly_one_of=("audio_sample", "prompt"),
                doc="A description of the voice to make, instead of a recording.",
            ),
            "model": model_name(
                optional=True,
                replace=True,
                unread=True,
                conflicts_with=("audio_sample",),
                doc="The version of the model that makes the voice from a description, such as `2026-10-08`, or `auto`.",
            ),
            "script_hint": String(
                optional=True,
                replace=True,
                unread=True,
                check=blank_fault,
                conflicts_with=("audio_sample",),
                doc="A text for the voice to speak while it is made from a description; the API refuses one that is too short. Left out, "
                "the API writes one from the description.",
            ),
            "type": String(
                optional=True,
                computed=True,
                replace=True,
                enum=("audio_sample", "prompt"),
                doc="How the voice is made: `audio_sample` or `prompt`. It follows from which of the two is set.",
            ),
            "content_sha256": digest(),
            "created_at": created_at("voice"),
        }
    )

    def modify_plan(self, draft: Draft) -> None:
        """Say what the API wants to be told of a description; of a recording it does not."""
        super().modify_plan(draft)
        described = draft.config.get("prompt") not in {None, UNKNOWN}
        if draft.prior is None and described and draft.config.get("type") is None:
            draft.planned["type"] = "prompt"

    def read(self, call: Call, state: Values) -> Values | None:  # noqa: ARG002 - the API tells nothing
        """Return what is known: the API cannot be asked."""
        return state

    @property
    def identity_names(self) -> tuple[str, ...]:
        """The id, although nothing can be imported by it."""
        return ("id",)

    def import_state(self, identity: str) -> Values:  # noqa: ARG002 - whatever it is
        """Refuse: the API tells nothing of a voice."""
        raise ProviderError(
            "Import impossible",
            "The API can neither read nor list voices, so there is nothing to import. Create the voice with Terraform, or use "
            "its id as it is.",
        )
