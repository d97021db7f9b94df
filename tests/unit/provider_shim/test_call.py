"""A wait that ends early says what has become of the object."""

from __future__ import annotations

import pytest

from provider_shim.api import Api, Settings
from provider_shim.call import Call
from provider_shim.diagnostics import CancelledError
from provider_shim.rest import Rest


def stopped() -> Call:
    api = Api(Settings(api_key="sk-x"))
    api.stop()
    return Call(api=api, type_name="openai_thing")


def test_wait_for_an_object_that_exists_says_when_it_is_stopped_how_to_keep_it() -> None:
    call = stopped()
    call.save({"id": "thing-1"})
    with pytest.raises(CancelledError) as cancelled:
        call.pause(1, "finish the thing")
    assert "waited to finish the thing" in cancelled.value.detail
    assert "The object exists." in cancelled.value.detail
    assert "terraform untaint" in cancelled.value.detail


def test_look_that_is_given_up_says_how_to_keep_the_object_that_exists() -> None:
    call = stopped()
    call.save({"id": "thing-1"})
    with pytest.raises(CancelledError) as cancelled:
        call.send(Rest("/things"), "/things", {}, "finish the thing", method="GET")
    assert "finish the thing" in cancelled.value.detail
    assert "terraform untaint" in cancelled.value.detail


def test_wait_without_an_object_says_nothing_of_one_when_it_is_stopped() -> None:
    with pytest.raises(CancelledError) as cancelled:
        stopped().pause(1, "find the thing")
    assert "exists" not in cancelled.value.detail
