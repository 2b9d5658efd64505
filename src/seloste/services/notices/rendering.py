"""Render a notice: as a web page, a PDF, Markdown, or the words a caller hears.

The words come from the facts of the notice (see ``domain.notice_text``); this
only picks the writer.
"""

from enum import StrEnum

from seloste.domain.contact import Channel
from seloste.domain.errors import SelosteError
from seloste.domain.notice import Language, Notice
from seloste.domain.notice_text import KEY_BACKUP_DAYS, caller_text, compose
from seloste.ports.documents import PdfMaker
from seloste.services.notices import html, markdown, typst


class Form(StrEnum):
    """What a notice can be rendered as."""

    HTML = "html"
    PDF = "pdf"
    MARKDOWN = "markdown"
    CALLER = "caller"


class PdfUnavailable(SelosteError):
    """A PDF was asked for where there is nothing to make it with."""

    code = "pdf-unavailable"


def render(
    notice: Notice,
    language: Language,
    form: Form | str,
    pdf: PdfMaker | None = None,
    *,
    key_backup_days: int = KEY_BACKUP_DAYS,
    address: str = "",
) -> bytes | str:
    """Return the notice in one language and form; a PDF is bytes, all else text.

    ``address`` is where the notice is published, said to callers. Raises
    PdfUnavailable where ``pdf`` is not given, ChannelNotPromised for the words
    to callers where the notice keeps no calls, and ValueError for another form.
    """
    wanted = Form(form)
    if wanted is Form.CALLER:
        return caller_text(notice, Channel.CALL, language, address=address)
    document = compose(notice, language, key_backup_days=key_backup_days)
    if wanted is Form.MARKDOWN:
        return markdown.write(document)
    if wanted is Form.HTML:
        return html.page(document)
    if pdf is None:
        raise PdfUnavailable("nothing is configured to make a PDF with")
    return pdf.pdf(typst.write(document))


def fragment(
    notice: Notice, language: Language, *, key_backup_days: int = KEY_BACKUP_DAYS
) -> str:
    """Return the notice as one HTML element, to stand on a page of ours."""
    return html.fragment(compose(notice, language, key_backup_days=key_backup_days))
