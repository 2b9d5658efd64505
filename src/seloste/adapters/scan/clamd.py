"""ClamAV's daemon as the scanner: bytes over a socket, an answer in one line.

Speaks INSTREAM, so that nothing is ever written to a disk for the daemon to
read. Whatever is not a plain answer is an outage, never a clean bill: a file
the daemon found too large, a timeout, a closed socket.
"""

import re
import socket
import struct
from contextlib import closing
from dataclasses import dataclass
from typing import BinaryIO

from seloste.ports.scanner import Scanned, ScannerUnavailable

CHUNK = 1 << 17
SECONDS = 120.0
_LONGEST_ANSWER = 4096
_FOUND = re.compile(r"stream: (.+) FOUND")
_OTHER = re.compile(r"[^A-Za-z0-9._:/=-]")


@dataclass(frozen=True, slots=True)
class Clamd:
    """The daemon at ``address``: the path of its socket, or host and port."""

    address: str | tuple[str, int]
    seconds: float = SECONDS

    def scan(self, source: BinaryIO) -> Scanned:
        """Look through everything ``source`` holds. Raises ScannerUnavailable."""
        try:
            signatures = self._command(b"VERSION")
            answer = self._stream(source)
        except OSError as error:
            raise ScannerUnavailable("the scanner did not answer") from error
        if answer == "stream: OK":
            return Scanned(signatures=_version(signatures))
        if match := _FOUND.fullmatch(answer):
            return Scanned(_word(match[1], 128), _version(signatures))
        raise ScannerUnavailable("the scanner gave no verdict")

    def _stream(self, source: BinaryIO) -> str:
        with closing(self._connected()) as connection:
            connection.sendall(b"zINSTREAM\0")
            try:
                while chunk := source.read(CHUNK):
                    connection.sendall(struct.pack(">I", len(chunk)) + chunk)
                connection.sendall(struct.pack(">I", 0))
            except (BrokenPipeError, ConnectionResetError):
                pass  # it stopped listening and says why
            return _answer(connection)

    def _command(self, command: bytes) -> str:
        with closing(self._connected()) as connection:
            connection.sendall(b"z" + command + b"\0")
            return _answer(connection)

    def _connected(self) -> socket.socket:
        if isinstance(self.address, tuple):
            return socket.create_connection(self.address, timeout=self.seconds)
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(self.seconds)
        try:
            connection.connect(self.address)
        except OSError:
            connection.close()
            raise
        return connection


def at(setting: str) -> Clamd:
    """Return the daemon that a setting names: a path, or ``host:port``.

    Raises ValueError.
    """
    if setting.startswith("/"):
        return Clamd(setting)
    host, _colon, port = setting.rpartition(":")
    return Clamd((host.strip("[]"), int(port)))


def _answer(connection: socket.socket) -> str:
    """Return the line that ends with a zero byte, without it."""
    data = b""
    while not data.endswith(b"\0") and len(data) < _LONGEST_ANSWER:
        received = connection.recv(_LONGEST_ANSWER)
        if not received:
            break
        data += received
    return data.rstrip(b"\0\n").decode("ascii", "replace")


def _version(answer: str) -> str:
    """Return "1.4.6/27500/…" of "ClamAV 1.4.6/27500/Mon May  4 08:00:00 2026"."""
    product, _blank, rest = answer.partition(" ")
    return _word(rest or product, 64)


def _word(written: str, longest: int) -> str:
    return _OTHER.sub("-", written)[:longest].strip("-") or "unnamed"
