"""Wall-clock times of other systems, made into instants.

Most recorders write local time without an offset. In a zone that observes
summer time one hour a year happens twice and one does not happen at all; a
time in either is refused unless the value carries an offset, or the source
has declared which of the two it means. Nothing is guessed.
"""

import re
from datetime import UTC, datetime, timedelta, tzinfo
from enum import StrEnum

from seloste.protocols.unreadable import Unreadable

_FINNISH = re.compile(
    r"(\d{1,2})\.(\d{1,2})\.(\d{4})"
    r"(?:\s+(?:klo\s+)?(\d{1,2})[.:](\d{2})(?:[.:](\d{2}))?)?",
    re.ASCII,
)
_DIGITS = re.compile(r"\d{1,18}", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Fold(StrEnum):
    """What a source declares about the hour that happens twice."""

    REJECT = "reject"
    EARLIER = "earlier"
    LATER = "later"


def to_utc(local: datetime, *, zone: tzinfo, fold: Fold = Fold.REJECT) -> datetime:
    """Return the instant of a wall-clock time in ``zone``.

    Raises Unreadable: time-nonexistent for the hour that is skipped in spring,
    time-ambiguous for the one that comes twice in autumn (PEP 495).
    """
    first, second = both_instants(local, zone=zone)
    if first == second:
        return first
    if fold is Fold.REJECT:
        raise Unreadable("time-ambiguous")
    return first if fold is Fold.EARLIER else second


def both_instants(local: datetime, *, zone: tzinfo) -> tuple[datetime, datetime]:
    """Return the earlier and the later instant a wall-clock time may mean.

    They are the same but for the hour that comes twice. Raises Unreadable.
    """
    try:
        first = local.replace(tzinfo=zone, fold=0).astimezone(UTC)
        second = local.replace(tzinfo=zone, fold=1).astimezone(UTC)
        shown = first.astimezone(zone)
    except (OverflowError, ValueError):
        raise Unreadable("time-unreadable") from None
    if shown.replace(tzinfo=None, fold=0) != local.replace(fold=0):
        raise Unreadable("time-nonexistent")
    return first, second


def parse_time(text: str, *, zone: tzinfo, fold: Fold = Fold.REJECT) -> datetime:
    """Return the instant of an ISO 8601 or Finnish date and time.

    A value with an offset or ``Z`` is an instant as it stands; any other is
    wall-clock time in ``zone``. Raises Unreadable.
    """
    moment = _parse_iso(text.strip()) or _parse_finnish(text.strip())
    if moment is None:
        raise Unreadable("time-unreadable")
    if moment.utcoffset() is None:
        return to_utc(moment, zone=zone, fold=fold)
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise Unreadable("time-unreadable") from None


def from_epoch(seconds: float) -> datetime:
    """Return the instant of a Unix time. Raises Unreadable."""
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError, ValueError):
        raise Unreadable("time-unreadable") from None


def from_microseconds(text: str) -> datetime | None:
    """Return the instant of a Unix time in microseconds; None for none or 0."""
    if not _DIGITS.fullmatch(text) or not int(text):
        return None
    try:
        return _EPOCH + timedelta(microseconds=int(text))
    except OverflowError:
        return None


def from_rfc3339(text: str) -> datetime:
    """Return the instant of an RFC 3339 time, which always has an offset.

    Raises Unreadable.
    """
    moment = _parse_iso(text)
    if moment is None or moment.utcoffset() is None:
        raise Unreadable("time-unreadable")
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise Unreadable("time-unreadable") from None


def _parse_iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _parse_finnish(text: str) -> datetime | None:
    if not (match := _FINNISH.fullmatch(text)):
        return None
    day, month, year, hour, minute, second = (int(n or 0) for n in match.groups())
    try:
        return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 wall clock
    except ValueError:
        return None
