from __future__ import annotations

from provider_shim.protocol import write_only
from provider_shim.vocabulary.diagnostics import Key
from provider_shim.vocabulary.schema import ListOf, MapOf, Object, String
from provider_shim.vocabulary.values import UNKNOWN

SECRET = String(optional=True, write_only=True)
ATTRIBUTES = {
    "secret": SECRET,
    "one": Object({"secret": SECRET}, optional=True),
    "many": ListOf(Object({"secret": SECRET}), optional=True),
    "named": MapOf(Object({"secret": SECRET}), optional=True),
}


def test_every_set_write_only_argument_is_an_error_at_its_path():
    config = {
        "secret": "s",
        "one": {"secret": "s"},
        "many": [{"secret": None}, {"secret": "s"}],
        "named": {"k": {"secret": "s"}},
    }
    assert [diagnostic.path for diagnostic in write_only.refuse(ATTRIBUTES, config)] == [
        ("secret",),
        ("one", "secret"),
        ("many", 1, "secret"),
        ("named", Key("k"), "secret"),
    ]


def test_null_and_unknown_write_only_values_are_accepted():
    config = {"secret": None, "one": UNKNOWN, "many": None, "named": None}
    assert write_only.refuse(ATTRIBUTES, config) == []
