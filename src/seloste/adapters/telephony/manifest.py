"""Reads a folder of files with a manifest: the interface every recorder has.

A row becomes a delivery; a row or file that cannot is rejected by name and
line. Nothing is opened here but the manifest itself, and nothing is changed.
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
from seloste.protocols.manifest import Declaration, Row, read_csv, read_json
from seloste.protocols.table import BadRow
from seloste.protocols.unreadable import Unreadable

NAMES = ("manifest.csv", "manifest.json")
_LIMIT = 64 * 2**20
_KINDS = {
    Channel.CALL: Kind.RECORDING,
    Channel.PAPER: Kind.ATTACHMENT,
}


class ManifestReader:
    """Reads manifests of one source."""

    def __init__(
        self, *, source: str, declaration: Declaration, open_file: Opener
    ) -> None:
        self._source = source
        self._declaration = declaration
        self._open = open_file

    def read(self, path: Path) -> Iterator[Found | Rejected]:
        """Yield what a manifest, or a folder with one, holds.

        Files that a folder holds and its manifest does not name are rejected
        too, so that a forgotten row is noticed.
        """
        manifest = _manifest(path)
        if manifest is None:
            yield Rejected(path, "manifest-missing")
            return
        named: set[Path] = set()
        yield from self._rows(manifest, named)
        if path.is_dir():
            yield from _unnamed(path, named | {manifest})

    def _rows(self, manifest: Path, named: set[Path]) -> Iterator[Found | Rejected]:
        seen: set[tuple[str, str]] = set()
        read = read_json if manifest.suffix.lower() == ".json" else read_csv
        try:
            data = read_whole(self._open, manifest, limit=_LIMIT)
            for row in read(data, self._declaration):
                yield self._checked(row, manifest, named, seen)
        except (FileRefused, Unreadable) as refusal:
            yield Rejected(manifest, refusal.reason)

    def _checked(
        self,
        row: Row | BadRow,
        manifest: Path,
        named: set[Path],
        seen: set[tuple[str, str]],
    ) -> Found | Rejected:
        if isinstance(row, BadRow):
            return Rejected(manifest, row.reason, row.line)
        file = manifest.parent / row.file if row.file else None
        reason = _objection(row, file, root=manifest.parent, named=named, seen=seen)
        if file:
            named.add(file)
        seen.add((row.source_id, row.leg))
        if reason:
            return Rejected(manifest, reason, row.line)
        files = (manifest, file) if file else (manifest,)
        return Found(self._delivery(row, file), files, row.tolerated)

    def _delivery(self, row: Row, file: Path | None) -> Delivery:
        channel = Channel(row.channel)
        return Delivery(
            source=self._source,
            source_id=row.source_id,
            leg=row.leg,
            channel=channel,
            started_at=row.started_at,
            ended_at=row.ended_at,
            direction=Direction(row.direction),
            address=row.address,
            subject=row.subject,
            language=row.language,
            parties=_parties(row),
            parts=(self._part(row, file, channel),) if file else (),
            announcement=Announcement(row.announcement_ended_at, row.refused),
            recording_started_at=row.recording_started_at,
        )

    def _part(self, row: Row, file: Path, channel: Channel) -> Part:
        return Part(
            kind=_KINDS.get(channel, Kind.MESSAGE),
            open=folder.opening(self._open, file),
            media_type=folder.media_type(file),
            filename=file.name,
            sha256=row.sha256,
        )


def _manifest(path: Path) -> Path | None:
    """Return the one manifest ``path`` is or holds."""
    if not path.is_dir():
        return path
    present = [path / name for name in NAMES if (path / name).exists()]
    return present[0] if len(present) == 1 else None


def _objection(
    row: Row,
    file: Path | None,
    *,
    root: Path,
    named: set[Path],
    seen: set[tuple[str, str]],
) -> str:
    """Return why a row that reads well is still not a contact, or nothing."""
    if (row.source_id, row.leg) in seen:
        return "row-twice"
    if file is None:
        return ""
    if file in named:
        return "file-named-twice"
    return folder.objection(file, root=root)


def _unnamed(path: Path, named: set[Path]) -> Iterator[Rejected]:
    for file in folder.files_below(path):
        if file not in named:
            yield Rejected(file, "not-in-manifest")


def _parties(row: Row) -> tuple[Party, ...]:
    customer = Party(
        role=PartyRole.CUSTOMER,
        name=row.customer_name,
        tel=row.customer_tel,
        mailto=row.customer_mailto,
        customer_no=row.customer_no,
    )
    agent = Party(role=PartyRole.AGENT, name=row.agent)
    return tuple(
        party
        for party in (customer, agent)
        if party.name or party.tel or party.mailto or party.customer_no
    )
