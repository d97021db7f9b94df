"""Terraform's plugin protocol 6 over gRPC: plumbing and translation only. It must not know any declaration or the API.

handshake   the magic cookie, and the one line on stdout that Terraform reads
tls         the certificates of AutoMTLS
server      sockets, gRPC, coming and going; knows no message of Terraform's
servicer    one method per RPC; the one place where errors become diagnostics
codec       values to and from msgpack and JSON
convert     declarations and diagnostics to protobuf messages
"""
