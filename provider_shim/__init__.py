"""The Terraform provider: what ``terraform`` launches. It must not know CDKTF, and it imports nothing by itself.

The layers, outside in; each may use those below it, never those above:

    __main__            refuses without the magic cookie, then serves
    protocol            gRPC, protobuf, msgpack and certificates: plumbing and translation only
    provider            the provider's configuration, and the operations that Terraform asks for, by type name
    resources | data_sources | ephemeral | functions    the declarations
    areas               what the declarations of one area of the API share
    patterns            what declarations of many areas do alike
    resource            the verbs, written once for all declarations
    planning | validation | rest    pure: what would change; what is wrong; values to and from the API's JSON
    api                 the only user of the ``openai`` package, at the first call
    schema | values | diagnostics   the words that declarations are written in; standard library only
"""
