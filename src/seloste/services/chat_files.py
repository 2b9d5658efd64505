"""Files shared in a chat: captured as a leg of its contact, then said as a line.

They take the way of every file: sealed with the contact's dates, looked
through for malware where that is set up, and withheld until then.
"""

import io
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from seloste.domain.chat import LARGEST_FILE, Author, ChatRefused, ChatState, Shared
from seloste.domain.contact import Channel, Delivery, Kind, Part
from seloste.ports.desk import Desk
from seloste.protocols.filename import safe_name
from seloste.records.models import Attachment, Chat, SealedObject
from seloste.services import chat_lines, openings, scans
from seloste.services.capture import Result, capture
from seloste.services.chat_lines import Said


@dataclass(frozen=True, slots=True)
class Given:
    """A file as it is handed in; ``name`` and ``data`` are personal data."""

    client_id: UUID
    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Taken:
    """A file as it is handed out; ``name`` is safe."""

    name: str
    data: bytes


def share(
    chat_id: UUID,
    given: Given,
    *,
    staff_id: UUID | None = None,
    desk: Desk,
    now: datetime,
) -> int:
    """Keep a file and the line that says so; return its number.

    The same ``client_id`` twice is one file. ``staff_id`` is the agent's, None
    for the visitor. Raises ChatRefused and what capture raises.
    """
    chat = (
        Chat.objects.select_related("contact", "site", "assignee")
        .filter(pk=chat_id)
        .first()
    )
    if chat is None or chat.state == ChatState.ENDED:
        raise ChatRefused("over")
    if staff_id is not None and chat.assignee_id != staff_id:
        raise ChatRefused("not-yours")
    if not given.data:
        raise ChatRefused("empty")
    if len(given.data) > LARGEST_FILE:
        raise ChatRefused("too-large")
    shared = _kept(chat, given, desk=desk, now=now)
    agent = chat.assignee if staff_id else None
    said = Said(
        author=Author.AGENT if staff_id else Author.VISITOR,
        client_id=given.client_id,
        text="",
        name=agent.display_name if agent else "",
        staff_id=staff_id,
        file=shared,
    )
    return chat_lines.say(chat_id, said, desk=desk, now=now)


def _kept(chat: Chat, given: Given, *, desk: Desk, now: datetime) -> Shared:
    """Capture the file as a leg of the chat, once, and return what it became."""
    name = safe_name(given.name, fallback="file")
    source_id, leg = f"chat:{chat.token_sha256}", f"file:{given.client_id}"
    delivery = Delivery(
        source=chat.site.source_id,
        source_id=source_id,
        leg=leg,
        channel=Channel.CHAT,
        started_at=chat.contact.started_at,
        address=chat.site.address,
        parts=(
            Part(
                kind=Kind.ATTACHMENT,
                open=lambda: io.BytesIO(given.data),
                filename=name,
            ),
        ),
    )
    receipt = capture(delivery, desk=desk, now=now)
    if receipt.result not in {Result.LEG_ADDED, Result.DUPLICATE}:
        raise ChatRefused("not-kept")
    key = desk.vault.fingerprint(
        tenant=chat.contact.register_id,
        value=f"{chat.site.source_id}\x1f{source_id}\x1f{leg}",
    )
    row = Attachment.objects.filter(contact=chat.contact, leg_key=key).first()
    if row is None:
        raise ChatRefused("not-kept")
    return Shared(item=str(row.object_id), name=name, size=len(given.data))


def of_visitor(chat_id: UUID, item_id: UUID, *, desk: Desk) -> Taken:
    """Return a file of the visitor's own chat; the caller has checked the token.

    Raises ChatRefused, ContentWithheld.
    """
    item = SealedObject.objects.filter(
        pk=item_id,
        contact=chat_id,
        kind=Kind.ATTACHMENT,
        state=SealedObject.State.KEPT,
    ).first()
    chat = Chat.objects.select_related("contact").filter(pk=chat_id).first()
    if item is None or chat is None:
        raise ChatRefused("unknown-chat")
    scans.check(item, desk=desk)
    names = openings.metadata(openings.meta_of(chat.contact), desk).filenames
    name = safe_name(names.get(str(item.id), ""), fallback="file")
    return Taken(name, desk.vault.open(item.ref(), inline=item.inline()))
