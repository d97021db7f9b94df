"""Which requests bring an idempotency key: those that the API takes one from, and no others."""

from __future__ import annotations

from openai_sandbox.document import load
from openai_sandbox.document_operations import Operations
from provider_shim.api.idempotency import idempotency_key
from tests.contract.sdk_methods import shape, with_header
from tests.sandbox import DOCUMENT


def test_key_is_sent_where_the_api_takes_one_and_nowhere_else() -> None:
    operations = Operations(load(DOCUMENT))
    sent = {
        (one.method, shape(one.template))
        for one in operations
        if idempotency_key(one.method, one.template)
    }
    assert sent == with_header("Idempotency-Key")
