"""The documentation of a returned value has no sentences for arguments only."""

from __future__ import annotations

import pytest

from provider_shim.vocabulary.wording import as_answer


@pytest.mark.parametrize(
    "advice",
    [
        "Defaults to `medium`.",
        "If you do not set this, the model's own default applies.",
        "If you set `agent_id`, the saved agent works.",
        "If it is not set, the key does not expire.",
        "You must set either `data` or `data_wo`.",
        "Set either `agent` or `agent_id`.",
        "Set `secrets_version` when it changes.",
        "Required if `agent_id` is not set.",
    ],
)
def test_a_returned_value_has_no_advice_for_arguments(advice: str) -> None:
    assert as_answer(f"The size of the container. {advice}") == "The size of the container."


def test_a_returned_value_keeps_its_kinds() -> None:
    assert as_answer("The URL of the server. Required for `http`.") == (
        "The URL of the server. For `http`."
    )
