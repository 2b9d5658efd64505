"""Write a notice as HTML: a fragment for a page of ours, or a page by itself.

The page carries its own style and loads nothing. Every text is escaped here;
nothing that a notice says can become mark-up.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from html import escape
from importlib.resources import files

from seloste.domain.notice import Language
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

LANGUAGE_NAMES: Mapping[Language, str] = {
    Language.FI: "Suomeksi",
    Language.SV: "På svenska",
    Language.EN: "In English",
}


def fragment(document: NoticeDocument) -> str:
    """Return the notice as one ``article`` element, without any style."""
    parts = (
        f'<article class="notice" lang="{document.language}">',
        _header(document),
        _contents(document),
        *(
            _section(document, number, section)
            for number, section in enumerate(document.sections, start=1)
        ),
        "</article>",
    )
    return "\n".join(parts) + "\n"


def page(
    document: NoticeDocument, *, others: Mapping[Language, str] | None = None
) -> str:
    """Return the notice as a whole page that needs nothing else.

    ``others`` gives the addresses of the other languages, where there are any.
    """
    links = _others(others or {})
    return (
        "<!doctype html>\n"
        f'<html lang="{document.language}">\n'
        "<head>\n"
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(document.labels.kind)}: {escape(document.title)}</title>\n"
        f"<style>\n{_style()}</style>\n"
        "</head>\n"
        f"<body>\n{links}<main>\n{fragment(document)}</main>\n</body>\n"
        "</html>\n"
    )


@cache
def _style() -> str:
    return files(__package__).joinpath("data", "notice.css").read_text("utf-8")


def _others(others: Mapping[Language, str]) -> str:
    if not others:
        return ""
    links = "".join(
        f'<li><a href="{escape(href)}" hreflang="{language}" lang="{language}">'
        f"{LANGUAGE_NAMES[language]}</a></li>"
        for language, href in others.items()
    )
    return (
        '<nav class="notice-languages" aria-label="Suomi, svenska, English">'
        f"<ul>{links}</ul></nav>\n"
    )


def _header(document: NoticeDocument) -> str:
    return (
        "<header>\n"
        f'<p class="notice-kind">{escape(document.labels.kind)}</p>\n'
        f"<h1>{escape(document.title)}</h1>\n"
        f'<p class="notice-meta">{escape(document.controllers)}<br>'
        f'<time datetime="{document.effective.isoformat()}">'
        f"{escape(document.labels.in_force)}</time></p>\n"
        "</header>"
    )


def _contents(document: NoticeDocument) -> str:
    items = "\n".join(
        f'<li><a href="#notice-{section.key}">{escape(section.heading)}</a></li>'
        for section in document.sections
    )
    return (
        '<nav class="notice-contents" aria-labelledby="notice-contents">\n'
        f'<h2 id="notice-contents">{escape(document.labels.contents)}</h2>\n'
        f"<ol>\n{items}\n</ol>\n</nav>"
    )


def _section(document: NoticeDocument, number: int, section: Section) -> str:
    name = f"notice-{section.key}"
    explains = f'<p class="notice-explains">{escape(document.labels.explains)}</p>'
    lines = (
        f'<section id="{name}" aria-labelledby="{name}-heading">',
        f'<h2 id="{name}-heading"><span class="notice-number">{number}.</span> '
        f"{escape(section.heading)}</h2>",
        *((explains,) if section.explains else ()),
        *(block(one) for one in section.blocks),
        *_covers(document, section),
        "</section>",
    )
    return "\n".join(lines)


def _covers(document: NoticeDocument, section: Section) -> Iterable[str]:
    """Yield the line that says which articles and promises the section covers."""
    said = []
    if section.articles:
        said.append(f"{escape(document.labels.basis)} {', '.join(section.articles)}")
    if section.promises:
        ids = ", ".join(
            f'<a href="#promise-{escape(one)}">{escape(one)}</a>'
            for one in section.promises
        )
        said.append(f"{escape(document.labels.promises)} {ids}")
    if said:
        yield f'<p class="notice-covers">{" · ".join(said)}</p>'


def block(one: Block) -> str:
    """Return one block as mark-up; every text of it is escaped."""
    match one:
        case Paragraph(text):
            return f"<p>{_inline(text)}</p>"
        case Bullets(items):
            return f"<ul>\n{_lines(f'<li>{_inline(item)}</li>' for item in items)}</ul>"
        case Entries(entries):
            return f"<dl>\n{_lines(_entry(entry) for entry in entries)}</dl>"
    return _table(one)


def _entry(entry: Entry) -> str:
    name = f' id="promise-{escape(entry.anchor)}"' if entry.anchor else ""
    said = "".join(f"<dd>{_inline(line)}</dd>" for line in entry.lines)
    return f"<div{name}><dt>{_inline(entry.term)}</dt>{said}</div>"


def _table(table: Table) -> str:
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in table.columns)
    rows = _lines(_row(table, row) for row in table.rows)
    return (
        f"<table>\n<caption>{escape(table.caption)}</caption>\n"
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>"
    )


def _row(table: Table, row: tuple[str, ...]) -> str:
    first, *rest = row
    cells = "".join(
        f'<td data-label="{escape(head)}">{_cell(cell)}</td>'
        for head, cell in zip(table.columns[1:], rest, strict=True)
    )
    return f'<tr><th scope="row">{_inline(first)}</th>{cells}</tr>'


def _cell(text: str) -> str:
    return "<br>".join(_inline(line) for line in text.split("\n"))


def _inline(text: str) -> str:
    return "".join(
        f'<a href="{escape(span.href)}">{escape(span.text)}</a>'
        if span.href
        else escape(span.text)
        for span in spans(text)
    )


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
