"""A message somebody has opened: shown safely, its files saved or looked at.

Works on standing openings only; every read asks again, and whether the scanner
lets it out is asked with it.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from seloste.domain.contact import Kind
from seloste.ports.desk import Desk
from seloste.protocols.filename import safe_name
from seloste.records.models import Contact
from seloste.services import message_files, message_view, openings, scans
from seloste.services.access import NotFound
from seloste.services.message_files import OpenFile
from seloste.services.message_view import LinkView, MessageView

ITSELF = "0"
"""The number of the opened item itself, where it is a file."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to be downloaded, never to be shown; ``name`` is safe."""

    name: str
    content: bytes


def message(
    opening_id: UUID, *, staff_id: UUID, desk: Desk, now: datetime
) -> MessageView:
    """Return an opened message.

    Raises NotFound, PurposeRefused, ContentWithheld, MessageUnreadable.
    """
    data = _read(opening_id, staff_id=staff_id, desk=desk, now=now)
    return message_view.view_message(data, previewer=desk.previewer)


def formatted(
    opening_id: UUID, number: str, *, staff_id: UUID, desk: Desk, now: datetime
) -> str:
    """Return the safe HTML of an opened message, or of one inside it ("1.2").

    Raises NotFound, PurposeRefused, ContentWithheld, MessageUnreadable.
    """
    data = _read(opening_id, staff_id=staff_id, desk=desk, now=now)
    return message_view.formatted(data, number=number, previewer=desk.previewer)


def link(
    opening_id: UUID, number: str, *, staff_id: UUID, desk: Desk, now: datetime
) -> LinkView:
    """Return a link of an opened message, to be warned of.

    Raises NotFound, PurposeRefused, ContentWithheld, MessageUnreadable.
    """
    data = _read(opening_id, staff_id=staff_id, desk=desk, now=now)
    return message_view.open_link(data, number, previewer=desk.previewer)


def original(opening_id: UUID, *, staff_id: UUID, desk: Desk, now: datetime) -> File:
    """Return an opened message as it arrived, every byte of it.

    Raises NotFound, PurposeRefused, ContentWithheld.
    """
    data = _read(opening_id, staff_id=staff_id, desk=desk, now=now)
    return File("message.eml", data)


def _read(opening_id: UUID, *, staff_id: UUID, desk: Desk, now: datetime) -> bytes:
    opened = openings.opened(opening_id, staff_id=staff_id, now=now)
    if opened.kind is not Kind.MESSAGE:
        raise NotFound("no such record")
    return openings.read(opening_id, staff_id=staff_id, desk=desk, now=now)


def open_file(
    opening_id: UUID, number: str, *, staff_id: UUID, desk: Desk, now: datetime
) -> OpenFile:
    """Return a file: one that an opened message carries, or the opened item itself.

    Raises NotFound, PurposeRefused, ContentWithheld, MessageUnreadable.
    """
    if number == ITSELF:
        return _itself(opening_id, staff_id=staff_id, desk=desk, now=now)
    data = _read(opening_id, staff_id=staff_id, desk=desk, now=now)
    return message_view.open_attachment(data, number, previewer=desk.previewer)


def _itself(opening_id: UUID, *, staff_id: UUID, desk: Desk, now: datetime) -> OpenFile:
    item = openings.opened_item(opening_id, staff_id=staff_id, now=now)
    if item.kind != Kind.ATTACHMENT:
        raise NotFound("no such record")
    scans.check(item, desk=desk)
    meta = openings.meta_of(Contact.objects.get(pk=item.record_id))
    names = openings.metadata(meta, desk).filenames
    name = safe_name(names.get(str(item.id), ""), fallback="attachment")
    content = desk.vault.open(item.ref(), inline=item.inline())
    return message_files.of_bytes(content, name=name)


def file_of_message(
    opening_id: UUID, number: str, *, staff_id: UUID, desk: Desk, now: datetime
) -> File:
    """Return a file of an opened message, to be saved.

    Raises NotFound, PurposeRefused, ContentWithheld, MessageUnreadable.
    """
    if number == ITSELF:
        raise NotFound("no such record")
    found = open_file(opening_id, number, staff_id=staff_id, desk=desk, now=now)
    return File(found.view.name, found.content)


def file(opening_id: UUID, *, staff_id: UUID, desk: Desk, now: datetime) -> File:
    """Return an opened attachment of a contact, by the name it came with.

    Raises NotFound, PurposeRefused, ContentWithheld.
    """
    found = _itself(opening_id, staff_id=staff_id, desk=desk, now=now)
    return File(found.view.name, found.content)
