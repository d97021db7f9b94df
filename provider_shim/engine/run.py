"""The objects that all operations of one run of Terraform share."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

from provider_shim.api.client import Api
from provider_shim.api.listing import Listings
from provider_shim.api.masking import secret_fields, secrets_in
from provider_shim.engine.call import Call, operation_deadline
from provider_shim.engine.created_in_run import CreatedInRun
from provider_shim.engine.declaration import Declaration
from provider_shim.engine.original_settings import OriginalSettings
from provider_shim.engine.private_data import unpack
from provider_shim.engine.resource import Resource
from provider_shim.engine.shown_secrets import ShownSecrets
from provider_shim.records import Record, fresh
from provider_shim.vocabulary.identities import display_name
from provider_shim.vocabulary.schema import Object

_DEFAULT_TIMEOUT = 1800.0
"""The time limit of an operation in seconds, if neither ``timeouts`` nor the declaration's `Wait` sets one."""


@functools.cache
def _secret_fields(declaration: Declaration) -> frozenset[str]:
    """Return the API's names of the secret fields. Every refresh needs them, and large declarations take a while."""
    return frozenset(secret_fields(declaration.attributes))


class Run(Record):
    """The objects that all operations of one run share: see `Call`."""

    api: Api
    originals: OriginalSettings
    shown: ShownSecrets
    listings: Listings = fresh(default_factory=Listings)
    created: CreatedInRun = fresh(default_factory=CreatedInRun)

    def call(
        self,
        declaration: Declaration,
        values: Mapping[str, Any],
        operation: str,
        private: bytes,
        config: Mapping[str, Any] | None = None,
    ) -> Call:
        """Return an operation on one object.

        Args:
            declaration: the declaration of the object.
            values: its state, plan or configuration, with its id and the time limits.
            operation: the name of the operation in ``timeouts``.
            private: the private data.
            config: the configuration, if Terraform sends it.
        """
        engine, declared = unpack(private)
        timeouts = declaration.attributes.get("timeouts")
        wait = declaration.wait if isinstance(declaration, Resource) else None
        limit = _DEFAULT_TIMEOUT if wait is None else wait.limit
        return Call(
            api=self.api,
            type_name=declaration.type_name,
            config=config or {},
            secrets=tuple(secrets_in(declaration.attributes, config or values)),
            secret_fields=frozenset() if config else _secret_fields(declaration),
            private=engine,
            remembered=declared,
            listings=self.listings,
            shown=self.shown,
            created=self.created,
            originals=self.originals,
            deadline=operation_deadline(values, operation, limit),
            has_timeout=isinstance(timeouts, Object) and operation in timeouts.attributes,
            identity=identity if isinstance(identity := values.get("id"), str) else None,
            name=display_name(values),
        )
