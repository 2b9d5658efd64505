"""Reads a folder of Amazon Connect contact trace records and recordings.

Every file that ends in .json holds records, every other one is a recording;
they are joined on the name. Redacted copies, which lie apart under
``Redacted``, are no second recording: they are rejected by name.
"""

from collections.abc import Iterator
from pathlib import Path

from seloste.adapters.telephony import folder
from seloste.domain.contact import (
    Announcement,
    Channel,
    Delivery,
    Direction,
    Kind,
    Part,
    Party,
    PartyRole,
)
from seloste.ports.sources import FileRefused, Found, Opener, Rejected, read_whole
from seloste.protocols import amazon_connect
from seloste.protocols.amazon_connect import REDACTED, TraceRecord
from seloste.protocols.unreadable import Unreadable

_LIMIT = 64 * 2**20


class AmazonConnectReader:
    """Reads hand-overs of one instance."""

    def __init__(self, *, source: str, open_file: Opener) -> None:
        self._source = source
        self._open = open_file

    def read(self, path: Path) -> Iterator[Found | Rejected]:
        """Yield the contacts of a file or folder of records, as they are listed."""
        root = path if path.is_dir() else path.parent
        files = list(folder.files_below(root))
        listed = [one for one in files if one.suffix.lower() == ".json"]
        records = listed if path.is_dir() else [path]
        audio = [one for one in files if one not in set(listed)]
        apart = [one for one in audio if _is_redacted(one, root)]
        shelf: dict[str, list[Path]] = {}
        for file in audio:
            if file not in set(apart):
                name = amazon_connect.canonical(file.name)
                shelf.setdefault(name, []).append(file)
        taken: set[Path] = set()
        for record in records:
            yield from self._records(record, root, shelf, taken)
        if path.is_dir():
            left = [one for several in shelf.values() for one in several]
            yield from (
                Rejected(one, "recording-without-cdr")
                for one in sorted(left)
                if one not in taken
            )
            yield from (Rejected(one, "redacted-copy") for one in apart)

    def _records(
        self, file: Path, root: Path, shelf: dict[str, list[Path]], taken: set[Path]
    ) -> Iterator[Found | Rejected]:
        try:
            data = read_whole(self._open, file, limit=_LIMIT)
            records = list(amazon_connect.read(data))
        except (FileRefused, Unreadable) as refusal:
            yield Rejected(file, refusal.reason)
            return
        for line, record in enumerate(records, start=1):
            one = self._found(file, line, record, root, shelf)
            if isinstance(one, Found):
                taken.update(one.files[1:])
            yield one

    def _found(
        self,
        file: Path,
        line: int,
        record: TraceRecord,
        root: Path,
        shelf: dict[str, list[Path]],
    ) -> Found | Rejected:
        files = shelf.get(record.recording, []) if record.recording else []
        if record.recording and len(files) != 1:
            reason = "recording-name-twice" if files else "recording-missing"
            return Rejected(file, reason, line)
        for one in files:
            if reason := folder.objection(one, root=root):
                return Rejected(file, reason, line)
        return Found(self._delivery(record, files), (file, *files))

    def _delivery(self, record: TraceRecord, files: list[Path]) -> Delivery:
        return Delivery(
            source=self._source,
            source_id=record.call_id,
            leg=record.contact_id,
            channel=Channel.CALL,
            started_at=record.started_at,
            ended_at=record.ended_at,
            direction=Direction.OUTBOUND if record.outbound else Direction.INBOUND,
            address=record.address,
            parties=_parties(record),
            parts=tuple(self._part(file) for file in files),
            announcement=Announcement(record.announced_at, record.refused),
            recording_started_at=record.recording_started_at if files else None,
            notes=() if record.answered_at else ("unanswered",),
        )

    def _part(self, file: Path) -> Part:
        return Part(
            kind=Kind.RECORDING,
            open=folder.opening(self._open, file),
            media_type=folder.media_type(file),
            filename=file.name,
        )


def _is_redacted(file: Path, root: Path) -> bool:
    return any(
        part.lower() == REDACTED for part in file.relative_to(root).parts[:-1]
    ) or REDACTED in file.stem.lower().split("_")


def _parties(record: TraceRecord) -> tuple[Party, ...]:
    customer = Party(role=PartyRole.CUSTOMER, tel=record.customer_tel)
    agent = Party(role=PartyRole.AGENT, name=record.agent)
    return tuple(party for party in (customer, agent) if party.name or party.tel)
