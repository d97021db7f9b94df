"""The methods of constructs that find an existing object: `from_name`, `from_email`, `from_id`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from openai_cdktf import FineTune, Project, ProjectUser
from provider_shim.engine.declaration import Declaration
from provider_shim.objects import DATA_SOURCES, RESOURCES
from provider_shim.patterns.lookups import Lookup
from tests.declared_objects import construct_class

Synth = Callable[..., dict[str, Any]]

SPELLINGS = {
    "email": "from_email",
    "filename": "from_name",
    "group_name": "from_name",
    "name": "from_name",
    "role_name": "from_name",
}
"""The method for each attribute by which a data source finds an object."""


def lookups() -> Iterator[tuple[type[Declaration], type[Declaration], str, str]]:
    """Yield each resource, its data source, the method, and the argument of the data source."""
    for name, resource in RESOURCES.items():
        found = DATA_SOURCES.get(name)
        if found is None or not issubclass(found, Lookup):
            continue
        if found.by is not None:
            yield resource, found, SPELLINGS[found.by], found.by
        yield resource, found, "from_id", found.endpoint.identity[-1]


def test_every_resource_with_a_data_source_finds_objects(stack: Any, synth: Synth) -> None:
    expected: dict[str, dict[str, Any]] = {}
    for resource, data_source, method, argument in lookups():
        parents = {name: f"some {name}" for name in data_source.endpoint.identity[:-1]}
        construct_id = f"{resource.type_name}-{method}"
        find = getattr(construct_class("resource", resource), method)
        found = find(stack, construct_id, "some value", **parents)
        assert type(found).unbound is construct_class("data", data_source)
        for name in resource.endpoint.identity:
            assert isinstance(getattr(found, name), str)  # a reference, like that of the construct
        blocks = expected.setdefault(data_source.type_name, {})
        blocks[construct_id] = {argument: "some value", **parents}
    assert synth()["data"] == expected
    assert len(expected) > 40


def test_a_found_object_takes_the_place_of_a_construct(stack: Any, synth: Synth) -> None:
    search = Project.from_name(stack, "search", "Search", depends_on=[])
    ada = ProjectUser.from_email(stack, "ada", "ada@example.com", project_id=search.id)
    ProjectUser(stack, "bob", project_id=ada.project_id, user_id="user-bob", role="member")
    FineTune.from_id(stack, "tuned", "ftjob-1")
    code = synth()
    assert code["data"]["openai_project_user"]["ada"]["project_id"] == (
        "${data.openai_project.search.id}"
    )
    assert code["resource"]["openai_project_user"]["bob"]["project_id"] == (
        "${data.openai_project_user.ada.project_id}"
    )
    assert code["data"]["openai_fine_tuning_job"] == {"tuned": {"id": "ftjob-1"}}


def test_a_wrong_name_is_an_error_of_the_data_source(stack: Any) -> None:
    with pytest.raises(TypeError, match=r"Project\.from_name: name must be a string"):
        Project.from_name(stack, "search", 5)  # type: ignore[arg-type]
