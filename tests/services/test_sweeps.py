"""The sweep: its brake, its second person, strays and the ends of keys."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from seloste.domain.contact import Kind
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.records.models import AuditLeaf, Contact, DisposalBrake, Heartbeat, Stray
from seloste.services import orphans, sweeps
from seloste.services.capture import capture
from seloste.services.sweeps import ApprovalRefused, BrakeTripped
from tests.services.conftest import NOW
from tests.services.deliveries import call, mail

pytestmark = pytest.mark.usefixtures("registers")
TIMER, AINO = Actor(id="system:sweep"), Actor(id="staff:aino")
LATER = NOW + timedelta(days=200)
HOUR = timedelta(hours=1)


@pytest.fixture
def overdue(desk: Desk) -> UUID:
    """A mail that should be gone by LATER."""
    receipt = capture(mail(), desk=desk, now=NOW)
    assert receipt.id
    return receipt.id


@pytest.fixture
def tripped(desk: Desk, overdue: UUID, monkeypatch: pytest.MonkeyPatch) -> UUID:
    """A sweep that wanted too much and waits."""
    monkeypatch.setattr("seloste.domain.retention.trips_brake", lambda **_: True)
    with pytest.raises(BrakeTripped):
        sweeps.sweep(desk=desk, actor=TIMER, now=LATER)
    return DisposalBrake.objects.get().id


def actions(prefix: str) -> list[str]:
    rows = AuditLeaf.objects.filter(action__startswith=prefix).order_by("seq")
    return list(rows.values_list("action", flat=True))


def break_audit(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_: object) -> None:
        raise ConnectionError

    monkeypatch.setattr("seloste.services.audit.record", broken)


def test_a_tripped_sweep_destroys_nothing_and_says_so(tripped: UUID) -> None:
    assert Contact.objects.exists()
    assert actions("disposal.paused") == ["disposal.paused"]


def test_a_sweep_that_trips_again_waits_once(desk: Desk, tripped: UUID) -> None:
    with pytest.raises(BrakeTripped):
        sweeps.sweep(desk=desk, actor=TIMER, now=LATER + HOUR)

    assert DisposalBrake.objects.count() == 1


def test_approved_by_another_it_goes_on(desk: Desk, tripped: UUID) -> None:
    assert Contact.objects.exists()

    sweeps.approve(brake_id=tripped, actor=AINO, now=LATER)
    sweeps.sweep(desk=desk, actor=TIMER, now=LATER)

    assert not Contact.objects.exists()


def test_an_approval_is_audited(tripped: UUID) -> None:
    sweeps.approve(brake_id=tripped, actor=AINO, now=LATER)

    assert actions("disposal.approved") == ["disposal.approved"]
    assert DisposalBrake.objects.get().approved_by == "staff:aino"


def test_an_approval_is_over_after_a_day(desk: Desk, tripped: UUID) -> None:
    sweeps.approve(brake_id=tripped, actor=AINO, now=LATER)

    with pytest.raises(BrakeTripped):
        sweeps.sweep(desk=desk, actor=TIMER, now=LATER + timedelta(days=1, hours=1))

    assert Contact.objects.exists()


def test_nobody_approves_their_own_sweep(tripped: UUID) -> None:
    with pytest.raises(ApprovalRefused, match="a second person"):
        sweeps.approve(brake_id=tripped, actor=TIMER, now=LATER)

    assert DisposalBrake.objects.get().approved_at is None


def test_what_does_not_wait_is_not_approved(tripped: UUID) -> None:
    sweeps.approve(brake_id=tripped, actor=AINO, now=LATER)

    with pytest.raises(ApprovalRefused):
        sweeps.approve(brake_id=tripped, actor=AINO, now=LATER)
    with pytest.raises(ApprovalRefused):
        sweeps.approve(brake_id=uuid4(), actor=AINO, now=LATER)


def test_an_approval_that_cannot_be_audited_does_not_count(
    tripped: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_audit(monkeypatch)

    with pytest.raises(ConnectionError):
        sweeps.approve(brake_id=tripped, actor=AINO, now=LATER)

    assert DisposalBrake.objects.get().approved_at is None


def test_a_sweep_that_ends_beats_its_heart(desk: Desk) -> None:
    sweeps.sweep(desk=desk, actor=TIMER, now=NOW)

    assert Heartbeat.objects.get(name=sweeps.HEARTBEAT).at == NOW


def test_months_of_which_nobody_is_left_lose_their_index_key(
    desk: Desk, overdue: UUID
) -> None:
    assert tuple(desk.vault.months(tenant="retta")) == ("2026-05",)

    report = sweeps.sweep(desk=desk, actor=TIMER, now=LATER)

    assert report.months == 1
    assert tuple(desk.vault.months(tenant="retta")) == ()
    assert actions("key-month.ended") == ["key-month.ended"]


def stray(desk: Desk) -> UUID:
    """Seal something and lose its row, as a crash would."""
    object_id = uuid4()
    with desk.vault.sealing(tenant="retta", record=uuid4(), due=None) as sealing:
        sealing.inline(object_id=object_id, kind=Kind.MESSAGE, data=b"Maija")
    return object_id


def destroy_orphans(desk: Desk, hours: int) -> int:
    return orphans.destroy_orphans(desk=desk, actor=TIMER, now=NOW + hours * HOUR)


def test_a_stray_is_destroyed_after_an_hour_and_audited(desk: Desk) -> None:
    lost = stray(desk)
    assert destroy_orphans(desk, 0) == 0
    assert orphans.find_orphans(desk=desk) == [lost]

    assert destroy_orphans(desk, 1) == 1

    assert orphans.find_orphans(desk=desk) == []
    assert actions("orphan") == ["orphan.destroyed"]
    assert not Stray.objects.exists()


def test_what_gets_its_row_meanwhile_was_no_stray(desk: Desk) -> None:
    capture(call(), desk=desk, now=NOW)
    kept = {one for one, _, _ in desk.vault.objects()}
    Stray.objects.create(object_id=next(iter(kept)), seen_at=NOW)

    assert destroy_orphans(desk, 2) == 0

    assert {one for one, _, _ in desk.vault.objects()} == kept
    assert not Stray.objects.exists()


def test_the_stores_are_gone_through_once_an_hour(desk: Desk) -> None:
    destroy_orphans(desk, 0)
    stray(desk)

    orphans.destroy_orphans(desk=desk, actor=TIMER, now=NOW + timedelta(minutes=59))

    assert not Stray.objects.exists()


def test_strays_are_found_however_many_there_are(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(orphans, "BATCH", 2)
    lost = {stray(desk) for _ in range(5)}

    assert set(orphans.find_orphans(desk=desk)) == lost
    destroy_orphans(desk, 0)
    assert destroy_orphans(desk, 1) == 5
