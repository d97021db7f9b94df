"""Loads much at once without looking for garbage in between. It must not know what is loaded.

There is none while modules are loaded, and looking for it takes a tenth of their time.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_garbage() -> Iterator[None]:
    """Let the collector rest for the block, and never look at what is there after it: what is loaded stays."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
