"""``openai_certificate_activation``: a certificate that is active in the whole organization."""

from __future__ import annotations

from provider_shim.objects.keys.certificates import CERTIFICATES, NAME, VALIDITY, Activation
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import Schema, String


class CertificateActivation(Activation):
    """The activation of a certificate for the whole organization. Destroying it deactivates the certificate.

    ~> While certificates are active, the API refuses clients that show none. Activate your own first, and keep it.
    """

    type_name = "openai_certificate_activation"
    endpoint = Rest(
        f"{CERTIFICATES.collection}/activate",
        item=f"{CERTIFICATES.collection}/{{certificate_id}}",
        update=None,
        auth="admin",
    )
    listed_in = CERTIFICATES
    schema = Schema(
        {
            "id": String(computed=True, local=True, doc="The id of the certificate."),
            "certificate_id": String(
                required=True, replace=True, wire="id", doc="The id of the certificate."
            ),
            "name": NAME,
            **VALIDITY,
        }
    )
