"""An exchange's own list of calls, read from the formats exchanges write it in.

Only what comparing needs is read: the call's id, when it began, whether it was
answered and whether it names a recording. What cannot be read is counted, so
that a list that is half understood does not look whole.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo

from seloste.protocols import amazon_connect, freepbx, freeswitch
from seloste.protocols.freepbx import CdrRow, Leg
from seloste.protocols.localtime import Fold
from seloste.protocols.unreadable import Unreadable

PRESETS = ("freepbx", "freeswitch", "amazon-connect")


@dataclass(frozen=True, slots=True)
class ListedCall:
    """A call with all its legs; ``recorded`` where one of them names a recording."""

    source_id: str
    started_at: datetime
    answered: bool
    recorded: bool


@dataclass(frozen=True, slots=True)
class CallList:
    """The calls of a list, and how many rows nobody could read."""

    calls: tuple[ListedCall, ...]
    unread: int


def read(documents: Iterable[bytes], *, preset: str, zone: tzinfo) -> CallList:
    """Return the calls of a list. Raises Unreadable where none of it can be read."""
    legs: list[ListedCall] = []
    unread = 0
    for data in documents:
        for one in _legs(data, preset, zone):
            if one is None:
                unread += 1
            else:
                legs.append(one)
    return CallList(tuple(_calls(legs)), unread)


def _legs(data: bytes, preset: str, zone: tzinfo) -> Iterator[ListedCall | None]:
    if preset == "freepbx":
        yield from _freepbx(data, zone)
    elif preset == "freeswitch":
        leg = freeswitch.parse(data)
        recorded = bool(leg.recordings)
        yield ListedCall(leg.call_id, leg.started_at, leg.answered, recorded)
    elif preset == "amazon-connect":
        for one in amazon_connect.read(data):
            yield ListedCall(
                one.call_id,
                one.started_at,
                one.answered_at is not None,
                bool(one.recording),
            )
    else:
        raise Unreadable("no-list-of-calls")


def _freepbx(data: bytes, zone: tzinfo) -> Iterator[ListedCall | None]:
    rows = list(freepbx.read_cdr(data))
    yield from (None for row in rows if not isinstance(row, CdrRow))
    good = (row for row in rows if isinstance(row, CdrRow))
    for call in freepbx.calls(good, zone=zone, fold=Fold.EARLIER):
        for leg in call:
            if not isinstance(leg, Leg):
                yield None
                continue
            recorded = bool(leg.recordings)
            yield ListedCall(leg.source_id, leg.started_at, leg.answered, recorded)


def _calls(legs: list[ListedCall]) -> Iterator[ListedCall]:
    """Yield each call once, with what any of its legs says, in order of its start."""
    by_id: dict[str, list[ListedCall]] = {}
    for leg in legs:
        by_id.setdefault(leg.source_id, []).append(leg)
    calls = [
        ListedCall(
            source_id,
            min(leg.started_at for leg in several),
            any(leg.answered for leg in several),
            any(leg.recorded for leg in several),
        )
        for source_id, several in by_id.items()
    ]
    yield from sorted(calls, key=lambda one: (one.started_at, one.source_id))
