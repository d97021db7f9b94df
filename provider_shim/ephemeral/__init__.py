"""The ephemeral resources: the table of contents. One that is not listed here does not exist."""

from __future__ import annotations

from provider_shim.ephemeral.chat_completion import ChatCompletion
from provider_shim.ephemeral.container import Container
from provider_shim.ephemeral.embedding import Embedding
from provider_shim.resource import EphemeralResource

EPHEMERAL_RESOURCES: tuple[type[EphemeralResource], ...] = (
    ChatCompletion,
    Container,
    Embedding,
)
