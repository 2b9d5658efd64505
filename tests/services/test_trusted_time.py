"""Trusted time: when the clock is believed, and that each change is audited."""

from datetime import timedelta

import pytest

from seloste.domain.clock import Doubt
from seloste.domain.staff import Actor
from seloste.records.models import AuditLeaf, ClockAnchor
from seloste.services import trusted_time
from seloste.services.trusted_time import ClockDistrusted
from tests.services.conftest import NOW
from tests.services.desks import HandClock

pytestmark = pytest.mark.django_db
AINO = Actor(id="staff:aino")
HOUR = timedelta(hours=1)


def actions() -> list[str]:
    return [leaf.action for leaf in AuditLeaf.objects.order_by("seq")]


def doubt_of(clock: HandClock) -> Doubt:
    with pytest.raises(ClockDistrusted) as refusal:
        trusted_time.trusted_now(clock)
    return refusal.value.doubt


def test_a_clock_that_a_reference_confirms_is_believed(clock: HandClock) -> None:
    assert trusted_time.trusted_now(clock) == NOW
    assert actions() == ["clock.anchored"]


def test_a_clock_that_nobody_ever_confirmed_is_not(clock: HandClock) -> None:
    clock.vouched = False

    assert doubt_of(clock) is Doubt.NO_ANCHOR
    assert actions() == ["clock.distrusted"]
    assert trusted_time.distrusted_since() == NOW


def test_between_two_confirmations_elapsed_time_is_enough(clock: HandClock) -> None:
    trusted_time.trusted_now(clock)
    clock.vouched = False
    clock.move(HOUR)

    assert trusted_time.trusted_now(clock) == NOW + HOUR
    assert trusted_time.distrusted_since() is None


def test_after_a_restart_somebody_must_confirm_again(clock: HandClock) -> None:
    trusted_time.trusted_now(clock)
    clock.vouched, clock.boot_id = False, "another boot"

    assert doubt_of(clock) is Doubt.REBOOTED


def test_a_clock_that_jumped_is_doubted(clock: HandClock) -> None:
    trusted_time.trusted_now(clock)
    clock.vouched = False
    clock.started += HOUR
    clock.move(2 * HOUR)

    assert doubt_of(clock) is Doubt.JUMPED


def test_doubt_begins_once_and_ends_with_a_confirmation(clock: HandClock) -> None:
    clock.vouched = False
    doubt_of(clock)
    clock.move(HOUR)
    doubt_of(clock)
    assert trusted_time.distrusted_since() == NOW

    clock.vouched = True
    trusted_time.trusted_now(clock)

    assert trusted_time.distrusted_since() is None
    assert actions() == ["clock.distrusted", "clock.anchored"]


def test_a_person_may_confirm_the_time_where_no_clock_can(clock: HandClock) -> None:
    clock.vouched = False
    stated = NOW + timedelta(minutes=1)

    assert trusted_time.confirm_time(clock=clock, stated=stated, actor=AINO) == NOW

    assert trusted_time.trusted_now(clock) == NOW
    assert ClockAnchor.objects.get().reference == "staff:aino"
    assert "clock.attested" in actions()


def test_a_person_who_is_five_minutes_off_confirms_nothing(clock: HandClock) -> None:
    clock.vouched = False

    with pytest.raises(ClockDistrusted) as refusal:
        trusted_time.confirm_time(
            clock=clock, stated=NOW + timedelta(minutes=6), actor=AINO
        )

    assert refusal.value.doubt is Doubt.REFERENCES_DISAGREE
    assert not ClockAnchor.objects.exists()
    assert actions() == []


def test_a_word_that_cannot_be_audited_does_not_count(
    clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock.vouched = False

    def broken(**_: object) -> None:
        raise ConnectionError

    monkeypatch.setattr("seloste.services.audit.record", broken)
    with pytest.raises(ConnectionError):
        trusted_time.confirm_time(clock=clock, stated=NOW, actor=AINO)

    assert not ClockAnchor.objects.exists()


@pytest.mark.parametrize("doubt", Doubt)
def test_every_doubt_says_why_and_what_to_do(doubt: Doubt) -> None:
    said = str(ClockDistrusted(doubt))

    assert trusted_time.WORDS[doubt] in said
    assert "--confirm-time" in said
