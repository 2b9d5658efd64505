"""The demo's rights requests: one at each step, as people of the demo would have it."""

from datetime import datetime, timedelta

from seloste.domain.customer import Identifier
from seloste.domain.rights import (
    Asker,
    ExtensionReason,
    RefusalReason,
    RequestChannel,
    RequestKind,
)
from seloste.domain.rights_words import RequestWords
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.services import identities, rights, rights_moves
from seloste.services.rights import NewRequest, Received

PORTAL = Actor(id="system:portal")
ANNELI = RequestWords(
    message="Haluan kuulla puheluni ja saada kaikki viestini.",
    name="Anneli Esimerkki",
    email="anneli.esimerkki@example.com",
    address="Esimerkkikatu 1 A 2, 00100 Helsinki",
)


def make(*, desk: Desk, handler: Actor, now: datetime) -> None:
    """Receive some requests, and move them on as far as the demo begins with."""
    _on_the_way(desk, handler, now)
    _to_be_approved(desk, handler, now)
    _asked_in_another_name(desk, now)


def _on_the_way(desk: Desk, handler: Actor, now: datetime) -> None:
    """A letter whose month is nearly over, one that is decided, one extended."""
    due = _received(RequestKind.ACCESS, ANNELI, desk, handler, now, days_ago=24)
    rights_moves.ask_identity(due.id, actor=handler, now=now)
    erasing = RequestWords(
        message="Poistakaa kaikki tietoni.",
        name="Tauno Testaaja",
        address="Mallitie 3, 33100 Tampere",
        identifiers=(Identifier("mailto", "tauno.testaaja@example.com"),),
    )
    decided = _received(RequestKind.ERASURE, erasing, desk, handler, now, days_ago=6)
    identities.in_person(
        decided.id, document="known", desk=desk, actor=handler, now=now
    )
    rights_moves.decide(decided.id, desk=desk, actor=handler, now=now)
    long = RequestWords(
        message="Jag vill ha allt ni har om mig från de senaste åren.",
        name="Åsa Exempel",
        email="asa.exempel@example.com",
    )
    extended = _received(RequestKind.ACCESS, long, desk, handler, now, days_ago=15)
    rights_moves.extend(
        extended.id, reason=ExtensionReason.COMPLEXITY, actor=handler, now=now
    )


def _to_be_approved(desk: Desk, handler: Actor, now: datetime) -> None:
    """A near one of somebody who has died: refused by one, agreed to by another."""
    words = RequestWords(
        message="Haluaisin isäni puhelut.",
        name="Liisa Läheinen",
        email="liisa.laheinen@example.net",
        subject_name="Lauri Läheinen",
    )
    near = _received(
        RequestKind.ACCESS, words, desk, handler, now, asker=Asker.NEAR_ONE, days_ago=3
    )
    rights_moves.propose_refusal(
        near.id, reason=RefusalReason.DECEASED, actor=handler, now=now
    )


def _asked_in_another_name(desk: Desk, now: datetime) -> None:
    """A request of the portal that nobody has confirmed yet."""
    wanted = NewRequest(
        register="retta",
        kind=RequestKind.CONFIRMATION,
        channel=RequestChannel.PORTAL,
        words=RequestWords(name="Outi Outo", email="outi.outo@example.net"),
        confirmed=False,
    )
    rights.receive(wanted, desk=desk, actor=PORTAL, now=now)


def _received(
    kind: RequestKind,
    words: RequestWords,
    desk: Desk,
    actor: Actor,
    now: datetime,
    *,
    days_ago: int,
    asker: Asker = Asker.PERSON,
) -> Received:
    wanted = NewRequest(
        register="retta",
        kind=kind,
        channel=RequestChannel.PAPER,
        words=words,
        asker=asker,
        received_at=now - timedelta(days=days_ago),
    )
    return rights.receive(wanted, desk=desk, actor=actor, now=now)
