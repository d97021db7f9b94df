"""Paths of constructs for messages, and the fault of an id that the scope already has."""

from __future__ import annotations

from constructs import Construct

from openai_cdktf._misfits import REQUIRED, Fault, MisfitError

_TAKEN = "There is already a Construct with name"


def named(kind: str, scope: object, construct_id: object) -> str:
    """Return the class and the path that a construct will have, for errors.

    If its id is not valid, it is the place of the construct. If its scope is not a construct, it is its id.
    """
    path = scope.node.path if isinstance(scope, Construct) else ""
    if id_faults(construct_id):
        return f'{kind} in "{path}"' if path else kind
    return f'{kind} "{path}/{construct_id}"' if path else f'{kind} "{construct_id}"'


def id_faults(construct_id: object, name: str = "id") -> list[Fault]:
    """Return the fault of the id of a construct.

    Args:
        construct_id: the id.
        name: the name of the argument.
    """
    if construct_id is None:
        return [Fault(REQUIRED, (name,))]
    if not isinstance(construct_id, str):
        return [Fault(f"must be a string, not {type(construct_id).__name__}", (name,))]
    if not str.__str__(construct_id):
        return [Fault("cannot be empty: it is the name of the construct in its scope", (name,))]
    return []


def rejected(error: RuntimeError, scope: Construct, construct_id: str) -> MisfitError:
    """Return the fault for an error of the CDK when it creates a construct."""
    text = first_sentence(error)
    if _TAKEN in str(error):
        text = f'the id "{construct_id}" is already used in "{scope.node.path}": choose another id'
    return MisfitError(text)


def first_sentence(error: RuntimeError) -> str:
    """Return the first paragraph of an error of the CDK, without its links and without the stack of Node."""
    return (
        str(error)
        .strip()
        .removeprefix("Error: ")
        .partition("\n")[0]
        .partition("Learn more")[0]
        .strip()
    )
