"""HTTP/2 as far as a server of gRPC needs it: it takes bytes of the client, and collects bytes for it. It has no socket.

Each object of a state costs up to six requests, so this module does for each request only what it needs. In most requests, the
client repeats earlier headers, and the headers of responses are constants. RFC 9113 describes the frames. `hpack` decodes headers.
"""

from __future__ import annotations

from typing import Final

from hpack.exceptions import HPACKError
from hpack.hpack import Decoder

PREFACE: Final = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"

_DATA, _HEADERS, _RST_STREAM, _SETTINGS, _PUSH, _PING = 0x0, 0x1, 0x3, 0x4, 0x5, 0x6
_GOAWAY, _WINDOW_UPDATE, _CONTINUATION = 0x7, 0x8, 0x9
_ACK, _END_STREAM, _END_HEADERS, _PADDED, _PRIORITY = 0x1, 0x1, 0x4, 0x8, 0x20
_INITIAL_WINDOW_SIZE, _MAX_FRAME_SIZE, _MAX_CONCURRENT_STREAMS = 0x4, 0x5, 0x3

_PROTOCOL_ERROR, _FLOW_CONTROL_ERROR, _FRAME_SIZE_ERROR = 0x1, 0x3, 0x6
_REFUSED_STREAM, _COMPRESSION_ERROR = 0x7, 0x9

_FRAME: Final = 9  # bytes before the content of a frame
_LARGEST_FRAME: Final = 2**14  # bytes that the client can send in one frame
_LARGEST_HEADERS: Final = 2**16  # bytes of the headers of one request
_DEFAULT_WINDOW: Final = 2**16 - 1
_LARGEST_WINDOW: Final = 2**31 - 1
_LONG_INDEX: Final = 0x7F  # the index of a header takes further bytes

_RESPONSE: Final = b"\x88\x0f\x10\x10application/grpc"  # :status 200, content-type


class Http2Error(Exception):
    """The client breaks the protocol. The connection cannot continue.

    Attributes:
        code: the code for the client.
    """

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code


class Received:
    """What the client has sent. It is no dataclass, because compiling one would make each launch slower.

    Attributes:
        begun: the paths of new requests, by stream.
        data: parts of requests, in the order of their arrival.
        complete: the streams whose requests are complete.
        cancelled: the streams whose responses the client does not want any more.
        has_more_room: whether the client can receive more than before.
        has_ended: whether the client ends the connection.
    """

    __slots__ = ("begun", "cancelled", "complete", "data", "has_ended", "has_more_room")

    def __init__(self) -> None:
        self.begun: dict[int, bytes] = {}
        self.data: list[tuple[int, bytes]] = []
        self.complete: list[int] = []
        self.cancelled: set[int] = set()
        self.has_more_room = False
        self.has_ended = False


class _Stream:
    """A request and its response. Windows are in bytes.

    Attributes:
        room: what the client can receive.
        unacknowledged: what the client has sent since the last time that it got new room.
        is_complete: whether the request is complete.
    """

    __slots__ = ("is_complete", "room", "unacknowledged")

    def __init__(self, room: int) -> None:
        self.room = room
        self.unacknowledged = 0
        self.is_complete = False


class _Block:
    """The headers of a request, which can take several frames."""

    __slots__ = ("content", "ends", "stream")

    def __init__(self, stream: int, *, ends: bool) -> None:
        self.stream = stream
        self.ends = ends
        self.content = bytearray()


class Http2:
    """The state of one connection with a client.

    Args:
        window: the bytes that the client can send before it has to wait.
        streams: the maximum number of requests at the same time.
    """

    def __init__(self, *, window: int, streams: int) -> None:
        self._window = window
        self._most = streams
        self._received = bytearray()
        self._is_greeted = False
        self._streams: dict[int, _Stream] = {}
        self._last = 0  # the number of the newest stream
        self._room = _DEFAULT_WINDOW  # what the client can receive in all streams together
        self._stream_room = _DEFAULT_WINDOW  # what it can receive in a new stream
        self._frame = _LARGEST_FRAME  # the bytes that it can receive in one frame
        self._unacknowledged = 0
        self._decoder = Decoder(max_header_list_size=_LARGEST_HEADERS)
        self._paths: dict[bytes, bytes] = {}
        self._block: _Block | None = None
        self._unsent = bytearray()
        settings = ((_MAX_CONCURRENT_STREAMS, streams), (_INITIAL_WINDOW_SIZE, window))
        self._put(_SETTINGS, 0, 0, b"".join(_number(i, 2) + _number(v, 4) for i, v in settings))
        self._put(_WINDOW_UPDATE, 0, 0, _number(window - _DEFAULT_WINDOW, 4))

    # To the client.

    def take(self) -> bytes:
        """Remove and return the bytes to send."""
        taken = bytes(self._unsent)
        self._unsent.clear()
        return taken

    def room(self, stream: int) -> int:
        """Return how many bytes the client can receive in one frame of a stream."""
        return max(0, min(self._room, self._streams[stream].room, self._frame))

    def respond(self, stream: int) -> None:
        """Send the headers of a response."""
        self._put(_HEADERS, _END_HEADERS, stream, _RESPONSE)

    def send(self, stream: int, data: bytes) -> None:
        """Send a part of a response, which must not be larger than the `room`."""
        self._room -= len(data)
        self._streams[stream].room -= len(data)
        self._put(_DATA, 0, stream, data)

    def end(
        self, stream: int, trailers: list[tuple[bytes, bytes]], *, has_headers: bool = True
    ) -> None:
        """Send the end of a response: its trailers, after the headers if these were not sent before."""
        block = (b"" if has_headers else _RESPONSE) + b"".join(
            b"\x00" + _length(name) + name + _length(value) + value for name, value in trailers
        )
        kind, flags = _HEADERS, _END_STREAM
        while len(block) > self._frame:
            self._put(kind, flags, stream, block[: self._frame])
            kind, flags, block = _CONTINUATION, 0, block[self._frame :]
        self._put(kind, flags | _END_HEADERS, stream, block)
        del self._streams[stream]

    def refuse(self, error: Http2Error) -> None:
        """Send the reason why the connection ends."""
        self._put(_GOAWAY, 0, 0, _number(self._last, 4) + _number(error.code, 4))

    def _put(self, kind: int, flags: int, stream: int, content: bytes) -> None:
        self._unsent += b"%b%c%c%b%b" % (
            len(content).to_bytes(3, "big"),
            kind,
            flags,
            stream.to_bytes(4, "big"),
            content,
        )

    # From the client.

    def receive(self, data: bytes) -> Received:
        """Take bytes of the client, and return what they mean.

        Raises:
            Http2Error: The client breaks the protocol.
        """
        received, waiting = Received(), self._received
        waiting += data
        at = 0
        if not self._is_greeted:
            if waiting[: len(PREFACE)] != PREFACE[: len(waiting)]:
                raise Http2Error(_PROTOCOL_ERROR, "the client does not speak HTTP/2")
            if len(waiting) < len(PREFACE):
                return received
            self._is_greeted, at = True, len(PREFACE)
        while len(waiting) - at >= _FRAME:
            length = int.from_bytes(waiting[at : at + 3], "big")
            if length > _LARGEST_FRAME:
                raise Http2Error(_FRAME_SIZE_ERROR, f"a frame has {length} bytes")
            begin, end = at + _FRAME, at + _FRAME + length
            if len(waiting) < end:
                break
            kind, flags = waiting[at + 3], waiting[at + 4]
            stream = int.from_bytes(waiting[at + 5 : begin], "big") & _LARGEST_WINDOW
            self._digest(received, kind, flags, stream, bytes(waiting[begin:end]))
            at = end
        del waiting[:at]
        return received

    def _digest(self, to: Received, kind: int, flags: int, stream: int, content: bytes) -> None:
        if self._block is not None and (kind != _CONTINUATION or stream != self._block.stream):
            raise Http2Error(_PROTOCOL_ERROR, "the headers of a request are not complete")
        if (handle := _HANDLERS.get(kind)) is not None:
            handle(self, to, flags, stream, content)

    def _data(self, to: Received, flags: int, stream: int, content: bytes) -> None:
        self._unacknowledged += len(content)
        if self._unacknowledged > self._window // 2:
            self._put(_WINDOW_UPDATE, 0, 0, _number(self._unacknowledged, 4))
            self._unacknowledged = 0
        one = self._streams.get(stream)
        if one is None or one.is_complete:  # the response was sent, or the client has cancelled it
            return
        one.unacknowledged += len(content)
        if one.unacknowledged > self._window // 2:
            self._put(_WINDOW_UPDATE, 0, stream, _number(one.unacknowledged, 4))
            one.unacknowledged = 0
        to.data.append((stream, _unpadded(flags, content)))
        if flags & _END_STREAM:
            one.is_complete = True
            to.complete.append(stream)

    def _headers(self, to: Received, flags: int, stream: int, content: bytes) -> None:
        content = _unpadded(flags, content)
        if flags & _PRIORITY:
            content = content[5:]
        self._block = _Block(stream, ends=bool(flags & _END_STREAM))
        self._continuation(to, flags, stream, content)

    def _continuation(self, to: Received, flags: int, _stream: int, content: bytes) -> None:
        block = self._block
        if block is None:
            raise Http2Error(_PROTOCOL_ERROR, "headers continue that have not begun")
        block.content += content
        if len(block.content) > _LARGEST_HEADERS:
            raise Http2Error(_PROTOCOL_ERROR, "the headers of a request are too long")
        if flags & _END_HEADERS:
            self._block = None
            path = self._path(bytes(block.content))
            self._begin(to, block.stream, path, ends=block.ends)

    def _begin(self, to: Received, stream: int, path: bytes, *, ends: bool) -> None:
        one = self._streams.get(stream)
        if one is None:
            if stream % 2 == 0 or stream <= self._last:
                if stream in range(1, self._last + 1, 2):
                    return  # trailers of a request that has ended
                raise Http2Error(_PROTOCOL_ERROR, f"{stream} is not the number of a new stream")
            self._last = stream
            if len(self._streams) >= self._most:
                self._put(_RST_STREAM, 0, stream, _number(_REFUSED_STREAM, 4))
                return
            one = self._streams[stream] = _Stream(self._stream_room)
            to.begun[stream] = path
        if ends and not one.is_complete:
            one.is_complete = True
            to.complete.append(stream)

    def _path(self, block: bytes) -> bytes:
        """Return the path of a request. Clients refer to earlier headers, so most blocks are equal to an earlier one."""
        known = self._paths.get(block)
        if known is not None:
            return known
        try:
            headers = dict(self._decoder.decode(block, raw=True))
        except HPACKError as fault:
            raise Http2Error(_COMPRESSION_ERROR, str(fault)) from fault
        path = bytes(headers.get(b":path", b""))
        if all(byte & 0x80 and byte & _LONG_INDEX != _LONG_INDEX for byte in block):
            self._paths[block] = path  # it only refers to headers
        else:
            self._paths.clear()  # the meaning of references has changed
        return path

    def _window_update(self, to: Received, _flags: int, stream: int, content: bytes) -> None:
        more = int.from_bytes(_sized(content, 4), "big") & _LARGEST_WINDOW
        if stream == 0:
            self._room += more
            if self._room > _LARGEST_WINDOW or not more:
                raise Http2Error(_FLOW_CONTROL_ERROR, "the client's window is too large")
        elif (one := self._streams.get(stream)) is not None:
            one.room += more
            if one.room > _LARGEST_WINDOW or not more:
                raise Http2Error(_FLOW_CONTROL_ERROR, "the client's window is too large")
        to.has_more_room = True

    def _settings(self, to: Received, flags: int, _stream: int, content: bytes) -> None:
        if flags & _ACK:
            return
        if len(content) % 6:
            raise Http2Error(_FRAME_SIZE_ERROR, "the settings are not complete")
        for at in range(0, len(content), 6):
            name = int.from_bytes(content[at : at + 2], "big")
            value = int.from_bytes(content[at + 2 : at + 6], "big")
            if name == _INITIAL_WINDOW_SIZE:
                if value > _LARGEST_WINDOW:
                    raise Http2Error(_FLOW_CONTROL_ERROR, "the client's window is too large")
                for one in self._streams.values():
                    one.room += value - self._stream_room
                self._stream_room = value
            elif name == _MAX_FRAME_SIZE:
                if not _LARGEST_FRAME <= value < 2**24:
                    raise Http2Error(_PROTOCOL_ERROR, f"frames cannot have {value} bytes")
                self._frame = value
        self._put(_SETTINGS, _ACK, 0, b"")
        to.has_more_room = True

    def _ping(self, _to: Received, flags: int, _stream: int, content: bytes) -> None:
        if not flags & _ACK:
            self._put(_PING, _ACK, 0, _sized(content, 8))

    def _cancel(self, to: Received, _flags: int, stream: int, _content: bytes) -> None:
        if self._streams.pop(stream, None) is not None:
            to.cancelled.add(stream)

    def _goaway(self, to: Received, _flags: int, _stream: int, _content: bytes) -> None:
        to.has_ended = True

    def _push(self, _to: Received, _flags: int, _stream: int, _content: bytes) -> None:
        raise Http2Error(_PROTOCOL_ERROR, "a client cannot push")


_HANDLERS: Final = {
    _DATA: Http2._data,  # noqa: SLF001
    _HEADERS: Http2._headers,  # noqa: SLF001
    _RST_STREAM: Http2._cancel,  # noqa: SLF001
    _SETTINGS: Http2._settings,  # noqa: SLF001
    _PUSH: Http2._push,  # noqa: SLF001
    _PING: Http2._ping,  # noqa: SLF001
    _GOAWAY: Http2._goaway,  # noqa: SLF001
    _WINDOW_UPDATE: Http2._window_update,  # noqa: SLF001
    _CONTINUATION: Http2._continuation,  # noqa: SLF001
}
"""The methods that take the content of a frame, by its kind. Frames of other kinds are ignored."""


def _number(value: int, size: int) -> bytes:
    return value.to_bytes(size, "big")


def _sized(content: bytes, size: int) -> bytes:
    if len(content) != size:
        raise Http2Error(_FRAME_SIZE_ERROR, f"a frame has {len(content)} bytes instead of {size}")
    return content


def _unpadded(flags: int, content: bytes) -> bytes:
    if not flags & _PADDED:
        return content
    if not content or content[0] >= len(content):
        raise Http2Error(_PROTOCOL_ERROR, "the padding is longer than the frame")
    return content[1 : len(content) - content[0]]


def _length(text: bytes) -> bytes:
    """Return the length of a text as HPACK's integer, whose first byte has seven bits."""
    if (left := len(text)) < _LONG_INDEX:
        return bytes([left])
    left -= _LONG_INDEX
    written = bytearray([_LONG_INDEX])
    while left > _LONG_INDEX:  # seven bits in each byte
        written.append(left & _LONG_INDEX | 0x80)
        left >>= 7
    written.append(left)
    return bytes(written)
