"""Terraform's plugin protocol 6 over gRPC: plumbing and translation only. It must not know any declaration or the API.

handshake   the magic cookie, and the one line on stdout that Terraform reads
tls         the certificates of AutoMTLS
server      sockets, gRPC, coming and going; knows no message of Terraform's
procedures  the table of RPCs, and the one place where errors become diagnostics
servicer    one method per RPC
codec       values to and from msgpack and JSON
write_only  refuses what an old Terraform would store
convert     declarations and diagnostics to protobuf messages
"""
