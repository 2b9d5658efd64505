"""The notice as a document: sections, paragraphs, lists and tables, no mark-up.

Writers turn it into HTML, Markdown or Typst. The texts are plain: a writer
escapes them, and makes links of the addresses that ``spans`` finds.
"""

import re
from dataclasses import dataclass
from datetime import date

from seloste.domain.notice import Language

_LINK = re.compile(
    r"(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<web>(?:https?://|www\.)[^\s<>\"']+[^\s<>\"'.,;:!?)\]])"
)


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of plain text; ``href`` where it is an address to follow."""

    text: str
    href: str = ""


def spans(text: str) -> tuple[Span, ...]:
    """Split ``text`` into plain pieces and addresses (e-mail and web)."""
    found: list[Span] = []
    end = 0
    for match in _LINK.finditer(text):
        if match.start() > end:
            found.append(Span(text[end : match.start()]))
        found.append(Span(match[0], _href(match)))
        end = match.end()
    if end < len(text):
        found.append(Span(text[end:]))
    return tuple(found)


def _href(match: re.Match[str]) -> str:
    if match["mail"]:
        return f"mailto:{match['mail']}"
    web = match["web"]
    return f"https://{web}" if web.startswith("www.") else web


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One or more sentences."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without order."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A term and what is said of it; ``anchor`` names it for links."""

    term: str
    lines: tuple[str, ...]
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Entries:
    """Terms, each with its sentences."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first column names the row; a cell may have several lines."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Paragraph | Bullets | Entries | Table


@dataclass(frozen=True, slots=True)
class Section:
    """One numbered section, the articles it answers and the promises it tells.

    ``explains`` marks free text that explains and never decides.
    """

    key: str
    heading: str
    blocks: tuple[Block, ...]
    articles: tuple[str, ...] = ()
    promises: tuple[str, ...] = ()
    explains: bool = False


@dataclass(frozen=True, slots=True)
class Labels:
    """The few words of the page itself, in the language of the document."""

    kind: str
    in_force: str
    contents: str
    basis: str
    promises: str
    explains: str
    page: str


@dataclass(frozen=True, slots=True)
class NoticeDocument:
    """A notice in one language, ready for a writer."""

    language: Language
    register: str
    title: str
    controllers: str
    effective: date
    labels: Labels
    sections: tuple[Section, ...]
