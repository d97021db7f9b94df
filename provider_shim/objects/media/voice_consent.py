"""``openai_voice_consent``: the recorded consent of a person to the use of their voice."""

from __future__ import annotations

from provider_shim.objects.media.voices import LARGEST, recording
from provider_shim.patterns.attributes import created_at, identity
from provider_shim.patterns.enclosures import KeepsEnclosures, digest
from provider_shim.patterns.lookups import ListAll, Lookup, list_all_schema, lookup_schema
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import Schema, String


class VoiceConsent(KeepsEnclosures):
    """A recording in which a person consents to the use of their voice. `openai_voice` needs it.

    When the content of the recording changes, the consent is replaced. The name can be changed in place. The API does not
    return recordings. OpenAI allows only some customers to create consents.

    ~> Terraform stores the value of `content_base64` in the state. To avoid that, set `source` to the path of a file.
    """

    type_name = "openai_voice_consent"
    endpoint = Rest("/audio/voice_consents", page=100)
    enclosed = ("recording",)
    largest = LARGEST
    schema = Schema(
        {
            "id": identity("consent"),
            "name": String(required=True, min_length=1, doc="A name for the consent."),
            "language": String(
                required=True,
                replace=True,
                doc="The language of the recording as a BCP 47 tag, such as `en-US`.",
            ),
            "recording": recording("The recording", required=True),
            "content_sha256": digest(),
            "created_at": created_at("consent"),
        }
    )


class DataVoiceConsent(Lookup):
    """An existing consent of a person to the use of their voice, found by its id or by its name."""

    type_name = "openai_voice_consent"
    endpoint = VoiceConsent.endpoint
    by = "name"
    schema = lookup_schema(VoiceConsent, by)


class DataVoiceConsents(ListAll):
    """The consents of people to the use of their voices."""

    type_name = "openai_voice_consents"
    endpoint = VoiceConsent.endpoint
    items = "consents"
    schema = list_all_schema(VoiceConsent, items)
