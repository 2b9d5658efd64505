"""Who handled a request approves nothing of it, however they handled it (D8)."""

from collections.abc import Callable
from uuid import UUID

import pytest

from seloste.domain.identity import AlertKind, MatchState
from seloste.domain.rights import RequestKind, RequestRefused
from seloste.domain.rights_decision import DecisionRefused
from seloste.domain.staff import Actor, Role
from seloste.ports.desk import Desk
from seloste.records.models import AnswerItem
from seloste.services import (
    identities,
    identity_alerts,
    matching,
    package_marks,
    package_reviews,
    rights_decisions,
    rights_gates,
    rights_moves,
)
from seloste.services.rights_decisions import Deciding
from tests.services import answers
from tests.services.conftest import NOW
from tests.services.requests import identified, nothing_given, received, reviewed, row
from tests.services.works import mail, staff

pytestmark = pytest.mark.usefixtures("registers")
type Act = Callable[[Desk, UUID, Actor], object]


@pytest.fixture
def aino(registers: None) -> Actor:
    return staff("aino", Role.RECORDS_MANAGER)


@pytest.fixture
def onni(registers: None) -> Actor:
    return staff("onni", Role.DPO)


def prove(desk: Desk, request_id: UUID, actor: Actor) -> None:
    identities.in_person(request_id, document="known", desk=desk, actor=actor, now=NOW)


def confirm_match(desk: Desk, request_id: UUID, actor: Actor) -> None:
    found = row(request_id).matches.values_list("contact_id", flat=True)
    matching.decide(
        request_id,
        list(found),
        state=MatchState.REJECTED,
        desk=desk,
        actor=actor,
        now=NOW,
    )


def clear_alert(desk: Desk, request_id: UUID, actor: Actor) -> None:
    identity_alerts.alert(row(request_id), AlertKind.MANY_SUBJECTS, now=NOW)
    identity_alerts.clear(
        request_id, kind=AlertKind.MANY_SUBJECTS, desk=desk, actor=actor, now=NOW
    )


def decide_items(desk: Desk, request_id: UUID, actor: Actor) -> None:
    rights_decisions.decide(Deciding(request_id), desk=desk, actor=actor, now=NOW)


@pytest.mark.parametrize(
    "act",
    [prove, confirm_match, decide_items],
    ids=lambda act: act.__name__,
)
def test_who_did_anything_of_a_request_does_not_approve_it(
    desk: Desk, aino: Actor, onni: Actor, act: Act
) -> None:
    mail(desk)
    request_id = identified(desk, aino)
    matching.propose(request_id, desk=desk, actor=aino, now=NOW)
    assert onni.id not in rights_gates.handlers_of(row(request_id))

    act(desk, request_id, onni)

    assert onni.id in rights_gates.handlers_of(row(request_id))


def test_who_looked_at_a_sign_of_somebody_else_did_not_handle_it(
    desk: Desk, aino: Actor, onni: Actor
) -> None:
    request_id = identified(desk, aino)

    clear_alert(desk, request_id, onni)

    assert rights_gates.handlers_of(row(request_id)) == {aino.id}


def test_who_marked_a_part_of_the_answer_handled_it(
    desk: Desk, aino: Actor, onni: Actor
) -> None:
    request_id = answers.deciding(desk, aino, mail(desk))
    assert rights_gates.handlers_of(row(request_id)) == {aino.id}

    package_reviews.begin(request_id, desk=desk, actor=aino, now=NOW)
    item = AnswerItem.objects.filter(request=request_id).earliest("pk")
    package_marks.mark(item.pk, answers.GIVE, desk=desk, actor=onni, now=NOW)

    assert rights_gates.handlers_of(row(request_id)) == {aino.id, onni.id}


def test_the_approval_is_refused(desk: Desk, aino: Actor, onni: Actor) -> None:
    request_id = received(desk, aino).id
    prove(desk, request_id, onni)
    rights_moves.decide(request_id, desk=desk, actor=aino, now=NOW)
    nothing_given(request_id, aino)
    matching.propose(request_id, desk=desk, actor=aino, now=NOW)
    rights_moves.review(request_id, actor=aino, now=NOW)

    with pytest.raises(RequestRefused, match="same-person"):
        rights_moves.approve(request_id, desk=desk, actor=onni, now=NOW)

    riitta = staff("riitta", Role.DPO)
    rights_moves.approve(request_id, desk=desk, actor=riitta, now=NOW)
    assert row(request_id).state == "approved"


def test_who_looks_at_anothers_work_may_look_again(
    desk: Desk, aino: Actor, onni: Actor
) -> None:
    request_id = reviewed(desk, aino)
    rights_moves.send_back(request_id, actor=onni, now=NOW)
    rights_moves.review(request_id, actor=aino, now=NOW)

    rights_moves.approve(request_id, desk=desk, actor=onni, now=NOW)

    assert row(request_id).approved_by == onni.id


def test_who_handled_a_request_approves_no_item_of_it(
    desk: Desk, aino: Actor, onni: Actor
) -> None:
    contact = mail(desk)
    request_id = received(desk, aino, kind=RequestKind.ERASURE).id
    prove(desk, request_id, onni)
    decision = _erased(desk, request_id, contact, aino)

    with pytest.raises(DecisionRefused, match="same-person"):
        rights_decisions.approve(decision, desk=desk, actor=onni, now=NOW)


def test_who_approved_carries_nothing_out(desk: Desk, aino: Actor, onni: Actor) -> None:
    contact = mail(desk)
    request_id = identified(desk, aino, kind=RequestKind.ERASURE)
    decision = _erased(desk, request_id, contact, aino)
    rights_decisions.approve(decision, desk=desk, actor=onni, now=NOW)

    with pytest.raises(DecisionRefused, match="same-person"):
        rights_decisions.carry_out(decision, desk=desk, actor=onni, now=NOW)

    rights_decisions.carry_out(decision, desk=desk, actor=aino, now=NOW)


def _erased(desk: Desk, request_id: UUID, contact: UUID, actor: Actor) -> UUID:
    """Decide that everything of a contact goes."""
    matching.propose(request_id, desk=desk, actor=actor, now=NOW)
    matching.decide(
        request_id,
        [contact],
        state=MatchState.CONFIRMED,
        reason="sama asia",
        desk=desk,
        actor=actor,
        now=NOW,
    )
    rights_moves.decide(request_id, desk=desk, actor=actor, now=NOW)
    wanted = Deciding(request_id, ground="17(1)(a)")
    return rights_decisions.decide(wanted, desk=desk, actor=actor, now=NOW)
