"""Lines that flow together, by the rules of RFC 3676."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.protocols.flowed import joined


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("Kuuluuko tama \nviesti\nHei", "Kuuluuko tama viesti\nHei"),
        ("yksi \r\nkaksi\r\n", "yksi kaksi\n"),
        ("yksi\n \n kaksi", "yksi\n\nkaksi"),
        ("> vanha \n> viesti\nuusi", "> vanha viesti\nuusi"),
        (">> syvempi \n> matalampi", ">> syvempi \n> matalampi"),
        ("Terveisin \n-- \nMaija", "Terveisin \n-- \nMaija"),
        (" > ei lainaus", "> ei lainaus"),
        (" From alussa", "From alussa"),
        ("", ""),
    ],
    ids=[
        "a paragraph",
        "line ends of mail",
        "an empty line",
        "quoted",
        "another depth ends it",
        "a signature begins anew",
        "a stuffed mark is no quotation",
        "stuffing",
        "nothing",
    ],
)
def test_lines_flow_together_within_one_depth(sent: str, shown: str) -> None:
    assert joined(sent) == shown


def test_space_that_only_marks_the_flow_goes_where_the_sender_says_so() -> None:
    assert joined("henkilo \ntunnus", delsp=True) == "henkilotunnus"


@given(st.text())
def test_no_word_is_lost(text: str) -> None:
    kept = joined(text).replace(">", "")

    assert "".join(kept.split()) == "".join(text.replace(">", "").split())
