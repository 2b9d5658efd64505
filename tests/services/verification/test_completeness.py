"""Promise R-04 against the exchange's own list: drop one call and it is broken."""

from datetime import timedelta

from seloste.domain.outgoing import MailMode
from seloste.domain.verification import Verdict
from seloste.ports.desk import Desk
from seloste.records.models import (
    ChatLine,
    Disposal,
    FetchTask,
    Mailbox,
    MailCursor,
    MissedMail,
    ReportedCall,
    Source,
)
from seloste.services import completeness, disposal
from seloste.services.capture import capture
from seloste.services.completeness import Listed
from tests.services import mails
from tests.services.chatting import begun, said
from tests.services.conftest import NOW, SETUP
from tests.services.deliveries import STARTED, call
from tests.services.verification.conftest import Ask, broken, found, sweep

FIRST = "1777881600.17"
LATER = NOW + timedelta(hours=6)


def hand_over(desk: Desk, *ids: str) -> None:
    listed = [Listed(one, STARTED, answered=True, recorded=True) for one in ids]
    completeness.take_list(listed, source="retta-pbx", desk=desk, now=LATER)
    sweep(desk, LATER)


def test_without_a_list_nothing_can_be_compared(ask: Ask) -> None:
    assert found(ask("R-04"), "calls-not-compared").verdict is Verdict.GAP


def test_a_list_on_which_everything_is_kept_proves_it(ask: Ask, desk: Desk) -> None:
    hand_over(desk, FIRST)

    assert found(ask("R-04", at=LATER), "calls-complete").count == 1


def test_dropping_a_recording_breaks_the_promise(ask: Ask, desk: Desk) -> None:
    hand_over(desk, FIRST)
    assert broken(ask("R-04", at=LATER)) == set()

    hand_over(desk, FIRST, "lost")

    assert broken(ask("R-04", at=LATER)) == {"call-without-recording"}


def test_dropping_a_call_from_the_list_breaks_the_promise(ask: Ask, desk: Desk) -> None:
    capture(call(source_id="other"), desk=desk, now=NOW)
    hand_over(desk, FIRST, "other")
    assert broken(ask("R-04", at=LATER)) == set()

    ReportedCall.objects.latest("pk").delete()

    assert broken(ask("R-04", at=LATER)) == {"recording-without-call"}


def test_a_recording_that_could_not_be_fetched_breaks_the_promise(
    ask: Ask, desk: Desk
) -> None:
    hand_over(desk, FIRST)

    FetchTask.objects.create(
        source=Source.objects.get(slug="retta-pbx"),
        key="k",
        state=FetchTask.State.FAILED,
        announced_at=NOW,
        expires_at=LATER,
    )

    assert broken(ask("R-04", at=LATER)) == {"recording-not-fetched"}


def test_a_list_that_stopped_coming_is_a_gap(ask: Ask, desk: Desk) -> None:
    hand_over(desk, FIRST)
    later = LATER + timedelta(days=3)
    sweep(desk, later)

    assert found(ask("R-04", at=later), "calls-compared-late").verdict is Verdict.GAP


def test_a_mail_that_vanished_before_it_was_taken_breaks_the_promise(
    ask: Ask,
) -> None:
    box = mails.mailbox()
    Mailbox.objects.update(mode=MailMode.IMAP, polled_at=NOW)
    assert found(ask("R-04", at=LATER), "mails-complete").count == 1
    cursor = MailCursor.objects.create(mailbox=box, folder="INBOX", uidvalidity=1)

    MissedMail.objects.create(
        cursor=cursor, uid=3, first_seen_at=NOW, tried_at=NOW, error="gone"
    )

    assert broken(ask("R-04", at=LATER)) == {"mail-not-taken"}


def test_a_chat_that_lost_a_line_breaks_the_promise(ask: Ask, desk: Desk) -> None:
    chat = begun(desk)
    said(chat, "Hei", desk=desk)
    assert found(ask("R-04", at=LATER), "chats-complete").count == 1

    ChatLine.objects.filter(chat=chat).latest("seq").object.delete()

    assert "chat-lines-missing" in broken(ask("R-04", at=LATER))


def test_a_line_that_was_destroyed_with_a_certificate_is_not_missed(
    ask: Ask, desk: Desk
) -> None:
    chat = begun(desk)
    said(chat, "Hei", desk=desk)
    line = ChatLine.objects.filter(chat=chat).latest("seq")

    disposal.dispose(
        [line.pk], cause=Disposal.Cause.REQUESTED, desk=desk, actor=SETUP, now=NOW
    )
    sweep(desk, LATER)

    assert not ChatLine.objects.filter(pk=line.pk).exists()
    assert found(ask("R-04", at=LATER), "chats-complete").count == 1
