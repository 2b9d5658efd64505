"""Legal claims: a hold of their own, with a day on which somebody looks again."""

from datetime import timedelta
from uuid import UUID

import pytest

from seloste.domain.audit import Action
from seloste.domain.notice import PurposeRefused
from seloste.domain.staff import Actor, Role
from seloste.domain.work_item import Move, WorkKind, WorkRefused
from seloste.ports.desk import Desk
from seloste.records.models import Contact, Hold, HoldItem, SealedObject, WorkItem
from seloste.services import (
    audit,
    claims,
    openings,
    sweeps,
    work_moves,
    work_page,
)
from seloste.services.access import NotFound
from seloste.services.work_moves import Closing
from tests.services.conftest import NOW, SETUP
from tests.services.desks import HandClock
from tests.services.works import items_of, joined, mail, opened, queue, staff

DAY = timedelta(days=1)
DAY_300 = NOW + 300 * DAY


@pytest.fixture
def aino(registers: None) -> Actor:
    return staff("aino", Role.RECORDS_MANAGER)


@pytest.fixture
def contact(registers: None, desk: Desk) -> UUID:
    return mail(desk)


@pytest.fixture
def complaint(desk: Desk, aino: Actor, contact: UUID) -> UUID:
    return opened(desk, aino, contact, kind=WorkKind.COMPLAINT)


def raised(desk: Desk, actor: Actor, work_id: UUID, days: int = 60) -> UUID:
    return claims.raise_claim(
        work_id,
        reason="Maija vaatii korvausta",
        review_by=NOW + days * DAY,
        desk=desk,
        actor=actor,
        now=NOW,
    )


def closed(desk: Desk, actor: Actor, work_id: UUID) -> None:
    for move in (Move.ACKNOWLEDGE, Move.DECIDE, Move.CLOSE):
        closing = Closing("rejected") if move is Move.DECIDE else None
        work_moves.move(work_id, move, desk=desk, actor=actor, now=NOW, closing=closing)


def test_a_claim_holds_what_the_complaint_links_and_its_words(
    desk: Desk, aino: Actor, complaint: UUID, contact: UUID
) -> None:
    mail(desk, 2)

    claim = raised(desk, aino, complaint)

    kept = HoldItem.objects.filter(hold=claim).values_list("item_id", flat=True)
    own = SealedObject.objects.filter(work_item=complaint)
    assert set(kept) == items_of(contact) | set(own.values_list("pk", flat=True))


def test_closing_a_complaint_keeps_what_a_standing_claim_needs(
    desk: Desk, aino: Actor, complaint: UUID, contact: UUID, clock: HandClock
) -> None:
    raised(desk, aino, complaint)
    closed(desk, aino, complaint)
    clock.at = DAY_300
    sweeps.sweep(desk=desk, actor=SETUP, now=DAY_300)
    assert Contact.objects.filter(pk=contact).exists()
    assert WorkItem.objects.filter(pk=complaint).exists()

    claims.end_claim(complaint, actor=aino, now=DAY_300)
    sweeps.sweep(desk=desk, actor=SETUP, now=DAY_300)

    assert not Contact.objects.filter(pk=contact).exists()
    assert not WorkItem.objects.filter(pk=complaint).exists()


def test_what_only_a_claim_keeps_is_read_for_the_claim_alone(
    desk: Desk, aino: Actor, complaint: UUID, contact: UUID
) -> None:
    raised(desk, aino, complaint)
    closed(desk, aino, complaint)
    item = SealedObject.objects.get(contact=contact, kind="message")
    assert aino.staff_id is not None

    openings.open_item(
        item.pk, staff_id=aino.staff_id, purpose_id="legal-defence", now=DAY_300
    )

    with pytest.raises(PurposeRefused):
        openings.open_item(
            item.pk, staff_id=aino.staff_id, purpose_id="complaints", now=DAY_300
        )
    page = work_page.open_page(
        complaint, staff_id=aino.staff_id, desk=desk, now=DAY_300
    )
    assert [one.id for one in page.purposes] == ["legal-defence"]


def test_a_handler_without_a_purpose_for_claims_raises_none(
    desk: Desk, aino: Actor, complaint: UUID
) -> None:
    eino = staff("eino", Role.AGENT)
    queue_id = queue("reklamaatiot", complaints=True)
    joined(queue_id, eino)
    work_moves.assign(complaint, queue_id=queue_id, staff_id=None, actor=aino, now=NOW)

    with pytest.raises(WorkRefused) as refused:
        raised(desk, eino, complaint)

    assert refused.value.reason == "no-mandate"
    assert not Hold.objects.filter(kind="legal_claim").exists()


def test_raising_and_ending_a_claim_are_audited(
    desk: Desk, aino: Actor, complaint: UUID
) -> None:
    raised(desk, aino, complaint)
    claims.end_claim(complaint, actor=aino, now=NOW)

    acts = [leaf.action for leaf in audit.timeline([complaint])]
    assert acts[-2:] == [Action.CLAIM_RAISED, Action.CLAIM_ENDED]


@pytest.mark.parametrize(
    ("days", "reason"),
    [(0, "review-in-the-past"), (-1, "review-in-the-past"), (400, "review-too-late")],
)
def test_a_claim_needs_a_day_on_which_it_is_looked_at(
    desk: Desk, aino: Actor, complaint: UUID, days: int, reason: str
) -> None:
    with pytest.raises(WorkRefused) as refused:
        raised(desk, aino, complaint, days)

    assert refused.value.reason == reason
    assert not Hold.objects.filter(kind="legal_claim").exists()
    assert WorkItem.objects.get(pk=complaint).claim_hold_id is None


def test_one_claim_stands_at_a_time_and_only_a_standing_one_ends(
    desk: Desk, aino: Actor, complaint: UUID
) -> None:
    with pytest.raises(WorkRefused) as refused:
        claims.end_claim(complaint, actor=aino, now=NOW)
    assert refused.value.reason == "no-claim"
    raised(desk, aino, complaint)

    with pytest.raises(WorkRefused) as refused:
        raised(desk, aino, complaint)

    assert refused.value.reason == "claim-stands"


def test_a_claim_is_raised_on_complaints_only(
    desk: Desk, aino: Actor, contact: UUID
) -> None:
    feedback = opened(desk, aino, contact, kind=WorkKind.FEEDBACK)

    with pytest.raises(WorkRefused) as refused:
        raised(desk, aino, feedback)

    assert refused.value.reason == "other-kind"


def test_a_looked_at_claim_stands_until_the_new_day(
    desk: Desk, aino: Actor, complaint: UUID
) -> None:
    claim = raised(desk, aino, complaint, 10)
    later = NOW + 5 * DAY

    claims.review_claim(complaint, review_by=later + 90 * DAY, actor=aino, now=later)

    assert Hold.objects.get(pk=claim).review_by == later + 90 * DAY


def test_a_claim_on_what_does_not_exist_for_somebody_is_refused(
    desk: Desk, complaint: UUID
) -> None:
    tuula = staff("tuula", Role.TRAINER)

    with pytest.raises(NotFound):
        raised(desk, tuula, complaint)

    assert not Hold.objects.filter(kind="legal_claim").exists()
