"""Reading a document in tests: its words, without its structure."""

from seloste.domain.notice_text.document import (
    Block,
    Bullets,
    Entries,
    NoticeDocument,
    Paragraph,
    Section,
    Table,
)


def section(document: NoticeDocument, key: str) -> Section:
    """Return the section of that key."""
    return next(one for one in document.sections if one.key == key)


def keys(document: NoticeDocument) -> list[str]:
    """Return the keys of the sections in order."""
    return [one.key for one in document.sections]


def words(section_: Section) -> str:
    """Return every word of a section, a line for each sentence, item or cell."""
    return "\n".join(line for block in section_.blocks for line in _lines(block))


def _lines(block: Block) -> list[str]:
    match block:
        case Paragraph(text):
            return [text]
        case Bullets(items):
            return list(items)
        case Entries(entries):
            return [one for entry in entries for one in (entry.term, *entry.lines)]
        case Table(caption, columns, rows):
            return [caption, *columns, *(cell for row in rows for cell in row)]
