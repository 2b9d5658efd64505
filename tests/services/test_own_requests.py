"""Nobody handles a request that is their own, in any step of it (D8)."""

from collections.abc import Callable
from uuid import UUID

import pytest

from seloste.domain.correction import Proposal, Wording
from seloste.domain.identity import AlertKind, MatchState
from seloste.domain.rights import RequestKind, RequestRefused
from seloste.domain.rights_words import RequestWords
from seloste.domain.staff import Actor, Role
from seloste.ports.desk import Desk
from seloste.records.models import IdentityProof, RightsRequest, SealedObject
from seloste.services import (
    corrections,
    identities,
    identity_alerts,
    matching,
    package_reviews,
    packages,
    rectifications,
    rights_decisions,
    rights_moves,
)
from seloste.services.rectifications import PartyChange
from seloste.services.rights_decisions import Deciding
from tests.services.conftest import NOW
from tests.services.requests import identified, received, row
from tests.services.works import mail, staff

pytestmark = pytest.mark.usefixtures("registers")
WORDS = RequestWords(name="Aino", email="aino@koti.example", tel="+358455550101")
type Step = Callable[[Desk, UUID, Actor], object]


@pytest.fixture
def aino(registers: None) -> Actor:
    return staff("aino", Role.RECORDS_MANAGER)


@pytest.fixture
def onni(registers: None) -> Actor:
    return staff("onni", Role.DPO)


def meet(desk: Desk, request_id: UUID, actor: Actor) -> None:
    identities.in_person(request_id, document="known", desk=desk, actor=actor, now=NOW)


def see(desk: Desk, request_id: UUID, actor: Actor) -> None:
    identities.show_authority(
        request_id, shown="mandate", desk=desk, actor=actor, now=NOW
    )


def find(desk: Desk, request_id: UUID, actor: Actor) -> None:
    matching.propose(request_id, desk=desk, actor=actor, now=NOW)


def match(desk: Desk, request_id: UUID, actor: Actor) -> None:
    found = list(row(request_id).matches.values_list("contact_id", flat=True))
    matching.decide(
        request_id, found, state=MatchState.REJECTED, desk=desk, actor=actor, now=NOW
    )


def clear(desk: Desk, request_id: UUID, actor: Actor) -> None:
    identity_alerts.clear(
        request_id, kind=AlertKind.MANY_SUBJECTS, desk=desk, actor=actor, now=NOW
    )


def decide(desk: Desk, request_id: UUID, actor: Actor) -> None:
    wanted = Deciding(request_id, ground="17(1)(a)")
    rights_decisions.decide(wanted, desk=desk, actor=actor, now=NOW)


def carry_out(desk: Desk, request_id: UUID, actor: Actor) -> None:
    decision = rights_decisions.of_request(request_id)[0].pk
    rights_decisions.carry_out(decision, desk=desk, actor=actor, now=NOW)


def agree(desk: Desk, request_id: UUID, actor: Actor) -> None:
    decision = rights_decisions.of_request(request_id)[0].pk
    rights_decisions.approve(decision, desk=desk, actor=actor, now=NOW)


def list_items(desk: Desk, request_id: UUID, actor: Actor) -> None:
    package_reviews.begin(request_id, desk=desk, actor=actor, now=NOW)


def build(desk: Desk, request_id: UUID, actor: Actor) -> None:
    packages.ask(request_id, with_audio=False, desk=desk, actor=actor, now=NOW)


def release(desk: Desk, request_id: UUID, actor: Actor) -> None:
    rights_moves.release(request_id, desk=desk, actor=actor, now=NOW)


def rename(desk: Desk, request_id: UUID, actor: Actor) -> None:
    contact = row(request_id).matches.values_list("contact_id", flat=True)[0]
    rectifications.correct_metadata(
        request_id,
        contact,
        parties={0: PartyChange(name="Aino")},
        desk=desk,
        actor=actor,
        now=NOW,
    )


def state(desk: Desk, request_id: UUID, actor: Actor) -> None:
    rectifications.add_statement(
        request_id, _item(request_id), "En soittanut.", desk=desk, actor=actor, now=NOW
    )


def reword(desk: Desk, request_id: UUID, actor: Actor) -> None:
    wanted = Proposal(Wording("Asun Rantatiellä."), "Muutin")
    corrections.propose(
        request_id, _item(request_id), wanted, desk=desk, actor=actor, now=NOW
    )


def _item(request_id: UUID) -> UUID:
    contact = row(request_id).matches.values_list("contact_id", flat=True)[0]
    return SealedObject.objects.get(contact=contact, kind="message").pk


STEPS = (
    meet,
    see,
    find,
    match,
    clear,
    decide,
    carry_out,
    agree,
    rename,
    state,
    reword,
    list_items,
    build,
    release,
)


@pytest.fixture
def hers(desk: Desk, onni: Actor) -> UUID:
    """A request of Aino's own that Onni has brought as far as a decision."""
    mail(desk)
    request_id = identified(desk, onni, kind=RequestKind.ERASURE, words=WORDS)
    find(desk, request_id, onni)
    row(request_id).matches.update(state=MatchState.CONFIRMED)
    rights_moves.decide(request_id, desk=desk, actor=onni, now=NOW)
    decide(desk, request_id, onni)
    identity_alerts.alert(row(request_id), AlertKind.MANY_SUBJECTS, now=NOW)
    return request_id


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
def test_nobody_takes_a_step_of_their_own_request(
    desk: Desk, aino: Actor, hers: UUID, step: Step
) -> None:
    before = row(hers).events.count()

    with pytest.raises(RequestRefused, match="own-request"):
        step(desk, hers, aino)

    assert row(hers).events.count() == before
    assert not IdentityProof.objects.exists()


@pytest.mark.parametrize("name", ["Aino Rekisteri", "REKISTERI, Aino "])
def test_nobody_takes_their_own_request_down(
    desk: Desk, onni: Actor, name: str
) -> None:
    manager = staff("Aino Rekisteri", Role.RECORDS_MANAGER)
    words = RequestWords(name=name, email="aino@koti.example")

    with pytest.raises(RequestRefused, match="own-request"):
        received(desk, manager, words=words)

    assert not RightsRequest.objects.exists()
    received(desk, onni, words=words)
    assert RightsRequest.objects.count() == 1


def test_another_person_takes_the_same_steps(
    desk: Desk, hers: UUID, registers: None
) -> None:
    riitta = staff("riitta", Role.RECORDS_MANAGER)

    clear(desk, hers, riitta)

    assert "alert-cleared" in row(hers).events.values_list("what", flat=True)
