"""Calls while they happen: evidence, refusal, gaps, and nothing left behind."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from seloste.domain.audit import Action
from seloste.domain.call import CallEvent, CallState
from seloste.domain.capture import Announced
from seloste.domain.contact import Announcement, Delivery, Kind
from seloste.domain.staff import Actor, Role
from seloste.ports.desk import Desk
from seloste.records.models import (
    AuditLeaf,
    Call,
    Contact,
    Dialog,
    Extension,
    SealedObject,
)
from seloste.services import audit, calls, retries
from seloste.services.calls import CallNews, CallReportRefused
from seloste.services.capture import Result, capture
from seloste.services.sources import SourceInvalid
from tests.services.conftest import NOW
from tests.services.deliveries import MAIJA, announced_call, recording, wav
from tests.services.people import person

pytestmark = pytest.mark.usefixtures("registers")
CALL = "1777881600.17"
BEGAN = NOW - timedelta(minutes=5)


def news(event: str, second: float = 0, **more: str) -> CallNews:
    return CallNews(
        call_id=CALL,
        event=CallEvent(event),
        at=BEGAN + timedelta(seconds=second),
        **more,
    )


def report(desk: Desk, event: str, second: float = 0, **more: str) -> calls.CallAnswer:
    return calls.report(
        news(event, second, **more), source="sok-calls", desk=desk, now=NOW
    )


def plain(**changes: object) -> Delivery:
    """Return the recording of the call, with no evidence of its own."""
    return replace(
        announced_call(),
        started_at=BEGAN,
        ended_at=BEGAN + timedelta(minutes=3),
        announcement=Announcement(),
        recording_started_at=BEGAN + timedelta(seconds=9),
        **changes,  # type: ignore[arg-type] # names are checked by dataclasses
    )


def test_a_reported_call_is_known_without_its_number(desk: Desk) -> None:
    report(desk, "ringing", number=MAIJA.tel)

    call = Call.objects.get()
    texts = [str(getattr(call, field.name)) for field in Call._meta.fields]
    assert call.state == CallState.RINGING
    assert not any("5550101" in text for text in texts)
    assert calls.number_of(call, desk) == MAIJA.tel


def test_a_report_is_audited_without_a_number(desk: Desk) -> None:
    report(desk, "ringing", number=MAIJA.tel)

    leaf = AuditLeaf.objects.get(action=Action.CALL_EVENT.value)
    assert '"kind":"ringing"' in leaf.body
    assert "5550101" not in leaf.body


def test_the_same_report_again_changes_nothing(desk: Desk) -> None:
    report(desk, "ringing", event_id="1")

    answer = report(desk, "ringing", event_id="1")

    assert answer.known
    assert Call.objects.get().reports.count() == 1
    assert AuditLeaf.objects.filter(action=Action.CALL_EVENT.value).count() == 1


def test_a_number_that_comes_later_is_taken(desk: Desk) -> None:
    report(desk, "announced", 3)

    report(desk, "ringing", number=MAIJA.tel)

    assert calls.number_of(Call.objects.get(), desk) == MAIJA.tel


@pytest.mark.parametrize(
    ("second", "reason"), [(3600, "in-the-future"), (-90000, "too-old")]
)
def test_a_report_of_another_time_is_refused(
    desk: Desk, second: float, reason: str
) -> None:
    with pytest.raises(CallReportRefused) as refusal:
        report(desk, "ringing", second)

    assert refusal.value.reason == reason
    assert not Call.objects.exists()


def test_an_unknown_source_is_refused_and_nothing_is_left(desk: Desk) -> None:
    with pytest.raises(SourceInvalid):
        calls.report(news("ringing"), source="nobody", desk=desk, now=NOW)

    assert list(desk.vault.objects()) == []


def test_a_report_that_cannot_be_audited_leaves_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_: object) -> None:
        raise ConnectionError

    monkeypatch.setattr(audit, "record", broken)

    with pytest.raises(ConnectionError):
        report(desk, "ringing", number=MAIJA.tel)

    assert not Call.objects.exists()
    assert list(desk.vault.objects()) == []


def test_reported_evidence_lets_a_recording_be_kept(desk: Desk) -> None:
    assert capture(plain(leg="0"), desk=desk, now=NOW).reason == "announcement-missing"
    report(desk, "announced", 8)

    receipt = capture(plain(leg="2"), desk=desk, now=NOW)

    assert receipt.result is Result.CAPTURED
    assert Contact.objects.get().announced == Announced.SHOWN


def test_a_recording_before_the_reported_announcement_is_quarantined(
    desk: Desk,
) -> None:
    report(desk, "announced", 20)

    receipt = capture(plain(), desk=desk, now=NOW)

    assert receipt.reason == "announcement-after-recording"


def test_a_recording_cannot_talk_away_what_was_reported(desk: Desk) -> None:
    report(desk, "announced", 20)
    said = replace(
        plain(),
        announcement=Announcement(ended_at=BEGAN + timedelta(seconds=1)),
    )

    assert capture(said, desk=desk, now=NOW).reason == "announcement-after-recording"


def test_a_refusal_is_answered_in_the_callers_language(desk: Desk) -> None:
    answer = report(desk, "refused", 5, language="sv")

    assert (answer.refused, answer.may_record, answer.language) == (True, False, "sv")
    assert answer.text.startswith("Samtalet spelas inte in. Du kan också kontakta oss")


def test_an_unknown_language_hears_finnish(desk: Desk) -> None:
    assert report(desk, "refused", 5, language="de").text.startswith(
        "Puhelua ei tallenneta."
    )


def test_a_refusal_is_logged_with_what_was_said(desk: Desk) -> None:
    report(desk, "refused", 5, language="en")

    leaf = AuditLeaf.objects.get(action=Action.CALL_REFUSED.value)
    assert '"language":"en"' in leaf.body
    assert '"sha256":"' in leaf.body


def _blobs(desk: Desk) -> Iterator[object]:
    return (one for one, _, has_blob in desk.vault.objects() if has_blob)


def test_nothing_recorded_of_a_refused_call_is_kept(desk: Desk) -> None:
    capture(announced_call(source_id="other"), desk=desk, now=NOW)
    kept = set(_blobs(desk))
    report(desk, "refused", 5, number=MAIJA.tel)

    receipt = capture(plain(), desk=desk, now=NOW)

    assert receipt.result is Result.DUPLICATE
    assert set(_blobs(desk)) == kept
    contact = Contact.objects.get(announced=Announced.REFUSED)
    assert not contact.parties.exists()
    assert not contact.dialogs.exists()


def test_a_refusal_that_comes_late_destroys_what_was_kept(desk: Desk) -> None:
    report(desk, "announced", 8)
    capture(plain(), desk=desk, now=NOW)
    assert SealedObject.objects.filter(kind=Kind.RECORDING).exists()

    report(desk, "refused", 30)

    assert not SealedObject.objects.filter(kind=Kind.RECORDING).exists()
    assert list(_blobs(desk)) == []


def test_a_refusal_sent_again_is_kept_once(desk: Desk) -> None:
    report(desk, "refused", 5)

    again = report(desk, "refused", 5)

    assert again.known
    assert again.text
    assert Contact.objects.count() == 1


def test_pauses_become_gaps_of_the_recording(desk: Desk) -> None:
    report(desk, "announced", 8)
    report(desk, "paused", 29)
    report(desk, "resumed-recording", 49)

    capture(plain(parts=(recording(wav(60, rate=8000)),)), desk=desk, now=NOW)

    assert Dialog.objects.get().gaps == [[20.0, 40.0]]


def test_gaps_survive_quarantine(desk: Desk) -> None:
    given = replace(plain(), gaps=((1.0, 2.0),))
    receipt = capture(given, desk=desk, now=NOW)
    assert receipt.result is Result.QUARANTINED
    report(desk, "announced", 8)
    assert receipt.id is not None

    onni = person("onni", Role.DPO, register="sok-mara")
    retries.retry(
        receipt.id,
        desk=desk,
        actor=Actor(f"staff:{onni}", Role.DPO, onni),
        now=NOW,
    )

    assert Dialog.objects.get().gaps == [[1.0, 2.0]]


def test_the_agent_is_whoever_has_the_extension(desk: Desk) -> None:
    eino = person("eino", Role.AGENT, register="sok-mara")
    Extension.objects.create(staff_id=eino, register_id="sok-mara", number="201")

    report(desk, "ringing", extension="201")

    assert Call.objects.get().agent_id == eino


def test_a_contact_can_be_made_before_the_recording_and_it_joins(desk: Desk) -> None:
    report(desk, "ringing", number=MAIJA.tel)
    report(desk, "announced", 8)

    early = calls.keep_contact(Call.objects.get(), desk=desk, now=NOW)
    late = capture(plain(), desk=desk, now=NOW)

    assert early is not None
    assert early.id == late.id
    assert late.result is Result.LEG_ADDED
    assert Contact.objects.get().announced == Announced.SHOWN


def test_the_number_goes_when_the_recording_is_kept(desk: Desk) -> None:
    report(desk, "ringing", number=MAIJA.tel)
    report(desk, "announced", 8)
    capture(plain(), desk=desk, now=NOW)
    report(desk, "ended", 180)
    assert calls.number_of(Call.objects.get(), desk)

    calls.forget(desk=desk, now=NOW)

    assert calls.number_of(Call.objects.get(), desk) == ""
    assert not SealedObject.objects.filter(kind=Kind.PAYLOAD).exists()


def test_everything_of_a_call_goes_in_a_day(desk: Desk) -> None:
    report(desk, "ringing", number=MAIJA.tel)

    calls.forget(desk=desk, now=NOW + timedelta(hours=24))

    assert not Call.objects.exists()
    assert list(desk.vault.objects()) == []
