"""A client of web sockets (RFC 6455) for hundreds of connections in one process."""

import asyncio
import json
import os
import struct
from typing import Any, Self

HANDSHAKE = (
    "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
    "Sec-WebSocket-Version: 13\r\n{more}\r\n"
)
TEXT, CLOSE = 1, 8
PATIENCE = 60.0


class Socket:
    """One connection; ``say`` sends a message and ``hear`` returns the next one."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self._reader, self._writer = reader, writer

    @classmethod
    async def open(cls, port: int, path: str, **headers: str) -> Self:
        """Connect. Raises ConnectionError where the server will not."""
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        more = "".join(
            f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items()
        )
        writer.write(HANDSHAKE.format(path=path, port=port, more=more).encode())
        head = await reader.readuntil(b"\r\n\r\n")
        if head.split(b" ")[1] != b"101":
            writer.close()
            raise ConnectionError(head.split(b"\r\n")[0].decode())
        return cls(reader, writer)

    async def say(self, message: Any) -> None:
        """Send one message."""
        data = json.dumps(message).encode()
        if len(data) < 126:
            head = struct.pack(">BB", 0x81, 0x80 | len(data))
        else:
            head = struct.pack(">BBH", 0x81, 0x80 | 126, len(data))
        mask = os.urandom(4)
        wide = (mask * (len(data) // 4 + 1))[: len(data)]
        body = int.from_bytes(data) ^ int.from_bytes(wide)
        self._writer.write(head + mask + body.to_bytes(len(data)))
        await self._writer.drain()

    async def hear(self) -> Any:
        """Return the next message. Raises ConnectionError where it has ended."""
        while True:
            first, second = await self._reader.readexactly(2)
            size = second & 127
            if size == 126:
                (size,) = struct.unpack(">H", await self._reader.readexactly(2))
            elif size == 127:
                (size,) = struct.unpack(">Q", await self._reader.readexactly(8))
            body = await self._reader.readexactly(size)
            if first & 15 == CLOSE:
                raise ConnectionResetError("closed")
            if first & 15 == TEXT:
                return json.loads(body)

    async def until(self, kind: str, id_: str = "") -> Any:
        """Return the next message of a type (and id). Raises ConnectionError, TimeoutError.

        A refusal of that id is returned too.
        """
        async with asyncio.timeout(PATIENCE):
            while True:
                message = await self.hear()
                if message["type"] in (kind, "refused") and (
                    not id_ or message.get("id") == id_
                ):
                    return message

    def close(self) -> None:
        """End the connection."""
        self._writer.close()
