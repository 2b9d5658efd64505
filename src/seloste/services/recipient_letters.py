"""What a recipient is told of earlier disclosures, in three languages (Art. 19).

The words are those of the letters of rights requests; of which items it speaks is
said by their hash, and nobody is named.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from seloste.domain import retention
from seloste.domain.disclosure import Event
from seloste.domain.notice import Language
from seloste.domain.rights import RequestKind
from seloste.domain.rights_letter import LetterFacts, LetterKind, compose
from seloste.records.models import RecipientNotice
from seloste.services import rights_letters
from seloste.services.notices import store

MEASURES: Mapping[Event, RequestKind] = {
    Event.RECTIFIED: RequestKind.RECTIFICATION,
    Event.ERASED: RequestKind.ERASURE,
    Event.RESTRICTED: RequestKind.RESTRICTION,
}


@dataclass(frozen=True, slots=True)
class Said:
    """What a recipient reads: a subject and a text."""

    subject: str
    text: str


def write(row: RecipientNotice, hashes: Iterable[str]) -> Said:
    """Return what the recipient of a disclosure is told, one language after another."""
    facts = _facts(row)
    letters = [compose(LetterKind.RECIPIENT, facts, one) for one in Language]
    about = "\n".join((facts.reference, "SHA-256:", *hashes)) + "\n"
    return Said(
        subject=" · ".join((facts.reference, *(one.title for one in letters))),
        text="\n".join((*map(rights_letters.plain, letters), about)),
    )


def _facts(row: RecipientNotice) -> LetterFacts:
    day = retention.local_day(row.created_at)
    notice = store.in_force(row.disclosure.register_id, day).notice
    number = str(row.disclosure.number)
    return LetterFacts(
        reference=number,
        sender=", ".join(one.name for one in notice.controllers),
        contact=rights_letters.contact_of(notice),
        written_on=day,
        right=MEASURES[Event(row.event)],
        done_on=day,
        disclosure=number,
    )
