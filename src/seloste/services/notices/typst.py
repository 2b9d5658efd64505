"""Write a notice as Typst mark-up, to be set as a PDF/A on A4.

Every text goes in as a string literal of the Typst language, so nothing that
a notice says can become mark-up. The look is in data/notice.typ.
"""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from seloste.domain.notice_text.document import (
    Block,
    Bullets,
    Entries,
    Entry,
    NoticeDocument,
    Paragraph,
    Section,
    Table,
    spans,
)


def write(document: NoticeDocument) -> str:
    """Return the notice as Typst mark-up that needs no other file."""
    day = document.effective
    labels = document.labels
    head = (
        "#show: notice.with("
        f"title: {string(document.title)}, "
        f"kind: {string(labels.kind)}, "
        f"controllers: {string(document.controllers)}, "
        f"in-force: {string(labels.in_force)}, "
        f"contents: {string(labels.contents)}, "
        f"page-word: {string(labels.page)}, "
        f"language: {string(document.language)}, "
        f"effective: datetime(year: {day.year}, month: {day.month}, day: {day.day}))"
    )
    sections = (_section(document, section) for section in document.sections)
    return "\n".join((_look(), head, *sections)) + "\n"


def looks() -> str:
    """Return the definitions that blocks need, without the page of a notice."""
    return _look()


@cache
def _look() -> str:
    return files(__package__).joinpath("data", "notice.typ").read_text("utf-8")


def _section(document: NoticeDocument, section: Section) -> str:
    lines = [f"#heading({string(section.heading)})"]
    if section.explains:
        lines.append(f"#explains({string(document.labels.explains)})")
    lines += [block(one) for one in section.blocks]
    covers = [
        f"{label} {', '.join(items)}"
        for label, items in (
            (document.labels.basis, section.articles),
            (document.labels.promises, section.promises),
        )
        if items
    ]
    if covers:
        lines.append(f"#covers({string(' · '.join(covers))})")
    return "\n".join(lines)


def block(one: Block) -> str:
    """Return one block as mark-up; every text of it is escaped."""
    match one:
        case Paragraph(text):
            look = "lead" if text.endswith(":") else "par"
            return f"#{look}({_inline(text)})"
        case Bullets(items):
            return f"#bullets({_array(_inline(item) for item in items)})"
        case Entries(entries):
            look = "promises" if any(entry.anchor for entry in entries) else "entries"
            return f"#{look}({_array(_entry(entry) for entry in entries)})"
    return _table(one)


def _entry(entry: Entry) -> str:
    lines = _array(_inline(line) for line in entry.lines)
    return f"({_inline(entry.term)}, {lines})"


def _table(table: Table) -> str:
    columns = _array(_inline(column) for column in table.columns)
    rows = _array(_array(_cell(cell) for cell in row) for row in table.rows)
    return f"#periods({_inline(table.caption)}, {columns}, {rows})"


def _cell(text: str) -> str:
    return " + linebreak() + ".join(_inline(line) for line in text.split("\n"))


def _inline(text: str) -> str:
    """Return text as an expression, with its addresses as links."""
    return " + ".join(
        f"link({string(span.href)}, {string(span.text)})"
        if span.href
        else f"text({string(span.text)})"
        for span in spans(text)
    )


def _array(items: Iterable[str]) -> str:
    return f"({''.join(f'{item}, ' for item in items)})"


def string(text: str) -> str:
    """Return a string literal: one line, with nothing that could end it early."""
    plain = "".join(c if c.isprintable() else " " for c in text)
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
