"""docs/verify.md says what the program finds, of every promise and every code."""

import re

import pytest

from seloste.domain.notice import Language
from seloste.domain.verification import Verdict
from seloste.domain.verification_words import WORDS
from seloste.ports.desk import Desk
from seloste.services.verification import verify
from tests.architecture.paths import DOCS, table
from tests.services.conftest import NOW

PAGE = DOCS / "verify.md"
ROWS = table(PAGE)
CODE = re.compile(r"`([a-z0-9-]+)`")
CODES = {key: cells for key, cells in ROWS.items() if key in WORDS and len(cells) == 2}


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("register", ["retta", "sok-mara"])
def test_the_page_has_each_promise_as_it_stands(desk: Desk, register: str) -> None:
    for result in verify(register, desk=desk, now=NOW).results:
        verdict, shown, missing = ROWS[result.promise_id]
        proved = [e.code for e in result.evidence if e.verdict is Verdict.PROVED]
        rest = [e.code for e in result.evidence if e.verdict is not Verdict.PROVED]

        assert verdict == result.verdict.value, result.promise_id
        assert CODE.findall(shown) == proved, result.promise_id
        assert CODE.findall(missing) == rest, result.promise_id


def test_the_page_lists_every_code_there_is() -> None:
    assert set(CODES) == set(WORDS)


@pytest.mark.parametrize("code", WORDS)
def test_the_page_quotes_what_a_code_says(code: str) -> None:
    verdict, words = CODES[code]

    assert verdict in set(Verdict)
    assert words == WORDS[code].in_(Language.EN).format(count="*n*")


def test_the_page_gives_a_reason_for_every_gap() -> None:
    gaps = {code for code, (verdict, _) in CODES.items() if verdict == "GAP"}
    text = PAGE.read_text(encoding="utf-8")
    section = text.partition("## Why they are open")[2].partition("## The signed")[0]

    assert set(CODE.findall(section)) == gaps
