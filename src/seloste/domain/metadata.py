"""The sealed metadata of a contact: everything that names somebody.

One JSON object a contact, sealed as a whole: parties, subject, the source's
own id, file names. It is the only place outside content where a name, a
number or an address may stand.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from uuid import UUID

from seloste.domain.contact import Delivery, Party, PartyRole
from seloste.domain.customer import Identifier

VERSION = 1


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is sealed beside the content. ``filenames`` is by object id.

    ``later`` says when an identifier was put in that did not come with the
    contact: aware UTC in ISO 8601, by field and value in its one form.
    """

    source_id: str
    address: str = ""
    subject: str = ""
    parties: tuple[Party, ...] = ()
    filenames: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    later: dict[str, str] = field(default_factory=dict)

    def put_in(self, new: Iterable[Identifier], *, at: datetime) -> "Metadata":
        """Return the metadata with when some identifiers were put in."""
        dated = {_key(one): at.isoformat() for one in new}
        return replace(self, later={**self.later, **dated})

    def put_in_at(self, one: Identifier) -> datetime | None:
        """Return when an identifier was put in; None where it came with the contact."""
        at = self.later.get(_key(one))
        return datetime.fromisoformat(at) if at else None

    def to_json(self) -> bytes:
        """Return the canonical bytes that are sealed (UTF-8, keys sorted)."""
        value = {"v": VERSION, **asdict(self)}
        if not self.later:
            del value["later"]
        return json.dumps(
            value, ensure_ascii=False, sort_keys=True, separators=(",", ":")
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
            later=value.get("later", {}),
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
            later={**self.later, **other.later},
        )


def _key(one: Identifier) -> str:
    return f"{one.field}:{one.value}"


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
