"""Write a notice as Markdown (CommonMark with tables)."""

import re
from collections.abc import Iterator

from seloste.domain.notice_text.document import (
    Block,
    Bullets,
    Entries,
    Entry,
    NoticeDocument,
    Paragraph,
    Section,
    Span,
    Table,
    spans,
)

_SIGNS = re.compile(r"([\\`*_\[\]<>|~#&!])")
# What begins a list, a rule or a heading at the start of a line.
_BULLET = re.compile(r"^([-+=])")
_NUMBER = re.compile(r"^(\d+)([.)])")


def write(document: NoticeDocument) -> str:
    """Return the notice as Markdown."""
    blocks = [
        f"# {_escape(document.title)}",
        f"**{_escape(document.labels.kind)}.** {_escape(document.labels.in_force)}. "
        f"{_escape(document.controllers)}",
    ]
    for number, section in enumerate(document.sections, start=1):
        blocks += _section(document, number, section)
    return "\n\n".join(blocks) + "\n"


def _section(document: NoticeDocument, number: int, section: Section) -> Iterator[str]:
    yield f"## {number}. {_escape(section.heading)}"
    if section.explains:
        yield f"*{_escape(document.labels.explains)}*"
    yield from map(_block, section.blocks)
    said = []
    if section.articles:
        said.append(f"{document.labels.basis} {', '.join(section.articles)}")
    if section.promises:
        said.append(f"{document.labels.promises} {', '.join(section.promises)}")
    if said:
        yield f"*{_escape(' · '.join(said))}*"


def _block(block: Block) -> str:
    match block:
        case Paragraph(text):
            return _line(text)
        case Bullets(items):
            return "\n".join(f"- {_line(item)}" for item in items)
        case Entries(entries):
            return "\n".join(_entry(entry) for entry in entries)
    return _table(block)


def _entry(entry: Entry) -> str:
    if len(entry.lines) == 1:
        return f"- **{_escape(entry.term)}:** {_inline(entry.lines[0])}"
    said = (f"  - {_line(line)}" for line in entry.lines)
    return "\n".join((f"- **{_escape(entry.term)}**", *said))


def _table(table: Table) -> str:
    rows = (table.columns, tuple("---" for _ in table.columns))
    head = [_row(rows[0]), f"| {' | '.join(rows[1])} |"]
    body = [_row(row) for row in table.rows]
    return "\n".join((f"**{_escape(table.caption)}**", "", *head, *body))


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(_cell(cell) for cell in cells)} |"


def _cell(text: str) -> str:
    return "<br>".join(_inline(line) for line in text.split("\n"))


def _line(text: str) -> str:
    """Return text that begins a line, where some signs would begin a list."""
    return _NUMBER.sub(r"\1\\\2", _BULLET.sub(r"\\\1", _inline(text)))


def _inline(text: str) -> str:
    return "".join(_span(span) for span in spans(" ".join(text.split())))


def _span(span: Span) -> str:
    if not span.href:
        return _escape(span.text)
    return f"[{_escape(span.text)}](<{span.href.replace('|', '%7C')}>)"


def _escape(text: str) -> str:
    return _SIGNS.sub(r"\\\1", text)
