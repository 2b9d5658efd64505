"""Intake: what a reader found in files, captured one by one.

A file is let go of only after its receipt: the sender keeps what was refused.
What a reader did not understand is sealed whole in quarantine.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from seloste.domain.contact import Channel, Delivery, Kind, Part
from seloste.ports.desk import Desk
from seloste.ports.sources import FileRefused, Found, Opener, Rejected
from seloste.records.models import Source
from seloste.services.capture import Receipt, capture

CHUNK = 1 << 20
UNTAKEN = frozenset({"recording-without-cdr", "cdr-missing", "manifest-missing"})


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one thing a reader found.

    ``receipt`` is None where nothing was kept and the files stay where they
    are, for ``reason``. ``files`` are all it was read from, the first being what
    it is called by; they are for the sender, never for a log.
    """

    files: tuple[Path, ...]
    receipt: Receipt | None
    reason: str = ""
    tolerated: tuple[str, ...] = ()

    @property
    def path(self) -> Path:
        """What this is called by: a record, a list or a single file."""
        return self.files[0]


def take(
    found: Iterable[Found | Rejected],
    *,
    source: Source,
    open_file: Opener,
    desk: Desk,
    now: datetime,
) -> Iterator[Taken]:
    """Capture what was found, in order, and yield what became of each.

    Raises what capture raises for the installation as a whole (no notice in
    force, a store that does not answer); everything yielded before stands.
    """
    for one in found:
        if isinstance(one, Rejected):
            yield _put_aside(one, source, open_file, desk, now)
            continue
        try:
            receipt = capture(one.delivery, desk=desk, now=now)
        except FileRefused as refusal:
            yield Taken(one.files, None, refusal.reason)
            continue
        yield Taken(one.files, receipt, receipt.reason, one.tolerated)


def _put_aside(
    rejected: Rejected, source: Source, open_file: Opener, desk: Desk, now: datetime
) -> Taken:
    """Quarantine what was not understood, or leave what may yet be completed."""
    if rejected.reason in UNTAKEN or not rejected.path.is_file():
        return Taken((rejected.path,), None, rejected.reason)
    path = rejected.path

    def open_part() -> BinaryIO:
        return open_file(path)

    try:
        digest = _digest(open_part())
    except FileRefused as refusal:
        return Taken((path,), None, refusal.reason)
    delivery = Delivery(
        source=source.slug,
        source_id=f"unread:{digest}",
        leg="" if rejected.line is None else str(rejected.line),
        channel=Channel.MAIL if source.preset == "mail" else Channel.CALL,
        started_at=now,
        parts=(Part(kind=Kind.QUARANTINED, open=open_part, filename=path.name),),
        unread=rejected.reason,
    )
    receipt = capture(delivery, desk=desk, now=now)
    return Taken((path,), receipt, receipt.reason)


def _digest(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    with file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def may_go(taken: Collection[Taken]) -> frozenset[Path]:
    """Return the files that have their receipt: whatever no receipt names stays.

    A file stays too where something read from it has none, and everything stays
    where a file could not be read: it is all read again.
    """
    untaken = [one for one in taken if one.receipt is None]
    if any(one.reason not in UNTAKEN for one in untaken):
        return frozenset()
    waiting = {file for one in untaken for file in one.files}
    kept = {file for one in taken if one.receipt for file in one.files}
    return frozenset(kept - waiting)
