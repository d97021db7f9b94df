"""Paths of constructs for messages, and the fault of an id that the scope already has."""

from __future__ import annotations

from constructs import Construct

from openai_cdktf._misfits import MisfitError

_TAKEN = "There is already a Construct with name"


def path_of(scope: Construct, construct_id: str) -> str:
    """Return the path that a construct will have, in quotes."""
    path = scope.node.path
    return f'"{path}/{construct_id}"' if path else f'"{construct_id}"'


def rejected(error: RuntimeError, scope: Construct, construct_id: str) -> MisfitError:
    """Return the fault for an error of the CDK when it creates a construct."""
    text = str(error)
    if _TAKEN in text:
        text = f'the id "{construct_id}" is already used in "{scope.node.path}": choose another id'
    return MisfitError(text)
