"""``openai_realtime_translation_client_secret`` (ephemeral): a short-lived key for a translated conversation."""

from __future__ import annotations

from provider_shim.objects.media.realtime import EXPIRES_AFTER, SECRET
from provider_shim.objects.media.realtime_audio import noise_reduction
from provider_shim.patterns.model_names import model_name
from provider_shim.patterns.one_shot import OneShotEphemeralResource
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import Object, Schema, String


class EphemeralRealtimeTranslationClientSecret(OneShotEphemeralResource):
    """A short-lived secret with which a browser or a phone begins a session that translates speech as it is spoken.

    It is stored neither in the plan nor in the state, and made anew whenever Terraform opens it: at plan and at apply.
    The API cannot take it back: it ends when it expires. Needs Terraform 1.10 or later.
    """

    type_name = "openai_realtime_translation_client_secret"
    endpoint = Rest("/realtime/translations/client_secrets", update=None)
    schema = Schema(
        {
            "session": Object(
                {
                    "model": model_name(
                        required=True,
                        doc="The id of the model, such as `gpt-realtime-translate`.",
                    ),
                    "audio": Object(
                        {
                            "input": Object(
                                {
                                    "noise_reduction": noise_reduction(),
                                    "transcription": Object(
                                        {
                                            "model": model_name(
                                                required=True,
                                                doc="The id of the model that transcribes.",
                                            ),
                                        },
                                        optional=True,
                                        doc="How the original speech is transcribed. Left out, it is not.",
                                    ),
                                },
                                optional=True,
                                doc="What is heard.",
                            ),
                            "output": Object(
                                {
                                    "language": String(
                                        optional=True,
                                        doc="The language to translate into, such as `es`.",
                                    ),
                                },
                                optional=True,
                                doc="What is spoken.",
                            ),
                        },
                        optional=True,
                        doc="How sound is heard and made.",
                    ),
                },
                required=True,
                unread=True,
                doc="The session that the client may begin.",
            ),
            "expires_after": EXPIRES_AFTER,
            **SECRET,
        }
    )
