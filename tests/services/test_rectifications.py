"""A new version of a message: read instead of the old one, which is gone."""

from uuid import UUID

import pytest

from seloste.domain.contact import Kind
from seloste.domain.identity import MatchState
from seloste.domain.rights import RequestKind
from seloste.domain.rights_decision import DecisionRefused
from seloste.domain.staff import Actor, Role
from seloste.domain.work_item import WorkKind
from seloste.ports.desk import Desk
from seloste.records.models import (
    Certificate,
    Correction,
    Dialog,
    IdentityMatch,
    SealedObject,
)
from seloste.services import openings, rectifications, rights_moves
from seloste.services.access import NotFound
from tests.services import answers, requests
from tests.services.conftest import NOW
from tests.services.works import mail, opened, staff

pytestmark = pytest.mark.usefixtures("registers")
RIGHT = b"Hei, osoitteeni on Kotikatu 2.\n"


@pytest.fixture
def aino(registers: None) -> Actor:
    return staff("aino", Role.RECORDS_MANAGER)


@pytest.fixture
def contact(registers: None, desk: Desk) -> UUID:
    return mail(desk)


def asked(desk: Desk, actor: Actor, *contacts: UUID) -> UUID:
    request = requests.identified(desk, actor, kind=RequestKind.RECTIFICATION)
    for one in contacts:
        IdentityMatch.objects.create(
            request_id=request, contact_id=one, state=MatchState.CONFIRMED
        )
    return request


def message_of(contact: UUID) -> SealedObject:
    return SealedObject.objects.get(contact=contact, kind=Kind.MESSAGE)


def test_the_new_version_is_read_and_the_old_one_is_gone(
    desk: Desk, aino: Actor, contact: UUID
) -> None:
    request = asked(desk, aino, contact)
    old = message_of(contact)
    assert desk.vault.absent([old.ref()]) == (old.ref(),)

    new = rectifications.correct_item(
        request, old.pk, RIGHT, desk=desk, actor=aino, now=NOW
    )

    assert message_of(contact).pk == new
    assert Dialog.objects.get(contact=contact).object_id == new
    assert desk.vault.absent([old.ref()]) == ()
    assert Certificate.objects.get().disposal.cause == "rectified"
    assert aino.staff_id is not None
    reading = openings.open_item(
        new, staff_id=aino.staff_id, purpose_id="rights", now=NOW
    )
    data = openings.read(reading.opening_id, staff_id=aino.staff_id, desk=desk, now=NOW)
    assert data == RIGHT


def test_the_new_version_goes_when_the_old_one_would_have(
    desk: Desk, aino: Actor, contact: UUID
) -> None:
    request = asked(desk, aino, contact)
    old = message_of(contact)

    rectifications.correct_item(request, old.pk, RIGHT, desk=desk, actor=aino, now=NOW)

    new = message_of(contact)
    assert (new.act_at, new.destroy_by) == (old.act_at, old.destroy_by)
    assert "corrected" in requests.history(request)


@pytest.mark.parametrize(
    ("data", "reason"), [(b"", "no-correction"), (b"x" * 21_001, "too-long")]
)
def test_nothing_and_too_much_are_refused(
    desk: Desk, aino: Actor, contact: UUID, data: bytes, reason: str
) -> None:
    request = asked(desk, aino, contact)
    old = message_of(contact)

    with pytest.raises(DecisionRefused, match=reason):
        rectifications.correct_item(
            request, old.pk, data, desk=desk, actor=aino, now=NOW
        )

    assert message_of(contact).pk == old.pk


def test_a_recording_is_never_replaced(desk: Desk, aino: Actor) -> None:
    contact = answers.call(desk)
    request = asked(desk, aino, contact)
    recording = answers.recording_of(contact)

    with pytest.raises(DecisionRefused, match="impossible-outcome"):
        rectifications.correct_item(
            request, recording.pk, RIGHT, desk=desk, actor=aino, now=NOW
        )

    assert answers.recording_of(contact).pk == recording.pk


def test_a_message_of_somebody_else_is_not_corrected(
    desk: Desk, aino: Actor, contact: UUID
) -> None:
    request = asked(desk, aino, contact)
    another = message_of(mail(desk, 2))

    with pytest.raises(DecisionRefused, match="unknown-item"):
        rectifications.correct_item(
            request, another.pk, RIGHT, desk=desk, actor=aino, now=NOW
        )

    assert SealedObject.objects.filter(pk=another.pk).exists()


def test_nothing_is_corrected_of_a_request_that_is_answered(
    desk: Desk, aino: Actor, contact: UUID
) -> None:
    request = asked(desk, aino, contact)
    old = message_of(contact)
    rights_moves.withdraw(request, actor=aino, now=NOW)

    with pytest.raises(DecisionRefused, match="not-open"):
        rectifications.correct_item(
            request, old.pk, RIGHT, desk=desk, actor=aino, now=NOW
        )

    assert message_of(contact).pk == old.pk


def test_an_agent_corrects_nothing(desk: Desk, aino: Actor, contact: UUID) -> None:
    request = asked(desk, aino, contact)
    old = message_of(contact)
    eino = staff("eino", Role.AGENT)

    with pytest.raises(NotFound):
        rectifications.correct_item(
            request, old.pk, RIGHT, desk=desk, actor=eino, now=NOW
        )

    assert message_of(contact).pk == old.pk


def test_what_a_complaint_keeps_as_evidence_keeps_its_words(
    desk: Desk, aino: Actor, contact: UUID
) -> None:
    opened(desk, aino, contact, kind=WorkKind.COMPLAINT)
    request = asked(desk, aino, contact)
    old = message_of(contact)

    with pytest.raises(DecisionRefused, match="held"):
        rectifications.correct_item(
            request, old.pk, RIGHT, desk=desk, actor=aino, now=NOW
        )

    assert message_of(contact).pk == old.pk


def test_where_the_log_cannot_be_written_the_old_version_stays(
    desk: Desk, aino: Actor, contact: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_kwargs: object) -> None:
        raise OSError("full")

    request = asked(desk, aino, contact)
    old = message_of(contact)
    monkeypatch.setattr("seloste.services.rights_events.audit.record", broken)

    with pytest.raises(OSError, match="full"):
        rectifications.correct_item(
            request, old.pk, RIGHT, desk=desk, actor=aino, now=NOW
        )

    assert message_of(contact).pk == old.pk
    assert desk.vault.absent([old.ref()]) == (old.ref(),)
    assert not Correction.objects.exists()
