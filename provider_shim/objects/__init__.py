"""All objects of the API, by area: one folder per area, one module per object.

An area lists its types of each kind, and the module that declares each. A type that no area lists does not exist.
"""

from __future__ import annotations

from collections.abc import Mapping

from provider_shim.engine.action import Action
from provider_shim.engine.resource import DataSource, EphemeralResource, Resource
from provider_shim.objects import (
    agents,
    assistants,
    chat,
    chatkit,
    files,
    keys,
    media,
    people,
    projects,
    responses,
    roles,
    text,
    training,
    usage,
)
from provider_shim.vocabulary.tables import declared

AREAS = (
    agents,
    assistants,
    chat,
    chatkit,
    files,
    keys,
    media,
    people,
    projects,
    responses,
    roles,
    text,
    training,
    usage,
)

RESOURCES = declared(Resource, {area.__name__: area.RESOURCES for area in AREAS})
DATA_SOURCES = declared(DataSource, {area.__name__: area.DATA_SOURCES for area in AREAS})
EPHEMERAL_RESOURCES = declared(
    EphemeralResource, {area.__name__: area.EPHEMERAL_RESOURCES for area in AREAS}
)
LIST_RESOURCES: Mapping[str, str] = dict(
    sorted(item for area in AREAS for item in area.LIST_RESOURCES.items())
)
"""The types whose objects the API lists, each with the data source that lists them."""
ACTIONS = declared(Action, {area.__name__: area.ACTIONS for area in AREAS})
