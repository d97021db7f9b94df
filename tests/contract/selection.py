"""Which resources, and which of their attributes, a test of the whole registry is about.

A test names its conditions: `@pytest.mark.resources(where=importable)`, `@pytest.mark.attributes(where=can_be_removed)`. What does
not fit is no parameter of the test, so it never counts as passed.
"""

from __future__ import annotations

from provider_shim.engine.resource import Resource

REPLACED_BY_A_PART = {
    ("openai_audio_transcription", "file"),
    ("openai_certificate", "certificate_wo"),
    ("openai_chat_completion", "messages_wo"),
    *(("openai_container_file", name) for name in ("content", "content_base64", "source")),
    *(("openai_file", name) for name in ("content", "content_base64", "source")),
    *(("openai_image_edit", name) for name in ("image", "markup", "mask")),
    *(("openai_response", name) for name in ("input_wo", "instructions_wo", "tools_wo")),
    *(("openai_skill_version", name) for name in ("content_base64", "files", "source")),
    ("openai_vault_credential", "auth"),
    ("openai_voice", "audio_sample"),
    ("openai_voice_consent", "recording"),
}
"""Attributes of which a part, or the digest of their content, needs a new object when it changes."""

NEEDED = {
    *(("openai_agent_automation", name) for name in ("files_wo", "timezone")),
    ("openai_agent_session", "agent"),
    *(("openai_image_edit", name) for name in ("markup", "mask")),
    *(("openai_response", name) for name in ("input_wo", "instructions_wo", "tools_wo")),
}
"""Optional attributes that cannot be removed alone: the configuration is refused then, or wants a new object."""


def importable(kind: Resource) -> bool:
    """Tell whether `terraform import` takes the resource: the API keeps the object, and it can be read."""
    return kind.importable


def not_importable(kind: Resource) -> bool:
    """The opposite of `importable`."""
    return not kind.importable


def updated(kind: Resource) -> bool:
    """Tell whether anything of the resource can be changed in place at the API."""
    return bool(updated_attributes(kind))


def updated_attributes(kind: Resource) -> list[str]:
    """Return what can be changed in place at the API."""
    return [
        name
        for name, attribute in kind.schema.items()
        if attribute.configurable and not attribute.local and updates(kind, name)
    ]


def updates(kind: Resource, name: str) -> bool:
    """Tell whether another value of an attribute needs no new object."""
    return not replaces(kind, name) and not replaces_by_a_part(kind, name)


def replaces(kind: Resource, name: str) -> bool:
    """Tell whether another value of an attribute is declared to need a new object."""
    return kind.schema[name].replace


def replaces_by_a_part(kind: Resource, name: str) -> bool:
    """Tell whether it is a part of the attribute, or the digest of its content, that needs a new object."""
    return (kind.type_name, name) in REPLACED_BY_A_PART


def has_two_values(kind: Resource, name: str) -> bool:
    """Tell whether there is another value at all."""
    return len(getattr(kind.schema[name], "enum", ())) != 1


def can_be_removed(kind: Resource, name: str) -> bool:
    """Tell whether an attribute can be left out of a configuration that had it, with the object kept."""
    attribute = kind.schema[name]
    kept = not (attribute.required or attribute.exactly_one_of or attribute.replace)
    return kept and (kind.type_name, name) not in NEEDED
