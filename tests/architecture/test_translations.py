"""Every sentence of the pages is translated, and the compiled form is current."""

import gettext
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.architecture.paths import ROOT, SOURCE

MAKEMESSAGES = (
    str(ROOT / ".venv" / "bin" / "django-admin"),
    "makemessages",
    "--no-location",
    "--ignore=static",
)
LANGUAGES = ("fi", "sv")  # English is the language of the source


def catalogue(language: str, *, under: Path = SOURCE / "web") -> Path:
    return under / "locale" / language / "LC_MESSAGES" / "django.po"


def compiled(po: Path, to: Path) -> dict[object, str]:
    subprocess.run(["msgfmt", "--check", "-o", to, po], check=True)
    return entries(to)


def entries(mo: Path) -> dict[object, str]:
    with mo.open("rb") as file:
        catalogue = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined] # no public way to list them
    return {message: words for message, words in catalogue.items() if message}


def attribute(po: Path, *which: str) -> str:
    return subprocess.run(
        ["msgattrib", "--no-obsolete", *which, po],
        check=True,
        capture_output=True,
        text=True,
    ).stdout


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_untranslated_or_a_guess(language: str) -> None:
    po = catalogue(language)

    assert not attribute(po, "--untranslated")
    assert not attribute(po, "--only-fuzzy")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_current(language: str, tmp_path: Path) -> None:
    po = catalogue(language)

    assert entries(po.with_suffix(".mo")) == compiled(po, tmp_path / "django.mo")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_the_pages_is_in_the_catalogue(
    language: str, tmp_path: Path
) -> None:
    shutil.copytree(SOURCE / "web", tmp_path / "web")
    known = set(messages(catalogue(language)))

    subprocess.run(
        [*MAKEMESSAGES, "--locale", language],
        cwd=tmp_path / "web",
        env={"PATH": os.environ["PATH"]},  # without the settings of these tests
        check=True,
        capture_output=True,
    )

    assert not set(messages(catalogue(language, under=tmp_path / "web"))) - known


def messages(po: Path) -> list[str]:
    """Return the sentences of a catalogue, each on one line."""
    text = subprocess.run(
        ["msgattrib", "--no-obsolete", "--no-wrap", "--no-location", po],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return [line for line in text.splitlines() if line.startswith(("msgid", "msgctxt"))]
