from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from seloste.domain.capture import Announced
from seloste.domain.contact import Announcement, Channel, Kind
from seloste.ports.desk import Desk
from seloste.records.models import (
    AuditLeaf,
    Contact,
    Dialog,
    Quarantined,
    SealedObject,
    Source,
)
from seloste.services import audit, jobs, openings, sources
from seloste.services.capture import Receipt, Result, SourceUnknown, capture
from seloste.services.jobs import Job
from tests.services.conftest import NOW, SETUP
from tests.services.deliveries import (
    CANARY,
    MAIJA,
    RETTA_LINE,
    STARTED,
    announced_call,
    call,
    mail,
    recording,
    wav,
)

pytestmark = pytest.mark.usefixtures("registers")


def run(delivery: object, desk: Desk) -> Receipt:
    return capture(delivery, desk=desk, now=NOW)  # type: ignore[arg-type]  # a Delivery, built with changes


def test_a_call_is_kept_under_the_notice_in_force(desk: Desk) -> None:
    receipt = run(call(), desk)

    contact = Contact.objects.get()
    assert receipt == Receipt(Result.CAPTURED, contact.id)
    assert (contact.controller.key, contact.capacity) == (
        "retta-isannointi",
        "controller",
    )
    assert contact.notice_version.number == 1


def test_180_days_count_from_the_end_of_the_call(desk: Desk) -> None:
    run(call(), desk)

    contact = Contact.objects.get()
    assert contact.act_at == contact.destroy_by
    assert contact.destroy_by == datetime(2026, 10, 31, 8, 3, tzinfo=UTC)


def test_at_most_three_months_acts_before_key_backups_and_a_day(desk: Desk) -> None:
    run(announced_call(), desk)

    contact = Contact.objects.get()
    assert contact.destroy_by == datetime(2026, 8, 3, 21, 0, tzinfo=UTC)
    assert contact.act_at == datetime(2026, 7, 26, 21, 0, tzinfo=UTC)


def test_the_original_bytes_are_kept(desk: Desk) -> None:
    run(call(), desk)

    item = SealedObject.objects.get(kind=Kind.RECORDING)
    assert desk.vault.open(item.ref()) == wav()


def test_what_names_people_is_only_in_the_sealed_metadata(desk: Desk) -> None:
    run(mail(), desk)

    meta = SealedObject.objects.get(kind=Kind.META)
    metadata = openings.metadata(meta, desk)
    assert metadata.parties == (MAIJA,)
    assert metadata.subject == "Vesivahinko"
    assert b"Maija" not in (meta.inline() or b"Maija")


def test_capture_is_audited_without_personal_data(desk: Desk) -> None:
    receipt = run(mail(), desk)

    [leaf] = AuditLeaf.objects.filter(action="contact.captured")
    assert leaf.object_id == str(receipt.id)
    assert "Maija" not in leaf.body
    assert CANARY not in leaf.body


def test_a_waveform_is_asked_for(desk: Desk) -> None:
    run(call(), desk)

    assert jobs.queue().waiting(Job.WAVEFORM)


def test_the_same_delivery_twice_is_one_contact(desk: Desk) -> None:
    first = run(call(), desk)

    second = run(call(), desk)

    assert second == Receipt(Result.DUPLICATE, first.id)
    assert Contact.objects.count() == 1
    assert SealedObject.objects.count() == 2


def test_a_second_leg_joins_the_contact(desk: Desk) -> None:
    first = run(call(), desk)

    second = run(call(leg="2"), desk)

    assert second == Receipt(Result.LEG_ADDED, first.id)
    assert Dialog.objects.filter(contact=Contact.objects.get()).count() == 2


@pytest.mark.parametrize("metadata_first", [True, False])
def test_metadata_and_audio_in_any_order_end_alike(
    desk: Desk, *, metadata_first: bool
) -> None:
    bare = call(parts=(), leg="")
    audio = call(parties=(MAIJA,))
    order = [bare, audio] if metadata_first else [audio, bare]

    for delivery in order:
        run(delivery, desk)

    contact = Contact.objects.get()
    names = {p.name for p in openings.metadata(openings.meta_of(contact), desk).parties}
    assert names == {"Maija Meikäläinen", "Eino Esimerkki"}
    assert Dialog.objects.count() == 1


def test_nothing_is_left_of_replaced_metadata(desk: Desk) -> None:
    run(call(parts=(), leg=""), desk)
    old = SealedObject.objects.get(kind=Kind.META)

    run(call(parties=(MAIJA,)), desk)

    assert not SealedObject.objects.filter(pk=old.pk).exists()
    assert desk.vault.absent([old.ref()]) == ()


def test_a_recording_without_evidence_of_the_announcement_is_quarantined(
    desk: Desk,
) -> None:
    receipt = run(announced_call(announcement=Announcement()), desk)

    entry = Quarantined.objects.get()
    assert receipt == Receipt(Result.QUARANTINED, entry.id, "announcement-missing")
    assert not Contact.objects.exists()


def test_a_recording_that_began_before_the_announcement_ended_is_quarantined(
    desk: Desk,
) -> None:
    late = Announcement(ended_at=STARTED + timedelta(seconds=30))

    receipt = run(announced_call(announcement=late), desk)

    assert receipt.reason == "announcement-after-recording"


def test_a_fresh_attestation_of_the_source_stands_for_the_announcement(
    desk: Desk,
) -> None:
    sources.attest_announcement(
        slug="sok-calls", until=NOW + timedelta(days=30), actor=SETUP, now=NOW
    )

    run(announced_call(announcement=Announcement()), desk)

    assert Contact.objects.get().announced == Announced.ATTESTED


def test_an_attestation_that_is_over_does_not(desk: Desk) -> None:
    sources.attest_announcement(
        slug="sok-calls",
        until=NOW - timedelta(days=1),
        actor=SETUP,
        now=NOW - timedelta(days=30),
    )

    receipt = run(announced_call(announcement=Announcement()), desk)

    assert receipt.result is Result.QUARANTINED


def test_of_a_caller_who_refused_only_the_refusal_is_kept(desk: Desk) -> None:
    run(announced_call(announcement=Announcement(refused=True)), desk)

    contact = Contact.objects.get()
    assert contact.announced == Announced.REFUSED
    assert not SealedObject.objects.filter(kind=Kind.RECORDING).exists()


def test_a_refusal_that_comes_late_destroys_the_recording(desk: Desk) -> None:
    run(announced_call(), desk)
    item = SealedObject.objects.get(kind=Kind.RECORDING)
    assert desk.vault.open(item.ref()) == wav()

    run(
        announced_call(announcement=Announcement(refused=True), parts=(), leg=""),
        desk,
    )

    assert desk.vault.absent([item.ref()]) == ()
    assert not Dialog.objects.exists()


def test_a_recording_after_the_refusal_is_not_kept(desk: Desk) -> None:
    run(announced_call(announcement=Announcement(refused=True), parts=()), desk)

    receipt = run(announced_call(), desk)

    assert receipt.result is Result.DUPLICATE
    assert not Dialog.objects.exists()


def test_a_clock_in_the_future_is_anchored_to_arrival_and_marked(desk: Desk) -> None:
    future = STARTED + timedelta(days=400)

    run(call(started_at=future, ended_at=None), desk)

    contact = Contact.objects.get()
    assert contact.clock_suspect
    assert contact.anchored_at == NOW


def test_a_clock_in_the_far_past_is_never_born_due(desk: Desk) -> None:
    past = datetime(1970, 1, 1, tzinfo=UTC)

    run(call(started_at=past, ended_at=None), desk)

    contact = Contact.objects.get()
    assert contact.clock_suspect
    assert contact.act_at == NOW + timedelta(days=180)


@pytest.mark.parametrize(
    ("delivery", "reason"),
    [
        (call(parts=(recording(b"no audio at all"),)), "not-audio"),
        (call(parts=(replace(recording(), sha256="0" * 64),)), "checksum-mismatch"),
        (call(address="nobody@example.com"), "controller-unknown"),
        (call(ended_at=STARTED - timedelta(seconds=1)), "ends-before-it-starts"),
    ],
)
def test_what_may_not_be_kept_is_quarantined_whole(
    desk: Desk, delivery: object, reason: str
) -> None:
    receipt = run(delivery, desk)

    assert (receipt.result, receipt.reason) == (Result.QUARANTINED, reason)
    assert SealedObject.objects.filter(kind=Kind.QUARANTINED).count() == 1


def test_a_quarantined_delivery_waits_once(desk: Desk) -> None:
    broken = call(parts=(recording(b"no audio at all"),))
    first = run(broken, desk)

    second = run(broken, desk)

    assert second == first
    assert Quarantined.objects.count() == 1


def test_other_content_under_a_used_id_is_put_aside(desk: Desk) -> None:
    run(call(), desk)

    receipt = run(call(parts=(recording(wav(0.7)),)), desk)

    assert receipt.reason == "same-id-other-content"
    assert Contact.objects.count() == 1
    assert Dialog.objects.count() == 1


def test_a_duplicate_is_still_known_beside_other_content(desk: Desk) -> None:
    first = run(call(), desk)
    forged = run(call(parts=(recording(wav(0.7)),)), desk)

    assert run(call(), desk) == Receipt(Result.DUPLICATE, first.id)
    assert run(call(parts=(recording(wav(0.7)),)), desk) == forged


def test_an_unknown_source_is_refused_and_nothing_is_kept(desk: Desk) -> None:
    with pytest.raises(SourceUnknown):
        run(call(source="nobody"), desk)

    assert list(desk.vault.objects()) == []


def test_when_the_audit_log_fails_nothing_is_kept(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> None:
        raise RuntimeError("audit log unavailable")

    monkeypatch.setattr(audit, "record", fail)

    with pytest.raises(RuntimeError, match="unavailable"):
        run(call(), desk)

    assert not Contact.objects.exists()
    assert list(desk.vault.objects()) == []


def test_what_names_no_line_came_to_that_of_its_source(desk: Desk) -> None:
    nameless = mail(address="")
    assert run(nameless, desk).result is Result.QUARANTINED
    Source.objects.filter(slug="retta-mail").update(address=RETTA_LINE)

    receipt = run(mail(address="", source_id="<2@example.fi>"), desk)

    assert receipt.result is Result.CAPTURED
    assert Contact.objects.get().controller.key == "retta-isannointi"


def test_a_letter_delivered_twice_is_one_contact(desk: Desk) -> None:
    scan = replace(recording(b"%PDF-1.7 scan"), kind=Kind.ATTACHMENT)
    letter = call(channel=Channel.PAPER, parts=(scan,), leg="")
    first = run(letter, desk)

    second = run(letter, desk)

    assert second == Receipt(Result.DUPLICATE, first.id)
    assert SealedObject.objects.filter(kind=Kind.ATTACHMENT).count() == 1
