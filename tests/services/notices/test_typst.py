import re
from dataclasses import replace

from seloste.domain.notice import Language, Text
from seloste.domain.notice_text import compose
from seloste.services.notices import typst
from tests.services.notices.examples import example

LITERAL = re.compile(r'"(?:[^"\\]|\\.)*"')


def body(made: str) -> str:
    return made[made.index("#show: notice.with(") :]


def test_the_markup_carries_title_language_and_date() -> None:
    made = typst.write(compose(example("sok-mara"), Language.SV))

    assert 'language: "sv"' in made
    assert "datetime(year: 2022, month: 1, day: 21)" in made
    assert "centraliserade samtalsinspelningar" in made


def test_nothing_that_a_notice_says_becomes_markup() -> None:
    wild = '"); #read("/etc/passwd") \\'
    text = Text(fi=wild, sv=wild, en=wild)
    notice = replace(example("model"), name=text, explanations=(text,))

    made = body(typst.write(compose(notice, Language.FI)))

    assert "/etc/passwd" in made
    assert "read" not in LITERAL.sub("", made)


def test_a_line_break_in_a_name_ends_no_literal() -> None:
    notice = example("model")
    broken = replace(notice.controllers[0], name='Energia\n#panic("x")')

    made = body(
        typst.write(compose(replace(notice, controllers=(broken,)), Language.FI))
    )

    assert "panic" in made
    assert "panic" not in LITERAL.sub("", made)


def test_promises_are_set_beside_their_ids() -> None:
    made = typst.write(compose(example("model"), Language.FI))

    assert '#promises(((text("M-01")' in made
