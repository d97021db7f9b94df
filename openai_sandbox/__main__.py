"""``python -m openai_sandbox``: serves until interrupted, after printing the base URL."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from openai_sandbox import (
    DEFAULT_HOST,
    DEFAULT_PORT,
    AddressError,
    DocumentError,
    FaultError,
    StateError,
    faults,
    serve,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Return the exit code: 0 after an interrupt, 1 where the sandbox cannot start."""
    given = _parser().parse_args(arguments)
    try:
        serve(
            host=given.host,
            port=given.port,
            state=given.state,
            faults=given.fault,
            document=given.document,
            strict=given.strict,
            polls=given.polls,
            quiet=given.quiet,
        )
    except (AddressError, DocumentError, FaultError, StateError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m openai_sandbox",
        description="A local OpenAI API. Prints its base URL when it is ready; any key that "
        "begins with sk- opens it, administration needs sk-admin-.",
        epilog=faults.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--host", default=DEFAULT_HOST, help="address to listen on (default: %(default)s)")
    add("--port", type=int, default=DEFAULT_PORT, help="0 takes a free one (default: %(default)s)")
    add("--state", metavar="FILE", help="keep the objects in this SQLite file")
    add("--fault", metavar="SPEC", action="append", default=[], help="see below; repeatable")
    add("--document", metavar="FILE", help="OpenAI's OpenAPI document, instead of the packaged one")
    add("--polls", type=int, default=1, help="reads until work is finished (default: %(default)s)")
    add("--strict", action="store_true", help="answer 500 where an own answer does not conform")
    add("--quiet", action="store_true", help="print the base URL and nothing else")
    return parser


if __name__ == "__main__":
    sys.exit(main())
