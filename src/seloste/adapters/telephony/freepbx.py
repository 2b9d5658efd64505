"""Reads a FreePBX hand-over: the monitor folder and an export of the CDR.

Recordings and rows are joined on ``recordingfile``. A recording goes to one
leg; legs that were answered and have none become contacts without audio; a
recording that no row names, and a row whose recording is missing, are
rejected by name, so that the two can be reconciled.
"""

from collections.abc import Iterable, Iterator
from datetime import tzinfo
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
from seloste.protocols import freepbx
from seloste.protocols.freepbx import CdrRow, Leg
from seloste.protocols.localtime import Fold
from seloste.protocols.table import BadRow
from seloste.protocols.unreadable import Unreadable

_LIMIT = 256 * 2**20


class FreePbxReader:
    """Reads hand-overs of one exchange, whose clock runs in ``zone``."""

    def __init__(
        self,
        *,
        source: str,
        zone: tzinfo,
        open_file: Opener,
        fold: Fold = Fold.REJECT,
    ) -> None:
        self._source = source
        self._zone = zone
        self._open = open_file
        self._fold = fold

    def read(self, path: Path) -> Iterator[Found | Rejected]:
        """Yield the calls of a CDR export, or of a folder that holds exports.

        Recordings are looked for in ``monitor/`` beside the export, or else
        in the folder itself.
        """
        root = path if path.is_dir() else path.parent
        exports = sorted(path.glob("*.csv")) if path.is_dir() else [path]
        if not exports:
            yield Rejected(path, "cdr-missing")
            return
        shelf = _Shelf(root / "monitor" if (root / "monitor").is_dir() else root)
        for export in exports:
            yield from self._export(export, shelf)
        for file in shelf.untaken(besides=exports):
            yield Rejected(file, "recording-without-cdr")

    def _export(self, export: Path, shelf: "_Shelf") -> Iterator[Found | Rejected]:
        rows: list[CdrRow] = []
        try:
            data = read_whole(self._open, export, limit=_LIMIT)
            for row in freepbx.read_cdr(data):
                if isinstance(row, CdrRow):
                    rows.append(row)
                else:
                    yield Rejected(export, row.reason, row.line)
        except (FileRefused, Unreadable) as refusal:
            yield Rejected(export, refusal.reason)
            return
        for call in freepbx.calls(rows, zone=self._zone, fold=self._fold):
            yield from self._call(export, call, shelf)

    def _call(
        self, export: Path, call: tuple[Leg | BadRow, ...], shelf: "_Shelf"
    ) -> Iterator[Found | Rejected]:
        yield from (
            Rejected(export, row.reason, row.line)
            for row in call
            if isinstance(row, BadRow)
        )
        legs = [leg for leg in call if isinstance(leg, Leg)]
        owners = _owners(legs)
        foreign = [leg for leg in legs if set(leg.recordings) - owners.keys()]
        for leg in foreign:
            yield Rejected(export, "recording-of-another-call", leg.line)
        own = [leg for leg in legs if leg not in foreign]
        wanted = _worth_keeping(own, owners, shelf)
        for leg in wanted:
            names = [name for name, owner in owners.items() if owner is leg]
            merged = len(own) - len(wanted) if leg is wanted[0] else 0
            yield self._leg(export, leg, names, shelf, merged)

    def _leg(
        self, export: Path, leg: Leg, names: list[str], shelf: "_Shelf", merged: int
    ) -> Found | Rejected:
        taken: list[Path] = []
        for name in names:
            file, reason = shelf.take(name, leg)
            if file:
                taken.append(file)
            elif leg.answered or reason != "recording-missing":
                return Rejected(export, reason, leg.line)
        tolerated = (f"unanswered-legs-merged-{merged}",) if merged else ()
        return Found(self._delivery(leg, taken), (export, *taken), tolerated)

    def _delivery(self, leg: Leg, files: list[Path]) -> Delivery:
        return Delivery(
            source=self._source,
            source_id=leg.source_id,
            leg=leg.leg,
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
    """The recordings of a folder by name, and which leg took which."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._files: dict[str, list[Path]] = {}
        self._takers: dict[str, tuple[str, str]] = {}
        for file in folder.files_below(root):
            self._files.setdefault(file.name, []).append(file)

    def __contains__(self, name: str) -> bool:
        return name in self._files

    def take(self, name: str, leg: Leg) -> tuple[Path | None, str]:
        """Return the file called ``name``, or why there is not exactly one.

        The same leg may take it again: exports overlap.
        """
        files = self._files.get(name, [])
        if len(files) != 1:
            return None, "recording-name-twice" if files else "recording-missing"
        by = (leg.source_id, leg.leg)
        if self._takers.setdefault(name, by) != by:
            return None, "recording-claimed-twice"
        reason = folder.objection(files[0], root=self._root)
        return (None, reason) if reason else (files[0], "")

    def untaken(self, *, besides: Iterable[Path]) -> Iterator[Path]:
        """Yield the files that nobody took."""
        exports = set(besides)
        for name, files in self._files.items():
            if name not in self._takers:
                yield from (file for file in files if file not in exports)


def _worth_keeping(legs: list[Leg], owners: dict[str, Leg], shelf: _Shelf) -> list[Leg]:
    """Return the legs that are contacts: answered or recorded ones.

    Telephones of a queue that rang in vain belong to the call. A call nobody
    answered is still a contact: its first leg says so.
    """
    recorded = {owner.leg for name, owner in owners.items() if name in shelf}
    return [leg for leg in legs if leg.answered or leg.leg in recorded] or legs[:1]


def _owners(legs: list[Leg]) -> dict[str, Leg]:
    """Return the leg that gets each recording: the one its name was made for.

    FreePBX repeats one ``recordingfile`` in every leg of a queue call. A name
    made for a channel of another call has no owner here.
    """
    by_id = {leg.leg: leg for leg in legs}
    owners: dict[str, Leg] = {}
    for leg in sorted(legs, key=lambda leg: not leg.answered):
        for name in leg.recordings:
            parsed = freepbx.parse_name(name)
            if parsed is None:
                owners.setdefault(name, leg)
            elif parsed.uniqueid in by_id:
                owners[name] = by_id[parsed.uniqueid]
    return owners


def _parties(leg: Leg) -> tuple[Party, ...]:
    customer = Party(
        role=PartyRole.CUSTOMER, name=leg.customer_name, tel=leg.customer_tel
    )
    agent = Party(role=PartyRole.AGENT, name=leg.agent)
    return tuple(party for party in (customer, agent) if party.name or party.tel)
