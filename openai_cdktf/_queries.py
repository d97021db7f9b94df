"""The base class of queries, for both CDKs: the `list` blocks of `terraform query`."""

from __future__ import annotations

from openai_cdktf._unreferable import Unreferable


class Query(Unreferable):
    """Finds the objects of one type that exist, with ``terraform query``. It needs Terraform 1.14 or later.

    The synthesis writes it to ``<name>.tfquery.json`` in the folder of the stack, which also contains ``cdk.tf.json``. A plan
    or an apply does not read this file.
    """

    _node_class = "Query"
    _block = "query"
