import pytest

from seloste.domain.notice import Language
from seloste.services.notices import rendering
from tests.fakes.pdf import FakePdfMaker
from tests.services.notices.examples import example


def test_a_page_is_text() -> None:
    made = rendering.render(example("model"), Language.SV, "html")

    assert isinstance(made, str)
    assert made.startswith("<!doctype html>")


def test_markdown_is_text() -> None:
    made = rendering.render(example("model"), Language.SV, "markdown")

    assert isinstance(made, str)
    assert made.startswith("# Register för")


def test_a_pdf_is_made_by_the_maker() -> None:
    made = rendering.render(example("model"), Language.FI, "pdf", FakePdfMaker())

    assert isinstance(made, bytes)
    assert made.startswith(b"%PDF-")


def test_a_pdf_without_a_maker_is_refused() -> None:
    with pytest.raises(rendering.PdfUnavailable):
        rendering.render(example("model"), Language.FI, "pdf")


def test_the_words_to_callers_name_where_the_notice_is() -> None:
    made = rendering.render(
        example("model"), Language.EN, "caller", address="https://energia.example/n"
    )

    assert isinstance(made, str)
    assert "You can get the privacy notice at https://energia.example/n." in made


def test_an_unknown_form_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="papyrus"):
        rendering.render(example("model"), Language.FI, "papyrus")


def test_the_tail_of_key_backups_reaches_every_form() -> None:
    notice = example("retta")

    page = rendering.render(notice, Language.EN, "html", key_backup_days=3)
    part = rendering.fragment(notice, Language.EN, key_backup_days=3)

    assert "expire within three days of the destruction" in str(page)
    assert "expire within three days of the destruction" in part
    assert part.startswith('<article class="notice" lang="en">')
