"""From the first line of `main` to the handshake: the shortest way. It must not load anything that can wait.

That goes for what it uses, too: `pathlib` and `urllib` alone take a twentieth of a launch.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final, NoReturn

from provider_shim.protocol import handshake, listening
from provider_shim.protocol.listening import Listener

if TYPE_CHECKING:
    from provider_shim.protocol.server import Methods

DESCRIPTIONS: Final = {
    "GetProviderSchema": os.path.join(os.path.dirname(__file__), "schema.binpb"),
    "GetResourceIdentitySchemas": os.path.join(os.path.dirname(__file__), "identities.binpb"),
}
"""Where the provider's descriptions of itself are, as Terraform gets them: generated from the declarations."""


def prepared() -> Methods:
    """Return the answers that need nothing loaded."""
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
) -> NoReturn:
    """Serve until Terraform is done, and end the process.

    Args:
        load: loads the provider; called once, when Terraform asks for more than what is prepared.
        environment: that of the process.
        debug: wait for Terraform to attach, instead of being its child; until interrupted.
        prepared: returns the procedures that can answer before anything is loaded.

    Raises:
        OSError: there is nowhere to listen; the message says what to do.
    """
    parent = None if debug else os.getppid()
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
        _announce(listener, b"", environment)  # the file system says who may connect
    else:
        raise OSError(
            "Terraform sent no certificate. Without a certificate, every program on this machine could connect to the port."
        )
    from provider_shim import logs
    from provider_shim.protocol.server import serve

    logs.set_up(environment)
    serve(listener, context, load, parent=parent, prepared=prepared())


def _announce(listener: Listener, certificate: bytes, environment: Mapping[str, str]) -> None:
    line = handshake.line(listener.network, listener.address, certificate, environment)
    handshake.announce(line)


def _how_to_attach(listener: Listener) -> str:
    value = handshake.reattach(listener.network, listener.address)
    return (
        "The provider runs until you press Ctrl-C here. To make Terraform use it, set this variable:\n\n"
        f"TF_REATTACH_PROVIDERS='{value}'\n"
    )
