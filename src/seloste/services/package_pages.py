"""The report of an answer as a page that plays, and as a PDF to print.

The page loads nothing from outside and needs no script: recordings play by the
browser's own player from the files beside it. Every text is escaped here.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from importlib.resources import files

from seloste.domain.notice import Language
from seloste.domain.package_report import (
    Player,
    Quote,
    ReportBlock,
    ReportSection,
    Turns,
)
from seloste.domain.rights_letter import LetterDocument
from seloste.services.notices import html, typst

AUDIO = "audio/"
HEAD = (
    '<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    '<meta name="color-scheme" content="light dark">\n'
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
    "style-src 'unsafe-inline'; media-src 'self' file:; img-src 'none'\">\n"
    "<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
    "<h1>{title}</h1>\n"
)
FOOT = "</main>\n</body>\n</html>\n"


@cache
def _style() -> str:
    return files(__package__).joinpath("package.css").read_text("utf-8")


def page(
    title: str, sections: Iterable[ReportSection], language: Language
) -> Iterator[str]:
    """Yield a whole page, section by section, so that no more is in memory."""
    yield HEAD.format(language=language.value, title=escape(title), style=_style())
    for section in sections:
        yield _section(section)
    yield FOOT


def _section(section: ReportSection) -> str:
    inside = "\n".join(_block(one) for one in section.blocks)
    return f"<section>\n<h2>{escape(section.heading)}</h2>\n{inside}\n</section>\n"


def _block(one: ReportBlock) -> str:
    match one:
        case Quote(who, when, text):
            head = escape(", ".join(part for part in (who, when) if part))
            lines = escape(text.strip())
            return (
                f'<figure class="quote"><figcaption>{head}</figcaption>'
                f"<blockquote>{lines}</blockquote></figure>"
            )
        case Turns(turns):
            rows = "".join(
                f"<div><dt>{escape(at)} {escape(who)}</dt><dd>{escape(said)}</dd></div>"
                for at, who, said in turns
            )
            return f'<dl class="turns">{rows}</dl>'
        case Player():
            return _player(one)
        case _:
            return html.block(one)


def _player(one: Player) -> str:
    href, label = escape(one.href), escape(one.label)
    link = f'<p><a href="{href}">{label}</a></p>'
    if not one.media_type.startswith(AUDIO):
        return link
    return (
        f'<figure class="sound"><figcaption>{label}</figcaption>'
        f'<audio controls preload="none" src="{href}"></audio></figure>'
    )


def markup(title: str, sections: Iterable[ReportSection], language: Language) -> str:
    """Return the report as Typst mark-up; no text of it can become mark-up."""
    head = (
        f"#set document(title: {typst.string(title)})\n"
        '#set page(paper: "a4", margin: 24mm, numbering: "1 / 1")\n'
        f'#set text(size: 10.5pt, lang: "{language.value}")\n'
        "#set par(leading: 0.65em, spacing: 1.1em)\n"
        f"{typst.looks()}\n"
        f"#heading(level: 1, {typst.string(title)})\n"
    )
    return head + "\n".join(_typst_section(one) for one in sections) + "\n"


def _typst_section(section: ReportSection) -> str:
    heading = f"#heading(level: 2, {typst.string(section.heading)})"
    return "\n".join((heading, *(_typst_block(one) for one in section.blocks)))


def _typst_block(one: ReportBlock) -> str:
    match one:
        case Quote(who, when, text):
            head = ", ".join(part for part in (who, when) if part)
            return (
                f"#block(inset: (left: 8mm), text(weight: {typst.string('bold')}, "
                f"{typst.string(head)}) + linebreak() + {_typst_lines(text)})"
            )
        case Turns(turns):
            return "\n".join(
                f"#par(text(weight: {typst.string('bold')}, "
                f"{typst.string(f'{at} {who}: ')}) + {_typst_lines(said)})"
                for at, who, said in turns
            )
        case Player(href, label, _):
            return f"#par({typst.string(f'{label} ({href})')})"
        case _:
            return typst.block(one)


def _typst_lines(text: str) -> str:
    lines = [f"text({typst.string(line)})" for line in text.strip().splitlines()]
    return " + linebreak() + ".join(lines) or 'text("")'


def letter_markup(letter: LetterDocument, *, recipient: str = "") -> str:
    """Return a letter as Typst mark-up; no text of it can become mark-up."""
    day = letter.written_on
    to = f"#par({_typst_lines(recipient)})\n#v(8mm)\n" if recipient.strip() else ""
    blocks = "\n".join(typst.block(one) for one in letter.blocks)
    return (
        f"#set document(title: {typst.string(letter.title)}, "
        f"author: {typst.string(letter.sender)})\n"
        '#set page(paper: "a4", margin: 25mm)\n'
        f'#set text(size: 11pt, lang: "{letter.language.value}")\n'
        "#set par(leading: 0.7em, spacing: 1.2em)\n"
        f"{typst.looks()}\n"
        "#grid(columns: (1fr, auto), "
        f'[#text(weight: "bold", {typst.string(letter.sender)})],\n'
        f"  align(right)[{day.day}.{day.month}.{day.year} #linebreak() "
        f"#text({typst.string(letter.reference)})])\n"
        f"#v(10mm)\n{to}"
        f"#heading(level: 1, text(size: 13pt, {typst.string(letter.title)}))\n"
        f"#v(3mm)\n{blocks}\n#v(8mm)\n"
        f'#text(weight: "bold", {typst.string(letter.sender)})\n'
    )


def letter_page(letter: LetterDocument) -> str:
    """Return a letter as a page by itself."""
    section = ReportSection(
        f"{letter.sender} · {letter.reference}", tuple(letter.blocks)
    )
    return "".join(page(letter.title, [section], letter.language))
