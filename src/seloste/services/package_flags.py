"""Addresses and telephone numbers of others in what is given: flagged for a person.

Somebody in the words may have a non-disclosure for personal safety (turvakielto)
that nobody here knows of. So nothing in which an address or a number of another is
found, and nothing that cannot be read, is given along with the rest of a contact:
whoever looks at it decides. Nothing is hidden by itself, and nothing is kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from seloste.domain.contact import Kind
from seloste.domain.finding import Finding, FindingKind
from seloste.domain.notice import Notice
from seloste.domain.package import PackageRefused
from seloste.domain.rights_words import RequestWords
from seloste.domain.scan import ContentWithheld
from seloste.ports.desk import Desk
from seloste.records.models import AnswerItem, AnswerSegment, RightsRequest
from seloste.services import finding, identifiers, package_texts, rights_words
from seloste.services.identifiers import IdentifierField
from seloste.services.notices import store
from seloste.services.shown_copies import RedactionPending


@dataclass(frozen=True, slots=True)
class Known:
    """What is no secret to who asks: their own details, and those of the notice."""

    tels: frozenset[str] = field(repr=False)
    addresses: tuple[str, ...] = field(repr=False)


def known_to(request: RightsRequest, *, desk: Desk) -> Known:
    """Return the numbers and addresses that may be given to who asks."""
    words = rights_words.opened(request, desk)
    notice = store.parsed(request.notice_version)
    tels = (_tel(one) for one in (*_own_tels(words), *_our_ways(notice)))
    addresses = (words.address, *_our_ways(notice))
    return Known(
        tels=frozenset(one for one in tels if one),
        addresses=tuple(_plain(one) for one in addresses if one.strip()),
    )


def _own_tels(words: RequestWords) -> Iterator[str]:
    yield words.tel
    yield from (one.value for one in words.identifiers if one.field == "tel")


def _our_ways(notice: Notice) -> Iterator[str]:
    point = notice.contact
    yield from (one for one in (point.phone, point.address) if one)
    for one in notice.controllers:
        yield from (way for way in (one.address, *one.receives) if way)


def _tel(value: str) -> str | None:
    return identifiers.normalise(IdentifierField.TEL, value)


def _plain(value: str) -> str:
    return " ".join(value.casefold().split())


def of_others(text: str, known: Known) -> tuple[str, ...]:
    """Return the addresses and numbers in a text that are not known, as they stand."""
    found = (
        text[one.start : one.end]
        for one in finding.find(text)
        if (one.kind is FindingKind.PHONE and _foreign_tel(one, text, known))
        or (one.kind is FindingKind.ADDRESS and _foreign_place(one, text, known))
    )
    return tuple(dict.fromkeys(found))


def _foreign_tel(one: Finding, text: str, known: Known) -> bool:
    return _tel(text[one.start : one.end]) not in known.tels


def _foreign_place(one: Finding, text: str, known: Known) -> bool:
    place = _plain(text[one.start : one.end])
    return not any(place in address for address in known.addresses)


def to_be_looked_at(
    request: RightsRequest, contact_id: UUID, *, desk: Desk
) -> frozenset[int]:
    """Return the unmarked parts of a contact that a person has to decide, by key."""
    known = known_to(request, desk=desk)
    rows = AnswerItem.objects.select_related("item__contact", "item__dialog").filter(
        request=request, contact=contact_id, segments__mark=""
    )
    return frozenset(
        key for row in rows.distinct() for key in _flagged(row, known, desk=desk)
    )


def _flagged(row: AnswerItem, known: Known, *, desk: Desk) -> Iterator[int]:
    segments = list(row.segments.filter(mark="").order_by("number"))
    texts = _texts(row, desk=desk)
    yield from (one.pk for one in segments if _needs_look(one, texts, known))


def _needs_look(
    segment: AnswerSegment, texts: tuple[str, ...] | None, known: Known
) -> bool:
    if texts is None or segment.number >= len(texts):
        return True
    return bool(of_others(texts[segment.number], known))


def _texts(row: AnswerItem, *, desk: Desk) -> tuple[str, ...] | None:
    """Return the texts of an item's parts; None for what is not read here."""
    if row.kind == Kind.ATTACHMENT:
        return None
    try:
        parts = package_texts.parts(
            row.item, request_id=row.request_id, original=False, desk=desk
        )
    except (ContentWithheld, PackageRefused, RedactionPending):
        return None
    return tuple(one.text for one in parts)
