"""The entry point. It serves Terraform, and exits with an explanation if a person starts it. It imports slow modules late."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from provider_shim.protocol.server import Methods


def main(arguments: list[str] | None = None, environment: Mapping[str, str] | None = None) -> int:
    """Serve Terraform and end the process. If Terraform did not start it, return the exit code."""
    gc.disable()  # there is no garbage until the provider is loaded: see `loading`
    from provider_shim.protocol import handshake

    arguments = sys.argv[1:] if arguments is None else arguments
    environment = os.environ if environment is None else environment
    debug = arguments == ["--debug"]
    if not debug and (arguments or not handshake.from_terraform(environment)):
        sys.stderr.write(handshake.WHAT_IT_IS)
        return 1
    if not debug and (reason := handshake.too_old(environment)):
        # Terraform shows both protocol versions to the user. The reason is in the log.
        sys.stderr.write(f"{reason}\n")
        handshake.announce(handshake.line("unix", "none", b"", environment))
        return 1
    from provider_shim.protocol.launch import launch, prepared

    try:
        launch(load, environment, debug=debug, prepared=prepared)
    except OSError as fault:
        sys.stderr.write(f"{fault}\n")
        return 1


def load() -> Methods:
    """Load the provider with all its declarations, and return its remote procedures."""
    from provider_shim.loading import omit
    from provider_shim.protocol.procedures import methods
    from provider_shim.provider import Provider

    omit("openai.types")  # half of the package's time to load; requests and answers are JSON here
    return methods(Provider())


if __name__ == "__main__":
    sys.exit(main())
