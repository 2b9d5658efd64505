"""Decisions of requests: the dry run, two people, and what is gone afterwards."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pyrage.passphrase  # type: ignore[import-untyped] # has no types
import pytest

from seloste.domain.audit import Action
from seloste.domain.contact import Kind
from seloste.domain.identity import AlertKind, MatchState
from seloste.domain.notice import Language
from seloste.domain.rights import RequestKind, RequestRefused
from seloste.domain.rights_decision import DecisionRefused, Outcome
from seloste.domain.staff import Actor, Role
from seloste.domain.work_item import Move, WorkKind
from seloste.ports.desk import Desk
from seloste.records.models import (
    AuditLeaf,
    Certificate,
    Contact,
    Disposal,
    Forwarding,
    IdentityMatch,
    PartyIndex,
    RememberedErasure,
    Restriction,
    RightsDecision,
    RightsPart,
    SealedObject,
)
from seloste.services import (
    audit,
    contacts,
    forwardings,
    identity_alerts,
    indexing,
    openings,
    package_facts,
    rectifications,
    remembered,
    rights_decisions,
    rights_moves,
    sweeps,
    work_moves,
)
from seloste.services.capture import capture
from seloste.services.contacts import Lookup
from seloste.services.disclosures import Receiver
from seloste.services.identifiers import IdentifierField
from seloste.services.notices import store
from seloste.services.rectifications import PartyChange
from seloste.services.rights_decisions import Deciding
from seloste.services.work_moves import Closing
from tests.services import deliveries, requests
from tests.services.conftest import NOW, SETUP
from tests.services.desks import HandClock
from tests.services.works import mail, opened, staff

DAY = timedelta(days=1)


@pytest.fixture
def aino(registers: None) -> Actor:
    return staff("aino", Role.RECORDS_MANAGER)


@pytest.fixture
def onni(registers: None) -> Actor:
    return staff("onni", Role.DPO)


@pytest.fixture
def contact(registers: None, desk: Desk) -> UUID:
    return mail(desk)


def called(desk: Desk, **changes: object) -> UUID:
    delivery = replace(deliveries.call(), **changes)  # type: ignore[arg-type]  # names are checked by dataclasses
    receipt = capture(delivery, desk=desk, now=NOW)
    assert receipt.id is not None
    return receipt.id


def asked(desk: Desk, actor: Actor, kind: RequestKind, *contacts: UUID) -> UUID:
    """Return a request of an identified person for these contacts, to be decided."""
    request = requests.identified(desk, actor, kind=kind)
    for one in contacts:
        IdentityMatch.objects.create(
            request_id=request, contact_id=one, state=MatchState.CONFIRMED
        )
    rights_moves.decide(request, desk=desk, actor=actor, now=NOW)
    return request


def erasing(request: UUID, **changes: object) -> Deciding:
    wanted = Deciding(request, ground="17(1)(a)")
    return replace(wanted, **changes)  # type: ignore[arg-type]  # names are checked by dataclasses


def carried_out(desk: Desk, actor: Actor, wanted: Deciding) -> UUID:
    one = rights_decisions.decide(wanted, desk=desk, actor=actor, now=NOW)
    requests.seconded(one, desk=desk)
    rights_decisions.carry_out(one, desk=desk, actor=actor, now=NOW)
    return one


def files_with(home: Path, ids: Iterator[UUID] | list[UUID]) -> list[str]:
    """Return the files of every store whose name or bytes have one of the ids."""
    marks = [str(one) for one in ids] + [one.hex for one in ids]
    return [
        path.name
        for path in home.rglob("*")
        if path.is_file() and any(mark in path.name for mark in marks)
    ]


def test_a_dry_run_says_what_would_go_and_leaves_everything(
    desk: Desk, aino: Actor, contact: UUID
) -> None:
    request = asked(desk, aino, RequestKind.ERASURE, contact)
    leaves = AuditLeaf.objects.count()

    table = rights_decisions.dry_run(erasing(request), desk=desk, actor=aino, now=NOW)

    kinds = {(line.kind, line.outcome) for line in table.lines}
    assert kinds == {(Kind.META, Outcome.ERASE), (Kind.MESSAGE, Outcome.ERASE)}
    assert table.effects.erased == 2
    assert not RightsDecision.objects.exists()
    assert not Disposal.objects.exists()
    assert AuditLeaf.objects.count() == leaves
    message = SealedObject.objects.get(contact=contact, kind=Kind.MESSAGE)
    assert deliveries.CANARY.encode() in desk.vault.open(
        message.ref(), inline=message.inline()
    )


def test_erasure_takes_a_contact_from_every_store(
    desk: Desk, aino: Actor, tmp_path: Path
) -> None:
    contact = called(desk)
    request = asked(desk, aino, RequestKind.ERASURE, contact)
    items = list(SealedObject.objects.filter(contact=contact))
    recording = next(one for one in items if one.kind == Kind.RECORDING)
    assert files_with(tmp_path, [recording.pk])
    assert PartyIndex.objects.filter(contact=contact).exists()

    carried_out(desk, aino, erasing(request))

    assert not SealedObject.objects.filter(contact=contact).exists()
    assert not Contact.objects.filter(pk=contact).exists()
    assert not PartyIndex.objects.filter(contact=contact).exists()
    assert not files_with(tmp_path, [recording.pk])
    assert desk.vault.absent([one.ref() for one in items]) == ()
    [certificate] = Certificate.objects.filter(record_id=contact)
    assert certificate.disposal.cause == "requested"


def words_of_every_file(home: Path) -> list[str]:
    """Return the files of every store that have the canary's words in clear."""
    return [
        path.name
        for path in home.rglob("*")
        if path.is_file() and deliveries.CANARY.encode() in path.read_bytes()
    ]


def test_erased_words_are_in_no_file_no_index_and_no_log(
    desk: Desk,
    aino: Actor,
    contact: UUID,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    items = list(SealedObject.objects.filter(contact=contact))
    for item in items:
        indexing.index_item(item.pk, desk=desk)
    ids = [item.pk for item in items]
    assert desk.index is not None
    assert desk.index.holds(ids)
    request = asked(desk, aino, RequestKind.ERASURE, contact)

    carried_out(desk, aino, erasing(request))

    assert not desk.index.holds(ids)
    assert not words_of_every_file(tmp_path)
    assert deliveries.CANARY not in caplog.text


def test_what_an_open_complaint_needs_is_kept_and_remembered(
    desk: Desk, aino: Actor, onni: Actor, contact: UUID
) -> None:
    other = mail(desk, 2)
    opened(desk, aino, contact, kind=WorkKind.COMPLAINT)
    request = asked(desk, aino, RequestKind.ERASURE, contact, other)

    one = rights_decisions.decide(erasing(request), desk=desk, actor=aino, now=NOW)
    with pytest.raises(DecisionRefused, match="not-approved"):
        rights_decisions.carry_out(one, desk=desk, actor=aino, now=NOW)
    rights_decisions.approve(one, desk=desk, actor=onni, now=NOW)
    rights_decisions.carry_out(one, desk=desk, actor=aino, now=NOW)

    assert not Contact.objects.filter(pk=other).exists()
    assert Contact.objects.filter(pk=contact).exists()
    grounds = RightsDecision.objects.get().lines.filter(contact_id=contact)
    assert {line.ground for line in grounds} == {"17(3)(e)"}
    kept = RememberedErasure.objects.filter(contact_id=contact)
    assert kept.count() == 2


def closed(desk: Desk, actor: Actor, work: UUID) -> None:
    for move in (Move.ACKNOWLEDGE, Move.DECIDE, Move.CLOSE):
        closing = Closing("rejected") if move is Move.DECIDE else None
        work_moves.move(work, move, desk=desk, actor=actor, now=NOW, closing=closing)


def test_what_a_person_keeps_goes_on_its_own_day_and_the_person_is_told_then(
    desk: Desk, aino: Actor, onni: Actor, contact: UUID
) -> None:
    request = asked(desk, aino, RequestKind.ERASURE, contact)
    items = SealedObject.objects.filter(contact=contact, parent=None)
    keep = dict.fromkeys(items.values_list("pk", flat=True), Outcome.KEEP)
    wanted = replace(
        erasing(request), overruled=keep, reason="Sopimus on vielä voimassa"
    )
    one = rights_decisions.decide(wanted, desk=desk, actor=aino, now=NOW)
    rights_decisions.approve(one, desk=desk, actor=onni, now=NOW)
    rights_decisions.carry_out(one, desk=desk, actor=aino, now=NOW)

    sweeps.sweep(desk=desk, actor=SETUP, now=NOW + DAY)
    assert Contact.objects.filter(pk=contact).exists()
    assert not remembered.waiting_to_be_told("retta")

    sweeps.sweep(desk=desk, actor=SETUP, now=NOW + 181 * DAY)
    assert not Contact.objects.filter(pk=contact).exists()
    assert [one.request for one in remembered.waiting_to_be_told("retta")] == [request]


def test_what_was_kept_goes_when_its_complaint_closes_and_the_person_is_told(
    desk: Desk, aino: Actor, onni: Actor, contact: UUID
) -> None:
    work = opened(desk, aino, contact, kind=WorkKind.COMPLAINT)
    request = asked(desk, aino, RequestKind.ERASURE, contact)
    one = rights_decisions.decide(erasing(request), desk=desk, actor=aino, now=NOW)
    rights_decisions.approve(one, desk=desk, actor=onni, now=NOW)
    rights_decisions.carry_out(one, desk=desk, actor=aino, now=NOW)
    sweeps.sweep(desk=desk, actor=SETUP, now=NOW + DAY)
    assert Contact.objects.filter(pk=contact).exists()

    closed(desk, aino, work)
    sweeps.sweep(desk=desk, actor=SETUP, now=NOW + DAY)

    assert not Contact.objects.filter(pk=contact).exists()
    [row] = remembered.waiting_to_be_told("retta")
    assert remembered.reached_at(row, desk).email == "maija@example.fi"
    remembered.note_told(request, actor=aino, now=NOW + DAY)
    assert not remembered.waiting_to_be_told("retta")


def test_an_erasure_cut_short_is_finished_by_the_next_sweep(
    desk: Desk, aino: Actor, contact: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = asked(desk, aino, RequestKind.ERASURE, contact)
    one = rights_decisions.decide(erasing(request), desk=desk, actor=aino, now=NOW)
    requests.seconded(one, desk=desk)

    def broken(*_args: object, **_kwargs: object) -> None:
        raise OSError("power")

    with monkeypatch.context() as patched:
        patched.setattr("seloste.services.disposal.finish", broken)
        with pytest.raises(OSError, match="power"):
            rights_decisions.carry_out(one, desk=desk, actor=aino, now=NOW)
    assert Contact.objects.filter(pk=contact).exists()

    sweeps.sweep(desk=desk, actor=SETUP, now=NOW)

    assert not Contact.objects.filter(pk=contact).exists()


def test_where_the_log_cannot_be_written_nothing_is_erased(
    desk: Desk, aino: Actor, contact: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = asked(desk, aino, RequestKind.ERASURE, contact)
    one = rights_decisions.decide(erasing(request), desk=desk, actor=aino, now=NOW)
    requests.seconded(one, desk=desk)

    def broken(*_args: object, **_kwargs: object) -> None:
        raise OSError("full")

    monkeypatch.setattr("seloste.services.rights_events.tell", broken)
    with pytest.raises(OSError, match="full"):
        rights_decisions.carry_out(one, desk=desk, actor=aino, now=NOW)

    assert not Disposal.objects.exists()
    assert SealedObject.objects.filter(contact=contact, state="kept").count() == 2


def test_a_person_overrules_with_a_reason_that_is_sealed(
    desk: Desk, aino: Actor, onni: Actor, contact: UUID
) -> None:
    request = asked(desk, aino, RequestKind.ERASURE, contact)
    message = SealedObject.objects.get(contact=contact, kind=Kind.MESSAGE)
    wanted = erasing(
        request, overruled={message.pk: Outcome.BLOCK}, reason="Maija pyysi odottamaan"
    )

    one = rights_decisions.decide(wanted, desk=desk, actor=aino, now=NOW)
    rights_decisions.approve(one, desk=desk, actor=onni, now=NOW)
    rights_decisions.carry_out(one, desk=desk, actor=aino, now=NOW)

    assert SealedObject.objects.filter(pk=message.pk).exists()
    assert Restriction.objects.get().request == request
    row = RightsDecision.objects.select_related("reason").get()
    assert rights_decisions.reason_of(row, desk) == "Maija pyysi odottamaan"
    assert row.reason is not None
    assert b"Maija" not in bytes(row.reason.sealed or b"")


def test_who_decided_cannot_approve(desk: Desk, aino: Actor, contact: UUID) -> None:
    opened(desk, aino, contact, kind=WorkKind.COMPLAINT)
    request = asked(desk, aino, RequestKind.ERASURE, contact)
    one = rights_decisions.decide(erasing(request), desk=desk, actor=aino, now=NOW)

    with pytest.raises(DecisionRefused, match="same-person"):
        rights_decisions.approve(one, desk=desk, actor=aino, now=NOW)


def test_what_changed_since_is_shown_again_before_anything_happens(
    desk: Desk, aino: Actor, contact: UUID
) -> None:
    request = asked(desk, aino, RequestKind.ERASURE, contact)
    one = rights_decisions.decide(erasing(request), desk=desk, actor=aino, now=NOW)
    requests.seconded(one, desk=desk)
    opened(desk, aino, contact, kind=WorkKind.COMPLAINT)

    with pytest.raises(DecisionRefused, match="changed"):
        rights_decisions.carry_out(one, desk=desk, actor=aino, now=NOW)

    assert Contact.objects.filter(pk=contact).exists()


def test_a_sign_of_somebody_else_stands_before_anything_is_done(
    desk: Desk, aino: Actor, contact: UUID
) -> None:
    request = asked(desk, aino, RequestKind.ERASURE, contact)
    one = rights_decisions.decide(erasing(request), desk=desk, actor=aino, now=NOW)
    requests.seconded(one, desk=desk)
    row = requests.row(request)
    identity_alerts.alert(row, AlertKind.FIRST_SEEN, now=NOW)
    late = NOW + 2 * DAY

    with pytest.raises(RequestRefused, match="alert-standing"):
        rights_decisions.carry_out(one, desk=desk, actor=aino, now=NOW)
    identity_alerts.clear(
        request, kind=AlertKind.FIRST_SEEN, desk=desk, actor=aino, now=NOW
    )
    identity_alerts.told(request, desk=desk, actor=aino, now=NOW)
    with pytest.raises(RequestRefused, match="cooling-off"):
        rights_decisions.carry_out(
            one, desk=desk, actor=aino, now=late - timedelta(seconds=1)
        )
    assert Contact.objects.filter(pk=contact).exists()

    rights_decisions.carry_out(one, desk=desk, actor=aino, now=late)
    assert not Contact.objects.filter(pk=contact).exists()


def test_a_correction_waits_for_a_sign_to_be_looked_at(
    desk: Desk, aino: Actor, contact: UUID
) -> None:
    request = asked(desk, aino, RequestKind.RECTIFICATION, contact)
    row = requests.row(request)
    identity_alerts.alert(row, AlertKind.MANY_SUBJECTS, now=NOW)

    with pytest.raises(RequestRefused, match="alert-standing"):
        rectifications.correct_metadata(
            request,
            contact,
            parties={0: PartyChange(tel="+358455550199")},
            desk=desk,
            actor=aino,
            now=NOW,
        )

    assert found(desk, aino, "+358455550101") == [contact]


def test_nobody_erases_alone(desk: Desk, aino: Actor, contact: UUID) -> None:
    request = asked(desk, aino, RequestKind.ERASURE, contact)
    one = rights_decisions.decide(erasing(request), desk=desk, actor=aino, now=NOW)

    with pytest.raises(DecisionRefused, match="same-person"):
        rights_decisions.approve(one, desk=desk, actor=aino, now=NOW)
    with pytest.raises(DecisionRefused, match="not-approved"):
        rights_decisions.carry_out(one, desk=desk, actor=aino, now=NOW)

    assert Contact.objects.filter(pk=contact).exists()


def test_nothing_is_decided_before_the_person_is_known(
    desk: Desk, aino: Actor, contact: UUID
) -> None:
    request = requests.received(desk, aino, kind=RequestKind.ERASURE).id

    with pytest.raises(DecisionRefused, match="not-identified"):
        rights_decisions.dry_run(erasing(request), desk=desk, actor=aino, now=NOW)


def test_only_confirmed_contacts_are_decided(
    desk: Desk, aino: Actor, contact: UUID
) -> None:
    other = mail(desk, 2)
    request = asked(desk, aino, RequestKind.ERASURE, contact)

    table = rights_decisions.dry_run(erasing(request), desk=desk, actor=aino, now=NOW)

    assert other not in {line.contact_id for line in table.lines}


def test_a_restriction_of_a_request_blocks_the_whole_contact(
    desk: Desk, aino: Actor, contact: UUID
) -> None:
    request = asked(desk, aino, RequestKind.RESTRICTION, contact)

    carried_out(desk, aino, Deciding(request, ground="contested"))

    eino = staff("eino", Role.AGENT)
    page = contacts.list_contacts(
        contacts.Filter(), staff_id=eino.staff_id or UUID(int=0), desk=desk, now=NOW
    )
    assert page.rows == ()


def test_what_is_kept_for_a_client_is_forwarded_with_the_deadline(
    desk: Desk, aino: Actor, contact: UUID
) -> None:
    theirs = called(desk, address="+358900000102", source_id="1777881600.99")
    request = asked(desk, aino, RequestKind.ERASURE, contact, theirs)

    carried_out(desk, aino, erasing(request))

    assert not Contact.objects.filter(pk=contact).exists()
    assert Contact.objects.filter(pk=theirs).exists()
    row = Forwarding.objects.get()
    assert row.contacts == [str(theirs)]
    assert row.due_at.date() >= (NOW + 29 * DAY).date()


def found(desk: Desk, actor: Actor, tel: str) -> list[UUID]:
    wanted = Lookup("retta", IdentifierField.TEL, tel, "rights")
    assert actor.staff_id is not None
    page = contacts.lookup(wanted, staff_id=actor.staff_id, desk=desk, now=NOW)
    return [row.contact.pk for row in page.rows]


def test_corrected_metadata_is_found_by_what_is_right_and_the_old_is_gone(
    desk: Desk, aino: Actor, contact: UUID
) -> None:
    request = asked(desk, aino, RequestKind.RECTIFICATION, contact)
    old = SealedObject.objects.get(contact=contact, kind=Kind.META)
    assert found(desk, aino, "+358455550101") == [contact]

    rectifications.correct_metadata(
        request,
        contact,
        parties={0: PartyChange(tel="+358455550199")},
        desk=desk,
        actor=aino,
        now=NOW,
    )

    assert found(desk, aino, "+358455550199") == [contact]
    assert found(desk, aino, "+358455550101") == []
    assert desk.vault.absent([old.ref()]) == ()
    assert Certificate.objects.get().disposal.cause == "rectified"
    table = rights_decisions.dry_run(Deciding(request), desk=desk, actor=aino, now=NOW)
    assert table.count(Outcome.CORRECT) == 1


def test_a_recording_gets_a_statement_that_goes_with_it(
    desk: Desk, aino: Actor
) -> None:
    contact = called(desk)
    request = asked(desk, aino, RequestKind.RECTIFICATION, contact)
    recording = SealedObject.objects.get(contact=contact, kind=Kind.RECORDING)

    statement = rectifications.add_statement(
        request, recording.pk, "Sanoin väärän päivän", desk=desk, actor=aino, now=NOW
    )

    assert rectifications.statements_of([recording.pk]) == {recording.pk: (statement,)}
    assert aino.staff_id is not None
    reading = openings.open_item(
        statement, staff_id=aino.staff_id, purpose_id="rights", now=NOW
    )
    data = openings.read(reading.opening_id, staff_id=aino.staff_id, desk=desk, now=NOW)
    assert data.decode() == "Sanoin väärän päivän"
    sweeps.sweep(desk=desk, actor=SETUP, now=NOW + 200 * DAY)
    assert not SealedObject.objects.filter(pk=statement).exists()


def test_what_a_complaint_keeps_as_evidence_is_not_changed(
    desk: Desk, aino: Actor, contact: UUID
) -> None:
    opened(desk, aino, contact, kind=WorkKind.COMPLAINT)
    request = asked(desk, aino, RequestKind.RECTIFICATION, contact)

    with pytest.raises(DecisionRefused, match="held"):
        rectifications.correct_metadata(
            request,
            contact,
            parties={0: PartyChange(name="Maija Toinen")},
            desk=desk,
            actor=aino,
            now=NOW,
        )

    meta = SealedObject.objects.get(contact=contact, kind=Kind.META)
    assert openings.metadata(meta, desk).parties[0].name == "Maija Meikäläinen"


def test_every_step_of_a_decision_is_in_the_log(
    desk: Desk, aino: Actor, onni: Actor, contact: UUID, clock: HandClock
) -> None:
    opened(desk, aino, contact, kind=WorkKind.COMPLAINT)
    request = asked(desk, aino, RequestKind.ERASURE, contact)
    one = rights_decisions.decide(erasing(request), desk=desk, actor=aino, now=NOW)
    rights_decisions.approve(one, desk=desk, actor=onni, now=NOW)
    rights_decisions.carry_out(one, desk=desk, actor=aino, now=NOW)

    acts = [leaf.action for leaf in audit.timeline([request])]
    assert [one for one in acts if one.value.startswith(("decision", "erasure"))] == [
        Action.DECISION_MADE,
        Action.DECISION_APPROVED,
        Action.ERASURE_REMEMBERED,
        Action.DECISION_APPLIED,
    ]


def test_a_clients_part_goes_out_sealed_and_the_person_learns_who_has_it(
    desk: Desk, aino: Actor
) -> None:
    theirs = called(desk, address="+358900000102")
    request = asked(desk, aino, RequestKind.ACCESS, theirs)
    carried_out(desk, aino, Deciding(request))
    row = Forwarding.objects.get()
    client = Receiver(name="As Oy Esimerkki", mailto="isannoitsija@example.fi")

    sent = forwardings.forward(row.pk, client, desk=desk, actor=aino, now=NOW)

    assert sent.data.startswith(b"age-encryption.org/v1")
    opened_file = zipfile.ZipFile(
        io.BytesIO(pyrage.passphrase.decrypt(sent.data, sent.passphrase))
    )
    assert opened_file.namelist() == ["request.json", f"{theirs}.vcon"]
    [after] = forwardings.of_request(request)
    assert forwardings.receiver(after, desk).name == "As Oy Esimerkki"
    notice = store.in_force("retta", NOW.date()).notice
    [told] = package_facts.forwarded(request, notice, Language.FI, desk=desk)
    assert (told.name, told.basis) == ("As Oy Esimerkki", "28(3)(e)")
    part = RightsPart.objects.get(capacity="processor")
    assert part.state == "forwarded"
    with pytest.raises(DecisionRefused, match="forwarded-already"):
        forwardings.forward(row.pk, client, desk=desk, actor=aino, now=NOW)
