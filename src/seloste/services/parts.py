"""The parts of a delivery: looked into, then sealed.

Content decides what a part is, never its name. Nothing is written before every
part was understood, and nothing is ever written unsealed.
"""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from seloste.domain.capture import CaptureDecision, CaptureQuarantined
from seloste.domain.contact import Delivery, Kind, Part
from seloste.domain.metadata import Metadata
from seloste.ports.audio import AudioFacts, AudioReader
from seloste.ports.vault import ObjectRef, Sealed, Vault
from seloste.protocols import filetype

CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Inspected:
    """A part that may be kept, its future id, and what its content says.

    ``found`` is the media type of a file; a message is what it was taken for.
    """

    part: Part
    object_id: UUID
    audio: AudioFacts | None
    found: str = ""

    @property
    def media_type(self) -> str:
        """The media type that content shows, or the claimed one of a message."""
        if self.audio:
            return self.audio.media_type
        return self.found or self.part.media_type


@dataclass(frozen=True, slots=True)
class SealedParts:
    """The sealed metadata and parts of one delivery."""

    meta: Sealed
    parts: tuple[tuple[Inspected, Sealed], ...]
    key_day: date | None

    def refs(self) -> tuple[ObjectRef, ...]:
        """Return the identities of everything that was sealed."""
        return (self.meta.ref, *(sealed.ref for _, sealed in self.parts))


def inspect(
    delivery: Delivery, decision: CaptureDecision, *, audio: AudioReader
) -> tuple[Inspected, ...]:
    """Return the parts that may be kept, each looked into.

    The recordings of a caller who refused are left out (promise S-18). Raises
    CaptureQuarantined where a checksum is wrong, AudioRefused where a
    recording is not what it claims to be.
    """
    return tuple(
        _inspect(part, audio)
        for part in delivery.parts
        if decision.keeps_recordings or part.kind is not Kind.RECORDING
    )


def _inspect(part: Part, audio: AudioReader) -> Inspected:
    if part.sha256 and _sha256(part) != part.sha256.lower():
        raise CaptureQuarantined("checksum-mismatch")
    facts, found = None, ""
    if part.kind is Kind.ATTACHMENT:
        with part.open() as source:
            found = filetype.detect_file(source).media_type
    if part.kind is Kind.RECORDING:
        with part.open() as source:
            facts = audio.probe(source, claimed=part.media_type, filename=part.filename)
    return Inspected(part, uuid.uuid4(), facts, found)


def _sha256(part: Part) -> str:
    digest = hashlib.sha256()
    with part.open() as source:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def digest(delivery: Delivery) -> str:
    """Return what tells one content of a delivery from another (hex).

    The sender's word for a checksum is enough here, and known although the bytes
    are gone; ``inspect`` compares it before anything is kept. It is only ever used
    under a key: a bare hash of a short text could be guessed (security model).
    """
    checksums = (part.sha256.lower() or _sha256(part) for part in delivery.parts)
    return hashlib.sha256("".join(checksums).encode()).hexdigest()


def filenames(inspected: tuple[Inspected, ...]) -> dict[UUID, str]:
    """Return the file names that the sender gave, by object id."""
    return {one.object_id: one.part.filename for one in inspected}


def seal(
    metadata: Metadata,
    inspected: tuple[Inspected, ...],
    *,
    tenant: str,
    contact_id: UUID,
    due: date,
    vault: Vault,
) -> SealedParts:
    """Seal everything under the day key of ``due``; durable on return."""
    with vault.sealing(tenant=tenant, record=contact_id, due=due) as sealing:
        sealed = []
        for one in inspected:
            with one.part.open() as source:
                sealed.append(
                    (
                        one,
                        sealing.blob(
                            object_id=one.object_id,
                            kind=one.part.kind,
                            source=source,
                        ),
                    )
                )
        meta = sealing.inline(
            object_id=uuid.uuid4(), kind=Kind.META, data=metadata.to_json()
        )
    return SealedParts(meta=meta, parts=tuple(sealed), key_day=due)
