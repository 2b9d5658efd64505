"""The sealed metadata of a contact: everything that names somebody.

One JSON object a contact, sealed as a whole: parties, subject, the source's
own id, file names. It is the only place outside content where a name, a
number or an address may stand.
"""

import json
from dataclasses import asdict, dataclass, field, replace
from uuid import UUID

from seloste.domain.contact import Delivery, Party, PartyRole

VERSION = 1


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is sealed beside the content. ``filenames`` is by object id."""

    source_id: str
    address: str = ""
    subject: str = ""
    parties: tuple[Party, ...] = ()
    filenames: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def to_json(self) -> bytes:
        """Return the canonical bytes that are sealed (UTF-8, keys sorted)."""
        return json.dumps(
            {"v": VERSION, **asdict(self)},
            ensure_ascii=False,
            sort_keys=True,
            separators=(",", ":"),
        ).encode()

    @classmethod
    def from_json(cls, data: bytes) -> "Metadata":
        """Return the metadata that ``to_json`` wrote."""
        value = json.loads(data)
        parties = tuple(
            Party(**{**party, "role": PartyRole(party["role"])})
            for party in value["parties"]
        )
        return cls(
            source_id=value["source_id"],
            address=value["address"],
            subject=value["subject"],
            parties=parties,
            filenames=value["filenames"],
            notes=tuple(value["notes"]),
        )

    def merged(self, other: "Metadata") -> "Metadata":
        """Return both together; what stands already stays.

        Legs of one contact may arrive in any order: parties are a sorted union,
        so that every order ends in the same metadata (faults.md, R14).
        """
        parties = sorted(
            {*self.parties, *other.parties},
            key=lambda party: tuple(str(value) for value in asdict(party).values()),
        )
        return replace(
            self,
            address=min(filter(None, (self.address, other.address)), default=""),
            subject=min(filter(None, (self.subject, other.subject)), default=""),
            parties=tuple(parties),
            filenames={**self.filenames, **other.filenames},
            notes=tuple(sorted({*self.notes, *other.notes})),
        )


def metadata_of(delivery: Delivery, filenames: dict[UUID, str]) -> Metadata:
    """Return what a delivery says of people, file names by object id included."""
    return Metadata(
        source_id=delivery.source_id,
        address=delivery.address,
        subject=delivery.subject,
        parties=delivery.parties,
        filenames={str(key): name for key, name in filenames.items() if name},
        notes=delivery.notes,
    )
