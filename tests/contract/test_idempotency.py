"""Exactly the requests for which the API accepts an idempotency key have one."""

from __future__ import annotations

from openai_sandbox.document import load
from openai_sandbox.document_operations import Operations
from provider_shim.api.idempotency import idempotency_key
from tests.contract.sdk_methods import shape, with_header
from tests.sandbox import DOCUMENT


def test_an_idempotency_key_is_sent_only_if_the_api_accepts_it() -> None:
    operations = Operations(load(DOCUMENT))
    sent = {
        (one.method, shape(one.template))
        for one in operations
        if idempotency_key(one.method, one.template)
    }
    assert sent == with_header("Idempotency-Key")
