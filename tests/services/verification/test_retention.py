"""Periods are kept in every store; each control that is switched off shows."""

import json
from datetime import timedelta
from uuid import UUID

import pytest
from django.db.models import F

from seloste.domain.audit import digest
from seloste.domain.contact import Kind
from seloste.domain.verification import Verdict
from seloste.ports.desk import Desk
from seloste.ports.keys import KeyStore
from seloste.records.models import (
    AuditLeaf,
    Certificate,
    ClockAnchor,
    Contact,
    Disposal,
    DisposalBrake,
    Heartbeat,
    NoticeVersion,
    SealedObject,
)
from seloste.services import derivations
from seloste.services.notices import store
from seloste.vault.local import LocalVault
from tests.services.conftest import NOW, SETUP
from tests.services.desks import EXAMPLES
from tests.services.verification.conftest import Ask, broken, found, sweep

DAY = timedelta(days=1)
DAY_181 = NOW + timedelta(days=181)
PROMISES = ("R-17", "S-14")


def keystore(desk: Desk) -> KeyStore:
    assert isinstance(desk.vault, LocalVault)
    return desk.vault.keystore


@pytest.mark.parametrize("promise", [*PROMISES, "R-18", "R-19", "S-15"])
def test_everything_in_order_is_proved(ask: Ask, promise: str) -> None:
    assert ask(promise).verdict is Verdict.PROVED


def test_the_evidence_counts_what_was_looked_at(ask: Ask) -> None:
    result = ask("R-17")

    assert found(result, "schedules-true").count == 4
    assert found(result, "no-strays").count == 6


def test_after_disposal_the_certificates_are_the_evidence(ask: Ask, desk: Desk) -> None:
    sweep(desk, DAY_181)

    result = ask("R-17", at=DAY_181)

    assert result.verdict is Verdict.PROVED
    assert found(result, "certificates-hold").count == 2
    assert found(result, "nothing-overdue").count == 0


@pytest.mark.parametrize("promise", [*PROMISES, "R-18"])
def test_a_stopped_sweep_is_noticed_within_the_hour(ask: Ask, promise: str) -> None:
    hour = timedelta(hours=1)
    assert ask(promise, at=NOW + hour).verdict is not Verdict.BROKEN

    result = ask(promise, at=NOW + hour + timedelta(seconds=1))

    assert broken(result) == {"sweep-stopped"}


def test_a_sweep_that_never_ran_is_a_gap_until_something_waits(ask: Ask) -> None:
    Heartbeat.objects.filter(name="sweep").delete()

    assert found(ask("R-17"), "sweep-not-yet").verdict is Verdict.GAP
    assert broken(ask("R-17", at=NOW + timedelta(hours=1))) == {"sweep-stopped"}


def test_what_is_overdue_without_a_hold_is_broken(ask: Ask, desk: Desk) -> None:
    at = NOW + timedelta(days=180)
    Heartbeat.objects.filter(name="sweep").update(at=at + 2 * DAY)
    assert "overdue" not in broken(ask("R-17", at=at))

    assert "overdue" in broken(ask("R-17", at=at + DAY))


def test_an_orphaned_blob_is_broken(ask: Ask, desk: Desk) -> None:
    assert ask("R-17").verdict is Verdict.PROVED
    recording = SealedObject.objects.filter(kind=Kind.RECORDING).first()
    assert recording is not None
    keystore(desk).destroy([recording.pk])
    SealedObject.objects.filter(pk=recording.pk).delete()

    result = ask("R-17")

    assert found(result, "stray").ids == (str(recording.pk),)


def test_a_key_that_was_left_is_broken(ask: Ask) -> None:
    assert ask("R-17").verdict is Verdict.PROVED
    message = SealedObject.objects.get(kind=Kind.MESSAGE)
    SealedObject.objects.filter(pk=message.pk).delete()

    result = ask("R-17")

    assert broken(result) == {"stray"}
    assert found(result, "stray").ids == (str(message.pk),)


def test_a_row_whose_key_is_gone_is_broken(ask: Ask, desk: Desk) -> None:
    assert ask("R-17").verdict is Verdict.PROVED
    lost = SealedObject.objects.get(kind=Kind.MESSAGE)
    keystore(desk).destroy([lost.pk])

    assert found(ask("R-17"), "object-incomplete").ids == (str(lost.pk),)


def test_a_row_of_which_nothing_is_left_is_broken(ask: Ask, desk: Desk) -> None:
    lost = SealedObject.objects.get(kind=Kind.MESSAGE)
    desk.vault.destroy([lost.ref()])

    assert found(ask("R-17"), "object-incomplete").ids == (str(lost.pk),)


@pytest.mark.parametrize("promise", PROMISES)
def test_a_period_lengthened_in_the_rows_is_broken(ask: Ask, promise: str) -> None:
    assert ask(promise).verdict is Verdict.PROVED
    SealedObject.objects.update(
        destroy_by=F("destroy_by") + DAY, act_at=F("act_at") + DAY
    )

    assert "schedule-later" in broken(ask(promise))


def test_acting_too_late_for_key_backups_is_broken(ask: Ask) -> None:
    SealedObject.objects.filter(register_id="sok-mara").update(act_at=F("destroy_by"))

    assert broken(ask("S-14")) == {"schedule-later"}


def test_a_period_cut_short_is_broken_too(ask: Ask) -> None:
    SealedObject.objects.update(
        destroy_by=F("destroy_by") - DAY, act_at=F("act_at") - DAY
    )

    assert broken(ask("R-17")) == {"schedule-earlier"}
    assert broken(ask("S-14")) == {"schedule-earlier"}


def test_exactly_may_not_act_early(ask: Ask) -> None:
    SealedObject.objects.update(act_at=F("act_at") - DAY)

    assert broken(ask("R-17")) == {"schedule-earlier"}
    assert ask("S-14").verdict is Verdict.PROVED


def test_a_start_that_was_moved_with_its_end_is_broken(ask: Ask) -> None:
    SealedObject.objects.update(
        captured_at=F("captured_at") + DAY,
        destroy_by=F("destroy_by") + DAY,
        act_at=F("act_at") + DAY,
    )

    assert "schedule-unfounded" in broken(ask("R-17"))


def test_an_arrival_moved_behind_the_log_is_broken(ask: Ask) -> None:
    Contact.objects.update(received_at=F("received_at") + DAY)

    assert "schedule-unfounded" in broken(ask("R-17"))


def test_a_period_lengthened_in_the_stored_notice_is_broken(ask: Ask) -> None:
    row = NoticeVersion.objects.get(register_id="retta")
    row.document = row.document.replace("days: 180", "days: 360")
    row.save()

    assert {"notice-changed", "schedule-earlier"} <= broken(ask("R-17"))


def test_a_stored_notice_nobody_can_read_is_broken(ask: Ask) -> None:
    publish(days=170)
    first = NoticeVersion.objects.get(register_id="retta", number=1)
    first.document = "not: a notice"
    first.save()

    assert {"notice-changed", "schedule-unfounded"} <= broken(ask("R-17"))


def publish(*, days: int) -> None:
    """Publish a version of Retta's notice with another period, from today on."""
    text = (EXAMPLES / "retta.yaml").read_text(encoding="utf-8")
    later = text.replace("effective: 2024-07-01", f"effective: {NOW:%Y-%m-%d}")
    store.publish(
        text=later.replace("days: 180", f"days: {days}"),
        actor=SETUP,
        now=NOW,
        key_backup_days=7,
    )


@pytest.mark.parametrize("days", [30, 365])
def test_a_new_version_shortens_and_never_reaches_back(ask: Ask, days: int) -> None:
    publish(days=days)

    assert ask("R-17").verdict is Verdict.PROVED


def test_a_longer_version_applied_to_old_rows_is_broken(ask: Ask) -> None:
    publish(days=365)
    SealedObject.objects.update(
        destroy_by=F("destroy_by") + 185 * DAY, act_at=F("act_at") + 185 * DAY
    )

    assert "schedule-later" in broken(ask("R-17"))


def test_a_class_the_notice_does_not_know_is_broken(ask: Ask) -> None:
    other = NoticeVersion.objects.get(register_id="sok-mara")
    SealedObject.objects.filter(register_id="retta").update(notice_version=other)

    assert broken(ask("R-17")) == {"schedule-unfounded"}


def test_a_waveform_may_not_outlive_its_recording(
    ask: Ask, desk: Desk, kept: dict[str, UUID]
) -> None:
    recording = SealedObject.objects.get(contact=kept["call"], kind=Kind.RECORDING)
    derivations.make_waveform(recording.pk, desk=desk, now=NOW)
    assert ask("R-17").verdict is Verdict.PROVED
    SealedObject.objects.filter(kind=Kind.WAVEFORM).update(
        act_at=F("act_at") + DAY, destroy_by=F("destroy_by") + DAY
    )

    assert {"outlives-parent", "schedule-later"} == broken(ask("R-17"))


def test_a_key_day_that_lives_on_is_broken(ask: Ask, desk: Desk) -> None:
    sweep(desk, DAY_181)
    with desk.vault.sealing(
        tenant="retta", record=UUID(int=1), due=NOW.date()
    ) as sealing:
        stray = sealing.inline(object_id=UUID(int=2), kind=Kind.META, data=b"left")
    desk.vault.destroy([stray.ref])

    assert broken(ask("R-17", at=DAY_181)) == {"key-day-late"}


def test_a_search_key_that_lives_on_is_broken(ask: Ask, desk: Desk) -> None:
    sweep(desk, DAY_181)
    desk.vault.blind_index(tenant="retta", month="2026-01", field="tel", value="x")

    assert broken(ask("R-17", at=DAY_181)) == {"key-month-late"}


def test_a_doubted_clock_is_a_gap_and_after_a_day_broken(ask: Ask) -> None:
    ClockAnchor.objects.create(
        wall=NOW, monotonic=0, boot_id="b", reference="", distrusted_since=NOW
    )

    assert found(ask("R-18"), "clock-doubted").verdict is Verdict.GAP
    Heartbeat.objects.filter(name="sweep").update(at=NOW + DAY)
    assert broken(ask("R-18", at=NOW + DAY)) == {"clock-paused"}


def test_a_brake_that_waits_for_approval_is_a_gap(ask: Ask) -> None:
    DisposalBrake.objects.create(
        tripped_at=NOW, tripped_by="x", due_by=NOW, due_count=300, usual_count=1
    )

    assert found(ask("R-17"), "brake-waiting").verdict is Verdict.GAP


def test_a_disposal_left_unfinished_for_a_day_is_broken(ask: Ask) -> None:
    Disposal.objects.create(cause="due", actor="x", intended_at=NOW - 2 * DAY)

    assert broken(ask("R-17")) == {"disposal-stuck"}


def test_what_is_being_destroyed_is_not_missing(ask: Ask, desk: Desk) -> None:
    disposal = Disposal.objects.create(cause="due", actor="x", intended_at=NOW)
    message = SealedObject.objects.get(kind=Kind.MESSAGE)
    message.state, message.disposal = SealedObject.State.DESTROYING, disposal
    message.save()
    keystore(desk).destroy([message.pk])

    assert ask("R-17").verdict is Verdict.PROVED


@pytest.fixture
def certificate(ask: Ask, desk: Desk) -> Certificate:
    """The certificate of Retta's mail or call; everything is in order."""
    sweep(desk, DAY_181)
    assert ask("R-17", at=DAY_181).verdict is Verdict.PROVED
    certificate = Certificate.objects.filter(register_id="retta").first()
    assert certificate is not None
    return certificate


def test_a_changed_certificate_is_broken(ask: Ask, certificate: Certificate) -> None:
    certificate.document = certificate.document.replace("destroyed", "removed")
    certificate.save()

    assert broken(ask("R-17", at=DAY_181)) == {"certificate-changed"}


def test_an_unreadable_certificate_is_broken(
    ask: Ask, certificate: Certificate
) -> None:
    certificate.document = "{"
    certificate.save()

    assert broken(ask("R-17", at=DAY_181)) == {"certificate-changed"}


def test_a_certificate_without_its_leaf_is_broken(
    ask: Ask, certificate: Certificate
) -> None:
    certificate.seq = 0
    certificate.save()

    assert broken(ask("R-17", at=DAY_181)) == {"certificate-changed"}


def test_what_was_certified_and_is_still_there_is_broken(
    ask: Ask, desk: Desk, certificate: Certificate
) -> None:
    item = UUID(json.loads(certificate.document)["items"][0]["item"])
    with desk.vault.sealing(
        tenant="retta", record=certificate.record_id, due=None
    ) as sealing:
        sealing.inline(object_id=item, kind=Kind.META, data=b"back")

    assert broken(ask("R-17", at=DAY_181)) == {"destroyed-yet-there", "stray"}


def test_destruction_while_held_is_broken(ask: Ask, certificate: Certificate) -> None:
    document = json.loads(certificate.document)
    document["items"][0]["holds"] = [{"hold": "x", "released_at": None}]
    leaf = AuditLeaf.objects.get(seq=certificate.seq)
    before = digest(certificate.document.encode())
    certificate.document = json.dumps(document)
    certificate.save()
    leaf.body = leaf.body.replace(before, digest(certificate.document.encode()))
    leaf.save()

    assert broken(ask("R-17", at=DAY_181)) == {"destroyed-while-held", "log-changed"}


def test_a_certificate_whose_leaf_nobody_can_read_is_broken(
    ask: Ask, certificate: Certificate
) -> None:
    AuditLeaf.objects.filter(seq=certificate.seq).update(body="{")

    assert "certificate-changed" in broken(ask("R-17", at=DAY_181))


def test_gone_without_a_certificate_is_broken(
    ask: Ask, certificate: Certificate
) -> None:
    certificate.delete()

    result = ask("R-17", at=DAY_181)

    assert found(result, "gone-without-certificate").count == 1


@pytest.mark.parametrize("promise", [*PROMISES, "R-19", "R-38", "R-23"])
def test_an_edited_leaf_breaks_what_rests_on_the_log(ask: Ask, promise: str) -> None:
    assert ask(promise).verdict is not Verdict.BROKEN
    leaf = AuditLeaf.objects.filter(action="source.registered").first()
    assert leaf is not None
    leaf.body = leaf.body.replace("manifest", "freepbx").replace("mail", "vcon")
    leaf.save()

    assert broken(ask(promise)) == {"log-changed"}


def test_a_malformed_leaf_breaks_and_does_not_crash(ask: Ask) -> None:
    AuditLeaf.objects.filter(action="source.registered").update(body="{}")

    assert "log-changed" in broken(ask("R-10"))
