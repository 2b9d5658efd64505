"""Holds rest on promises, are looked at in time, and let go."""

from datetime import timedelta
from uuid import UUID

import pytest

from seloste.domain.contact import Kind
from seloste.domain.notice import HoldKind
from seloste.domain.verification import Verdict
from seloste.ports.desk import Desk
from seloste.records.models import AuditLeaf, Heartbeat, Hold, SealedObject
from seloste.services import holds
from seloste.services.holds import HoldRequest
from tests.services.conftest import NOW, SETUP
from tests.services.verification.conftest import Ask, broken, found, sweep

DAY = timedelta(days=1)
DAY_181 = NOW + timedelta(days=181)


@pytest.fixture
def hold(desk: Desk, kept: dict[str, UUID]) -> UUID:
    """A hold for a task on Maija's mail."""
    request = HoldRequest(
        register="retta",
        kind=HoldKind.TASK,
        reason="Eino hoitaa asiaa",
        review_by=NOW + 20 * DAY,
        contact_ids=[kept["mail"]],
    )
    return holds.place_hold(request, desk=desk, actor=SETUP, now=NOW)


def test_a_hold_under_a_promise_is_proved(ask: Ask, hold: UUID) -> None:
    result = ask("R-18")

    assert result.verdict is Verdict.PROVED
    assert found(result, "holds-mandated").count == 1


def test_held_items_outlive_their_day_without_being_overdue(
    ask: Ask, desk: Desk, hold: UUID
) -> None:
    holds.review_hold(
        hold_id=hold, review_by=NOW + 25 * DAY, actor=SETUP, now=NOW + DAY
    )
    Hold.objects.update(review_by=DAY_181 + DAY)
    sweep(desk, DAY_181)

    assert ask("R-17", at=DAY_181).verdict is Verdict.PROVED
    assert ask("R-18", at=DAY_181).verdict is Verdict.PROVED


def test_a_hold_nobody_looked_at_again_is_a_gap(
    ask: Ask, desk: Desk, hold: UUID
) -> None:
    at = NOW + 20 * DAY
    sweep(desk, at)

    result = ask("R-18", at=at)

    assert result.verdict is Verdict.GAP
    assert found(result, "hold-review-overdue").ids == (str(hold),)


def test_a_hold_without_a_promise_is_broken(ask: Ask, hold: UUID) -> None:
    assert ask("R-18").verdict is Verdict.PROVED
    Hold.objects.update(promise="R-99")

    assert broken(ask("R-18")) == {"hold-without-mandate"}


def test_a_hold_the_log_does_not_know_is_broken(ask: Ask, hold: UUID) -> None:
    AuditLeaf.objects.filter(action="hold.placed").update(object_id="somebody")

    assert "hold-unrecorded" in broken(ask("R-18"))


def test_a_held_item_that_is_gone_is_broken(ask: Ask, desk: Desk, hold: UUID) -> None:
    message = SealedObject.objects.get(kind=Kind.MESSAGE)
    ref = message.ref()
    desk.vault.destroy([ref])
    message.delete()

    assert found(ask("R-18"), "held-item-gone").ids == (str(ref.object),)


def test_released_and_overdue_has_a_day_to_go(ask: Ask, desk: Desk, hold: UUID) -> None:
    Hold.objects.update(review_by=DAY_181 + 9 * DAY)
    sweep(desk, DAY_181)
    holds.release_hold(hold_id=hold, actor=SETUP, now=DAY_181)
    assert ask("R-19", at=DAY_181).verdict is Verdict.PROVED

    at = DAY_181 + DAY
    Heartbeat.objects.filter(name="sweep").update(at=at)

    assert "overdue" in broken(ask("R-19", at=at))
    assert "overdue" in broken(ask("R-17", at=at))
