from dataclasses import replace

import pytest

from seloste.domain.notice import Language, Text
from seloste.domain.notice_text import compose
from seloste.services.notices import markdown
from tests.services.notices.examples import EXAMPLES, example


def written(name: str) -> str:
    return markdown.write(compose(example(name), Language.FI))


@pytest.mark.parametrize("name", EXAMPLES)
def test_sections_are_numbered_in_order(name: str) -> None:
    headings = [line for line in written(name).splitlines() if line.startswith("## ")]

    assert [int(line[3:].split(".")[0]) for line in headings] == list(
        range(1, len(headings) + 1)
    )


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_row_of_a_table_has_its_columns(name: str) -> None:
    rows = [line for line in written(name).splitlines() if line.startswith("|")]

    assert {line.replace(r"\|", "").count("|") for line in rows} == {3, 4}


def test_the_period_is_in_the_table() -> None:
    row = "| Puhelutallenteet | Säilytetään enintään kolme kuukautta. | Tuhotaan"

    assert row in written("sok-mara")


def test_signs_of_markdown_are_only_signs() -> None:
    wild = "1. *a* <b> | [c](d) `e` # f"
    text = Text(fi=wild, sv=wild, en=wild)
    notice = replace(example("model"), explanations=(text,), subjects=text)

    made = markdown.write(compose(notice, Language.EN))

    assert r"1\. \*a\* \<b\> \| \[c\](d) \`e\` \# f." in made


@pytest.mark.parametrize("sign", ["-", "+", "="])
def test_a_sign_that_would_begin_a_list_does_not(sign: str) -> None:
    text = Text(fi=f"{sign} a", sv="b", en="c")
    notice = replace(example("model"), explanations=(text,))

    assert f"\n\\{sign} a.\n" in markdown.write(compose(notice, Language.FI))


def test_an_address_is_a_link() -> None:
    link = r"[tietosuoja.mara@sok.fi](<mailto:tietosuoja.mara@sok.fi>)"

    assert link in written("sok-mara")
