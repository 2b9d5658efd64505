"""Rights requests for tests: received from Maija, and moved on as far as needed."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from seloste.domain.rights import RequestChannel, RequestKind
from seloste.domain.rights_words import RequestWords
from seloste.domain.staff import Actor, Role
from seloste.ports.desk import Desk
from seloste.records.models import RightsDecision, RightsRequest
from seloste.services import rights, rights_decisions, rights_events, rights_moves
from seloste.services.rights import NewRequest, Received
from tests.services.conftest import NOW
from tests.services.works import staff

WORDS = RequestWords(
    message="Haluan kaikki tietoni",
    name="Maija Meikäläinen",
    email="maija@example.fi",
    tel="+358455550101",
)
ACCESS = NewRequest(
    register="retta",
    kind=RequestKind.ACCESS,
    channel=RequestChannel.PAPER,
    words=WORDS,
)


def received(
    desk: Desk, actor: Actor, *, now: datetime = NOW, **changes: object
) -> Received:
    wanted = replace(ACCESS, **changes)  # type: ignore[arg-type]  # names are checked by dataclasses
    return rights.receive(wanted, desk=desk, actor=actor, now=now)


def identified(
    desk: Desk, actor: Actor, *, now: datetime = NOW, **changes: object
) -> UUID:
    """Return a request whose person has proven who they are."""
    request_id = received(desk, actor, now=now, **changes).id
    rights_moves.identify(
        request_id, assurance=3, method="in-person", actor=actor, now=now
    )
    return request_id


def looked_for(request_id: UUID, actor: Actor, now: datetime = NOW) -> None:
    """Say that somebody looked for what may be the person's."""
    rights_events.note(row(request_id), "matched", actor=actor, now=now)


def nothing_given(request_id: UUID, actor: Actor, now: datetime = NOW) -> None:
    """Decide that nothing is there to be given: a review has nothing to look at."""
    request = row(request_id)
    looked_for(request_id, actor, now)
    RightsDecision.objects.create(
        register_id=request.register_id,
        request=request,
        asked=request.kind,
        ground="15",
        two_people=False,
        decided_at=now,
        decided_by=actor.id,
    )


def seconded(decision_id: UUID, *, desk: Desk, now: datetime = NOW) -> UUID:
    """Let somebody who had nothing to do with a request approve what is decided."""
    if RightsDecision.objects.get(pk=decision_id).two_people:
        second = staff("riitta", Role.RECORDS_MANAGER)
        rights_decisions.approve(decision_id, desk=desk, actor=second, now=now)
    return decision_id


def reviewed(
    desk: Desk, actor: Actor, *, now: datetime = NOW, **changes: object
) -> UUID:
    """Return a request whose answer only needs another person's approval."""
    request_id = identified(desk, actor, now=now, **changes)
    rights_moves.decide(request_id, desk=desk, actor=actor, now=now)
    nothing_given(request_id, actor, now)
    rights_moves.review(request_id, actor=actor, now=now, count=2)
    return request_id


def released(
    desk: Desk, handler: Actor, approver: Actor, *, now: datetime = NOW
) -> UUID:
    """Return a request whose answer has gone to the person."""
    request_id = reviewed(desk, handler, now=now)
    rights_moves.approve(request_id, desk=desk, actor=approver, now=now)
    rights_moves.release(request_id, desk=desk, actor=handler, now=now)
    letter_taken(request_id, handler, now=now)
    return request_id


def letter_taken(
    request_id: UUID, actor: Actor, kind: str = "nothing-held", now: datetime = NOW
) -> None:
    """Say that the letter that answers was written, and printed by somebody."""
    letter = str(uuid4())
    for what in (f"letter:{kind}", "letter-taken"):
        rights_events.note(row(request_id), what, actor=actor, now=now, detail=letter)


def row(request_id: UUID) -> RightsRequest:
    return RightsRequest.objects.get(pk=request_id)


def history(request_id: UUID) -> list[str]:
    events = row(request_id).events.order_by("at", "pk")
    return sorted(events.values_list("what", flat=True))
