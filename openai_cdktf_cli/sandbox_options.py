"""The options of ``openai-cdktf sandbox``, with their help."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from typer.models import OptionInfo


def _file(help: str) -> OptionInfo:  # noqa: A002 - the name in typer
    """Return the option of a file that can be omitted."""
    option: OptionInfo = typer.Option(metavar="FILE", dir_okay=False, help=help, show_default=False)
    return option


Host = Annotated[str, typer.Option(help="The address to listen on.")]
Port = Annotated[
    int, typer.Option(min=0, max=65535, help="The port to listen on. 0 chooses a free port.")
]
State = Annotated[
    Path | None,
    _file(
        "Store the objects in this file. If you do not set this, they exist until the sandbox stops."
    ),
]
Faults = Annotated[
    list[str] | None,
    typer.Option(
        metavar="SPEC",
        help="A failure to simulate, such as `429:times=2`. You can repeat this option.",
        show_default=False,
    ),
]
Document = Annotated[
    Path | None,
    _file("The OpenAPI document of the OpenAI API. Defaults to the one of the installed package."),
]
Seed = Annotated[
    Path | None,
    _file(
        "A YAML file with the objects of an empty sandbox: people, projects, invites, files and vector stores."
    ),
]
Restore = Annotated[
    Path | None,
    _file("A snapshot whose objects replace all others at the start."),
]
Snapshot = Annotated[
    Path | None,
    _file("Write the objects into this file at the end."),
]
Answers = Annotated[
    Path | None,
    _file("A YAML file with the answers of models. Without an answer, a model repeats the input."),
]
Record = Annotated[
    Path | None,
    _file(
        "Send requests to models to the upstream, with the key of the client, and record them with the responses in "
        "this YAML file. Keys are not recorded."
    ),
]
Upstream = Annotated[
    str | None,
    typer.Option(
        metavar="URL",
        help="The base URL of the API that `--record` uses. Defaults to `https://api.openai.com/v1`.",
        show_default=False,
    ),
]
Replay = Annotated[
    Path | None,
    _file(
        "Answer requests to models from the recordings in this file. Other requests to models fail."
    ),
]
KeepPace = Annotated[
    bool,
    typer.Option("--keep-pace", help="Replay responses as slowly as they were recorded."),
]
StrictModels = Annotated[
    bool,
    typer.Option(
        "--strict-models",
        help="Refuse models that neither the list of models nor the OpenAPI document contains.",
    ),
]
AllowedOrigins = Annotated[
    list[str] | None,
    typer.Option(
        metavar="ORIGIN",
        help="An origin of web pages that can use the sandbox, such as `https://app.example.com`. `*` allows all. "
        "Pages of this machine always can. You can repeat this option.",
        show_default=False,
    ),
]
PageHosts = Annotated[
    list[str] | None,
    typer.Option(
        metavar="NAME",
        help="A name of this server under which it shows its page, besides `localhost`. You can repeat this option.",
        show_default=False,
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print only the base URL.")]
