"""The report and the letters as pages and PDFs: escaped, and set for real."""

from dataclasses import replace
from datetime import date

import pytest

from seloste.adapters.render.typst import TypstPdfMaker
from seloste.domain import package_report
from seloste.domain.notice import Language
from seloste.domain.package_data import (
    AnswerData,
    AnswerHead,
    ContactEntry,
    FileEntry,
    ItemEntry,
    LeftOut,
    PartyEntry,
    RecipientEntry,
    TurnEntry,
)
from seloste.domain.package_report import ReportSection
from seloste.domain.rights import RequestKind
from seloste.domain.rights_letter import Ground, LetterFacts, LetterKind, compose
from seloste.services import package_pages

NASTY = '<script>alert(1)</script> #panic("x") "quoted" \\ $m$'
HEAD = AnswerHead(
    reference="K7QX-29PD",
    right="access",
    language="fi",
    received_on="2026-05-04",
    made_on="2026-05-20",
    register="Asiakaspalvelu",
    notice_version=1,
    controllers=("Retta Oy",),
    contact="tietosuoja@retta.example",
)
DATA = AnswerData(
    head=HEAD,
    recipients=(RecipientEntry(NASTY, "2026-05-05", "Vakuutus", "6(1)(f)", 2),),
)
CALL = ContactEntry(
    number=1,
    channel="call",
    direction="inbound",
    started_at="2026-05-04T08:00:00Z",
    ended_at="2026-05-04T08:03:00Z",
    kept_until="2026-10-31T08:00:00Z",
    controller="Retta Oy",
    retention_class="Puhelut",
    subject=NASTY,
    parties=(PartyEntry("customer", name="Maija", tel="+358455550101"),),
    others=1,
    items=(
        ItemEntry(
            number=1,
            kind="recording",
            at="2026-05-04T08:00:00Z",
            by="",
            turns=(
                TurnEntry(0.5, 2.0, "agent", "Retta, Eino"),
                TurnEntry(63.0, 65.0, "customer", NASTY),
            ),
            gaps=((10.0, 20.0),),
            files=(FileEntry("contacts/0001/001-recording.wav", "audio/wav"),),
            redacted=True,
        ),
        ItemEntry(
            number=2,
            kind="note",
            at="2026-05-04T09:00:00Z",
            by="us",
            text=f"ensin\n{NASTY}",
            files=(FileEntry("contacts/0001/002.pdf", "application/pdf", NASTY),),
        ),
    ),
)


def sections(language: Language) -> list[ReportSection]:
    return [
        package_report.front(DATA, contacts=1, language=language),
        package_report.contact(CALL, language),
        *package_report.rest(DATA, [(1, LeftOut("note", "secret"))], language),
    ]


def test_nothing_anybody_wrote_becomes_mark_up() -> None:
    page = "".join(
        package_pages.page("Sinun tietosi", sections(Language.FI), Language.FI)
    )

    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_a_call_reads_turn_by_turn_and_plays() -> None:
    page = "".join(
        package_pages.page("Sinun tietosi", sections(Language.FI), Language.FI)
    )

    assert "<dt>0:00 Asiakaspalvelija</dt><dd>Retta, Eino</dd>" in page
    assert "<dt>1:03 Asiakas</dt>" in page
    assert 'src="contacts/0001/001-recording.wav"' in page
    assert "Näitä kohtia ei tallennettu (sekunteina alusta): 10-20." in page
    assert "Yhteydenotto 1, merkintä: siinä on liikesalaisuus" in page


@pytest.mark.parametrize("language", Language)
def test_the_report_is_set_as_a_pdf(language: Language) -> None:
    markup = package_pages.markup("Sinun tietosi", sections(language), language)

    assert TypstPdfMaker().pdf(markup).startswith(b"%PDF-")


def test_a_letter_is_set_as_a_pdf() -> None:
    facts = LetterFacts(
        reference="K7QX-29PD",
        sender=NASTY,
        contact="tietosuoja@retta.example",
        written_on=date(2026, 5, 20),
        received_on=date(2026, 5, 4),
        right=RequestKind.ERASURE,
        grounds=(Ground.LEGAL_CLAIM,),
    )
    letter = compose(LetterKind.REFUSAL, facts, Language.SV)

    markup = package_pages.letter_markup(letter, recipient="Maija\nKatu 1")

    assert TypstPdfMaker().pdf(markup).startswith(b"%PDF-")
    assert "Dataombudsmannens byrå" in package_pages.letter_page(letter)


def test_portable_data_come_without_what_is_not_the_persons() -> None:
    head = replace(HEAD, right="portability")

    rest = package_report.rest(AnswerData(head=head), [], Language.FI)

    assert [one.heading for one in rest] == ["Mitä tästä puuttuu ja miksi"]


def test_an_entry_is_the_same_after_being_sealed() -> None:
    assert ContactEntry.from_json(CALL.to_json()) == CALL
