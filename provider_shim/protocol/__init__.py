"""Terraform's plugin protocol 6 over gRPC. This layer only transports and converts messages.

launch      from the start of the process to the handshake
handshake   the magic cookie, and the one line on stdout that Terraform reads
listening   the socket
tls         the certificates of AutoMTLS
server      the lifetime of the process
rpc         gRPC over one connection
procedures  the table of Terraform's RPCs, and the conversion of errors to diagnostics
servicer    one method per RPC
codec       values to and from msgpack and JSON
shapes      complete values of one declaration
spellings   second names of attributes, as other providers have them
convert     declarations and diagnostics to protobuf messages
write_only  rejects arguments that an old Terraform would store
"""
