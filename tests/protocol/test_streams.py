"""Streamed responses, over a real connection to a test double of a provider."""

from __future__ import annotations

import signal

import grpc
import pytest
from launched import TIMEOUT, call, launched

from provider_shim.protocol._pb import tfplugin6_pb2 as pb

MANY = 20_000


def stream(channel, name, request=b""):
    return channel.unary_stream(f"/tfplugin6.Provider/{name}")(request, timeout=TIMEOUT)


def ask(channel, name):
    return int(channel.unary_unary(f"/tfplugin6.Provider/{name}")(b"", timeout=TIMEOUT))


def test_messages_arrive_completely_and_in_order(double):
    with double.channel() as channel:
        assert [int(one) for one in stream(channel, "count", b"%d" % MANY)] == list(range(MANY))


def test_stream_without_messages_is_empty(double):
    with double.channel() as channel:
        assert list(stream(channel, "count", b"0")) == []


def test_a_message_is_sent_when_it_is_created(client):
    with launched(client) as running, running.channel() as channel:
        messages = stream(channel, "until_stopped")
        assert next(messages) == b"waiting"
        call(channel, "StopProvider", pb.StopProvider.Request())
        assert list(messages) == [b"", b"stopped"]


def test_a_cancelled_stream_ends(double):
    with double.channel() as channel:
        messages = stream(channel, "endless")
        next(messages)
        messages.cancel()
        assert ask(channel, "closed")
        assert call(channel, "GetFunctions", pb.GetFunctions.Request()).functions


def test_the_stream_of_a_disconnected_client_ends(client):
    with launched(client) as running, running.channel() as channel:
        with running.channel() as leaving:
            next(stream(leaving, "endless"))
        assert ask(channel, "closed")


def test_stream_waits_for_a_client_that_does_not_read(double):
    with double.channel() as channel:
        messages = stream(channel, "endless")
        next(messages)
        assert max(ask(channel, "made") for _ in range(300)) < MANY
        messages.cancel()


def test_a_failed_stream_ends_with_a_status_after_its_messages(double):
    with double.channel() as channel:
        messages = stream(channel, "broken")
        assert next(messages) == b"first"
        with pytest.raises(grpc.RpcError) as failed:
            next(messages)
        assert failed.value.code() is grpc.StatusCode.INTERNAL
        assert call(channel, "GetFunctions", pb.GetFunctions.Request()).functions


def test_streams_run_in_parallel_with_other_requests(double):
    with double.channel() as channel:
        open_ = [stream(channel, "endless") for _ in range(20)]
        for messages in open_:
            assert len(next(messages)) == 1000
        assert call(channel, "GetFunctions", pb.GetFunctions.Request()).functions
        for messages in open_:
            messages.cancel()


def test_a_stream_is_sent_completely_before_the_provider_ends(client):
    with launched(client) as running, running.channel() as channel:
        messages = stream(channel, "until_stopped")
        assert next(messages) == b"waiting"
        running.process.send_signal(signal.SIGTERM)
        assert list(messages) == [b"", b"stopped"]
        assert running.process.wait(TIMEOUT) == 0
