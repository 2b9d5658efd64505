"""Coming to a transcript: what is known before it is opened, and asking for one."""

from uuid import UUID

import pytest

from seloste.domain.staff import Role
from seloste.domain.transcript import Making, TranscriptRefused
from seloste.ports.desk import Desk
from seloste.records.models import AuditLeaf, SealedObject, Transcript
from seloste.services import audit, transcript_page
from seloste.services.access import NotFound
from tests.services.conftest import NOW
from tests.services.people import person
from tests.services.transcripts import listening, reader, recorded

pytestmark = pytest.mark.usefixtures("registers")


@pytest.fixture
def item(desk: Desk) -> SealedObject:
    return recorded(desk)


def ask(item: SealedObject, who: UUID, desk: Desk, *, again: bool = False) -> None:
    transcript_page.ask(item.pk, again=again, staff_id=who, desk=desk, now=NOW)


def asked() -> list[AuditLeaf]:
    return list(AuditLeaf.objects.filter(action="transcript.asked"))


def test_agent_has_a_transcript_made_before_others(
    desk: Desk, item: SealedObject
) -> None:
    ask(item, reader("eino", Role.AGENT), listening(desk))

    assert Transcript.objects.get().urgent
    [leaf] = asked()
    assert '"role":"agent"' in leaf.body


def test_trainer_does_not_ask(desk: Desk, item: SealedObject) -> None:
    tuula = reader("tuula", Role.TRAINER)

    with pytest.raises(NotFound):
        ask(item, tuula, listening(desk))

    assert asked() == []


def test_where_nothing_hears_nothing_is_asked(desk: Desk, item: SealedObject) -> None:
    aino = reader("aino")
    known = transcript_page.unopened(item.pk, staff_id=aino, desk=desk, now=NOW)
    assert not known.may_ask

    with pytest.raises(NotFound):
        ask(item, aino, desk)


def test_what_failed_is_tried_again(desk: Desk, item: SealedObject) -> None:
    Transcript.objects.create(
        contact=item.dialog.contact,
        dialog=item.dialog,
        asked_at=NOW,
        making=Making.FAILED,
        failure="time-limit",
    )

    ask(item, reader("aino"), listening(desk), again=True)

    row = Transcript.objects.get()
    assert (row.making, row.failure) == ("waiting", "")


def test_what_did_not_fail_is_not_tried_again(desk: Desk, item: SealedObject) -> None:
    with pytest.raises(TranscriptRefused, match="not-failed"):
        ask(item, reader("aino"), listening(desk), again=True)


def test_asking_that_cannot_be_audited_asks_nothing(
    desk: Desk, item: SealedObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    aino = reader("aino")

    def fail(**_: object) -> None:
        raise RuntimeError("audit log unavailable")

    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(RuntimeError):
        ask(item, aino, listening(desk))

    assert not Transcript.objects.exists()


def test_recording_of_another_register_does_not_exist(
    desk: Desk, item: SealedObject
) -> None:
    aino, sirpa = (
        reader("aino"),
        person("sirpa", Role.RECORDS_MANAGER, register="sok-mara"),
    )
    known = transcript_page.unopened(item.pk, staff_id=aino, desk=desk, now=NOW)
    assert known.item == item

    with pytest.raises(NotFound):
        transcript_page.unopened(item.pk, staff_id=sirpa, desk=desk, now=NOW)
