"""The start of the process up to the handshake. It loads only what the handshake needs, because Terraform waits for it.

Even `pathlib` and `urllib` would take a twentieth of the start, so this module does not use them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final, NoReturn

from provider_shim import process, trace
from provider_shim.protocol import handshake, listening
from provider_shim.protocol.listening import Listener

if TYPE_CHECKING:
    from provider_shim.protocol.server import Methods

DESCRIPTIONS: Final = {
    "GetProviderSchema": os.path.join(os.path.dirname(__file__), "schema.binpb"),
    "GetResourceIdentitySchemas": os.path.join(os.path.dirname(__file__), "identities.binpb"),
}
"""The files with the responses for the provider's schemas, which are generated from the declarations."""


def prepared() -> Methods:
    """Return the procedures that work before anything is loaded."""
    return {name: partial(_answer, _content(path)) for name, path in DESCRIPTIONS.items()}


def _content(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def _answer(content: bytes, _: bytes) -> bytes:
    return content


def launch(
    load: Callable[[], Methods],
    environment: Mapping[str, str],
    *,
    debug: bool,
    prepared: Callable[[], Methods] = dict,
    announced: Callable[[], None] = lambda: None,
) -> NoReturn:
    """Serve Terraform until it ends the run, and end the process.

    Args:
        load: loads the provider. It is called once, at the first request for a procedure that is not prepared.
        environment: the environment of the process.
        debug: whether the process waits for a Terraform that attaches to it, until it is interrupted.
        prepared: returns the procedures that work before anything is loaded.
        announced: is called after the handshake, while Terraform connects.

    Raises:
        OSError: The process cannot listen on a socket. The message says what to do.
    """
    parent = None if debug else process.terraform()
    listener = listening.listen(environment)
    client = "" if debug else environment.get("PLUGIN_CLIENT_CERT", "")
    context = None
    if debug:
        handshake.announce(_how_to_attach(listener))
    elif client:
        from provider_shim.protocol import tls

        own = tls.identity()
        _announce(listener, own.der, environment)
        context = tls.context(own, client, listener.directory)
    elif listener.network == "unix":
        _announce(
            listener, b"", environment
        )  # the permissions of the directory restrict who can connect
    else:
        raise OSError(
            "Terraform sent no certificate. Without a certificate, every program on this machine could connect to the port."
        )
    from provider_shim import logs
    from provider_shim.protocol.server import serve

    logs.set_up(environment)
    announced()
    serve(listener, context, load, parent=parent, prepared=prepared())


def _announce(listener: Listener, certificate: bytes, environment: Mapping[str, str]) -> None:
    line = handshake.line(listener.network, listener.address, certificate, environment)
    handshake.announce(line)
    trace.mark("handshake")


def _how_to_attach(listener: Listener) -> str:
    value = handshake.reattach(listener.network, listener.address)
    return (
        "The provider runs until you press Ctrl-C here. To make Terraform use it, set this variable:\n\n"
        f"TF_REATTACH_PROVIDERS='{value}'\n"
    )
