"""``openai_voice_consent`` (data source): one consent."""

from __future__ import annotations

from provider_shim.patterns.lookups import Lookup, lookup_schema
from provider_shim.resources import voice_consent


class VoiceConsent(Lookup):
    """An existing recording of somebody who agrees to have their voice imitated, found by its id or by its name."""

    type_name = "openai_voice_consent"
    endpoint = voice_consent.VoiceConsent.endpoint
    by = "name"
    schema = lookup_schema(voice_consent.VoiceConsent, by)
