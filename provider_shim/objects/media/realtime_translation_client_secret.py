"""``openai_realtime_translation_client_secret`` (ephemeral): a short-lived key for a session that translates speech."""

from __future__ import annotations

from provider_shim.objects.media.realtime import EXPIRES_AFTER, SECRET
from provider_shim.objects.media.realtime_audio import noise_reduction
from provider_shim.patterns.model_names import model_name
from provider_shim.patterns.one_shot import OneShotEphemeralResource
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import Object, Schema, String


class EphemeralRealtimeTranslationClientSecret(OneShotEphemeralResource):
    """A short-lived secret with which a browser or a phone starts a session that translates live speech.

    Terraform does not store it in the plan or in the state. Every plan and every apply creates a new secret. The API cannot
    revoke a secret. It is valid until it expires. Needs Terraform 1.10 or later.
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
                                                doc="The id of the model that transcribes the input.",
                                            ),
                                        },
                                        optional=True,
                                        doc="The transcription of the original speech. If you do not set this, it is not "
                                        "transcribed.",
                                    ),
                                },
                                optional=True,
                                doc="The settings of the audio input.",
                            ),
                            "output": Object(
                                {
                                    "language": String(
                                        optional=True,
                                        doc="The language to translate into, such as `es`.",
                                    ),
                                },
                                optional=True,
                                doc="The settings of the audio output.",
                            ),
                        },
                        optional=True,
                        doc="The audio input and output of the session.",
                    ),
                },
                required=True,
                unread=True,
                doc="The session that the client can start.",
            ),
            "expires_after": EXPIRES_AFTER,
            **SECRET,
        }
    )
