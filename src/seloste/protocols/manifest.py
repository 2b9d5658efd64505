"""Manifests: a CSV or JSON table that says what the files beside it are.

Every recorder can be brought to export one. Which column holds which field,
and in which time zone its times are, is declared and never guessed. A row is
read whole or not at all. Nothing here opens the files a manifest names.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, tzinfo
from pathlib import PurePosixPath
from typing import Any

from seloste.protocols import json_text, table
from seloste.protocols.localtime import Fold, parse_time
from seloste.protocols.table import BadRow, Cells
from seloste.protocols.unreadable import Unreadable

FIELDS = (
    "source_id",
    "leg",
    "channel",
    "started_at",
    "ended_at",
    "direction",
    "address",
    "customer_tel",
    "customer_mailto",
    "customer_name",
    "customer_no",
    "agent",
    "file",
    "sha256",
    "recording_started_at",
    "announcement_ended_at",
    "refused",
    "subject",
    "language",
)
CHANNELS = frozenset({"call", "mail", "chat", "form", "paper"})
_DIRECTIONS = {
    "": "inbound",
    "in": "inbound",
    "inbound": "inbound",
    "out": "outbound",
    "outbound": "outbound",
}
_YES = frozenset({"yes", "true", "1", "y", "x", "kyllä", "k", "ja", "j"})
_NO = frozenset({"", "no", "false", "0", "n", "ei", "e", "nej"})
_SHA256 = re.compile(r"[0-9a-fA-F]{64}", re.ASCII)
_DRIVE = re.compile(r"[A-Za-z]:/", re.ASCII)


@dataclass(frozen=True, slots=True)
class Declaration:
    """What the operator says of a source's manifests.

    ``columns`` maps our fields to the source's column names; a field that is
    not mapped is looked for under its own name. ``fold`` says which of the two
    autumn hours a time means, ``channel`` what a manifest without that column
    holds.
    """

    zone: tzinfo = UTC
    columns: Mapping[str, str] = field(default_factory=dict)
    fold: Fold = Fold.REJECT
    channel: str = ""

    def __post_init__(self) -> None:
        if self.columns.keys() - set(FIELDS):
            raise Unreadable("map-field-unknown")
        if self.channel and self.channel not in CHANNELS:
            raise Unreadable("channel-unknown")

    def column(self, name: str) -> str:
        """Return the source's name of the column that holds field ``name``."""
        return self.columns.get(name, name)


@dataclass(frozen=True, slots=True)
class Row:
    """One row that was understood; times are instants, ``file`` is relative."""

    line: int
    source_id: str
    channel: str
    started_at: datetime
    direction: str
    leg: str = ""
    ended_at: datetime | None = None
    recording_started_at: datetime | None = None
    announcement_ended_at: datetime | None = None
    refused: bool = False
    address: str = ""
    customer_tel: str = ""
    customer_mailto: str = ""
    customer_name: str = ""
    customer_no: str = ""
    agent: str = ""
    file: str = ""
    sha256: str = ""
    subject: str = ""
    language: str = ""
    tolerated: tuple[str, ...] = ()


def parse_columns(pairs: Iterator[str] | tuple[str, ...]) -> dict[str, str]:
    """Return a column map from ``field=column`` words. Raises Unreadable."""
    columns: dict[str, str] = {}
    for pair in pairs:
        name, equals, column = pair.partition("=")
        if not (equals and column.strip()) or name.strip() in columns:
            raise Unreadable("map-unreadable")
        columns[name.strip()] = column.strip()
    return columns


def read_csv(data: bytes, declaration: Declaration) -> Iterator[Row | BadRow]:
    """Yield the rows of a CSV manifest; its first row names the columns.

    Raises Unreadable when the table as a whole cannot be understood.
    """
    text, tolerated = table.decode(data)
    lines = table.rows(text)
    header = next(lines, None)
    if not isinstance(header, Cells):
        raise Unreadable("manifest-empty" if header is None else header.reason)
    _check_columns(header.values, declaration)
    for row in lines:
        read = _csv_row(row, header.values, declaration)
        yield replace(read, tolerated=tolerated) if isinstance(read, Row) else read


def read_json(data: bytes, declaration: Declaration) -> Iterator[Row | BadRow]:
    """Yield the rows of a JSON manifest: a list, or ``{"contacts": [...]}``.

    ``line`` counts the objects from 1. Raises Unreadable.
    """
    document = json_text.parse(data)
    contacts = document.get("contacts") if isinstance(document, dict) else document
    if not isinstance(contacts, list):
        raise Unreadable("json-no-contacts")
    for number, entry in enumerate(contacts, start=1):
        yield _json_row(number, entry, declaration)


def safe_path(text: str) -> str:
    """Return ``text`` as a path below the manifest's folder.

    Raises Unreadable (file-outside) for anything that could lead elsewhere.
    """
    slashed = text.replace("\\", "/")
    path = PurePosixPath(slashed)
    escapes = path.is_absolute() or ".." in path.parts or _DRIVE.match(slashed)
    if escapes or not path.parts or not slashed.isprintable():
        raise Unreadable("file-outside")
    return str(path)


def _check_columns(header: tuple[str, ...], declaration: Declaration) -> None:
    """A column that was declared and is not there would lose data silently."""
    if len(set(header) - {""}) != len([name for name in header if name]):
        raise Unreadable("column-twice")
    wanted = {declaration.column(name) for name in ("source_id", "started_at")}
    wanted |= set(declaration.columns.values())
    if not declaration.channel:
        wanted.add(declaration.column("channel"))
    if wanted - set(header):
        raise Unreadable("column-missing")


def _csv_row(
    row: Cells | BadRow, header: tuple[str, ...], declaration: Declaration
) -> Row | BadRow:
    if isinstance(row, BadRow):
        return row
    if any(row.values[len(header) :]):
        return BadRow(row.line, "too-many-cells")
    cells = dict(zip(header, row.values, strict=False))
    return _row(row.line, cells, declaration)


def _json_row(number: int, entry: Any, declaration: Declaration) -> Row | BadRow:
    if not isinstance(entry, dict):
        return BadRow(number, "not-an-object")
    cells = {name: _plain(value) for name, value in entry.items()}
    if None in cells.values():
        return BadRow(number, "value-not-text")
    return _row(number, {k: v for k, v in cells.items() if v is not None}, declaration)


def _plain(value: Any) -> str | None:
    """Return a JSON scalar as text, or None for anything with parts."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).strip() if isinstance(value, str | int | float) else None


def _row(line: int, cells: Mapping[str, str], declared: Declaration) -> Row | BadRow:
    values = {name: cells.get(declared.column(name), "") for name in FIELDS}
    try:
        return _read_row(line, values, declared)
    except Unreadable as unreadable:
        return BadRow(line, unreadable.reason)


def _read_row(line: int, values: Mapping[str, str], declared: Declaration) -> Row:
    if not values["source_id"]:
        raise Unreadable("source-id-missing")
    if not values["started_at"]:
        raise Unreadable("started-at-missing")
    return Row(
        line=line,
        source_id=values["source_id"],
        leg=values["leg"],
        channel=_channel(values["channel"], declared),
        direction=_known(_DIRECTIONS, values["direction"], "direction-unknown"),
        started_at=parse_time(
            values["started_at"], zone=declared.zone, fold=declared.fold
        ),
        ended_at=_time(values["ended_at"], declared),
        recording_started_at=_time(values["recording_started_at"], declared),
        announcement_ended_at=_time(values["announcement_ended_at"], declared),
        refused=_flag(values["refused"]),
        file=safe_path(values["file"]) if values["file"] else "",
        sha256=_sha256(values["sha256"]),
        address=values["address"],
        customer_tel=values["customer_tel"],
        customer_mailto=values["customer_mailto"],
        customer_name=values["customer_name"],
        customer_no=values["customer_no"],
        agent=values["agent"],
        subject=values["subject"],
        language=values["language"],
    )


def _time(text: str, declared: Declaration) -> datetime | None:
    return parse_time(text, zone=declared.zone, fold=declared.fold) if text else None


def _channel(text: str, declared: Declaration) -> str:
    channel = text.lower() or declared.channel
    if channel not in CHANNELS:
        raise Unreadable("channel-unknown")
    return channel


def _known(words: Mapping[str, str], text: str, reason: str) -> str:
    try:
        return words[text.lower()]
    except KeyError:
        raise Unreadable(reason) from None


def _flag(text: str) -> bool:
    if text.lower() not in _YES | _NO:
        raise Unreadable("refused-unreadable")
    return text.lower() in _YES


def _sha256(text: str) -> str:
    if text and not _SHA256.fullmatch(text):
        raise Unreadable("sha256-unreadable")
    return text.lower()
