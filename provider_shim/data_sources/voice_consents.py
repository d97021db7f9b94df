"""``openai_voice_consents`` (data source): all consents."""

from __future__ import annotations

from provider_shim.patterns.lookups import Every, every_schema
from provider_shim.resources import voice_consent


class VoiceConsents(Every):
    """The recordings of people who agree to have their voices imitated."""

    type_name = "openai_voice_consents"
    endpoint = voice_consent.VoiceConsent.endpoint
    items = "consents"
    schema = every_schema(voice_consent.VoiceConsent, items)
