"""The sealed form of an object, byte by byte: docs/vault-format.md.

An object is one FLOE message whose associated data are the object's identity,
so that bytes moved to another tenant, record, object, kind or version do not
open. This module alone encrypts content. It knows one key and one object at a
time; where keys and bytes lie is the vault's business.
"""

from collections.abc import Buffer, Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from mmap import mmap
from typing import BinaryIO, Protocol, runtime_checkable

from seloste.ports.vault import ObjectRef, VaultDamaged
from seloste.vault import floe

FORMAT = 1
PARAMETERS = floe.Parameters(segment_length=65568)
PREFIX = b"seloste1"
BATCH = 16

_PLAIN = PARAMETERS.plain_length
_SEALED = PARAMETERS.segment_length
_CHUNK = BATCH * _PLAIN
_OUT = floe.HEADER_LENGTH + BATCH * _SEALED


@runtime_checkable
class _ReadsInto(Protocol):
    def readinto(self, buffer: Buffer, /) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Written:
    """What sealing read and wrote: the plaintext length and the sealed length."""

    size: int
    sealed_size: int


def length_prefixed(*parts: bytes) -> bytes:
    """Return the parts, each after its length in four bytes: unambiguous."""
    return b"".join(len(part).to_bytes(4) + part for part in parts)


def identity(ref: ObjectRef) -> bytes:
    """Return what binds a key or a seal to the object: names, ids, version."""
    names = length_prefixed(
        ref.tenant.encode(), ref.record.bytes, ref.object.bytes, ref.kind.encode()
    )
    return names + ref.version.to_bytes(4)


def associated_data(ref: ObjectRef) -> bytes:
    """Return the associated data of the object's FLOE message."""
    return PREFIX + identity(ref)


def plain_size(sealed_size: int) -> int:
    """Return the plaintext length of a sealed length.

    Raises VaultDamaged where no plaintext seals to that length.
    """
    body = sealed_size - floe.HEADER_LENGTH
    segments = max(1, -(-body // _SEALED))
    size = body - segments * floe.SEGMENT_OVERHEAD
    if body < floe.SEGMENT_OVERHEAD or segments != _segments(size):
        raise VaultDamaged("sealed length")
    return size


def _segments(size: int) -> int:
    return max(1, -(-size // _PLAIN))


def seal(
    source: BinaryIO,
    *,
    key: bytes,
    ref: ObjectRef,
    write: Callable[[memoryview], object],
) -> Written:
    """Seal all of ``source`` and hand the bytes to ``write`` a megabyte at a time.

    What ``write`` was handed stays as it is until ``write`` was called once
    more, so that another thread may still be reading it.
    """
    aad = associated_data(ref)
    message, header = floe.start_encryption(PARAMETERS, key=key, aad=aad)
    out, other = _buffer(_OUT), _buffer(_OUT)
    out[: len(header)] = header
    filled = len(header)
    size = sealed_size = position = 0
    for chunk, final in _chunks(source):
        filled += _seal_chunk(message, chunk, position, out[filled:], final=final)
        write(out[:filled])
        size, sealed_size = size + len(chunk), sealed_size + filled
        filled, position = 0, position + BATCH
        out, other = other, out
    return Written(size, sealed_size)


def _seal_chunk(
    message: floe.Message,
    chunk: memoryview,
    position: int,
    out: memoryview,
    *,
    final: bool,
) -> int:
    """Seal up to BATCH segments; return how many bytes of ``out`` were written."""
    count = _segments(len(chunk))
    written = 0
    for index in range(count):
        written += message.encrypt_segment(
            chunk[index * _PLAIN : (index + 1) * _PLAIN],
            position=position + index,
            final=final and index == count - 1,
            out=out[written:],
        )
    return written


def _chunks(source: BinaryIO) -> Iterator[tuple[memoryview, bool]]:
    """Yield up to BATCH segments of plaintext at a time, and whether they end it.

    One chunk is read ahead, because only the last segment is sealed as final.
    A chunk is valid until the next one is asked for.
    """
    current, ahead = _buffer(_CHUNK), _buffer(_CHUNK)
    length = _fill(source, current)
    while length == _CHUNK and (following := _fill(source, ahead)):
        yield current, False
        current, ahead, length = ahead, current, following
    yield current[:length], True


def _fill(source: BinaryIO, buffer: memoryview) -> int:
    """Read until the buffer is full or the source ends; return the length."""
    filled = 0
    while filled < len(buffer):
        if isinstance(source, _ReadsInto):
            count = source.readinto(buffer[filled:]) or 0
        else:
            data = source.read(len(buffer) - filled)
            count = len(data)
            buffer[filled : filled + count] = data
        if not count:
            break
        filled += count
    return filled


def _buffer(length: int) -> memoryview:
    """Return memory of its own: cheap until touched, and the kernel's again after.

    A megabyte from the heap would be cleared each time, and plaintext would
    linger there.
    """
    return memoryview(mmap(-1, length))


@dataclass(frozen=True, slots=True)
class Opened:
    """A sealed object whose header, length and final segment have verified.

    ``read`` returns sealed bytes [start, start + length).
    """

    size: int
    _read: Callable[[int, int], bytes] = field(repr=False)
    _header: bytes = field(repr=False)
    _message: floe.Message = field(repr=False)

    def plaintext(self, start: int, length: int) -> Iterator[bytes]:
        """Yield plaintext [start, start + length), opening only what it touches."""
        end = min(start + length, self.size)
        if start >= end:
            return
        first, until = start // _PLAIN, _segments(end)
        out = bytearray(min(BATCH, until - first) * _SEALED)
        for batch in range(first, until, BATCH):
            sealed = self._read_segments(batch, min(batch + BATCH, until))
            plain = self._decrypt(sealed, batch, out)
            offset = batch * _PLAIN
            yield bytes(plain[max(start - offset, 0) : end - offset])

    def verify_final(self) -> None:
        """Open the final segment, which no truncated message has."""
        final = _segments(self.size) - 1
        sealed = self._read_segments(final, final + 1)
        self._decrypt(sealed, final, bytearray(len(sealed)))

    def verify(self) -> str:
        """Open every segment, keep nothing; return the SHA-256 of the sealed bytes."""
        digest = sha256(self._header)
        count = _segments(self.size)
        out = bytearray(min(BATCH, count) * _SEALED)
        for batch in range(0, count, BATCH):
            until = min(batch + BATCH, count)
            sealed = self._read_segments(batch, until)
            digest.update(sealed)
            self._decrypt(sealed, batch, out)
        return digest.hexdigest()

    def _read_segments(self, first: int, until: int) -> bytes:
        start, end = first * _SEALED, until * _SEALED
        end = min(end, self.size + _segments(self.size) * floe.SEGMENT_OVERHEAD)
        sealed = self._read(floe.HEADER_LENGTH + start, end - start)
        if len(sealed) != end - start:
            raise VaultDamaged("truncated")
        return sealed

    def _decrypt(self, sealed: bytes, first: int, buffer: bytearray) -> memoryview:
        """Return the plaintext, in ``buffer``, of whole segments, all verified."""
        final = _segments(self.size) - 1
        view, out, filled = memoryview(sealed), memoryview(buffer), 0
        for index, start in enumerate(range(0, len(sealed), _SEALED)):
            filled += self._message.decrypt_segment(
                view[start : start + _SEALED],
                position=first + index,
                final=first + index == final,
                out=out[filled:],
            )
        return out[:filled]


def open_sealed(
    read: Callable[[int, int], bytes], *, sealed_size: int, key: bytes, ref: ObjectRef
) -> Opened:
    """Verify header, total length and final segment; return what can be read.

    Raises VaultDamaged before any plaintext is released.
    """
    size = plain_size(sealed_size)
    header = read(0, floe.HEADER_LENGTH)
    aad = associated_data(ref)
    message = floe.start_decryption(PARAMETERS, key=key, aad=aad, header=header)
    opened = Opened(size, read, header, message)
    opened.verify_final()
    return opened
