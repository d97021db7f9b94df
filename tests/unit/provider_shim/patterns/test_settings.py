"""The original values that a setting remembers."""

from __future__ import annotations

import pytest

from provider_shim.api.client import Api, Settings
from provider_shim.engine.call import Call
from provider_shim.patterns.settings import Setting, restored_on_destroy, setting_id
from provider_shim.vocabulary.diagnostics import OtherObjectError
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import Schema, String
from tests.unit.provider_shim.odd_server import Say, odd_server


class TeamDefaults(Setting):
    """A setting for this test."""

    type_name = "openai_team_defaults"
    endpoint = Rest("/teams/{team}/defaults", item="/teams/{team}/defaults")
    schema = Schema(
        {
            "id": setting_id("the name of the team"),
            "team": String(required=True, replace=True),
            "model_id": String(optional=True, computed=True),
            "on_destroy": restored_on_destroy(),
        }
    )


PLANNED = {"id": None, "team": "support", "model_id": "gpt-new", "on_destroy": "restore"}


def call_of(base_url: str) -> Call:
    return Call(
        api=Api(Settings(api_key="sk-x", base_url=base_url, max_retries=0)),
        type_name=TeamDefaults.type_name,
    )


def test_the_planned_id_is_not_remembered_as_an_original_value() -> None:
    with odd_server(Say(body={"team": "support"})) as odd:
        assert TeamDefaults().before(call_of(odd.base_url), PLANNED) == {}


def test_the_setting_of_a_different_owner_is_not_remembered() -> None:
    with (
        odd_server(Say(body={"team": "sales", "model_id": "gpt-old"})) as odd,
        pytest.raises(OtherObjectError),
    ):
        TeamDefaults().before(call_of(odd.base_url), PLANNED)
