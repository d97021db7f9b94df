"""Terraform's plugin protocol 6 over gRPC: plumbing and translation only. It must not know any declaration or the API.

launch      from the start of the process to the handshake
handshake   the magic cookie, and the one line on stdout that Terraform reads
listening   the socket
tls         the certificates of AutoMTLS
server      the process: how it comes and goes
rpc         gRPC over one connection
procedures  the table of Terraform's RPCs, and the one place where errors become diagnostics
servicer    one method per RPC
codec       values to and from msgpack and JSON
shapes      whole values of one declaration, in and out
spellings   second names of attributes, as other providers have them
convert     declarations and diagnostics to protobuf messages
write_only  refuses what an old Terraform would store
"""
