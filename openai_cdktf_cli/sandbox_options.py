"""The options of ``openai-cdktf sandbox``, with their help."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Host = Annotated[str, typer.Option(help="The address to listen on.")]
Port = Annotated[
    int, typer.Option(min=0, max=65535, help="The port to listen on. 0 chooses a free port.")
]
State = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        dir_okay=False,
        help="Store the objects in this file. If you do not set this, they exist until the sandbox stops.",
        show_default=False,
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
    typer.Option(
        metavar="FILE",
        dir_okay=False,
        help="The OpenAPI document of the OpenAI API. Defaults to the one of the installed package.",
        show_default=False,
    ),
]
Seed = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        dir_okay=False,
        help="A YAML file with the objects of an empty sandbox: people, projects, invites, files and vector stores.",
        show_default=False,
    ),
]
Restore = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        dir_okay=False,
        help="A snapshot whose objects replace all others at the start.",
        show_default=False,
    ),
]
Snapshot = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        dir_okay=False,
        help="Write the objects into this file at the end.",
        show_default=False,
    ),
]
Answers = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        dir_okay=False,
        help="A YAML file with the answers of models. Without an answer, a model repeats the input.",
        show_default=False,
    ),
]
Record = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        dir_okay=False,
        help="Send requests to models to the upstream, with the key of the client, and record them with the responses in "
        "this YAML file. Keys are not recorded.",
        show_default=False,
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
    typer.Option(
        metavar="FILE",
        dir_okay=False,
        help="Answer requests to models from the recordings in this file. Other requests to models fail.",
        show_default=False,
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
