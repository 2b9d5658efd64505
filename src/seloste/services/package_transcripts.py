"""The transcript of a call as files of a package: text, a page, and a PDF.

The caller has checked that the words are certified, and hidden what has to be.
"""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from seloste.domain.notice import Language
from seloste.domain.package_report import transcript
from seloste.domain.package_report.transcript import CallCopy, Stood
from seloste.domain.staff import Role
from seloste.domain.transcript import Transcript as Words
from seloste.ports.desk import Desk
from seloste.records.models import SealedObject
from seloste.services import package_pages, staff, transcripts


def copy_of(item: SealedObject, words: Words, *, hides: bool) -> CallCopy:
    """Return the words of a recording as they are given, with who stood up for them."""
    row = transcripts.of_dialog(item.dialog.pk)
    register = item.register_id
    return CallCopy(
        words=words,
        started_at=item.dialog.started_at,
        checked=_stood(
            row.checked_by_id if row else None,
            row.checked_at if row else None,
            register,
            transcripts.EDITORS,
        ),
        certified=_stood(
            row.certified_by_id if row else None,
            row.certified_at if row else None,
            register,
            transcripts.CERTIFIERS,
        ),
        hides=hides,
    )


def _stood(
    staff_id: UUID | None, at: datetime | None, register: str, roles: frozenset[Role]
) -> Stood:
    """Return in which role somebody stood up for words, as they had it then."""
    if staff_id is None or at is None:
        return Stood(None, at)
    held = staff.roles_of(staff_id, register, at) & roles
    return Stood(min(held, default=None), at)


def texts(
    copy: CallCopy, language: Language, *, desk: Desk
) -> Iterator[tuple[str, str, bytes]]:
    """Yield the files of a transcript: ending, media type, and its bytes."""
    title, sections = transcript.title(language), transcript.sections(copy, language)
    plain = transcript.text(copy, language)
    yield "txt", "text/plain; charset=utf-8", plain.encode()
    page = "".join(package_pages.page(title, sections, language))
    yield "html", "text/html", page.encode()
    markup = package_pages.markup(title, sections, language)
    yield "pdf", "application/pdf", desk.pdf.pdf(markup)
