"""``openai-cdktf sandbox`` runs the local API, and prints the environment variables with which a stack uses it."""

from __future__ import annotations

import functools
import importlib.metadata
import re
from pathlib import Path

import typer

from openai_cdktf_cli.failure import CommandFailure

KEY, ADMIN_KEY = "sk-sandbox", "sk-admin-sandbox"
"""Keys that the sandbox accepts, for projects and for administration. Other servers do not accept them."""


def run(
    *,
    host: str,
    port: int,
    state: Path | None,
    faults: list[str],
    document: Path | None,
    answers: Path | None,
    seed: Path | None,
    restore: Path | None,
    snapshot: Path | None,
    record: Path | None,
    upstream: str | None,
    replay: Path | None,
    keep_pace: bool,
    strict_models: bool,
    allowed_origins: list[str],
    page_hosts: list[str],
    quiet: bool,
) -> None:
    """Run the sandbox until Ctrl-C. Print the variables to set, or with ``quiet`` only the base URL.

    Raises:
        CommandFailure: The extra is not installed, or the sandbox cannot start.
    """
    if absent := _absent():
        raise CommandFailure(
            f"The sandbox needs packages that are not installed ({', '.join(absent)}): "
            "pip install 'openai-cdktf[sandbox]'"
        )
    from openai_sandbox import DEFAULT_UPSTREAM, START_ERRORS, serve

    recorded = None
    if record is not None:
        recorded = (
            f"{upstream or DEFAULT_UPSTREAM} answers requests to models. {record} records them."
        )
    try:
        serve(
            host=host,
            port=port,
            state=state,
            faults=faults,
            document=document,
            answers=answers,
            seed=seed,
            restore=restore,
            snapshot=snapshot,
            record=record,
            upstream=upstream,
            replay=replay,
            keep_pace=keep_pace,
            strict_models=strict_models,
            allowed_origins=allowed_origins,
            page_hosts=page_hosts,
            quiet=quiet,
            on_ready=typer.echo if quiet else functools.partial(_greet, recorded),
        )
    except START_ERRORS as error:
        raise CommandFailure(str(error)) from error


def _absent() -> list[str]:
    """Return the distributions of the extra ``sandbox`` that are not installed."""
    absent = []
    for requirement in importlib.metadata.requires("openai-cdktf") or []:
        name, _, marker = requirement.partition(";")
        if 'extra == "sandbox"' not in marker.replace("'", '"'):
            continue
        distribution = re.split(r"[^A-Za-z0-9._-]", name.strip(), maxsplit=1)[0]
        try:
            importlib.metadata.version(distribution)
        except importlib.metadata.PackageNotFoundError:
            absent.append(distribution)
    return absent


def _greet(recorded: str | None, base_url: str) -> None:
    """Print what to do next. ``recorded`` says who answers requests to models, if they are recorded."""
    key = f"  export OPENAI_API_KEY={KEY}\n"
    if recorded is not None:
        key = f"  # Keep your own OPENAI_API_KEY: {recorded}\n"
    typer.echo(
        f"The local OpenAI API runs at {base_url}. Set these variables in another shell:\n\n"
        f"  export OPENAI_BASE_URL={base_url}\n"
        f"{key}"
        f"  export OPENAI_ADMIN_KEY={ADMIN_KEY}\n\n"
        f"Open {base_url.removesuffix('/v1')} in a browser to see objects, requests, and the guide to seeds, answers of models\n"
        "and faults.\n"
        "Press Ctrl-C to stop the API."
    )
