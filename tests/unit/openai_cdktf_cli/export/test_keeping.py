"""The file with the lists that an interrupted export has read. Only the user can read it."""

from __future__ import annotations

import stat
from pathlib import Path

from openai_cdktf_cli.export.found import Found
from openai_cdktf_cli.export.keeping import Kept, fingerprint

STORE = Found(
    type_name="openai_vector_store",
    import_id="vs_1",
    id="vs_1",
    label="FAQ",
    names={"id": "vs_1"},
    arguments={"name": "FAQ", "metadata": {"a": "b"}},
    instead={"user_id": ("email", "ada@example.com")},
    unread=("source",),
    api_names=("/vector_stores vs_1",),
    created=3.0,
)
PLACE = ("openai_vector_store", ())


def test_a_stored_list_is_found_again(tmp_path: Path) -> None:
    file = tmp_path / "new" / "kept"
    Kept(file, ["a"]).add(PLACE, [STORE])
    content = file.read_bytes()
    again = Kept(file, ["a"])
    assert file.read_bytes() == content  # also during the next run, which may be interrupted
    assert again.of(PLACE) == [STORE]
    assert again.of(("openai_file", ())) is None
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_lists_of_another_server_are_dropped(tmp_path: Path) -> None:
    file = tmp_path / "kept"
    Kept(file, ["a"]).add(PLACE, [STORE])
    assert len(Kept(file, ["b"])) == 0
    assert not file.exists()


def test_the_fingerprint_depends_on_both_keys_and_contains_none() -> None:
    keys = [("sk-1", "sk-2"), ("sk-1", ""), ("", "sk-1"), ("sk-1", "sk-3")]
    found = {fingerprint(one) for one in keys}
    assert len(found) == len(keys)
    assert not any("sk-" in one for one in found)


def test_an_incomplete_line_is_ignored(tmp_path: Path) -> None:
    file = tmp_path / "kept"
    kept = Kept(file, ["a"])
    kept.add(PLACE, [STORE])
    kept.add(("openai_file", ()), [])
    file.write_text(file.read_text()[:-5])
    again = Kept(file, ["a"])
    assert len(again) == 1
    again.add(("openai_file", ()), [])
    assert len(Kept(file, ["a"])) == 2
