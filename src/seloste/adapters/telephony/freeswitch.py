"""Reads a folder of FreeSWITCH JSON call detail records and recordings.

Every file that ends in .json is a record of one leg, every other file a
recording; they are joined on the base name. What one side has and the other
lacks is rejected by name.
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
from seloste.protocols import freeswitch
from seloste.protocols.freeswitch import Cdr
from seloste.protocols.unreadable import Unreadable

_LIMIT = 16 * 2**20


class FreeSwitchReader:
    """Reads hand-overs of one switch."""

    def __init__(self, *, source: str, open_file: Opener) -> None:
        self._source = source
        self._open = open_file

    def read(self, path: Path) -> Iterator[Found | Rejected]:
        """Yield the legs of a record, or of a folder of records, as they began.

        Recordings of a single record are looked for in its folder.
        """
        root = path if path.is_dir() else path.parent
        files = list(folder.files_below(root))
        recordings = [f for f in files if f.suffix.lower() != ".json"]
        records = [f for f in files if f not in set(recordings)]
        legs: dict[Path, Cdr] = {}
        for file in records if path.is_dir() else [path]:
            leg = self._leg(file)
            if isinstance(leg, Rejected):
                yield leg
            else:
                legs[file] = leg
        shelf = _Shelf(root, recordings, list(legs.values()))
        for file, leg in sorted(legs.items(), key=lambda item: item[1].started_at):
            yield self._found(file, leg, shelf)
        if path.is_dir():
            yield from shelf.untaken()

    def _leg(self, file: Path) -> Cdr | Rejected:
        try:
            return freeswitch.parse(read_whole(self._open, file, limit=_LIMIT))
        except (FileRefused, Unreadable) as refusal:
            return Rejected(file, refusal.reason)

    def _found(self, record: Path, leg: Cdr, shelf: "_Shelf") -> Found | Rejected:
        files, reason = shelf.take(leg)
        if reason:
            return Rejected(record, reason)
        return Found(self._delivery(leg, files), (record, *files))

    def _delivery(self, leg: Cdr, files: list[Path]) -> Delivery:
        return Delivery(
            source=self._source,
            source_id=leg.call_id,
            leg=leg.uuid,
            channel=Channel.CALL,
            started_at=leg.started_at,
            ended_at=leg.ended_at,
            direction=Direction.OUTBOUND if leg.outbound else Direction.INBOUND,
            address=leg.address,
            parties=_parties(leg),
            parts=tuple(self._part(file) for file in files),
            announcement=Announcement(leg.announced_at, leg.refused),
            recording_started_at=leg.recording_started_at if files else None,
            notes=() if leg.answered else ("unanswered",),
        )

    def _part(self, file: Path) -> Part:
        return Part(
            kind=Kind.RECORDING,
            open=folder.opening(self._open, file),
            media_type=folder.media_type(file),
            filename=file.name,
        )


class _Shelf:
    """The recordings of a folder, each given to one leg at most."""

    def __init__(self, root: Path, files: list[Path], legs: list[Cdr]) -> None:
        self._root = root
        self._files: dict[str, list[Path]] = {}
        for file in files:
            self._files.setdefault(file.name, []).append(file)
        self._owners: dict[str, Cdr] = {}
        self._contested: set[str] = set()
        for leg in sorted(legs, key=lambda leg: leg.started_at):
            for name in (*leg.recordings, *leg.possible_recordings):
                self._claim(name, leg)

    def take(self, leg: Cdr) -> tuple[list[Path], str]:
        """Return the recordings of ``leg``, or why one cannot be told."""
        taken = []
        for name in dict.fromkeys((*leg.recordings, *leg.possible_recordings)):
            files = self._files.get(name, [])
            if name in self._contested or len(files) > 1:
                return [], "recording-claimed-twice"
            if not files and name in leg.recordings and leg.answered:
                return [], "recording-missing"
            if files and self._owners[name].uuid == leg.uuid:
                if reason := folder.objection(files[0], root=self._root):
                    return [], reason
                taken.append(files[0])
        return taken, ""

    def untaken(self) -> Iterator[Rejected]:
        """Yield the recordings that no record names."""
        for name, files in self._files.items():
            if name not in self._owners:
                yield from (Rejected(file, "recording-without-cdr") for file in files)

    def _claim(self, name: str, leg: Cdr) -> None:
        """Give ``name`` to the leg it was made for; two calls cannot share one."""
        owner = self._owners.setdefault(name, leg)
        if owner.call_id != leg.call_id:
            self._contested.add(name)
        if leg.uuid in name:
            self._owners[name] = leg


def _parties(leg: Cdr) -> tuple[Party, ...]:
    customer = Party(
        role=PartyRole.CUSTOMER, name=leg.customer_name, tel=leg.customer_tel
    )
    agent = Party(role=PartyRole.AGENT, name=leg.agent)
    return tuple(party for party in (customer, agent) if party.name or party.tel)
