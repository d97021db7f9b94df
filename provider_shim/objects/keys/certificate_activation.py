"""``openai_certificate_activation``: the activation of a certificate for the whole organization."""

from __future__ import annotations

from provider_shim.objects.keys.certificates import CERTIFICATES, NAME, VALIDITY, Activation
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import Schema, String


class CertificateActivation(Activation):
    """The activation of a certificate for the whole organization. Destroying the resource deactivates the certificate.

    ~> While any certificate is active, the API refuses clients without a matching certificate. Activate the certificate of
    your own client first, and keep it active.
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
