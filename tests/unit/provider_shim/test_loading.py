"""The collector rests while much is loaded, works afterwards, and does not look at what is loaded."""

from __future__ import annotations

import gc

import pytest

from provider_shim.loading import no_garbage


def test_the_collector_rests_within_the_block_and_works_after_it() -> None:
    with no_garbage():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_the_collector_works_again_where_loading_fails() -> None:
    with pytest.raises(ImportError), no_garbage():
        raise ImportError("broken")
    assert gc.isenabled()


def test_what_was_loaded_is_not_looked_at_again() -> None:
    before = gc.get_freeze_count()
    with no_garbage():
        kept = [{"a": [index]} for index in range(100)]
    assert gc.get_freeze_count() > before
    assert kept
    gc.unfreeze()
