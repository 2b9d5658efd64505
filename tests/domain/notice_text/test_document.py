import pytest

from seloste.domain.notice_text.document import Span, spans


def test_text_without_an_address_is_one_piece() -> None:
    assert spans("Voit kysyä.") == (Span("Voit kysyä."),)


def test_no_text_has_no_pieces() -> None:
    assert spans("") == ()


def test_an_address_may_begin_the_text() -> None:
    assert spans("a@b.fi kertoo")[0] == Span("a@b.fi", "mailto:a@b.fi")


def test_an_address_may_end_the_text() -> None:
    assert spans("Tänne: a@b.fi") == (Span("Tänne: "), Span("a@b.fi", "mailto:a@b.fi"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "(www.tietosuoja.fi).",
            Span("www.tietosuoja.fi", "https://www.tietosuoja.fi"),
        ),
        (
            "toimisto, https://tietosuoja.fi/sv.",
            Span("https://tietosuoja.fi/sv", "https://tietosuoja.fi/sv"),
        ),
        (
            "osoitteesta tieto@example.com.",
            Span("tieto@example.com", "mailto:tieto@example.com"),
        ),
    ],
)
def test_an_address_is_found_without_the_signs_around_it(
    text: str, found: Span
) -> None:
    assert found in spans(text)
    assert "".join(span.text for span in spans(text)) == text


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "data:text/html,x", "ftp://x.fi"]
)
def test_nothing_else_becomes_an_address(text: str) -> None:
    assert spans(text) == (Span(text),)
