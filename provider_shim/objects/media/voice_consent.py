"""``openai_voice_consent``: a recording of somebody who agrees to have their voice imitated."""

from __future__ import annotations

from provider_shim.objects.media.voices import LARGEST, recording
from provider_shim.patterns.attributes import created_at, identity
from provider_shim.patterns.enclosures import KeepsEnclosures, digest
from provider_shim.patterns.lookups import ListAll, Lookup, list_all_schema, lookup_schema
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import Schema, String


class VoiceConsent(KeepsEnclosures):
    """A recording in which somebody agrees to have their voice imitated, which `openai_voice` needs.

    When the content of the recording changes, the consent is replaced; another name is given in place. The API does not
    hand recordings out again. OpenAI lets only some customers do this.

    ~> A recording that is given as `content_base64` is stored in the state: give the path of a file instead.
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
    """An existing recording of somebody who agrees to have their voice imitated, found by its id or by its name."""

    type_name = "openai_voice_consent"
    endpoint = VoiceConsent.endpoint
    by = "name"
    schema = lookup_schema(VoiceConsent, by)


class DataVoiceConsents(ListAll):
    """The recordings of people who agree to have their voices imitated."""

    type_name = "openai_voice_consents"
    endpoint = VoiceConsent.endpoint
    items = "consents"
    schema = list_all_schema(VoiceConsent, items)
