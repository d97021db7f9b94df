"""What a warm server loads before the first launch: all modules that a launch can need. Nothing of it depends on a configuration."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from provider_shim.protocol.server import Methods


@functools.cache
def prepared() -> Methods:
    """Return the procedures whose responses are files. They are read only once."""
    from provider_shim.protocol.launch import prepared

    return prepared()


def _protocol() -> None:
    import ssl
    from concurrent.futures import thread

    from provider_shim import logs
    from provider_shim.protocol import server, tls

    del logs, server, ssl, thread
    tls.identity()  # the library initializes itself


def _client() -> None:
    from provider_shim.api.client import Api, Settings

    Api(Settings()).load()


def declarations() -> Iterator[None]:
    """Load the declarations, one at each step. The server does this when no launch has come for a moment."""
    from provider_shim import objects

    kinds: tuple[Mapping[str, object], ...] = (
        objects.RESOURCES,
        objects.DATA_SOURCES,
        objects.EPHEMERAL_RESOURCES,
        objects.ACTIONS,
    )
    for kind in kinds:
        for name in kind:
            kind[name]
            yield


def preload(load: Callable[[], Methods]) -> None:
    """Load everything that every launch needs, and everything for requests to the API.

    Args:
        load: loads the provider.
    """
    for step in (prepared, _protocol, load, _client):
        with suppress(Exception):  # the launch that needs this reports the error
            step()
