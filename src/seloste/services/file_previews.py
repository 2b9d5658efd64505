"""Looking at a file without saving it: pictures drawn anew, or its text.

Made on demand under a standing opening and kept nowhere; the bytes somebody
sent are never shown as they are.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from seloste.ports.desk import Desk
from seloste.ports.preview import Previewer, PreviewRefused
from seloste.protocols import charset as charsets
from seloste.services import opened_messages, openings
from seloste.services.message_files import AttachmentView, OpenFile

LONGEST_TEXT = 2**16


@dataclass(frozen=True, slots=True)
class FilePreview:
    """What may be looked at of a file: so many pictures, or text, or why neither.

    ``refused`` is a reason of PreviewRefused. ``cut`` tells that there is more
    text than is shown.
    """

    file: AttachmentView
    contact_id: UUID
    pages: int = 0
    text: str = ""
    cut: bool = False
    refused: str = ""


def look_at(
    opening_id: UUID, number: str, *, staff_id: UUID, desk: Desk, now: datetime
) -> FilePreview:
    """Return what may be looked at of a file.

    Raises NotFound, PurposeRefused, ContentWithheld, MessageUnreadable,
    PreviewUnavailable.
    """
    found = opened_messages.open_file(
        opening_id, number, staff_id=staff_id, desk=desk, now=now
    )
    opened = openings.opened(opening_id, staff_id=staff_id, now=now)
    if found.view.is_text:
        text, _ = charsets.decode(found.content[:LONGEST_TEXT], found.charset)
        cut = len(found.content) > LONGEST_TEXT
        return FilePreview(found.view, opened.contact_id, text=text, cut=cut)
    try:
        pages = _pages(found, desk.previewer)
    except PreviewRefused as refusal:
        return FilePreview(found.view, opened.contact_id, refused=refusal.reason)
    return FilePreview(found.view, opened.contact_id, pages=pages)


def _pages(found: OpenFile, previewer: Previewer | None) -> int:
    if previewer is None or not found.view.previews:
        raise PreviewRefused("unsupported")
    return previewer.pages(found.content, media_type=found.view.media_type)


def page(
    opening_id: UUID,
    number: str,
    page_number: int,
    *,
    staff_id: UUID,
    desk: Desk,
    now: datetime,
) -> bytes:
    """Return one picture of a file as PNG.

    Raises NotFound, PurposeRefused, ContentWithheld, MessageUnreadable,
    PreviewRefused, PreviewUnavailable.
    """
    found = opened_messages.open_file(
        opening_id, number, staff_id=staff_id, desk=desk, now=now
    )
    if desk.previewer is None:
        raise PreviewRefused("unsupported")
    return desk.previewer.page(
        found.content, media_type=found.view.media_type, number=page_number
    )
