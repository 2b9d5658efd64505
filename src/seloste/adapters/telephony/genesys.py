"""Reads a bulk export of Genesys Cloud: a folder for each conversation.

Each recording lies beside ``{recordingId}_metadata.json``. What is no call (a
chat, a mail, a screen) is rejected by name, and so is what has no partner.
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
from seloste.protocols import genesys
from seloste.protocols.genesys import FOLDER, SUFFIX, Metadata
from seloste.protocols.unreadable import Unreadable

_LIMIT = 4 * 2**20


class GenesysReader:
    """Reads exports of one organisation."""

    def __init__(self, *, source: str, open_file: Opener) -> None:
        self._source = source
        self._open = open_file

    def read(self, path: Path) -> Iterator[Found | Rejected]:
        """Yield the recordings of an export, of a part of it, or of one document."""
        root = path if path.is_dir() else path.parent
        files = list(folder.files_below(root))
        described = [one for one in files if one.name.endswith(SUFFIX)]
        taken: set[Path] = set()
        for document in described if path.is_dir() else [path]:
            audio = _beside(document, files)
            taken.update(audio)
            yield self._found(document, audio, root)
        if path.is_dir():
            alone = set(files) - set(described) - taken
            yield from (Rejected(one, "recording-without-cdr") for one in sorted(alone))

    def _found(self, document: Path, audio: list[Path], root: Path) -> Found | Rejected:
        try:
            metadata = genesys.parse(
                read_whole(self._open, document, limit=_LIMIT),
                conversation_id=_conversation(document),
                recording_id=document.name.removesuffix(SUFFIX),
            )
        except (FileRefused, Unreadable) as refusal:
            return Rejected(document, refusal.reason)
        if not metadata.call:
            return Rejected(document, "not-a-call")
        if len(audio) != 1:
            reason = "recording-name-twice" if audio else "recording-missing"
            return Rejected(document, reason)
        if reason := folder.objection(audio[0], root=root):
            return Rejected(document, reason)
        return Found(self._delivery(metadata, audio[0]), (document, audio[0]))

    def _delivery(self, metadata: Metadata, file: Path) -> Delivery:
        return Delivery(
            source=self._source,
            source_id=metadata.conversation_id,
            leg=metadata.recording_id,
            channel=Channel.CALL,
            started_at=metadata.started_at,
            ended_at=metadata.ended_at,
            direction=Direction.OUTBOUND if metadata.outbound else Direction.INBOUND,
            address=metadata.address,
            parties=_parties(metadata),
            parts=(self._part(file),),
            announcement=Announcement(metadata.announced_at, metadata.refused),
            recording_started_at=metadata.started_at,
        )

    def _part(self, file: Path) -> Part:
        return Part(
            kind=Kind.RECORDING,
            open=folder.opening(self._open, file),
            media_type=folder.media_type(file),
            filename=file.name,
        )


def _beside(document: Path, files: list[Path]) -> list[Path]:
    """Return the files of the recording a document describes."""
    recording = document.name.removesuffix(SUFFIX)
    return [
        one
        for one in files
        if one.parent == document.parent
        and not one.name.endswith(SUFFIX)
        and one.name.partition(".")[0] == recording
    ]


def _conversation(document: Path) -> str:
    parent = document.parent.name
    return parent.removeprefix(FOLDER) if parent.startswith(FOLDER) else ""


def _parties(metadata: Metadata) -> tuple[Party, ...]:
    agents = (Party(role=PartyRole.AGENT, name=one) for one in metadata.agents)
    customer = Party(role=PartyRole.CUSTOMER, tel=metadata.customer_tel)
    return (*((customer,) if customer.tel else ()), *agents)
