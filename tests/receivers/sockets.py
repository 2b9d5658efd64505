"""A client of web sockets that does only what a test tells it (RFC 6455)."""

import json
import os
import socket
import struct
from typing import Any, Self

HANDSHAKE = (
    "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
    "Sec-WebSocket-Version: 13\r\n{more}\r\n"
)


class Socket:
    """One connection; ``status`` is what the handshake was answered with."""

    def __init__(self, port: int, path: str, **headers: str) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=10)
        more = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        asked = HANDSHAKE.format(path=path, port=port, more=more)
        self._socket.sendall(asked.encode())
        self._rest = b""
        while b"\r\n\r\n" not in self._rest:
            piece = self._socket.recv(4096)
            if not piece:
                break
            self._rest += piece
        head, _, self._rest = self._rest.partition(b"\r\n\r\n")
        self.status = int(head.split(b" ")[1]) if head else 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def say(self, message: Any) -> None:
        """Send one message."""
        data, mask = json.dumps(message).encode(), os.urandom(4)
        if len(data) < 126:
            head = struct.pack(">BB", 0x81, 0x80 | len(data))
        elif len(data) < 65536:
            head = struct.pack(">BBH", 0x81, 0x80 | 126, len(data))
        else:
            head = struct.pack(">BBQ", 0x81, 0x80 | 127, len(data))
        body = bytes(one ^ mask[at % 4] for at, one in enumerate(data))
        self._socket.sendall(head + mask + body)

    def hear(self, seconds: float = 10) -> Any:
        """Return the next message, or None where the connection ended or is silent."""
        self._socket.settimeout(seconds)
        try:
            opcode, body = self._frame()
        except (TimeoutError, ConnectionError):
            return None
        return json.loads(body) if opcode == 1 else None

    def until(self, kind: str) -> Any:
        """Return the next message of a type; None where it never comes."""
        while message := self.hear():
            if message["type"] == kind:
                return message
        return None

    def _take(self, size: int) -> bytes:
        while len(self._rest) < size:
            piece = self._socket.recv(65536)
            if not piece:
                raise ConnectionError
            self._rest += piece
        taken, self._rest = self._rest[:size], self._rest[size:]
        return taken

    def _frame(self) -> tuple[int, bytes]:
        first, second = self._take(2)
        size = second & 127
        if size == 126:
            (size,) = struct.unpack(">H", self._take(2))
        elif size == 127:
            (size,) = struct.unpack(">Q", self._take(8))
        return first & 15, self._take(size)
