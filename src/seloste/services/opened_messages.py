"""A message somebody has opened: shown safely, its files to be downloaded.

Works on standing openings only; every read asks again.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from seloste.domain.contact import Kind
from seloste.ports.desk import Desk
from seloste.protocols.filename import safe_name
from seloste.records.models import Contact
from seloste.services import message_view, openings
from seloste.services.access import NotFound
from seloste.services.message_view import MessageView


@dataclass(frozen=True, slots=True)
class File:
    """A file to be downloaded, never to be shown; ``name`` is safe."""

    name: str
    content: bytes


def message(
    opening_id: UUID, *, staff_id: UUID, desk: Desk, now: datetime
) -> MessageView:
    """Return an opened message. Raises NotFound, PurposeRefused, MessageUnreadable."""
    opened = openings.opened(opening_id, staff_id=staff_id, now=now)
    if opened.kind is not Kind.MESSAGE:
        raise NotFound("no such record")
    data = openings.read(opening_id, staff_id=staff_id, desk=desk, now=now)
    return message_view.view_message(data)


def file_of_message(
    opening_id: UUID, number: int, *, staff_id: UUID, desk: Desk, now: datetime
) -> File:
    """Return an attachment of an opened message.

    Raises NotFound, PurposeRefused, MessageUnreadable.
    """
    data = openings.read(opening_id, staff_id=staff_id, desk=desk, now=now)
    view, content = message_view.open_attachment(data, number)
    return File(view.name, content)


def file(opening_id: UUID, *, staff_id: UUID, desk: Desk, now: datetime) -> File:
    """Return an opened attachment of a contact, by the name it came with.

    Raises NotFound, PurposeRefused.
    """
    item = openings.opened_item(opening_id, staff_id=staff_id, now=now)
    if item.kind != Kind.ATTACHMENT:
        raise NotFound("no such record")
    meta = openings.meta_of(Contact.objects.get(pk=item.record_id))
    names = openings.metadata(meta, desk).filenames
    name = safe_name(names.get(str(item.id), ""), fallback="attachment")
    return File(name, desk.vault.open(item.ref(), inline=item.inline()))
