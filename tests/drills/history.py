"""Lets invented people be customers, ask, and be answered by two members of staff."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from uuid import UUID

from seloste.domain.contact import Delivery, Kind, Part, Party, PartyRole
from seloste.domain.identity import MatchState
from seloste.domain.rights import RefusalReason, RequestKind
from seloste.domain.rights_words import RequestWords
from seloste.domain.staff import Actor
from seloste.domain.work_item import WorkKind
from seloste.ports.desk import Desk
from seloste.records.models import IdentityMatch, RightsDecision, RightsRequest
from seloste.services import (
    identities,
    matching,
    package_delivery,
    rectifications,
    rights_decisions,
    rights_moves,
)
from seloste.services.capture import capture
from seloste.services.rectifications import PartyChange
from seloste.services.rights_decisions import Deciding
from tests.drills.people import REFUSED, Person, Planned, Wish
from tests.services import answers, deliveries, requests, works
from tests.services.conftest import NOW

CLIENT_LINE = "+358900000102"
COPIES = frozenset({Wish.ACCESS, Wish.TRANSCRIPT, Wish.PORTABILITY})
TOLD = COPIES | {Wish.CONFIRMATION}
RECTIFIED = "Oikaistu Nimi"
OBJECTED = {"retta": "quality", "sok-mara": "training"}


@dataclass(frozen=True, slots=True)
class Lived:
    """What became of a person: contacts by mark, the request, the answer's files."""

    person: Person
    contacts: dict[str, UUID]
    request_id: UUID | None = None
    answer: dict[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class House:
    """The desk and the two who answer."""

    desk: Desk
    aino: Actor
    onni: Actor


@cache
def _sound() -> bytes:
    return deliveries.wav(12.0)


def live(person: Person, house: House) -> Lived:
    """Let the contacts of a person come in; complaints about them are opened."""
    contacts = {one.mark: _kept(person, one, house) for one in person.contacts}
    for one in person.contacts:
        if one.complained:
            works.opened(
                house.desk,
                house.aino,
                contacts[one.mark],
                kind=WorkKind.COMPLAINT,
                title=f"Reklamaatio {person.number}",
            )
    return Lived(person, contacts)


def _kept(person: Person, one: Planned, house: House) -> UUID:
    party = Party(
        role=PartyRole.CUSTOMER, name=person.name, tel=person.tel, mailto=person.mailto
    )
    delivery = _call(one, party) if one.call else _mail(one, party)
    receipt = capture(delivery, desk=house.desk, now=NOW)
    assert receipt.id is not None
    if one.call and person.wish in COPIES:
        answers.certified(
            receipt.id, house.aino, house.onni, desk=house.desk, said=f"hei {one.mark}"
        )
    return receipt.id


def _call(one: Planned, party: Party) -> Delivery:
    return deliveries.announced_call(
        source_id=one.mark,
        subject=one.mark,
        parties=(party,),
        parts=(deliveries.recording(_sound()),),
    )


def _mail(one: Planned, party: Party) -> Delivery:
    text = f"From: <{party.mailto}>\r\nSubject: Asia\r\n\r\nHei, {one.mark}.\r\n"
    message = Part(
        kind=Kind.MESSAGE,
        open=deliveries.opener(text.encode()),
        media_type="message/rfc822",
    )
    return deliveries.mail(
        source_id=f"<{one.mark}@example.fi>",
        address=CLIENT_LINE if one.client else deliveries.RETTA_LINE,
        parties=(party,),
        parts=(message,),
    )


def ask(lived: Lived, house: House) -> Lived:
    """Let a person ask for what they wish, and be answered to the end."""
    person = lived.person
    if person.wish is Wish.NOTHING:
        return lived
    request_id = requests.received(
        house.desk,
        house.aino,
        register=person.register,
        kind=RequestKind(person.wish.value),
        words=RequestWords(name=person.name, email=person.mailto, tel=person.tel),
    ).id
    _identified(request_id, house)
    if person.wish in REFUSED:
        _refused(request_id, house)
        return Lived(person, lived.contacts, request_id)
    _decided(request_id, lived, house)
    answer = _answered(request_id, lived, house)
    return Lived(person, lived.contacts, request_id, answer)


def _identified(request_id: UUID, house: House) -> None:
    step = {"desk": house.desk, "actor": house.aino, "now": NOW}
    identities.in_person(request_id, document="passport", **step)  # type: ignore[arg-type]  # by name
    matching.propose(request_id, **step)  # type: ignore[arg-type]  # by name
    found = IdentityMatch.objects.filter(request=request_id)
    matching.decide(
        request_id,
        list(found.values_list("contact_id", flat=True)),
        state=MatchState.CONFIRMED,
        desk=house.desk,
        actor=house.aino,
        now=NOW,
    )


def _refused(request_id: UUID, house: House) -> None:
    """Refuse what does not follow from any basis, by two people."""
    rights_moves.propose_refusal(
        request_id,
        reason=RefusalReason.NOT_FROM_BASIS,
        actor=house.aino,
        now=NOW,
    )
    rights_moves.approve_refusal(request_id, desk=house.desk, actor=house.onni, now=NOW)


GROUNDS = {Wish.ERASURE: "17(1)(a)", Wish.RESTRICTION: "contested"}


def _decided(request_id: UUID, lived: Lived, house: House) -> None:
    wish = lived.person.wish
    rights_moves.decide(request_id, desk=house.desk, actor=house.aino, now=NOW)
    if wish is Wish.RECTIFICATION:
        for contact in _correctable(lived):
            rectifications.correct_metadata(
                request_id,
                contact,
                parties={0: PartyChange(name=RECTIFIED)},
                desk=house.desk,
                actor=house.aino,
                now=NOW,
            )
    deciding = Deciding(
        request_id,
        ground=GROUNDS.get(wish, ""),
        purpose=OBJECTED[lived.person.register] if wish is Wish.OBJECTION else "",
    )
    decision = rights_decisions.decide(
        deciding, desk=house.desk, actor=house.aino, now=NOW
    )
    if RightsDecision.objects.get(pk=decision).two_people:
        rights_decisions.approve(decision, desk=house.desk, actor=house.onni, now=NOW)
    if wish not in TOLD or lived.person.forwarded:
        rights_decisions.carry_out(decision, desk=house.desk, actor=house.aino, now=NOW)


def _correctable(lived: Lived) -> Iterator[UUID]:
    for one in lived.person.own:
        if not one.complained:
            yield lived.contacts[one.mark]


def _answered(request_id: UUID, lived: Lived, house: House) -> dict[str, bytes]:
    """Review, build, approve and hand over; return the files the person gets."""
    desk, aino, onni = house.desk, house.aino, house.onni
    if lived.person.wish not in COPIES:
        rights_moves.review(request_id, actor=aino, now=NOW)
        rights_moves.approve(request_id, desk=desk, actor=onni, now=NOW)
        if RightsRequest.objects.get(pk=request_id).state == "approved":
            rights_moves.release(request_id, desk=house.desk, actor=aino, now=NOW)
        return {}
    answers.marked(request_id, desk=desk, actor=aino, second=onni)
    package = answers.asked(request_id, desk=desk, actor=aino)
    row = answers.built(package, desk=desk)
    assert not row.failure, row.failure
    rights_moves.approve(request_id, desk=desk, actor=onni, now=NOW)
    offer = answers.offered(row, desk=desk, actor=aino)
    got = package_delivery.fetch(
        answers.token_of(offer), offer.code, desk=desk, now=NOW
    )
    return answers.unzipped(b"".join(got.pieces))
