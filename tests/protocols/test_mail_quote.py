"""Where somebody's own words end, in three languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.protocols.mail_quote import split_quote


@pytest.mark.parametrize(
    "mark",
    [
        "> vanha\n> viesti",
        "ma 3.3.2025 klo 12.30 Maija (maija@example.fi) kirjoitti:\n\n> vanha",
        "Den 3 mars 2025 kl. 12:30 skrev Åsa:\n> gammal",
        "On Mon, 3 Mar 2025 at 12:30, Jane Sample\n<jane@example.com> wrote:\n> old",
        "-----Alkuperäinen viesti-----\nLähettäjä: A\nvanha",
        "----- Original Message -----\nold",
        "-----Ursprungligt meddelande-----\ngammal",
        "---------- Forwarded message ---------\nFrom: A <a@example.com>\nold",
        "________________________________\nFrom: A\nSent: Monday\n\nold",
        "Lähettäjä: A\nLähetetty: maanantai\nAihe: x\n\nvanha",
        "*Från:* A\n*Skickat:* måndag\n\ngammal",
    ],
)
def test_the_quotation_at_the_end_is_split_off(mark: str) -> None:
    own, quoted = split_quote(f"Hei,\n\nkiitos.\n\n{mark}\n")

    assert own == "Hei,\n\nkiitos."
    assert quoted == mark


@pytest.mark.parametrize(
    "text",
    [
        "Hei,\n\nei mitään lainattua.",
        "> kysyit tätä\nVastaan tässä välissä.\n> ja tätä\nJa tässä.",
        "Hän kirjoitti:\nTulen huomenna.",
        "Lähettäjä: minä itse, Maija",
        "---\nallekirjoitus",
        "",
    ],
)
def test_somebody_s_own_words_stay_whole(text: str) -> None:
    assert split_quote(text) == (text, "")


def test_a_message_of_quotation_only_has_no_own_words() -> None:
    assert split_quote("> kaikki\n") == ("", "> kaikki")


def test_a_list_ending_in_a_colon_is_not_an_attribution() -> None:
    own, quoted = split_quote("Katso tämä:\n\n> lainaus")

    assert (own, quoted) == ("Katso tämä:", "> lainaus")


def test_an_endless_line_is_not_searched() -> None:
    text = "From: " + "a" * 10_000 + "\nSent: x"

    assert split_quote(text) == (text, "")


@given(st.text(alphabet=st.sampled_from("> a:\n-_From Sent: wrote kirjoitti")))
def test_no_word_is_lost(text: str) -> None:
    own, quoted = split_quote(text)

    assert (own + quoted).split() == text.split() or (
        "".join((own + quoted).split()) == "".join(text.split())
    )
