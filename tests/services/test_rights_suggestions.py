"""Messages that read like a request: suggested once, turned away, decided by nobody."""

from datetime import timedelta
from uuid import UUID

import pytest

from seloste.domain.contact import Channel, Kind, Part
from seloste.domain.form import FormAnswer
from seloste.domain.rights import RequestKind
from seloste.domain.staff import Actor, Role, system
from seloste.ports.desk import Desk
from seloste.records.models import AuditLeaf, RightsRequest, RightsSuggestion
from seloste.services import capture, chats, form_answers, rights_suggestions
from seloste.services.access import NotFound
from seloste.services.message_view import MessageUnreadable
from tests.services import deliveries
from tests.services.chatting import begun, said
from tests.services.conftest import NOW
from tests.services.deliveries import opener
from tests.services.works import staff

pytestmark = pytest.mark.usefixtures("registers")
PROGRAM = system("rights")
LATER = NOW + timedelta(minutes=5)
MINUTE = timedelta(minutes=1)


def written(desk: Desk, text: str, number: int = 1) -> UUID:
    source_id = f"<{number}@example.fi>"
    raw = (
        "From: Maija <maija@example.fi>\r\nTo: asiakaspalvelu@example.fi\r\n"
        f"Subject: Asia\r\nMessage-ID: {source_id}\r\n"
        f"Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n"
    )
    part = Part(
        kind=Kind.MESSAGE, open=opener(raw.encode()), media_type="message/rfc822"
    )
    delivery = deliveries.mail(source_id=source_id, parts=(part,))
    receipt = capture.capture(delivery, desk=desk, now=NOW)
    assert receipt.id is not None
    return receipt.id


def look(desk: Desk) -> int:
    return rights_suggestions.look_through(desk=desk, actor=PROGRAM, now=LATER)


def test_a_mail_that_asks_is_suggested_and_nothing_is_decided(desk: Desk) -> None:
    contact = written(desk, "Hei, haluan tietoni.")

    assert look(desk) == 1

    assert rights_suggestions.of(contact) is RequestKind.ACCESS
    assert not RightsRequest.objects.exists()
    assert AuditLeaf.objects.get(action="rights.suggested").object_id == str(contact)


def test_a_mail_about_something_else_is_not_suggested(desk: Desk) -> None:
    contact = written(desk, "Hei, keittiössä on vesivahinko.")

    assert look(desk) == 0
    assert rights_suggestions.of(contact) is None


def test_what_is_only_quoted_is_not_what_somebody_asks(desk: Desk) -> None:
    written(desk, "Kiitos!\r\n\r\n> Haluan tietoni.")

    assert look(desk) == 0


def test_a_message_is_looked_at_once(desk: Desk) -> None:
    contact = written(desk, "Haluan tietoni.")
    look(desk)
    RightsSuggestion.objects.all().delete()

    assert look(desk) == 0
    assert rights_suggestions.of(contact) is None


def test_many_are_looked_at_one_batch_after_the_other(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("seloste.services.rights_suggestions.AT_ONCE", 1)
    written(desk, "Haluan tietoni.")

    assert [look(desk), look(desk)] == [1, 0]


def test_a_suggestion_is_turned_away_by_a_person(desk: Desk) -> None:
    contact = written(desk, "Haluan tietoni.")
    look(desk)
    eino = staff("eino", Role.AGENT)

    rights_suggestions.dismiss(contact, actor=eino, now=LATER)

    assert rights_suggestions.of(contact) is None
    assert not rights_suggestions.standing(("retta",))
    assert AuditLeaf.objects.filter(action="rights.dismissed").count() == 1
    with pytest.raises(NotFound):
        rights_suggestions.dismiss(contact, actor=eino, now=LATER)


def test_nobody_of_another_register_turns_a_suggestion_away(desk: Desk) -> None:
    contact = written(desk, "Haluan tietoni.")
    look(desk)
    mika = staff("mika", Role.AGENT, register="sok-mara")

    for actor in (mika, Actor(id="operator:0")):
        with pytest.raises(NotFound):
            rights_suggestions.dismiss(contact, actor=actor, now=LATER)

    assert [one.contact_id for one in rights_suggestions.standing(("retta",))] == [
        contact
    ]


def test_a_form_that_asks_is_suggested(desk: Desk) -> None:
    answer = FormAnswer(site="palaute", reference="R", message="Poistakaa tietoni")
    part = Part(
        kind=Kind.FORM_ANSWER,
        open=opener(answer.to_json()),
        media_type=form_answers.TYPE,
    )
    delivery = deliveries.mail(channel=Channel.FORM, parts=(part,))
    receipt = capture.capture(delivery, desk=desk, now=NOW)
    assert receipt.id is not None

    assert look(desk) == 1

    assert rights_suggestions.of(receipt.id) is RequestKind.ERASURE


def test_a_chat_that_asks_is_suggested_when_it_has_ended(desk: Desk) -> None:
    chat = begun(desk)
    said(chat, "Hei, haluan kaikki tietoni", desk=desk)
    assert look(desk) == 0

    chats.end(chat, actor=chats.VISITOR, desk=desk, now=LATER + MINUTE)

    found = rights_suggestions.look_through(
        desk=desk, actor=PROGRAM, now=LATER + 2 * MINUTE
    )
    assert found == 1
    assert rights_suggestions.of(chat) is RequestKind.ACCESS


def test_a_message_that_cannot_be_read_is_passed_over(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(_: bytes) -> None:
        raise MessageUnreadable("too-deep")

    written(desk, "Haluan tietoni.")
    monkeypatch.setattr(
        "seloste.services.rights_suggestions.message_view.view_message", unreadable
    )

    assert look(desk) == 0
