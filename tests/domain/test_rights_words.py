"""The sealed words of a request: written and read alike, without identity codes."""

import pytest

from seloste.domain import rights_words
from seloste.domain.customer import Identifier
from seloste.domain.rights import RequestRefused
from seloste.domain.rights_words import RequestWords

WORDS = RequestWords(
    message="Haluan tietoni",
    name="Maija Meikäläinen",
    email="maija@example.fi",
    identifiers=(Identifier("mailto", "maija@example.fi"),),
    notes=("Soitti asiasta",),
)


def refused(words: RequestWords) -> str:
    with pytest.raises(RequestRefused) as refusal:
        rights_words.check(words)
    return refusal.value.reason


def test_words_are_read_as_they_were_written() -> None:
    assert RequestWords.from_json(WORDS.to_json()) == WORDS


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Hetuni on 131052-308T.", "Hetuni on ******-****."),
        ("010203A123B ja 131052+308T", "******-**** ja ******-****"),
        ("Tilaus 131052-3081 ok", "Tilaus ******-**** ok"),
        ("Puhelin 0455550101", "Puhelin 0455550101"),
    ],
)
def test_an_identity_code_is_masked(text: str, kept: str) -> None:
    assert rights_words.masked(text) == kept


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (RequestWords(message="Haluan tietoni"), "no-way-to-answer"),
        (RequestWords(email="a@b.fi", message="x" * 20_001), "too-long"),
        (RequestWords(email="a@b.fi", name="x" * 321), "too-long"),
        (
            RequestWords(
                tel="1", identifiers=tuple(Identifier("tel", str(n)) for n in range(21))
            ),
            "too-many",
        ),
    ],
)
def test_words_that_are_too_long_or_leave_no_way_to_answer_are_refused(
    words: RequestWords, reason: str
) -> None:
    assert refused(words) == reason


def test_a_postal_address_alone_is_a_way_to_answer() -> None:
    rights_words.check(RequestWords(address="Katu 1, 00100 Helsinki"))
