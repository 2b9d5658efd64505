import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from seloste.adapters.storage.folder import FolderBlobs
from seloste.domain.contact import Kind
from seloste.domain.notice import HoldKind
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.ports.vault import ObjectRef, VaultUnavailable
from seloste.records.models import (
    AuditLeaf,
    Certificate,
    Contact,
    Disposal,
    PartyIndex,
    SealedObject,
    Tombstone,
)
from seloste.services import calendar, disposal, holds, orphans, sweeps
from seloste.services.capture import Result, capture
from seloste.services.holds import HoldRefused, HoldRequest
from tests.services.conftest import NOW
from tests.services.deliveries import CANARY, announced_call, call, mail

pytestmark = pytest.mark.usefixtures("registers")

TIMER = Actor(id="system:sweep")
AINO = Actor(id="staff:aino")
DAY_179 = NOW + timedelta(days=179)
DAY_181 = NOW + timedelta(days=181)


@pytest.fixture
def contact(desk: Desk) -> UUID:
    """Maija's mail, due 180 days after it came."""
    receipt = capture(mail(), desk=desk, now=NOW)
    assert receipt.id
    return receipt.id


def sweep(desk: Desk, at: object) -> sweeps.SweepReport:
    return sweeps.sweep(desk=desk, actor=TIMER, now=at)  # type: ignore[arg-type]  # a moment


def hold(desk: Desk, contact: UUID) -> UUID:
    request = HoldRequest(
        register="retta",
        kind=HoldKind.COMPLAINT,
        reason="Maija kiistää laskun",
        review_by=NOW + timedelta(days=30),
        contact_ids=[contact],
    )
    return holds.place_hold(request, desk=desk, actor=AINO, now=NOW)


def refs() -> list[ObjectRef]:
    return [item.ref() for item in SealedObject.objects.all()]


def test_nothing_goes_the_day_before(desk: Desk, contact: UUID) -> None:
    report = sweep(desk, DAY_179)

    assert report.disposed == 0
    assert Contact.objects.filter(pk=contact).exists()


def test_what_is_due_is_gone_from_every_store(
    desk: Desk, contact: UUID, tmp_path: Path
) -> None:
    gone = refs()
    message = SealedObject.objects.get(kind=Kind.MESSAGE)
    assert CANARY.encode() in desk.vault.open(message.ref())
    assert PartyIndex.objects.exists()

    sweep(desk, DAY_181)

    assert desk.vault.absent(gone) == ()
    assert not Contact.objects.filter(pk=contact).exists()
    assert not SealedObject.objects.exists()
    assert not PartyIndex.objects.exists()
    assert not any(
        CANARY.encode() in path.read_bytes()
        for path in tmp_path.rglob("*")
        if path.is_file()
    )


def test_the_certificate_says_what_went_and_names_nobody(
    desk: Desk, contact: UUID
) -> None:
    sweep(desk, DAY_181)

    certificate = Certificate.objects.get()
    document = json.loads(certificate.document)
    assert document["record"] == str(contact)
    assert {item["kind"] for item in document["items"]} == {"meta", "message"}
    assert {item["stores"]["keystore"] for item in document["items"]} == {"destroyed"}
    assert document["irrecoverable_on"] == "2026-11-08"
    assert "Maija" not in certificate.document


def test_disposal_is_in_the_audit_log(desk: Desk, contact: UUID) -> None:
    sweep(desk, DAY_181)

    actions = list(
        AuditLeaf.objects.filter(action__startswith="disposal")
        .order_by("seq")
        .values_list("action", flat=True)
    )
    assert actions == ["disposal.intended", "disposal.done"]
    assert (
        Certificate.objects.get().seq
        == AuditLeaf.objects.get(action="disposal.done").seq
    )


def test_the_ledger_knows_it_before_it_is_destroyed(desk: Desk, contact: UUID) -> None:
    items = set(SealedObject.objects.values_list("pk", flat=True))

    sweep(desk, DAY_181)

    [(_, ledgered)] = desk.ledger.entries()
    assert set(ledgered) == items


def test_what_was_destroyed_cannot_come_back(desk: Desk, contact: UUID) -> None:
    sweep(desk, DAY_181)

    receipt = capture(mail(), desk=desk, now=DAY_181)

    assert receipt.result is Result.DESTROYED_BEFORE
    assert not Contact.objects.exists()
    assert Tombstone.objects.count() == 1


def test_a_hold_wins_over_an_expired_period(desk: Desk, contact: UUID) -> None:
    hold(desk, contact)

    sweep(desk, DAY_181)

    item = SealedObject.objects.get(kind=Kind.MESSAGE)
    assert CANARY.encode() in desk.vault.open(item.ref())


def test_a_hold_keeps_only_its_own_items(desk: Desk, contact: UUID) -> None:
    other = capture(call(), desk=desk, now=NOW).id
    hold(desk, contact)

    sweep(desk, DAY_181)

    assert list(Contact.objects.values_list("pk", flat=True)) == [contact]
    assert other != contact


def test_released_and_overdue_goes_in_the_next_sweep(desk: Desk, contact: UUID) -> None:
    hold_id = hold(desk, contact)
    sweep(desk, DAY_181)
    assert Contact.objects.filter(pk=contact).exists()

    later = NOW + timedelta(days=300)
    holds.release_hold(hold_id=hold_id, actor=AINO, now=later)
    sweep(desk, later)

    assert not Contact.objects.exists()
    [held] = json.loads(Certificate.objects.get(record_id=contact).document)["items"][
        0
    ]["holds"]
    assert held["kind"] == "complaint"


def test_the_reason_of_a_hold_goes_with_it(desk: Desk, contact: UUID) -> None:
    hold_id = hold(desk, contact)
    reason = SealedObject.objects.get(kind=Kind.HOLD_REASON)
    assert desk.vault.open(reason.ref(), inline=reason.inline()) == (
        "Maija kiistää laskun".encode()
    )

    holds.release_hold(hold_id=hold_id, actor=AINO, now=NOW)
    sweep(desk, NOW)

    assert desk.vault.absent([reason.ref()]) == ()


def test_a_day_key_ends_and_held_items_outlive_it(desk: Desk, contact: UUID) -> None:
    capture(call(), desk=desk, now=NOW)
    hold(desk, contact)
    assert len(desk.vault.days(tenant="retta")) == 1

    report = sweep(desk, DAY_181)

    assert report.days == 1
    assert desk.vault.days(tenant="retta") == ()
    item = SealedObject.objects.get(kind=Kind.MESSAGE)
    assert CANARY.encode() in desk.vault.open(item.ref())


def test_an_interrupted_disposal_is_finished_by_the_next_sweep(
    desk: Desk, contact: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise VaultUnavailable("the disk is gone")

    with monkeypatch.context() as patch, pytest.raises(VaultUnavailable):
        patch.setattr(FolderBlobs, "delete", fail)
        sweep(desk, DAY_181)
    assert Disposal.objects.get().finished_at is None
    assert not Certificate.objects.exists()

    sweep(desk, DAY_181)

    assert Disposal.objects.get().finished_at == DAY_181
    assert not Contact.objects.exists()
    assert Certificate.objects.count() == 1


def test_a_hold_placed_after_the_intent_is_told_too_late(
    desk: Desk, contact: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch, pytest.raises(ConnectionError):
        patch.setattr(disposal, "finish", _break)
        sweep(desk, DAY_181)

    with pytest.raises(HoldRefused, match="too-late"):
        hold(desk, contact)


def _break(*_: object, **__: object) -> None:
    raise ConnectionError


def test_disposing_twice_gives_one_certificate(desk: Desk, contact: UUID) -> None:
    sweep(desk, DAY_181)

    sweep(desk, DAY_181)

    assert Certificate.objects.count() == 1


def test_at_most_three_months_is_gone_with_key_backups_by_then(desk: Desk) -> None:
    capture(announced_call(), desk=desk, now=NOW)
    destroy_by = Contact.objects.get().destroy_by

    sweep(desk, destroy_by - timedelta(days=8))

    irrecoverable = Certificate.objects.get().irrecoverable_on
    assert destroy_by == datetime(2026, 8, 3, 21, tzinfo=UTC)
    assert irrecoverable == date(2026, 8, 3)
    assert not Contact.objects.exists()


def test_the_brake_stops_for_a_second_person(
    desk: Desk, contact: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("seloste.domain.retention.BRAKE_FLOOR", 0)
    with pytest.raises(sweeps.BrakeTripped):
        sweep(desk, DAY_181)
    assert Contact.objects.filter(pk=contact).exists()

    [brake] = calendar.waiting_brakes()
    with pytest.raises(sweeps.ApprovalRefused):
        sweeps.approve(brake_id=brake.id, actor=TIMER, now=DAY_181)
    sweeps.approve(brake_id=brake.id, actor=AINO, now=DAY_181)
    sweep(desk, DAY_181)

    assert not Contact.objects.exists()


def test_what_no_row_speaks_for_is_destroyed_after_an_hour(desk: Desk) -> None:
    with desk.vault.sealing(
        tenant="retta", record=UUID(int=1), due=NOW.date()
    ) as sealing:
        sealed = sealing.inline(object_id=UUID(int=2), kind="meta", data=b"stray")
    assert orphans.find_orphans(desk=desk) == [UUID(int=2)]

    sweep(desk, NOW)
    assert desk.vault.absent([sealed.ref]) == (sealed.ref,)
    sweep(desk, NOW + timedelta(hours=2))

    assert desk.vault.absent([sealed.ref]) == ()
    assert AuditLeaf.objects.filter(action="orphan.destroyed").count() == 1
