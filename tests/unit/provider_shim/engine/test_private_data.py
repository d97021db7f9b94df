"""Private data is read as it was written, also by earlier versions."""

from __future__ import annotations

import json

from provider_shim.engine.private_data import PrivateData, pack, unpack


def test_engine_and_declaration_do_not_share_a_key() -> None:
    engine, declaration = PrivateData(imported=True), {"imported": "by hand", "declaration": 1}
    assert unpack(pack(engine, declaration)) == (engine, declaration)


def test_private_data_of_an_earlier_state_is_read() -> None:
    earlier = {
        "created": 1764500000,
        "added": {"metadata": ["gateway"]},
        "imported": True,
        "unread": True,
        "unfinished": True,
        "before": {"body": {"role": "reader"}},
        "replaces": {"identity": "user-1", "now": {"role": "owner"}},
        "adopted": True,
        "left": True,
    }
    engine, declaration = unpack(json.dumps(earlier).encode())
    assert declaration == {"adopted": True, "left": True}
    known = {name: earlier[name] for name in earlier if name not in declaration}
    assert vars(engine) == {**known, "import_id": None}, "an earlier version did not have it"


def test_empty_private_data_is_stored_as_nothing() -> None:
    assert pack(PrivateData(), {"left": None}) == b""
    assert unpack(b"") == (PrivateData(), {})


def test_engine_keeps_the_names_that_stored_states_have() -> None:
    stored = json.loads(pack(PrivateData(created=1, unfinished=True), {"left": True}))
    assert stored == {"created": 1, "unfinished": True, "declaration": {"left": True}}
