"""Letters that follow a request: what each must say, by hand, in three languages."""

from dataclasses import replace
from datetime import date

import pytest

from seloste.domain.notice import Language, Text
from seloste.domain.notice_text.document import Bullets, Paragraph
from seloste.domain.rights import ExtensionReason, RefusalReason, RequestKind
from seloste.domain.rights_letter import (
    OF_REFUSAL,
    Ground,
    LetterDocument,
    LetterFacts,
    LetterIncomplete,
    LetterKind,
    LetterPart,
    Shortcoming,
    compose,
    lint,
)
from seloste.domain.rights_letter.kinds import TEMPLATES
from seloste.domain.rights_letter.phrases import DUTIES, MEASURES, PHRASES, RIGHTS

FACTS = LetterFacts(
    reference="K7QX-29PD",
    sender="Retta Isännöinti Oy",
    contact="tietosuoja@retta.example",
    written_on=date(2026, 11, 29),
    received_on=date(2026, 11, 2),
    right=RequestKind.ERASURE,
    due_on=date(2026, 12, 2),
    until=date(2027, 2, 2),
    done_on=date(2026, 11, 28),
    gone_on=date(2026, 12, 6),
    kept_until=date(2027, 5, 3),
    extension_reasons=(ExtensionReason.COMPLEXITY,),
    grounds=(Ground.LEGAL_CLAIM,),
    items=3,
    controller="Asunto Oy Esimerkki",
    disclosure="5e1f",
    link="https://seloste.example/answer",
)
OMBUDSMAN = {
    Language.FI: "Tietosuojavaltuutetun toimisto",
    Language.SV: "Dataombudsmannens byrå",
    Language.EN: "Office of the Data Protection Ombudsman",
}
WITH_COMPLAINT = (
    LetterKind.RECEIPT,
    LetterKind.EXTENSION,
    LetterKind.ANSWER,
    LetterKind.CONFIRMED,
    LetterKind.NOTHING_HELD,
    LetterKind.DONE,
    LetterKind.PARTIAL,
    LetterKind.REFUSAL,
    LetterKind.FORWARDED,
    LetterKind.LIFTING,
)
WITH_COURT = (
    LetterKind.EXTENSION,
    LetterKind.ANSWER,
    LetterKind.PARTIAL,
    LetterKind.REFUSAL,
    LetterKind.LIFTING,
)


def said(letter: LetterDocument) -> str:
    """Return everything a letter says, as one text."""
    texts: list[str] = []
    for block in letter.blocks:
        if isinstance(block, Paragraph):
            texts.append(block.text)
        if isinstance(block, Bullets):
            texts.extend(block.items)
    return "\n".join(texts)


def test_the_letters_lack_nothing() -> None:
    assert lint() == ()


@pytest.mark.parametrize("kind", LetterKind)
@pytest.mark.parametrize("language", Language)
def test_every_letter_can_be_written_in_every_language(
    kind: LetterKind, language: Language
) -> None:
    letter = compose(kind, FACTS, language)

    assert "{" not in said(letter)
    assert letter.title


@pytest.mark.parametrize("kind", WITH_COMPLAINT)
@pytest.mark.parametrize("language", Language)
def test_the_ombudsman_is_named_with_an_address(
    kind: LetterKind, language: Language
) -> None:
    text = said(compose(kind, FACTS, language))

    assert OMBUDSMAN[language] in text
    assert "tietosuoja@om.fi" in text


@pytest.mark.parametrize("kind", WITH_COURT)
@pytest.mark.parametrize(
    ("language", "court"),
    [
        (Language.FI, "tuomioistuimeen"),
        (Language.SV, "domstol"),
        (Language.EN, "to court"),
    ],
)
def test_the_way_to_a_court_is_told(
    kind: LetterKind, language: Language, court: str
) -> None:
    assert court in said(compose(kind, FACTS, language))


def test_an_extension_tells_the_new_day_and_the_reason() -> None:
    text = said(compose(LetterKind.EXTENSION, FACTS, Language.FI))

    assert "viimeistään 2.2.2027" in text
    assert "Pyyntösi on monimutkainen" in text


def test_a_refusal_tells_its_ground_with_the_article() -> None:
    text = said(compose(LetterKind.REFUSAL, FACTS, Language.EN))

    assert "GDPR Article 17(3)(e)" in text
    assert "expect what is kept to be destroyed on 3 May 2027" in text


def test_a_refusal_without_a_day_says_no_day() -> None:
    facts = replace(FACTS, kept_until=None)

    letter = compose(LetterKind.REFUSAL, facts, Language.FI)

    assert LetterPart.KEPT not in [part for part, _ in letter.parts]


@pytest.mark.parametrize(
    ("kind", "facts", "part"),
    [
        (LetterKind.REFUSAL, replace(FACTS, grounds=()), LetterPart.GROUNDS),
        (
            LetterKind.EXTENSION,
            replace(FACTS, extension_reasons=()),
            LetterPart.EXTENSION_REASONS,
        ),
        (LetterKind.EXTENSION, replace(FACTS, until=None), LetterPart.UNTIL),
        (LetterKind.RECEIPT, replace(FACTS, due_on=None), LetterPart.DEADLINE),
        (LetterKind.RECEIPT, replace(FACTS, contact=""), LetterPart.CONTACT),
        (LetterKind.PARTIAL, replace(FACTS, items=0), LetterPart.NOT_GIVEN),
        (LetterKind.FORWARDED, replace(FACTS, controller=""), LetterPart.WHO_DECIDES),
    ],
)
def test_a_letter_without_what_it_must_state_is_refused(
    kind: LetterKind, facts: LetterFacts, part: LetterPart
) -> None:
    with pytest.raises(LetterIncomplete) as refusal:
        compose(kind, facts, Language.SV)

    assert refusal.value.part is part


def test_the_mail_that_an_answer_is_ready_tells_nothing_of_what_was_asked() -> None:
    text = said(compose(LetterKind.READY, FACTS, Language.FI))

    assert "https://seloste.example/answer" in text
    assert "poist" not in text
    assert "29.11" not in text


def test_a_recipient_is_told_of_the_measure_and_the_disclosure() -> None:
    text = said(compose(LetterKind.RECIPIENT, FACTS, Language.EN))

    assert "The reference of the disclosure is 5e1f. On 28 November 2026 we erased" in (
        text
    )
    assert "Erase them unless you have a ground of your own to keep them." in text


def test_every_measure_a_recipient_is_told_of_says_what_to_do() -> None:
    told = {RequestKind.RECTIFICATION, RequestKind.ERASURE, RequestKind.RESTRICTION}

    assert set(MEASURES) == set(DUTIES) == told


def test_every_kind_of_request_and_every_refusal_has_words() -> None:
    assert set(RIGHTS) == set(RequestKind)
    assert set(OF_REFUSAL) == set(RefusalReason)


@pytest.mark.parametrize(
    ("kind", "part"),
    [
        (LetterKind.REFUSAL, LetterPart.COMPLAINT),
        (LetterKind.REFUSAL, LetterPart.COURT),
        (LetterKind.REFUSAL, LetterPart.GROUNDS),
        (LetterKind.EXTENSION, LetterPart.EXTENSION_REASONS),
        (LetterKind.EXTENSION, LetterPart.COMPLAINT),
        (LetterKind.PARTIAL, LetterPart.COURT),
        (LetterKind.ANSWER, LetterPart.COMPLAINT),
        (LetterKind.LIFTING, LetterPart.LIFTED),
        (LetterKind.IDENTITY, LetterPart.IDENTITY_DATA),
    ],
)
def test_the_lint_finds_a_part_that_fell_out(
    kind: LetterKind, part: LetterPart
) -> None:
    parts = tuple(one for one in TEMPLATES[kind] if one is not part)

    found = lint(templates={**TEMPLATES, kind: parts})

    assert found == (Shortcoming(kind.value, None, part.value),)


def test_the_lint_finds_a_language_without_words() -> None:
    words = {**PHRASES, LetterPart.COURT: (Text(fi="79", sv="", en="79"),)}

    assert lint(words=words) == (Shortcoming("court", Language.SV, "words"),)


def test_the_lint_finds_a_complaint_without_the_authority() -> None:
    full = PHRASES[LetterPart.COMPLAINT][0]
    vague = Text(fi=full.fi, sv=full.sv, en="You can complain (77): {reached} {web}")
    words = {**PHRASES, LetterPart.COMPLAINT: (vague,)}

    assert lint(words=words) == (Shortcoming("complaint", Language.EN, "{authority}"),)
