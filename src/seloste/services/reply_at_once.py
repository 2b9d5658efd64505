"""A reply that was written elsewhere and is sent in one go.

It goes through the same draft and the same checks as one written on the page.
It never touches what the person is writing there.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from seloste.domain.draft import DraftWords
from seloste.domain.errors import SelosteError
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.services import drafts, expected, replies
from seloste.services.access import NotFound
from seloste.services.replies import ReplyConflict


@dataclass(frozen=True, slots=True)
class WholeReply:
    """A reply as it is to go; without ``to`` it goes to the customer."""

    purpose: str
    words: DraftWords
    strangers: bool = False
    version: int | None = None


def send(
    thread: UUID, reply: WholeReply, *, desk: Desk, actor: Actor, now: datetime
) -> UUID:
    """Send a reply; return the contact it became.

    Raises NotFound, PurposeRefused, VersionMismatch, DraftRefused,
    ReplyConflict (draft: one is being written on the page) and the refusals of
    sending; then nothing was sent and nothing is left.
    """
    if actor.staff_id is None:
        raise NotFound("no such record")
    with expected.talk_at(thread, reply.version, actor=actor, now=now):
        if drafts.exists(thread, staff_id=actor.staff_id):
            raise ReplyConflict("draft")
    editor = replies.begin(
        thread, purpose_id=reply.purpose, desk=desk, actor=actor, now=now
    )
    first = editor.draft.words
    words = DraftWords(
        text=reply.words.text,
        subject=reply.words.subject or first.subject,
        to=reply.words.to or first.to,
        cc=reply.words.cc,
        language=reply.words.language or first.language,
    )
    try:
        return replies.send(
            thread, words, desk=desk, actor=actor, now=now, strangers=reply.strangers
        )
    except SelosteError:
        drafts.discard(thread, desk=desk, actor=actor, now=now)
        raise
