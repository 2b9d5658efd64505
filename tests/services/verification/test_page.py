"""The page of a report stands alone and escapes what it shows."""

import re
from datetime import UTC, datetime
from html.parser import HTMLParser

from seloste.domain.notice import Enforce, Text
from seloste.domain.verification import Evidence, Report, Result, Verdict
from seloste.services.verification.page import page

NAME = Text(fi="Rekisteri <b>", sv="Register <b>", en="Register <b>")
RESULT = Result(
    promise_id="R-17",
    article="13(2)(a)",
    enforce=Enforce.RETENTION,
    text=Text(fi="säilytetään", sv="bevaras", en="kept"),
    verdict=Verdict.BROKEN,
    evidence=(Evidence("overdue", Verdict.BROKEN, 2, ("a&b",)),),
    command="seloste verify --register retta --promise R-17",
)
REPORT = Report(
    register="retta",
    name=NAME,
    version=1,
    at=datetime(2026, 5, 4, 9, tzinfo=UTC),
    results=(RESULT,),
    log_size=7,
    log_root="ab" * 32,
    log_sound=True,
)


class Balance(HTMLParser):
    """Counts what was opened and not closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


def test_the_page_speaks_three_languages() -> None:
    html = page([REPORT])

    for lang, words in (("fi", "säilytetään"), ("sv", "bevaras"), ("en", "kept")):
        section = html.split(f'<section id="{lang}"')[1].split("</section>")[0]
        assert words in section
        assert RESULT.command in section


def test_the_page_loads_nothing_and_runs_nothing() -> None:
    html = page([REPORT])

    assert not re.search(r"<script|<link|<img|https?://|url\(", html)


def test_the_page_escapes_what_it_shows() -> None:
    html = page([REPORT])

    assert "<b>Rekisteri" not in html
    assert "Rekisteri &lt;b&gt;" in html
    assert "a&amp;b" in html


def test_the_page_is_well_formed() -> None:
    balance = Balance()

    balance.feed(page([REPORT, REPORT]))

    assert (balance.open, balance.wrong) == ([], [])
