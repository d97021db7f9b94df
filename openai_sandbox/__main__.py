"""``python -m openai_sandbox``: prints the base URL and serves until it is interrupted."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from openai_sandbox import (
    DEFAULT_HOST,
    DEFAULT_PORT,
    DEFAULT_UPSTREAM,
    START_ERRORS,
    faults,
    serve,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Return the exit code: 0 after an interrupt, 1 if the sandbox cannot start."""
    options = _parser().parse_args(arguments)
    try:
        serve(
            host=options.host,
            port=options.port,
            state=options.state,
            faults=options.fault,
            document=options.document,
            strict=options.strict,
            polls=options.polls,
            answers=options.answers,
            seed=options.seed,
            restore=options.restore,
            snapshot=options.snapshot,
            record=options.record,
            upstream=options.upstream,
            replay=options.replay,
            keep_pace=options.keep_pace,
            strict_models=options.strict_models,
            allowed_origins=options.allow_origin,
            page_hosts=options.page_host,
            quiet=options.quiet,
        )
    except START_ERRORS as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m openai_sandbox",
        description="A local OpenAI API. It prints its base URL when it is ready.\n"
        "It accepts every API key that begins with sk-. The administration endpoints need a key\n"
        "that begins with sk-admin-.",
        epilog=faults.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--host", default=DEFAULT_HOST, help="address to listen on (default: %(default)s)")
    add(
        "--port",
        type=int,
        default=DEFAULT_PORT,
        help="port; 0 chooses a free port (default: %(default)s)",
    )
    add("--state", metavar="FILE", help="SQLite file that stores the objects")
    add(
        "--fault",
        metavar="SPEC",
        action="append",
        default=[],
        help="fault, see below; can be repeated",
    )
    add("--answers", metavar="FILE", help="YAML file with answers of models")
    add("--record", metavar="FILE", help="file for requests to models and the upstream's responses")
    add(
        "--upstream",
        metavar="URL",
        help=f"base URL of the API that --record uses (default: {DEFAULT_UPSTREAM})",
    )
    add("--replay", metavar="FILE", help="file with recordings; other requests to models fail")
    add(
        "--keep-pace",
        action="store_true",
        help="replay responses as slowly as they were recorded",
    )
    add("--seed", metavar="FILE", help="YAML file with the objects of an empty sandbox")
    add("--restore", metavar="FILE", help="snapshot whose objects replace all others")
    add("--snapshot", metavar="FILE", help="file into which the objects are written at the end")
    add("--document", metavar="FILE", help="OpenAPI document to use instead of the packaged one")
    add(
        "--polls", type=int, default=1, help="reads before a job is finished (default: %(default)s)"
    )
    add(
        "--strict",
        action="store_true",
        help="return 500 if a response does not conform to the document",
    )
    add(
        "--strict-models",
        action="store_true",
        help="refuse models that neither the list of models nor the document contains",
    )
    add(
        "--allow-origin",
        metavar="ORIGIN",
        action="append",
        default=[],
        help="origin of web pages that can use the sandbox, besides pages of this machine; * allows "
        "all; can be repeated",
    )
    add(
        "--page-host",
        metavar="NAME",
        action="append",
        default=[],
        help="name of the server under which it shows its page, besides localhost; can be repeated",
    )
    add("--quiet", action="store_true", help="print only the base URL")
    return parser


if __name__ == "__main__":
    sys.exit(main())
