"""``seloste letters``: quiet where nothing lacks, loud where something does."""

import pytest
from click.testing import CliRunner

from seloste.cli.letters import letters
from seloste.domain.notice import Text
from seloste.domain.rights_letter import LetterPart, phrases


def test_the_letters_lack_nothing() -> None:
    result = CliRunner().invoke(letters)

    assert result.exit_code == 0
    assert result.output == "14 letters in 3 languages lack nothing\n"


def test_a_letter_that_lacks_something_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    silent = Text(fi="79", sv="", en="79")
    monkeypatch.setitem(phrases.PHRASES, LetterPart.COURT, (silent,))

    result = CliRunner().invoke(letters)

    assert result.exit_code == 1
    assert "court (sv): words" in result.output
