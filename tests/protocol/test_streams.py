"""Answers that are streams of messages, over a real connection to a provider that is a test double."""

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


def test_messages_arrive_in_order_and_whole(double):
    with double.channel() as channel:
        assert [int(one) for one in stream(channel, "count", b"%d" % MANY)] == list(range(MANY))


def test_stream_without_messages_is_empty(double):
    with double.channel() as channel:
        assert list(stream(channel, "count", b"0")) == []


def test_message_is_sent_when_it_is_made(client):
    with launched(client) as running, running.channel() as channel:
        messages = stream(channel, "until_stopped")
        assert next(messages) == b"waiting"
        call(channel, "StopProvider", pb.StopProvider.Request())
        assert list(messages) == [b"", b"stopped"]


def test_cancelled_stream_is_not_continued(double):
    with double.channel() as channel:
        messages = stream(channel, "endless")
        next(messages)
        messages.cancel()
        assert ask(channel, "closed")
        assert call(channel, "GetFunctions", pb.GetFunctions.Request()).functions


def test_stream_of_a_client_that_leaves_is_not_continued(client):
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


def test_stream_that_breaks_ends_with_a_status_after_its_messages(double):
    with double.channel() as channel:
        messages = stream(channel, "broken")
        assert next(messages) == b"first"
        with pytest.raises(grpc.RpcError) as failed:
            next(messages)
        assert failed.value.code() is grpc.StatusCode.INTERNAL
        assert call(channel, "GetFunctions", pb.GetFunctions.Request()).functions


def test_streams_run_beside_other_requests(double):
    with double.channel() as channel:
        open_ = [stream(channel, "endless") for _ in range(20)]
        for messages in open_:
            assert len(next(messages)) == 1000
        assert call(channel, "GetFunctions", pb.GetFunctions.Request()).functions
        for messages in open_:
            messages.cancel()


def test_stream_is_sent_to_its_end_before_the_provider_leaves(client):
    with launched(client) as running, running.channel() as channel:
        messages = stream(channel, "until_stopped")
        assert next(messages) == b"waiting"
        running.process.send_signal(signal.SIGTERM)
        assert list(messages) == [b"", b"stopped"]
        assert running.process.wait(TIMEOUT) == 0
