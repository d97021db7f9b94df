"""HTTP/2 of the server, with the frames of RFC 9113. The tests in `tests/protocol` use real clients."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hpack.hpack import Decoder, Encoder

from provider_shim.protocol.http2 import PREFACE, Http2, Http2Error, Received

DATA, HEADERS, RST_STREAM, SETTINGS, PUSH, PING, GOAWAY, WINDOW_UPDATE, CONTINUATION = (
    0, 1, 3, 4, 5, 6, 7, 8, 9,
)  # fmt: skip
ACK, END_STREAM, END_HEADERS, PADDED, PRIORITY = 1, 1, 4, 8, 0x20
PATH = b"/tfplugin6.Provider/PlanResourceChange"
WINDOW = 2**17

Frame = tuple[int, int, int, bytes]
"""Kind, flags, stream and content."""


def frame(kind: int, flags: int = 0, stream: int = 0, content: bytes = b"") -> bytes:
    head = len(content).to_bytes(3, "big") + bytes([kind, flags])
    return head + stream.to_bytes(4, "big") + content


def frames(sent: bytes) -> Iterator[Frame]:
    while sent:
        length = int.from_bytes(sent[:3], "big")
        yield sent[3], sent[4], int.from_bytes(sent[5:9], "big"), sent[9 : 9 + length]
        sent = sent[9 + length :]


class Client:
    """A client of HTTP/2 that has connected."""

    def __init__(self, *, streams: int = 10) -> None:
        self.server = Http2(window=WINDOW, streams=streams)
        self.encoder, self.decoder = Encoder(), Decoder()
        self.send(PREFACE + frame(SETTINGS))
        self.greeting = list(frames(self.server.take()))

    def send(self, data: bytes) -> Received:
        return self.server.receive(data)

    def headers(self, path: bytes = PATH) -> bytes:
        named = [(b":method", b"POST"), (b":path", path), (b"user-agent", b"grpc-go")]
        return bytes(self.encoder.encode(named))

    def begin(self, stream: int = 1, path: bytes = PATH) -> Received:
        return self.send(frame(HEADERS, END_HEADERS, stream, self.headers(path)))

    def received(self) -> list[Frame]:
        return list(frames(self.server.take()))


def number(value: int) -> bytes:
    return value.to_bytes(4, "big")


def test_the_server_greets_with_its_limits_and_accepts_those_of_the_client() -> None:
    settings, room, accepted = Client().greeting
    assert settings == (SETTINGS, 0, 0, b"\0\x03" + number(10) + b"\0\x04" + number(WINDOW))
    assert room == (WINDOW_UPDATE, 0, 0, number(WINDOW - 65_535))
    assert accepted == (SETTINGS, ACK, 0, b"")


def test_requests_in_any_pieces_are_put_together() -> None:
    client = Client()
    content = frame(HEADERS, END_HEADERS, 1, client.headers()) + frame(DATA, END_STREAM, 1, b"abc")
    seen = [client.send(bytes([byte])) for byte in content]
    assert [one.begun for one in seen if one.begun] == [{1: PATH}]
    assert [one.data for one in seen if one.data] == [[(1, b"abc")]]
    assert seen[-1].complete == [1]


def test_paths_are_right_while_headers_refer_to_earlier_ones() -> None:
    client, stream = Client(streams=1000), 1
    for path in (
        b"/a",
        b"/b",
        b"/a",
        b"/a",
        b"/c",
        b"/b",
        b"/a",
        *(b"/%d" % n for n in range(200)),
    ):
        assert client.begin(stream, path).begun == {stream: path}
        stream += 2


def test_headers_can_be_padded_prioritized_and_continued() -> None:
    client = Client()
    block = client.headers()
    first = frame(HEADERS, PADDED | PRIORITY, 1, b"\x02" + bytes(5) + block[:4] + b"\0\0")
    assert client.send(first).begun == {}
    assert client.send(frame(CONTINUATION, END_HEADERS, 1, block[4:])).begun == {1: PATH}
    padded = client.send(frame(DATA, PADDED | END_STREAM, 1, b"\x03xyz\0\0\0"))
    assert padded.data == [(1, b"xyz")]


def test_a_response_has_headers_messages_and_trailers() -> None:
    client = Client()
    client.begin()
    client.server.respond(1)
    client.server.send(1, b"message")
    client.server.end(1, [(b"grpc-status", b"0")])
    head, data, end = client.received()
    decoded = client.decoder.decode(head[3], raw=True)
    assert list(decoded) == [(b":status", b"200"), (b"content-type", b"application/grpc")]
    assert (head[:3], data) == ((HEADERS, END_HEADERS, 1), (DATA, 0, 1, b"message"))
    assert end[:3] == (HEADERS, END_HEADERS | END_STREAM, 1)
    assert list(client.decoder.decode(end[3], raw=True)) == [(b"grpc-status", b"0")]


@pytest.mark.parametrize("length", [0, 126, 127, 128, 300, 40_000])
def test_trailers_of_any_length_are_sent_in_frames_of_the_right_size(length: int) -> None:
    client = Client()
    client.begin()
    client.server.end(1, [(b"grpc-message", b"x" * length)], has_headers=False)
    parts = client.received()
    assert all(len(part[3]) <= 2**14 for part in parts)
    assert [part[1] & END_HEADERS for part in parts] == [0] * (len(parts) - 1) + [END_HEADERS]
    client.decoder.max_header_list_size = 2**17
    decoded = client.decoder.decode(b"".join(part[3] for part in parts), raw=True)
    assert dict(decoded)[b"grpc-message"] == b"x" * length


def test_the_client_decides_how_much_it_can_receive() -> None:
    client = Client()
    client.begin()
    assert client.server.room(1) == 2**14
    client.send(frame(SETTINGS, 0, 0, b"\0\x04" + number(100)))
    assert client.server.room(1) == 100
    client.server.send(1, b"x" * 100)
    assert client.server.room(1) == 0
    assert client.send(frame(WINDOW_UPDATE, 0, 1, number(50))).has_more_room
    assert client.server.room(1) == 50
    client.send(frame(SETTINGS, 0, 0, b"\0\x04" + number(0)))
    assert client.server.room(1) == 0  # the window is negative until the client gives more
    client.send(frame(SETTINGS, 0, 0, b"\0\x05" + number(2**15) + b"\0\x04" + number(2**20)))
    assert client.server.room(1) == 2**15


def test_all_responses_share_the_room_of_the_connection() -> None:
    client = Client()
    client.send(frame(SETTINGS, 0, 0, b"\0\x04" + number(2**20)))
    for stream in (1, 3):
        client.begin(stream)
    for _ in range(3):
        client.server.send(1, b"x" * 2**14)
    assert client.server.room(3) == 2**14 - 1
    client.send(frame(WINDOW_UPDATE, 0, 0, number(10)))
    assert client.server.room(3) == 2**14


def test_the_client_gets_new_room_for_large_requests() -> None:
    client = Client()
    client.begin()
    client.received()
    for _ in range(40):  # five times the window
        client.send(frame(DATA, 0, 1, b"x" * 2**14))
    given = {0: 0, 1: 0}
    for kind, _, stream, content in client.received():
        assert kind == WINDOW_UPDATE
        given[stream] += int.from_bytes(content, "big")
    assert min(given.values()) >= 40 * 2**14 - WINDOW // 2


def test_too_many_requests_at_once_are_refused_alone() -> None:
    client = Client(streams=1)
    client.begin(1)
    client.received()
    assert client.begin(3).begun == {}
    assert client.received() == [(RST_STREAM, 0, 3, number(7))]
    client.server.end(1, [])
    assert client.begin(5).begun == {5: PATH}


def test_data_for_a_finished_or_cancelled_request_is_ignored() -> None:
    client = Client()
    client.begin(1)
    client.begin(3)
    client.server.end(1, [])
    assert client.send(frame(RST_STREAM, 0, 3, number(8))).cancelled == {3}
    for stream in (1, 3):
        late = client.send(
            frame(DATA, END_STREAM, stream, b"late") + frame(WINDOW_UPDATE, 0, stream, number(1))
        )
        assert (late.data, late.complete) == ([], [])
        assert client.begin(stream).begun == {}  # trailers


def test_a_ping_is_answered_and_unknown_frames_are_ignored() -> None:
    client = Client()
    client.send(
        frame(0x20, 0xFF, 7, b"?") + frame(PING, 0, 0, b"12345678") + frame(2, 0, 1, bytes(5))
    )
    assert client.received() == [(PING, ACK, 0, b"12345678")]


def test_the_client_can_end_the_connection() -> None:
    assert Client().send(frame(GOAWAY, 0, 0, bytes(8))).has_ended


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (frame(PUSH, 0, 1), 1),
        (frame(CONTINUATION, END_HEADERS, 1), 1),
        (frame(HEADERS, 0, 1) + frame(PING, 0, 0, bytes(8)), 1),
        (frame(HEADERS, 0, 1) + frame(CONTINUATION, 0, 1, bytes(2**14)) * 5, 1),
        (frame(HEADERS, END_HEADERS, 2), 1),
        (frame(HEADERS, END_HEADERS, 1, b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"), 9),
        (frame(HEADERS, PADDED | END_HEADERS, 1, b"\x05abc"), 1),
        (frame(PING, 0, 0, b"short"), 6),
        (frame(SETTINGS, 0, 0, b"short"), 6),
        (frame(SETTINGS, 0, 0, b"\0\x04" + number(2**31)), 3),
        (frame(SETTINGS, 0, 0, b"\0\x05" + number(1)), 1),
        (frame(WINDOW_UPDATE, 0, 0, number(2**31 - 1)), 3),
        (b"\xff\xff\xff" + bytes(6), 6),
    ],
)  # fmt: skip
def test_a_client_that_breaks_the_protocol_gets_the_reason(data: bytes, code: int) -> None:
    client = Client()
    with pytest.raises(Http2Error) as refused:
        client.send(data)
    client.server.refuse(refused.value)
    kind, _, _, content = client.received()[-1]
    assert (kind, int.from_bytes(content[4:8], "big")) == (GOAWAY, code)


def test_a_client_with_another_protocol_is_refused() -> None:
    with pytest.raises(Http2Error, match="does not speak HTTP/2"):
        Http2(window=WINDOW, streams=1).receive(b"GET / HTTP/1.1\r\n")
