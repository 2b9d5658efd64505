"""Promises S-07 and S-18 with what an exchange reported: kept, and sabotaged."""

from dataclasses import replace
from datetime import timedelta

from seloste.domain.call import CallEvent
from seloste.domain.capture import Announced
from seloste.domain.contact import Announcement
from seloste.domain.verification import Verdict
from seloste.ports.desk import Desk
from seloste.records.models import AuditLeaf, Contact
from seloste.services import calls
from seloste.services.calls import CallNews
from seloste.services.capture import capture
from tests.services.conftest import NOW
from tests.services.deliveries import STARTED, announced_call
from tests.services.verification.conftest import Ask, broken, found


def report(desk: Desk, event: CallEvent, second: int) -> None:
    news = CallNews("reported", event, STARTED + timedelta(seconds=second))
    calls.report(news, source="sok-calls", desk=desk, now=NOW)


def test_reported_announcements_prove_that_callers_were_told(
    ask: Ask, desk: Desk
) -> None:
    report(desk, CallEvent.ANNOUNCED, 8)
    said = replace(announced_call(source_id="reported"), announcement=Announcement())
    capture(said, desk=desk, now=NOW)
    assert found(ask("S-07"), "announcement-shown").count == 2

    Contact.objects.update(announced=Announced.NOT_NEEDED)

    assert "announcement-missing" in broken(ask("S-07"))


def test_refusals_prove_that_their_text_was_said(ask: Ask, desk: Desk) -> None:
    report(desk, CallEvent.REFUSED, 8)

    assert found(ask("S-18"), "refusals-answered").verdict is Verdict.PROVED


def test_a_recording_of_a_refused_call_breaks_the_promise(ask: Ask, desk: Desk) -> None:
    report(desk, CallEvent.REFUSED, 8)
    assert broken(ask("S-18")) == set()

    Contact.objects.filter(dialogs__isnull=False, register_id="sok-mara").update(
        announced=Announced.REFUSED
    )

    assert "refused-recorded" in broken(ask("S-18"))


def test_a_refusal_whose_text_nobody_logged_breaks_the_promise(
    ask: Ask, desk: Desk
) -> None:
    report(desk, CallEvent.REFUSED, 8)

    AuditLeaf.objects.filter(action="call.refused").delete()

    assert "refusal-unanswered" in broken(ask("S-18"))
