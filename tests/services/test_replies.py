"""Replies: to whom, with what, and never past what happened meanwhile."""

import io
import re
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from seloste.domain.contact import Kind, Party, PartyRole
from seloste.domain.conversation import ConversationMove
from seloste.domain.draft import DraftRefused, DraftWords
from seloste.domain.notice import PurposeRefused
from seloste.domain.outgoing import OutgoingRefused
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.records.models import (
    AuditLeaf,
    Contact,
    Conversation,
    Draft,
    Mailbox,
    Outgoing,
    SatisfactionAsked,
    SealedObject,
    Template,
)
from seloste.services import (
    conversations,
    drafts,
    mail_sending,
    outgoing_mail,
    queues,
    replies,
)
from seloste.services.access import NotFound
from seloste.services.capture import capture
from seloste.services.outgoing_mail import Reply
from seloste.services.queues import QueueSettings
from seloste.services.replies import ReplyConflict
from tests.fakes.mail import FakeSender
from tests.services import deliveries, mails
from tests.services.conftest import NOW
from tests.services.talks import me, worker

LATER = NOW + timedelta(minutes=5)
MAIJA = "maija@example.fi"
WORDS = DraftWords(
    text="Hei, huoltomies tulee.", subject="Re: Vesivahinko", to=(MAIJA,)
)


@pytest.fixture
def sender() -> FakeSender:
    return FakeSender()


@pytest.fixture
def desk(desk: Desk, sender: FakeSender) -> Desk:
    return mails.sending(desk, sender)


@pytest.fixture
def box(registers: None, desk: Desk) -> Mailbox:
    return mails.mailbox()


@pytest.fixture
def eino(registers: None) -> Actor:
    return worker("eino")


@pytest.fixture
def thread(desk: Desk, box: Mailbox) -> UUID:
    delivery = deliveries.mail(source=box.source_id, address=mails.ADDRESS)
    return mails.thread_of(capture(delivery, desk=desk, now=NOW).id)


def begin(thread: UUID, desk: Desk, who: Actor) -> replies.Editor:
    return replies.begin(thread, purpose_id="service", desk=desk, actor=who, now=NOW)


def send(
    thread: UUID,
    desk: Desk,
    who: Actor,
    words: DraftWords = WORDS,
    *,
    strangers: bool = False,
    seen_version: int | None = None,
) -> UUID:
    return replies.send(
        thread,
        words,
        desk=desk,
        actor=who,
        now=LATER,
        strangers=strangers,
        seen_version=seen_version,
    )


def keep_template(text: str) -> None:
    Template.objects.create(
        register_id="retta",
        word="kysely",
        name="Kysely",
        kind="snippet",
        text_fi=text,
        text_sv=text,
        text_en=text,
        changed_at=NOW,
    )


def writes_again(thread: UUID, desk: Desk, box: Mailbox) -> None:
    more = deliveries.mail(
        source=box.source_id,
        source_id="<2@example.fi>",
        address=mails.ADDRESS,
        continues=thread,
        parts=(),
    )
    capture(more, desk=desk, now=NOW + timedelta(minutes=1))


def test_editor_begins_with_the_customer_and_the_subject(
    desk: Desk, thread: UUID, eino: Actor
) -> None:
    editor = begin(thread, desk, eino)

    assert editor.draft.words.to == (MAIJA,)
    assert editor.draft.words.subject == "Re: Vesivahinko"
    assert editor.known == (MAIJA,)


def test_whom_it_goes_to_is_read_for_a_purpose_and_audited(
    desk: Desk, thread: UUID, eino: Actor
) -> None:
    begin(thread, desk, eino)

    assert AuditLeaf.objects.filter(action="number.unmasked").count() == 1
    with pytest.raises(PurposeRefused):
        replies.begin(thread, purpose_id="quality", desk=desk, actor=eino, now=NOW)


def test_a_reply_is_kept_sent_and_its_draft_destroyed(
    desk: Desk, thread: UUID, eino: Actor, sender: FakeSender
) -> None:
    begin(thread, desk, eino)
    assert SealedObject.objects.filter(kind=Kind.DRAFT).exists()

    contact = send(thread, desk, eino)
    mail_sending.send(Outgoing.objects.get(contact=contact).id, desk=desk, now=LATER)

    assert sender.taken[0].parsed.get_content().strip() == "Hei, huoltomies tulee."
    assert Contact.objects.get(pk=contact).thread == thread
    assert not SealedObject.objects.filter(kind=Kind.DRAFT).exists()
    assert Conversation.objects.get(pk=thread).state == "waiting"


def test_files_go_with_the_reply(
    desk: Desk, thread: UUID, eino: Actor, sender: FakeSender
) -> None:
    begin(thread, desk, eino)
    drafts.add_file(
        thread, io.BytesIO(b"%PDF-1.7 x"), "ohje.pdf", desk=desk, actor=eino, now=NOW
    )

    contact = send(thread, desk, eino)
    mail_sending.send(Outgoing.objects.get(contact=contact).id, desk=desk, now=LATER)

    files = list(sender.taken[0].parsed.iter_attachments())
    assert [one.get_filename() for one in files] == ["ohje.pdf"]


def test_a_link_to_the_anonymous_question_is_made_as_the_reply_goes(
    desk: Desk, thread: UUID, eino: Actor, sender: FakeSender
) -> None:
    begin(thread, desk, eino)
    assert not SatisfactionAsked.objects.exists()
    words = replace(WORDS, text="Hei. Miten onnistuimme? {satisfaction_link}")

    contact = send(thread, desk, eino, words)
    mail_sending.send(Outgoing.objects.get(contact=contact).id, desk=desk, now=LATER)

    text = sender.taken[0].parsed.get_content()
    assert re.search(r"onnistuimme\?\s+http://[\w.:]+/answer/[\w-]{27}/", text)
    assert SatisfactionAsked.objects.get().channel == "mail"


def test_a_link_stays_a_blank_in_the_draft(
    desk: Desk, thread: UUID, eino: Actor
) -> None:
    keep_template("Miten onnistuimme? {satisfaction_link}")

    (template,) = begin(thread, desk, eino).templates

    assert template.texts["fi"] == "Miten onnistuimme? {satisfaction_link}"
    assert not SatisfactionAsked.objects.exists()


def test_nothing_is_sent_past_a_newer_message(
    desk: Desk, thread: UUID, eino: Actor, box: Mailbox
) -> None:
    begin(thread, desk, eino)
    writes_again(thread, desk, box)

    with pytest.raises(ReplyConflict, match="arrived"):
        send(thread, desk, eino)

    assert not Outgoing.objects.exists()
    kept = drafts.find(thread, staff_id=me(eino), desk=desk)
    assert kept is not None
    assert kept.words.text == WORDS.text


def test_nothing_is_sent_where_a_colleague_answered(
    desk: Desk, thread: UUID, eino: Actor
) -> None:
    saara = worker("saara")
    begin(thread, desk, eino)
    outgoing_mail.send_reply(
        thread,
        Reply(text="Hei!"),
        desk=desk,
        actor=saara,
        now=NOW + timedelta(minutes=1),
    )

    with pytest.raises(ReplyConflict, match="answered"):
        send(thread, desk, eino)

    assert Outgoing.objects.count() == 1


def test_of_two_who_write_at_once_the_second_is_told(
    desk: Desk, thread: UUID, eino: Actor
) -> None:
    saara = worker("saara")
    begin(thread, desk, eino)
    begin(thread, desk, saara)
    send(thread, desk, saara)

    with pytest.raises(ReplyConflict, match="answered"):
        send(thread, desk, eino)

    assert begin(thread, desk, eino).conflict == "answered"


def test_whoever_has_read_the_news_may_send(
    desk: Desk, thread: UUID, eino: Actor, box: Mailbox
) -> None:
    begin(thread, desk, eino)
    writes_again(thread, desk, box)
    editor = begin(thread, desk, eino)

    send(thread, desk, eino, seen_version=editor.version)

    assert Outgoing.objects.count() == 1


def test_being_assigned_is_no_news(desk: Desk, thread: UUID, eino: Actor) -> None:
    begin(thread, desk, eino)
    conversations.move(thread, ConversationMove.TAKE, actor=eino, now=LATER)

    send(thread, desk, eino)

    assert Outgoing.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (DraftWords(text="  ", to=(MAIJA,)), "empty"),
        (DraftWords(text="Hei"), "no-recipient"),
        (DraftWords(text="Hei", to=("ei osoite",)), "bad-address"),
        (DraftWords(text="Hei", to=(MAIJA,), cc=("x@b.fi",)), "unknown-recipient"),
    ],
)
def test_what_cannot_be_sent_is_refused_and_the_draft_stays(
    desk: Desk, thread: UUID, eino: Actor, words: DraftWords, reason: str
) -> None:
    begin(thread, desk, eino)

    with pytest.raises(DraftRefused, match=reason):
        send(thread, desk, eino, words)

    assert Draft.objects.exists()
    assert not Outgoing.objects.exists()


def test_it_goes_to_a_stranger_only_where_that_was_said(
    desk: Desk, thread: UUID, eino: Actor
) -> None:
    begin(thread, desk, eino)
    words = DraftWords(text="Hei", to=(MAIJA,), cc=("huolto@example.fi",))

    send(thread, desk, eino, words, strangers=True)

    assert Outgoing.objects.count() == 1


def test_a_reply_that_cannot_be_sent_leaves_its_draft(
    desk: Desk, thread: UUID, eino: Actor, box: Mailbox
) -> None:
    begin(thread, desk, eino)
    Mailbox.objects.update(paused=True)

    with pytest.raises(OutgoingRefused, match="mailbox-paused"):
        send(thread, desk, eino)

    assert Draft.objects.exists()
    assert Contact.objects.filter(thread=thread).count() == 1


def test_nobody_answers_for_another_register(desk: Desk, thread: UUID) -> None:
    sanna = worker("sanna", register="sok-mara")

    with pytest.raises(NotFound):
        begin(thread, desk, sanna)
    with pytest.raises(NotFound):
        send(thread, desk, sanna)

    assert not Outgoing.objects.exists()


def test_what_was_nobodys_is_whose_answer_it_got(
    desk: Desk, thread: UUID, eino: Actor
) -> None:
    begin(thread, desk, eino)
    assert Conversation.objects.get(pk=thread).assignee_id is None

    send(thread, desk, eino)

    assert Conversation.objects.get(pk=thread).assignee_id == eino.staff_id
    assert AuditLeaf.objects.filter(action="conversation.assigned").count() == 1


def test_what_is_a_colleagues_stays_theirs(
    desk: Desk, thread: UUID, eino: Actor
) -> None:
    elli = worker("elli")
    conversations.assign(
        thread, queue_id=None, staff_id=elli.staff_id, actor=elli, now=NOW
    )
    begin(thread, desk, eino)

    send(thread, desk, eino)

    assert Conversation.objects.get(pk=thread).assignee_id == elli.staff_id


def test_our_own_mailbox_is_no_recipient(
    desk: Desk, thread: UUID, eino: Actor, box: Mailbox
) -> None:
    both = (
        Party(PartyRole.CUSTOMER, mailto=MAIJA),
        Party(PartyRole.OTHER, mailto=box.address),
    )
    more = deliveries.mail(
        source=box.source_id,
        source_id="<2@example.fi>",
        address=mails.ADDRESS,
        continues=thread,
        parties=both,
    )
    capture(more, desk=desk, now=NOW)

    assert begin(thread, desk, eino).known == (MAIJA,)


def test_a_queue_is_called_in_the_language_of_the_reply(
    desk: Desk, thread: UUID, eino: Actor
) -> None:
    keep_template("{queue}")
    queue_id = queues.set_queue(
        QueueSettings("retta", "palvelu", "Palvelu", "Kundservice", "Service"),
        actor=eino,
        now=NOW,
    )
    Conversation.objects.filter(pk=thread).update(queue=queue_id)

    [filled] = begin(thread, desk, eino).templates

    assert filled.texts == {"fi": "Palvelu", "sv": "Kundservice", "en": "Service"}
