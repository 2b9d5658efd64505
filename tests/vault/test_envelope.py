"""The envelope: what opens, what is refused, what is read."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO, RawIOBase
from typing import override
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.ports.vault import ObjectRef, VaultDamaged
from seloste.vault import envelope

SEGMENT = 65536
SEALED = 65568
HEADER = 74
KEY = bytes(range(32))
REF = ObjectRef(
    tenant="retta",
    record=UUID("0f9e1b1a-3b0d-4a70-9d59-0b6f3a3c7a10"),
    object=UUID("6f2c1a5e-8a39-4b61-9d57-7f5f3f2b91ab"),
    kind="recording",
)
OTHERS = {
    "tenant": replace(REF, tenant="sok-mara"),
    "record": replace(REF, record=UUID(int=1)),
    "object": replace(REF, object=UUID(int=1)),
    "kind": replace(REF, kind="message"),
    "version": replace(REF, version=2),
    "shifted": replace(REF, tenant="rettarec", kind="ording"),
}
PLAIN = bytes(range(251)) * 1100
"""Five segments, the last one short."""


def seal(data: bytes, *, key: bytes = KEY, ref: ObjectRef = REF) -> bytes:
    out = BytesIO()
    envelope.seal(BytesIO(data), key=key, ref=ref, write=out.write)
    return out.getvalue()


def opened(sealed: bytes, *, key: bytes = KEY, ref: ObjectRef = REF) -> envelope.Opened:
    def read(start: int, length: int) -> bytes:
        return sealed[start : start + length]

    return envelope.open_sealed(read, sealed_size=len(sealed), key=key, ref=ref)


def first_bytes(sealed: bytes, **identity: object) -> bytes:
    """Return the first piece of plaintext that is released."""
    message = opened(sealed, **identity)  # type: ignore[arg-type] # key or ref
    return next(message.plaintext(0, message.size), b"")


@pytest.fixture(scope="module")
def sealed() -> bytes:
    return seal(PLAIN)


@pytest.mark.parametrize(
    ("size", "sealed_size"),
    [
        (0, 106),
        (1, 107),
        (65535, 65641),
        (65536, 65642),
        (65537, 65675),
        (131072, 131210),
        (1048576, 1049162),
        (1048577, 1049195),
        (3145728, 3147338),
    ],
)
def test_sealed_length_follows_from_the_length(size: int, sealed_size: int) -> None:
    sealed = seal(bytes(size))

    message = opened(sealed)

    assert len(sealed) == sealed_size
    assert message.size == size
    assert b"".join(message.plaintext(0, size)) == bytes(size)


@given(data=st.data())
def test_random_access_is_a_slice(sealed: bytes, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(PLAIN) + 10))
    length = data.draw(st.integers(0, len(PLAIN) + 10))

    part = b"".join(opened(sealed).plaintext(start, length))

    assert part == PLAIN[start : start + length]


@pytest.mark.parametrize("start", [0, 1, SEGMENT - 1, SEGMENT, SEGMENT + 1])
@pytest.mark.parametrize("length", [1, SEGMENT - 1, SEGMENT, SEGMENT + 1])
def test_access_at_the_edges_is_a_slice(sealed: bytes, start: int, length: int) -> None:
    part = b"".join(opened(sealed).plaintext(start, length))

    assert part == PLAIN[start : start + length]


class Dribble(RawIOBase):
    """A source that gives a few bytes at a time, as a socket does."""

    def __init__(self, data: bytes) -> None:
        self._rest = data

    @override
    def readable(self) -> bool:
        return True

    @override
    def readinto(self, buffer: bytearray, /) -> int:  # type: ignore[override] # narrower
        piece, self._rest = self._rest[:4097], self._rest[4097:]
        buffer[: len(piece)] = piece
        return len(piece)


class OnlyReads:
    """A source without readinto."""

    def __init__(self, data: bytes) -> None:
        self._source = BytesIO(data)

    def read(self, length: int) -> bytes:
        return self._source.read(min(length, 5000))


@pytest.mark.parametrize("source", [Dribble(PLAIN), OnlyReads(PLAIN)])
def test_source_that_gives_little_at_a_time_is_sealed_whole(source: object) -> None:
    out = BytesIO()

    envelope.seal(source, key=KEY, ref=REF, write=out.write)  # type: ignore[arg-type] # on purpose

    assert b"".join(opened(out.getvalue()).plaintext(0, len(PLAIN))) == PLAIN


def test_sealing_twice_shares_no_bytes() -> None:
    first, second = seal(bytes(64)), seal(bytes(64))

    assert first[:10] == second[:10]
    assert first[10:42] != second[10:42]
    assert first[78:90] != second[78:90]
    assert first[90:] != second[90:]


@pytest.mark.parametrize("name", OTHERS)
def test_other_identity_is_refused_before_any_byte(sealed: bytes, name: str) -> None:
    assert first_bytes(sealed)

    with pytest.raises(VaultDamaged, match="header tag"):
        opened(sealed, ref=OTHERS[name])


def test_wrong_key_is_refused_before_any_byte(sealed: bytes) -> None:
    with pytest.raises(VaultDamaged, match="header tag"):
        opened(sealed, key=bytes(32))


def test_every_flipped_byte_of_a_small_object_is_refused_before_any_byte() -> None:
    sealed = seal(b"Maija Meik\xc3\xa4l\xc3\xa4inen, +358401234567")
    for at in range(len(sealed)):
        broken = bytearray(sealed)
        broken[at] ^= 0xFF

        with pytest.raises(VaultDamaged):
            opened(bytes(broken))


@pytest.mark.parametrize("bit", range(8))
def test_every_flipped_bit_of_the_ends_is_refused_before_any_byte(
    sealed: bytes, bit: int
) -> None:
    ends = [*range(HEADER + 40), *range(len(sealed) - 40, len(sealed))]
    for at in ends:
        broken = bytearray(sealed)
        broken[at] ^= 1 << bit

        with pytest.raises(VaultDamaged):
            first_bytes(bytes(broken))


@pytest.mark.parametrize("segment", range(5))
@pytest.mark.parametrize("at", [0, 3, 4, 15, 16, 17])
def test_flip_in_any_segment_is_refused(sealed: bytes, segment: int, at: int) -> None:
    broken = bytearray(sealed)
    broken[HEADER + segment * SEALED + at] ^= 0x01

    with pytest.raises(VaultDamaged):
        first_bytes(bytes(broken))


def test_segment_before_a_damaged_one_still_opens(sealed: bytes) -> None:
    broken = bytearray(sealed)
    broken[HEADER + 3 * SEALED + 100] ^= 0x01
    message = opened(bytes(broken))

    assert b"".join(message.plaintext(0, 3 * SEGMENT)) == PLAIN[: 3 * SEGMENT]
    with pytest.raises(VaultDamaged):
        next(message.plaintext(3 * SEGMENT, 1))


def _boundaries() -> Iterator[int]:
    for segment in range(5):
        edge = HEADER + segment * SEALED
        yield from (edge - 1, edge, edge + 1, edge + 31, edge + 32, edge + 33)


@pytest.mark.parametrize("length", [0, 1, 73, *_boundaries(), 276_333])
def test_truncation_is_refused_before_any_byte(sealed: bytes, length: int) -> None:
    with pytest.raises(VaultDamaged):
        opened(sealed[:length])


@pytest.mark.parametrize("extra", [1, 31, 32, 33, SEALED])
def test_lengthening_is_refused_before_any_byte(sealed: bytes, extra: int) -> None:
    with pytest.raises(VaultDamaged):
        opened(sealed + bytes(extra))


def _segment(sealed: bytes, number: int) -> bytes:
    start = HEADER + number * SEALED
    return sealed[start : start + SEALED]


def _with(sealed: bytes, number: int, segment: bytes) -> bytes:
    start = HEADER + number * SEALED
    return sealed[:start] + segment + sealed[start + SEALED :]


@pytest.mark.parametrize(("one", "other"), [(0, 1), (1, 3), (0, 3)])
def test_swapped_segments_are_refused(sealed: bytes, one: int, other: int) -> None:
    swapped = _with(sealed, one, _segment(sealed, other))
    swapped = _with(swapped, other, _segment(sealed, one))

    with pytest.raises(VaultDamaged):
        first_bytes(swapped)


def test_repeated_segment_is_refused(sealed: bytes) -> None:
    with pytest.raises(VaultDamaged):
        first_bytes(_with(sealed, 1, _segment(sealed, 0)))


def test_dropped_segment_is_refused(sealed: bytes) -> None:
    with pytest.raises(VaultDamaged):
        first_bytes(_with(sealed, 1, b""))


def test_segment_of_another_object_is_refused(sealed: bytes) -> None:
    other = seal(PLAIN)
    for number in range(5):
        with pytest.raises(VaultDamaged):
            first_bytes(_with(sealed, number, _segment(other, number)))


def test_header_of_another_object_is_refused(sealed: bytes) -> None:
    other = seal(PLAIN)

    with pytest.raises(VaultDamaged):
        first_bytes(other[:HEADER] + sealed[HEADER:])


def test_truncation_after_opening_is_noticed(sealed: bytes) -> None:
    parts = [sealed]

    def read(start: int, length: int) -> bytes:
        return parts[-1][start : start + length]

    message = envelope.open_sealed(read, sealed_size=len(sealed), key=KEY, ref=REF)
    parts.append(sealed[: HEADER + SEALED])

    with pytest.raises(VaultDamaged, match="truncated"):
        next(message.plaintext(0, len(PLAIN)))


@given(st.integers(0, 10 * SEALED))
def test_no_length_has_two_plain_lengths(size: int) -> None:
    segments = max(1, -(-size // SEGMENT))

    assert envelope.plain_size(HEADER + size + 32 * segments) == size


@given(st.integers(-10, 3 * SEALED))
def test_length_that_nothing_seals_to_is_refused(sealed_size: int) -> None:
    possible = {HEADER + n + 32 * max(1, -(-n // SEGMENT)) for n in _near(sealed_size)}

    if sealed_size in possible:
        assert envelope.plain_size(sealed_size) >= 0
    else:
        with pytest.raises(VaultDamaged, match="sealed length"):
            envelope.plain_size(sealed_size)


def _near(sealed_size: int) -> range:
    return range(max(0, sealed_size - 400), max(0, sealed_size))


def test_identity_is_unambiguous() -> None:
    identities = {envelope.identity(ref) for ref in (REF, *OTHERS.values())}

    assert len(identities) == 1 + len(OTHERS)
