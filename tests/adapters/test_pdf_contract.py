"""One contract for whoever makes PDFs; what only the real one can show is apart."""

import shutil
import subprocess
from pathlib import Path

import pytest

from seloste.adapters.render.typst import TypstPdfMaker
from seloste.domain.notice import Language
from seloste.domain.notice_text import compose
from seloste.ports.documents import PdfFailed, PdfMaker
from seloste.services.notices import typst
from tests.fakes.pdf import FakePdfMaker
from tests.services.notices.examples import EXAMPLES, example

PDFTOTEXT = shutil.which("pdftotext")
PLAIN = '#set document(title: "T")\n#set text(lang: "fi")\nHei.'


@pytest.mark.parametrize("maker", [FakePdfMaker(), TypstPdfMaker()])
def test_a_maker_gives_a_pdf(maker: PdfMaker) -> None:
    assert maker.pdf(PLAIN).startswith(b"%PDF-")


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("language", Language)
def test_every_notice_is_archivable_and_accessible(
    name: str, language: Language
) -> None:
    made = TypstPdfMaker().pdf(typst.write(compose(example(name), language)))

    assert b"<pdfaid:part>2</pdfaid:part>" in made
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in made
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert f"/Lang({language})".encode() in made


def test_the_same_notice_gives_the_same_file() -> None:
    markup = typst.write(compose(example("sok-mara"), Language.FI))

    assert TypstPdfMaker().pdf(markup) == TypstPdfMaker().pdf(markup)


@pytest.mark.skipif(PDFTOTEXT is None, reason="poppler-utils is not installed")
def test_the_words_can_be_read_out_of_the_file(tmp_path: Path) -> None:
    markup = typst.write(compose(example("sok-mara"), Language.FI))
    file = tmp_path / "notice.pdf"
    file.write_bytes(TypstPdfMaker().pdf(markup))

    read = subprocess.run(
        ["pdftotext", "-layout", file, "-"], check=True, capture_output=True, text=True
    )

    assert "TIETOSUOJASELOSTE" in read.stdout
    assert "enintään kolme" in read.stdout
    assert "Säilytysaika alkaa, kun yhteydenotto päättyy." in read.stdout


@pytest.mark.parametrize(
    "markup",
    [
        '#read("/etc/hostname")',
        '#read("../../etc/hostname")',
        '#image("/etc/hostname")',
        '#import "@preview/cetz:0.3.0": canvas',
        "#panic()",
    ],
)
def test_nothing_from_outside_is_read(markup: str) -> None:
    with pytest.raises(PdfFailed):
        TypstPdfMaker().pdf(f"{PLAIN}\n{markup}")


def test_a_text_that_looks_like_a_package_is_only_text() -> None:
    made = TypstPdfMaker().pdf(PLAIN + '\n#text("see \\"@preview/cetz\\"")')

    assert made.startswith(b"%PDF-")
