"""FreePBX and Asterisk: call detail records and the names of recordings.

A call is all rows with one ``linkedid``; a leg of it all rows with one
``uniqueid`` (a queue writes a row for every telephone that rang). Times are
the exchange's local time, but ``uniqueid`` begins with the Unix time at which
the channel was made: that tells the two autumn hours apart, and shows when
the declared time zone cannot be right.

The exchange says when the caller had been told of the recording, or refused
it, in ``userfield``: ``announced=<epoch>``, ``refused=1`` and, where known,
``recording=<epoch>`` for the start of the recording, separated by semicolons.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta, tzinfo

from seloste.protocols import table
from seloste.protocols.localtime import Fold, both_instants, from_epoch, to_utc
from seloste.protocols.table import BadRow, Cells
from seloste.protocols.unreadable import Unreadable

COLUMNS = (
    "calldate",
    "clid",
    "src",
    "dst",
    "dcontext",
    "channel",
    "dstchannel",
    "lastapp",
    "lastdata",
    "duration",
    "billsec",
    "disposition",
    "amaflags",
    "accountcode",
    "uniqueid",
    "userfield",
    "did",
    "recordingfile",
    "cnum",
    "cnam",
    "outbound_cnum",
    "outbound_cnam",
    "dst_cnam",
    "linkedid",
    "peeraccount",
    "sequence",
)
_NEEDED = ("calldate", "uniqueid", "disposition")

_STAMP = re.compile(r"-(\d{8})-(\d{6})-", re.ASCII)
_BORN = re.compile(r"(?:^|-)(\d{9,11})\.\d+$", re.ASCII)
_EPOCH = re.compile(r"\d{9,11}(?:\.\d{1,6})?", re.ASCII)
_EXTENSION = re.compile(r"\d{2,6}", re.ASCII)
_CHANNEL = re.compile(r"[A-Za-z0-9]+/(\d{2,6})[-@]", re.ASCII)
_INBOUND_KINDS = frozenset({"in", "q", "rg"})
_SLACK = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class RecordingName:
    """What the name of a recording says; ``at`` is the exchange's wall clock."""

    kind: str
    dst: str
    src: str
    at: datetime
    uniqueid: str


@dataclass(frozen=True, slots=True)
class CdrRow:
    """One row of the call detail records, as text."""

    line: int
    calldate: str
    uniqueid: str
    disposition: str
    linkedid: str = ""
    clid: str = ""
    src: str = ""
    dst: str = ""
    dstchannel: str = ""
    duration: str = ""
    userfield: str = ""
    did: str = ""
    recordingfile: str = ""
    cnum: str = ""
    cnam: str = ""
    outbound_cnum: str = ""
    dst_cnam: str = ""


@dataclass(frozen=True, slots=True)
class Leg:
    """One leg of a call; ``recordings`` are base names, ``line`` its first row."""

    source_id: str
    leg: str
    line: int
    started_at: datetime
    ended_at: datetime
    outbound: bool
    answered: bool
    address: str = ""
    customer_tel: str = ""
    customer_name: str = ""
    agent: str = ""
    recordings: tuple[str, ...] = ()
    recording_started_at: datetime | None = None
    announced_at: datetime | None = None
    refused: bool = False


def parse_name(filename: str) -> RecordingName | None:
    """Return what ``{type}-{dst}-{src}-{date}-{time}-{uniqueid}.ext`` says.

    None when the name is not of that pattern.
    """
    if not (stamp := _STAMP.search(filename)):
        return None
    kind, _, numbers = filename[: stamp.start()].partition("-")
    dst, _, src = numbers.rpartition("-")
    uniqueid = filename[stamp.end() :].rpartition(".")[0]
    if not (kind and dst and uniqueid):
        return None
    try:
        at = datetime.strptime("".join(stamp.groups()), "%Y%m%d%H%M%S")  # noqa: DTZ007
    except ValueError:
        return None
    return RecordingName(kind, dst, src, at, uniqueid)


def read_cdr(data: bytes) -> Iterator[CdrRow | BadRow]:
    """Yield the rows of a CDR export, with a header or in FreePBX's own order.

    Raises Unreadable when the table as a whole cannot be understood.
    """
    text, _ = table.decode(data)
    header: tuple[str, ...] = ()
    for row in table.rows(text):
        if isinstance(row, BadRow):
            yield row
        elif not header and "uniqueid" in row.values:
            header = _checked_header(row.values)
        else:
            header = header or COLUMNS
            yield _cdr_row(row, header)


def calls(
    rows: Iterable[CdrRow], *, zone: tzinfo, fold: Fold = Fold.REJECT
) -> Iterator[tuple[Leg | BadRow, ...]]:
    """Yield the legs of each call, calls and legs in the order they appear."""
    by_call: dict[str, dict[str, list[CdrRow]]] = {}
    for row in rows:
        legs = by_call.setdefault(row.linkedid or row.uniqueid, {})
        legs.setdefault(row.uniqueid, []).append(row)
    for legs in by_call.values():
        address = next((r.did for rs in legs.values() for r in rs if r.did), "")
        yield tuple(_leg(leg, address, zone, fold) for leg in legs.values())


def _checked_header(names: tuple[str, ...]) -> tuple[str, ...]:
    if set(_NEEDED) - set(names):
        raise Unreadable("column-missing")
    return names


def _cdr_row(row: Cells, header: tuple[str, ...]) -> CdrRow | BadRow:
    if len(row.values) != len(header):
        return BadRow(row.line, "wrong-number-of-cells")
    cells = dict(zip(header, row.values, strict=True))
    if not (cells["uniqueid"] and cells["calldate"]):
        return BadRow(row.line, "uniqueid-or-calldate-missing")
    wanted = {f.name for f in fields(CdrRow)} - {"line"}
    return CdrRow(row.line, **{k: v for k, v in cells.items() if k in wanted})


def _leg(rows: list[CdrRow], address: str, zone: tzinfo, fold: Fold) -> Leg | BadRow:
    try:
        return _read_leg(rows, address, zone, fold)
    except Unreadable as unreadable:
        return BadRow(rows[0].line, unreadable.reason)


def _read_leg(rows: list[CdrRow], address: str, zone: tzinfo, fold: Fold) -> Leg:
    answered = [row for row in rows if row.disposition.upper() == "ANSWERED"]
    told = answered[-1] if answered else rows[0]
    names = tuple(
        dict.fromkeys(_base(r.recordingfile) for r in rows if r.recordingfile)
    )
    outbound = _is_outbound(rows[0], address, names)
    starts = [_start(row, zone, fold) for row in rows]
    marks = _marks(row.userfield for row in rows)
    return Leg(
        source_id=rows[0].linkedid or rows[0].uniqueid,
        leg=rows[0].uniqueid,
        line=rows[0].line,
        started_at=min(starts),
        ended_at=max(s + _duration(r) for s, r in zip(starts, rows, strict=True)),
        outbound=outbound,
        answered=bool(answered),
        address=rows[0].outbound_cnum if outbound else address,
        customer_tel=_customer_tel(rows[0], outbound=outbound),
        customer_name="" if outbound else _caller_name(rows[0]),
        agent=_agent(told, outbound=outbound),
        recordings=names,
        recording_started_at=marks.get("recording") or _name_time(names, zone, fold),
        announced_at=marks.get("announced"),
        refused="refused" in marks,
    )


def _base(recordingfile: str) -> str:
    """Return the base name: older exchanges write the whole path."""
    return recordingfile.replace("\\", "/").rpartition("/")[2]


def _born(uniqueid: str) -> datetime | None:
    """Return when the channel was made, from ``[system-]epoch.sequence``."""
    match = _BORN.search(uniqueid)
    return from_epoch(int(match[1])) if match else None


def _start(row: CdrRow, zone: tzinfo, fold: Fold) -> datetime:
    try:
        local = datetime.fromisoformat(row.calldate)
    except ValueError:
        raise Unreadable("time-unreadable") from None
    if local.utcoffset() is not None:
        return local.astimezone(UTC)
    born = _born(row.uniqueid)
    at = _instant(local, born=born, zone=zone, fold=fold)
    if born and _contradicts(at, born):
        raise Unreadable("time-zone-contradicted")
    return at


def _instant(
    local: datetime, *, born: datetime | None, zone: tzinfo, fold: Fold
) -> datetime:
    """Return the instant of ``local``; nothing happens before the channel exists."""
    first, second = both_instants(local, zone=zone)
    if first == second or born is None:
        return to_utc(local, zone=zone, fold=fold)
    return first if first >= born - _SLACK else second


def _contradicts(at: datetime, born: datetime) -> bool:
    """Whether ``at`` is what another time zone would make of the same clock.

    A row cannot begin before its channel; one that begins later by whole
    quarters of an hour, to the second, was written in another zone.
    """
    late = round((at - born).total_seconds())
    return at < born - _SLACK or (late > 1700 and (late + 2) % 900 <= 4)  # noqa: PLR2004


def _duration(row: CdrRow) -> timedelta:
    """Return how long a row lasted; at most a day, as text may say anything."""
    if not re.fullmatch(r"\d{1,5}", row.duration, re.ASCII):
        return timedelta(0)
    return timedelta(seconds=min(int(row.duration), 86400))


def _name_time(names: tuple[str, ...], zone: tzinfo, fold: Fold) -> datetime | None:
    """Return the earliest time at which a recording may have begun.

    The dialplan fixes the time in the name when it first looks at recording
    (sub-record-check), before MixMonitor starts.
    """
    times = []
    for name in names:
        if parsed := parse_name(name):
            born = _born(parsed.uniqueid)
            times.append(_instant(parsed.at, born=born, zone=zone, fold=fold))
    return min(times, default=None)


def _marks(userfields: Iterable[str]) -> dict[str, datetime | None]:
    """Return the evidence in ``userfield``; the latest announcement counts."""
    marks: dict[str, datetime | None] = {}
    for word in (w.strip() for u in userfields for w in re.split(r"[;,\s]", u)):
        name, _, value = word.partition("=")
        if name in ("announced", "recording") and _EPOCH.fullmatch(value):
            marks[name] = from_epoch(float(value))
        elif word == "refused=1":
            marks["refused"] = None
    return marks


def _is_outbound(row: CdrRow, address: str, names: tuple[str, ...]) -> bool:
    if row.did or address:
        return False
    kinds = {parsed.kind for name in names if (parsed := parse_name(name))}
    if kinds & _INBOUND_KINDS:
        return False
    return bool(row.outbound_cnum or "out" in kinds or _EXTENSION.fullmatch(row.src))


def _customer_tel(row: CdrRow, *, outbound: bool) -> str:
    number = row.dst if outbound else row.src or row.cnum
    return "" if _EXTENSION.fullmatch(number) else number


def _caller_name(row: CdrRow) -> str:
    written, bracket, _ = row.clid.partition("<")
    name = row.cnam or (written.strip().strip('"').strip() if bracket else "")
    return "" if name in (row.src, row.cnum) else name


def _agent(row: CdrRow, *, outbound: bool) -> str:
    """Return the name or extension of whoever of the organisation spoke."""
    if outbound:
        return row.cnam or row.cnum or row.src
    if row.dst_cnam:
        return row.dst_cnam
    match = _CHANNEL.match(row.dstchannel)
    return match[1] if match else ""
