"""Correcting what was written: proposed, compared, agreed to, and then replaced."""

from dataclasses import replace
from uuid import UUID

import pytest

from seloste.domain.contact import Channel, Kind, Part
from seloste.domain.correction import Proposal, Wording
from seloste.domain.form import FormAnswer
from seloste.domain.identity import MatchState
from seloste.domain.notice import PurposeRefused
from seloste.domain.restriction import Ground
from seloste.domain.rights import RequestKind, RequestMove, RequestRefused
from seloste.domain.rights_decision import DecisionRefused
from seloste.domain.staff import Actor, Role
from seloste.domain.work_item import WorkKind
from seloste.ports.desk import Desk
from seloste.records.models import (
    AuditLeaf,
    IdentityMatch,
    ProposedCorrection,
    RightsRequest,
    SealedObject,
)
from seloste.services import (
    chats,
    corrections,
    decision_gates,
    form_answers,
    notes,
    openings,
    package_texts,
    rectifications,
    restrictions,
    rights_gates,
    rights_moves,
)
from seloste.services.access import NotFound
from seloste.services.restrictions import Restricting
from tests.services import answers, deliveries, requests
from tests.services.chatting import begun, said
from tests.services.conftest import NOW
from tests.services.deliveries import MAIJA, PEKKA
from tests.services.works import mail, opened, staff

pytestmark = pytest.mark.usefixtures("registers")


@pytest.fixture
def aino(registers: None) -> Actor:
    return staff("aino", Role.RECORDS_MANAGER)


@pytest.fixture
def onni(registers: None) -> Actor:
    return staff("onni", Role.DPO)


def asked(desk: Desk, actor: Actor, *contacts: UUID) -> UUID:
    request = requests.identified(desk, actor, kind=RequestKind.RECTIFICATION)
    for one in contacts:
        IdentityMatch.objects.create(
            request_id=request, contact_id=one, state=MatchState.CONFIRMED
        )
    return request


def item_of(contact: UUID, kind: Kind = Kind.MESSAGE) -> SealedObject:
    return SealedObject.objects.get(contact=contact, kind=kind)


def words(request: UUID, item: UUID, actor: Actor, desk: Desk) -> Wording:
    assert actor.staff_id is not None
    row = RightsRequest.objects.get(pk=request)
    return corrections.words_of(row, item, staff_id=actor.staff_id, desk=desk, now=NOW)


def proposed(
    request: UUID,
    item: UUID,
    actor: Actor,
    desk: Desk,
    *,
    text: str = "Asun Rantatiellä.",
    subject: str | None = None,
    name: str | None = None,
) -> UUID:
    old = words(request, item, actor, desk)
    new = replace(
        old,
        text=text,
        subject=old.subject if subject is None else subject,
        name=old.name if name is None else name,
    )
    proposal = Proposal(new, "Muutin")
    return corrections.propose(request, item, proposal, desk=desk, actor=actor, now=NOW)


def acts(action: str) -> int:
    return AuditLeaf.objects.filter(action=action).count()


def test_nothing_changes_before_somebody_agrees(desk: Desk, aino: Actor) -> None:
    contact = mail(desk)
    request = asked(desk, aino, contact)
    old = item_of(contact)

    proposed(request, old.pk, aino, desk)

    assert item_of(contact).pk == old.pk
    assert acts("correction.proposed") == 1
    assert "correction-proposed" in requests.history(request)


def test_a_mail_reads_as_corrected(desk: Desk, aino: Actor) -> None:
    contact = mail(desk)
    request = asked(desk, aino, contact)
    old = item_of(contact)
    assert words(request, old.pk, aino, desk).subject == "Vesivahinko"

    one = proposed(request, old.pk, aino, desk, subject="Putkirikko")
    new = corrections.apply(one, desk=desk, actor=aino, now=NOW)

    now_said = words(request, new, aino, desk)
    assert (now_said.subject, now_said.text) == ("Putkirikko", "Asun Rantatiellä.")
    assert desk.vault.absent([old.ref()]) == ()
    row = ProposedCorrection.objects.get()
    assert (row.applied_at, row.applied_by) == (NOW, aino.id)


def test_old_and_new_are_compared_before_that(desk: Desk, aino: Actor) -> None:
    contact = mail(desk)
    request = asked(desk, aino, contact)
    one = proposed(
        request, item_of(contact).pk, aino, desk, text="Hei, kaikki kunnossa"
    )
    assert aino.staff_id is not None

    shown = corrections.shown(one, staff_id=aino.staff_id, desk=desk, now=NOW)

    (text,) = shown.compared
    assert "vesivahinko" in "".join(p.text for p in text.old if p.changed)
    assert "kunnossa" in "".join(p.text for p in text.new if p.changed)
    assert shown.reason == "Muutin"
    assert shown.may_apply


def test_reading_it_is_in_the_log_first(desk: Desk, aino: Actor) -> None:
    contact = mail(desk)
    request = asked(desk, aino, contact)
    assert acts("content.opened") == 0

    words(request, item_of(contact).pk, aino, desk)

    assert acts("content.opened") == 1


def test_where_others_took_part_somebody_else_agrees(
    desk: Desk, aino: Actor, onni: Actor
) -> None:
    contact = answers.mail(desk, parties=(MAIJA, PEKKA))
    request = asked(desk, aino, contact)
    old = item_of(contact)
    one = proposed(request, old.pk, aino, desk)

    with pytest.raises(DecisionRefused, match="same-person"):
        corrections.apply(one, desk=desk, actor=aino, now=NOW)
    assert item_of(contact).pk == old.pk
    corrections.apply(one, desk=desk, actor=onni, now=NOW)

    assert item_of(contact).pk != old.pk
    assert ProposedCorrection.objects.get().applied_by == onni.id


def test_who_proposed_it_is_not_offered_to_agree(
    desk: Desk, aino: Actor, onni: Actor
) -> None:
    contact = answers.mail(desk, parties=(MAIJA, PEKKA))
    request = asked(desk, aino, contact)
    one = proposed(request, item_of(contact).pk, aino, desk)
    assert aino.staff_id is not None
    assert onni.staff_id is not None

    mine = corrections.shown(one, staff_id=aino.staff_id, desk=desk, now=NOW)
    theirs = corrections.shown(one, staff_id=onni.staff_id, desk=desk, now=NOW)

    assert (mine.may_apply, theirs.may_apply) == (False, True)


def test_a_line_of_a_chat_keeps_its_place(desk: Desk, aino: Actor) -> None:
    chat = begun(desk)
    said(chat, "Hei", desk=desk)
    said(chat, "Asun Kotikadulla", desk=desk)
    chats.end(chat, actor=chats.VISITOR, desk=desk, now=NOW)
    request = asked(desk, aino, chat)
    row = RightsRequest.objects.get(pk=request)
    assert aino.staff_id is not None

    def lines() -> list[str]:
        found = corrections.choices(
            row, chat, staff_id=aino.staff_id or UUID(int=0), desk=desk, now=NOW
        )
        return [one.text for one in found]

    assert lines() == ["Hei", "Asun Kotikadulla"]
    found = corrections.choices(row, chat, staff_id=aino.staff_id, desk=desk, now=NOW)
    one = proposed(request, found[1].item.pk, aino, desk)
    corrections.apply(one, desk=desk, actor=aino, now=NOW)

    assert lines() == ["Hei", "Asun Rantatiellä."]


def test_what_the_program_said_in_a_chat_is_not_chosen(desk: Desk, aino: Actor) -> None:
    chat = begun(desk)
    chats.end(chat, actor=chats.VISITOR, desk=desk, now=NOW)
    request = asked(desk, aino, chat)
    row = RightsRequest.objects.get(pk=request)
    assert SealedObject.objects.filter(contact=chat, kind=Kind.MESSAGE).exists()
    assert aino.staff_id is not None

    found = corrections.choices(row, chat, staff_id=aino.staff_id, desk=desk, now=NOW)

    assert found == ()


def test_an_answer_to_a_form_is_corrected_with_its_name(
    desk: Desk, aino: Actor
) -> None:
    answer = FormAnswer(
        site="palaute", reference="R", message="Asun Kotikadulla", name="Maja"
    )
    part = Part(
        kind=Kind.FORM_ANSWER,
        open=deliveries.opener(answer.to_json()),
        media_type=form_answers.TYPE,
    )
    contact = answers.mail(desk, channel=Channel.FORM, parts=(part,))
    request = asked(desk, aino, contact)
    item = item_of(contact, Kind.FORM_ANSWER)

    one = proposed(request, item.pk, aino, desk, name="Maija")
    new = corrections.apply(one, desk=desk, actor=aino, now=NOW)

    row = SealedObject.objects.get(pk=new)
    data = package_texts.raw(row, desk=desk)
    assert FormAnswer.from_json(data) == replace(
        answer, message="Asun Rantatiellä.", name="Maija"
    )


def test_a_note_of_the_staff_is_corrected(desk: Desk, aino: Actor) -> None:
    contact = mail(desk)
    notes.write_on_contact(contact, "Maija on hankala", desk=desk, actor=aino, now=NOW)
    request = asked(desk, aino, contact)
    item = item_of(contact, Kind.NOTE)

    one = proposed(request, item.pk, aino, desk, text="Maija pyysi korjausta")
    corrections.apply(one, desk=desk, actor=aino, now=NOW)

    (text,) = notes.texts(contact=item.contact, desk=desk)
    assert text.text == "Maija pyysi korjausta"


def test_what_a_hold_keeps_is_not_proposed(desk: Desk, aino: Actor) -> None:
    contact = mail(desk)
    opened(desk, aino, contact, kind=WorkKind.COMPLAINT)
    request = asked(desk, aino, contact)

    with pytest.raises(DecisionRefused, match="held"):
        proposed(request, item_of(contact).pk, aino, desk)

    assert not ProposedCorrection.objects.exists()


def test_a_proposal_taken_back_changes_nothing(desk: Desk, aino: Actor) -> None:
    contact = mail(desk)
    request = asked(desk, aino, contact)
    old = item_of(contact)
    one = proposed(request, old.pk, aino, desk)

    corrections.drop(one, desk=desk, actor=aino, now=NOW)

    assert not ProposedCorrection.objects.exists()
    assert item_of(contact).pk == old.pk
    assert acts("correction.dropped") == 1
    with pytest.raises(NotFound):
        corrections.apply(one, desk=desk, actor=aino, now=NOW)


def test_a_later_proposal_takes_the_place_of_an_earlier(
    desk: Desk, aino: Actor
) -> None:
    contact = mail(desk)
    request = asked(desk, aino, contact)
    item = item_of(contact).pk
    first = proposed(request, item, aino, desk)

    second = proposed(request, item, aino, desk, text="Asun Mäkitiellä.")

    assert [one.pk for one in ProposedCorrection.objects.all()] == [second]
    assert first != second


def test_a_request_is_not_answered_while_a_proposal_waits(
    desk: Desk, aino: Actor
) -> None:
    contact = mail(desk)
    request = asked(desk, aino, contact)
    one = proposed(request, item_of(contact).pk, aino, desk)
    gate = decision_gates.carried_out
    assert gate in rights_gates.GATES[RequestMove.RELEASE]
    row = RightsRequest.objects.get(pk=request)

    with pytest.raises(RequestRefused, match="not-carried-out"):
        gate(row, NOW)

    corrections.apply(one, desk=desk, actor=aino, now=NOW)
    gate(row, NOW)


def test_the_words_of_a_proposal_go_with_the_request(desk: Desk, aino: Actor) -> None:
    contact = mail(desk)
    request = asked(desk, aino, contact)
    proposed(request, item_of(contact).pk, aino, desk)
    sealed = ProposedCorrection.objects.get().words
    assert sealed is not None

    going = rights_moves.items_of(RightsRequest.objects.get(pk=request))

    assert going.filter(pk=sealed.pk).exists()


def test_an_agent_proposes_and_agrees_to_nothing(desk: Desk, aino: Actor) -> None:
    contact = mail(desk)
    request = asked(desk, aino, contact)
    item = item_of(contact)
    eino = staff("eino", Role.AGENT)
    one = proposed(request, item.pk, aino, desk)
    proposal = Proposal(Wording("Muuta"), "Muutin")

    with pytest.raises(NotFound):
        corrections.propose(request, item.pk, proposal, desk=desk, actor=eino, now=NOW)
    with pytest.raises(NotFound):
        corrections.apply(one, desk=desk, actor=eino, now=NOW)

    assert item_of(contact).pk == item.pk


def test_where_the_log_cannot_be_written_nothing_is_agreed(
    desk: Desk, aino: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_kwargs: object) -> None:
        raise OSError("full")

    contact = mail(desk)
    request = asked(desk, aino, contact)
    old = item_of(contact)
    one = proposed(request, old.pk, aino, desk)
    monkeypatch.setattr("seloste.services.rectifications.audit.record", broken)

    with pytest.raises(OSError, match="full"):
        corrections.apply(one, desk=desk, actor=aino, now=NOW)

    assert item_of(contact).pk == old.pk
    assert ProposedCorrection.objects.get().applied_at is None


def test_a_restriction_of_the_old_version_is_one_of_the_new(
    desk: Desk, aino: Actor
) -> None:
    contact = mail(desk)
    request = asked(desk, aino, contact)
    old = item_of(contact)
    restrictions.place(
        Restricting("retta", Ground.CONTESTED, item_ids=[old.pk]), actor=aino, now=NOW
    )
    one = proposed(request, old.pk, aino, desk)

    new = corrections.apply(one, desk=desk, actor=aino, now=NOW)

    eino = staff("eino", Role.AGENT)
    assert eino.staff_id is not None
    with pytest.raises(PurposeRefused):
        openings.open_item(new, staff_id=eino.staff_id, purpose_id="service", now=NOW)


def test_a_statement_beside_the_old_version_stays_beside_the_new(
    desk: Desk, aino: Actor
) -> None:
    contact = mail(desk)
    request = asked(desk, aino, contact)
    old = item_of(contact)
    beside = rectifications.add_statement(
        request, old.pk, "En sanonut niin", desk=desk, actor=aino, now=NOW
    )
    one = proposed(request, old.pk, aino, desk)

    new = corrections.apply(one, desk=desk, actor=aino, now=NOW)

    assert rectifications.statements_of([new]) == {new: (beside,)}
