"""The entry point. It serves Terraform, and exits with an explanation if a person starts it. It imports slow modules late."""

from __future__ import annotations

import gc
import os
import sys

TYPE_CHECKING = False  # `typing` would take as long as all other modules of a warm launch
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from provider_shim.protocol.server import Methods


def main(arguments: list[str] | None = None, environment: Mapping[str, str] | None = None) -> int:
    """Serve Terraform and end the process. If Terraform did not start it, return the exit code."""
    gc.disable()  # there is no garbage until the provider is loaded: see `loading`
    arguments = sys.argv[1:] if arguments is None else arguments
    environment = os.environ if environment is None else environment
    if arguments == ["--warm"] and _be_warm():
        return 0
    if sys.platform == "linux" and not arguments and "TF_PLUGIN_MAGIC_COOKIE" in environment:
        from provider_shim.warm import client, context

        if not context.start_program() and (code := client.run(environment)) is not None:
            os._exit(code)
    return provide(arguments, environment)


def provide(
    arguments: list[str],
    environment: Mapping[str, str],
    prepared: Callable[[], Methods] | None = None,
) -> int:
    """Be the provider in this process, and end it. If Terraform did not start it, return the exit code."""
    from provider_shim.protocol import handshake

    debug = arguments == ["--debug"]
    if not debug and (arguments or not handshake.from_terraform(environment)):
        sys.stderr.write(handshake.WHAT_IT_IS)
        return 1
    if not debug and (reason := handshake.too_old(environment)):
        # Terraform shows both protocol versions to the user. The reason is in the log.
        sys.stderr.write(f"{reason}\n")
        handshake.announce(handshake.line("unix", "none", b"", environment))
        return 1
    from provider_shim.protocol import launch

    def announced() -> None:
        if sys.platform == "linux" and not debug and prepared is None:
            from provider_shim.warm.starting import start

            start(environment)

    try:
        launch.launch(
            load,
            environment,
            debug=debug,
            prepared=prepared or launch.prepared,
            announced=announced,
        )
    except OSError as fault:
        sys.stderr.write(f"{fault}\n")
        return 1


def load() -> Methods:
    """Load the provider with all its declarations, and return its remote procedures."""
    from provider_shim.api.client import omit_unneeded_parts
    from provider_shim.protocol.procedures import methods
    from provider_shim.provider import Provider

    omit_unneeded_parts()
    return methods(Provider())


def _provide_warm(environment: Mapping[str, str]) -> int:
    from provider_shim.warm.preloading import prepared

    return provide([], environment, prepared)


def _be_warm() -> bool:
    """Be a warm server until no launch needs it. Return False if no launch has started this process."""
    if sys.platform != "linux":
        return False
    from provider_shim.warm import preloading, server

    try:
        server.serve(lambda: preloading.preload(load), preloading.declarations(), _provide_warm)
    except OSError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
