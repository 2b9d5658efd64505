"""The transcript the person gets: in their language, with roles and no names."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from seloste.domain.notice import Language
from seloste.domain.package_report import transcript
from seloste.domain.package_report.transcript import CallCopy, Stood
from seloste.domain.staff import Role
from seloste.domain.transcript import Speaker, Stretch, Transcript, Turn, Word

NUMBER = UUID("6f1f0c63-5a3e-4d0e-9a8b-0d3c8f2b1a11")
CALL = CallCopy(
    words=Transcript(
        recording=NUMBER,
        sha256="ab" * 32,
        seconds=3725.0,
        channels=2,
        language="fi",
        turns=(
            Turn(0, Speaker.AGENT, (Word("huomenta", 3.0, 3.5, 0.9),)),
            Turn(
                1,
                Speaker.CUSTOMER,
                (
                    Word("hei", 5.0, 5.5, 0.9),
                    Word("[?]", 5.5, 6.0, 1.0),
                    Word("[-]", 6.0, 6.5, 1.0),
                ),
            ),
            Turn(1, Speaker.OTHER, (Word("[henkilötunnus]", 3665.0, 3666.0, 1.0),)),
        ),
        speech=(Stretch(0, 3.0, 3.5),),
        gaps=((10.0, 70.0),),
        engine="whisper",
        model="base",
    ),
    started_at=datetime(2026, 5, 4, 6, 30, tzinfo=UTC),
    checked=Stood(Role.AGENT, datetime(2026, 5, 4, 9, 0, tzinfo=UTC)),
    certified=Stood(Role.DPO, datetime(2026, 5, 5, 9, 0, tzinfo=UTC)),
    hides=True,
)

FINNISH = f"""Puhelun litterointi

Puhelu on kirjoitettu sanasta sanaan ja kokonaan. Kaksi ihmistä on verrannut sanoja ääneen.
Puhelu: 4.5.2026 09:30
Kesto: 1:02:05
Puhujat: Asiakaspalvelija, Asiakas, Muu henkilö
Tarkistanut: asiakaspalvelija 4.5.2026 12:00
Vahvistanut: tietosuojavastaava 5.5.2026 12:00
Tallenteen SHA-256: {"ab" * 32}
Tallenteen numero: 6f1f0c63-5a3e-4d0e-9a8b-0d3c8f2b1a11
Ei tallennettu: 0:10–1:10

[epäselvää]: puhetta, josta ei saa selvää.
[ei puhetta]: ääni, joka ei ole puhetta.
Ajat ovat minuutteja ja sekunteja tallenteen alusta.
Muut hakasulkeissa olevat sanat ovat peitetyn tiedon paikalla.

[0:03] Asiakaspalvelija: huomenta
[0:05] Asiakas: hei [epäselvää] [ei puhetta]
[1:01:05] Muu henkilö: [henkilötunnus]
"""  # noqa: E501 - as it is read


def test_the_text_says_who_what_and_when_in_finnish() -> None:
    assert transcript.text(CALL, Language.FI) == FINNISH


@pytest.mark.parametrize(
    ("language", "line", "checked"),
    [
        (
            Language.SV,
            "[0:05] Kunden: hei [ohörbart] [inget tal]",
            "Kontrollerad av: kundrådgivare 4.5.2026 12:00",
        ),
        (
            Language.EN,
            "[0:05] Customer: hei [unclear] [no speech]",
            "Checked by: customer service agent 4.5.2026 12:00",
        ),
    ],
)
def test_the_text_is_in_the_language_of_the_person(
    language: Language, line: str, checked: str
) -> None:
    lines = transcript.text(CALL, language).splitlines()

    assert line in lines
    assert checked in lines


def test_nothing_of_the_program_stands_in_any_language() -> None:
    for language in Language:
        said = transcript.text(CALL, language)
        assert not [raw for raw in ("[?]", "[-]", "agent:", "customer:") if raw in said]


def test_the_page_has_the_same_words_as_the_text() -> None:
    about, said = transcript.sections(CALL, Language.EN)

    assert (about.heading, said.heading) == ("The recording", "What was said")
    assert said.blocks[0].turns[1] == ("0:05", "Customer", "hei [unclear] [no speech]")  # type: ignore[union-attr] # turns


def test_what_hides_nothing_explains_no_labels() -> None:
    whole = CallCopy(CALL.words, CALL.started_at, CALL.checked, CALL.certified, False)

    assert "Muut hakasulkeissa" not in transcript.text(whole, Language.FI)


def test_who_has_no_role_any_more_is_an_employee() -> None:
    gone = CallCopy(
        CALL.words, CALL.started_at, Stood(None, None), CALL.certified, False
    )

    assert "Tarkistanut: työntekijä –" in transcript.text(gone, Language.FI)
