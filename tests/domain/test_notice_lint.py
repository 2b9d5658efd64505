"""The lint finds in the originals what they leave out, and nothing in the model.

The expected articles are written by hand from the notices and Art. 13 and 14.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from seloste.domain.notice import (
    Automation,
    ContactPoint,
    LegalBasis,
    Notice,
    Origin,
    Provision,
    Right,
    Text,
    Transfer,
)
from seloste.domain.notice_lint import Severity, lint
from seloste.domain.notice_lint_words import RIGHTS, WORDS
from seloste.services.notices import document

RETTA, SOK, MODEL = (
    document.load(Path(f"examples/{name}.yaml"))
    for name in ("retta", "sok-mara", "model")
)
WORDS_OF_A_TEST = Text(fi="sanat", sv="ord", en="words")


def found(notice: Notice) -> list[tuple[str, str, str]]:
    return [(f.article, f.severity.value, f.code) for f in lint(notice)]


def test_what_retta_leaves_out() -> None:
    assert found(RETTA) == [
        ("13(1)(a)", "missing", "contact-missing"),
        ("13(1)(b)", "missing", "dpo-missing"),
        ("13(1)(c)", "weak", "basis-conditional"),
        ("13(1)(e)", "weak", "recipient-wide"),
        ("13(1)(f)", "weak", "transfer-unconditional"),
        ("13(2)(a)", "weak", "period-open"),
        ("13(2)(a)", "missing", "requests-period-missing"),
        ("13(2)(a)", "missing", "packages-period-missing"),
        ("13(2)(e)", "missing", "provision-missing"),
    ]


def test_what_sok_leaves_out() -> None:
    assert found(SOK) == [
        ("9(2)", "missing", "condition-missing"),
        ("13(1)(c)", "weak", "basis-uniform"),
        ("13(1)(d)", "missing", "interest-not-named"),
        ("13(1)(f)", "missing", "transfer-countries-missing"),
        ("13(1)(f)", "weak", "transfer-mechanism-open"),
        ("13(1)(f)", "missing", "transfer-copy-missing"),
        ("13(2)(a)", "missing", "requests-period-missing"),
        ("13(2)(a)", "missing", "packages-period-missing"),
        ("13(2)(b)", "missing", "right-missing"),
        ("13(2)(b)", "missing", "right-missing"),
        ("13(2)(b)", "missing", "right-missing"),
        ("13(2)(d)", "missing", "complaint-missing"),
        ("13(2)(f)", "note", "profiling-narrow"),
        ("14(3)", "weak", "told-missing"),
    ]


def test_the_model_leaves_nothing_out() -> None:
    assert lint(MODEL) == ()


def test_the_rights_sok_does_not_tell_of_are_named() -> None:
    missing = [f for f in lint(SOK) if f.code == "right-missing"]

    assert [f.facts for f in missing] == [
        ("rights.rectification",),
        ("rights.restriction",),
        ("rights.objection",),
    ]
    assert missing[0].message == Text(
        fi="Oikeutta ei kerrota: oikeus tietojen oikaisemiseen (16 artikla).",
        sv="Rättigheten nämns inte: rätt till rättelse (artikel 16).",
        en="The right is not told of: rectification (Art. 16).",
    )


def test_findings_point_at_the_facts() -> None:
    facts = {f.code: f.facts for f in (*lint(RETTA), *lint(SOK))}

    assert facts["contact-missing"] == (
        "controllers.retta-isannointi",
        "controllers.retta",
        "contact",
    )
    assert facts["recipient-wide"] == ("recipients.group",)
    assert facts["period-open"] == ("retention.feedback", "retention.complaint")
    assert facts["condition-missing"] == ("categories.diet",)


def test_article_14_asks_the_same_where_somebody_else_is_the_source() -> None:
    also = {f.article: f.also for f in lint(SOK)}

    assert also == {
        "9(2)": (),
        "13(1)(c)": ("14(1)(c)",),
        "13(1)(d)": ("14(2)(b)",),
        "13(1)(f)": ("14(1)(f)",),
        "13(2)(a)": ("14(2)(a)",),
        "13(2)(b)": ("14(2)(c)",),
        "13(2)(d)": ("14(2)(e)",),
        "13(2)(f)": ("14(2)(g)",),
        "14(3)": (),
    }


def test_article_14_asks_nothing_where_the_person_is_the_source() -> None:
    assert all(source.origin.direct for source in RETTA.sources)
    assert {f.also for f in lint(RETTA)} == {()}


def test_purposes_of_the_law_owe_no_basis_to_the_reader() -> None:
    assert any(purpose.statutory for purpose in RETTA.purposes)

    purposes = {fact for f in lint(RETTA) for fact in f.facts}

    assert "purposes.rights" not in purposes


BREAKS: list[tuple[str, str, Callable[[Notice], Notice]]] = [
    (
        "13(1)(a)",
        "contact-missing",
        lambda n: replace(
            n,
            contact=ContactPoint(name="Rekisteriasiat"),
            controllers=tuple(replace(c, address="", email="") for c in n.controllers),
        ),
    ),
    ("13(1)(b)", "dpo-missing", lambda n: replace(n, dpo=None)),
    ("13(1)(b)", "dpo-missing", lambda n: replace(n, dpo=ContactPoint(name="Onni"))),
    (
        "13(1)(c)",
        "basis-conditional",
        lambda n: with_bases(
            n, LegalBasis("6(1)(b)"), LegalBasis("6(1)(f)", interest=WORDS_OF_A_TEST)
        ),
    ),
    (
        "13(1)(d)",
        "interest-missing",
        lambda n: with_bases(n, LegalBasis("6(1)(f)")),
    ),
    (
        "13(1)(d)",
        "interest-not-named",
        lambda n: with_bases(n, LegalBasis("6(1)(f)", reason=WORDS_OF_A_TEST)),
    ),
    (
        "13(1)(e)",
        "recipient-wide",
        lambda n: replace(
            n,
            recipients=(
                replace(n.recipients[0], kind="group", members=(), purposes=()),
            ),
        ),
    ),
    (
        "13(1)(f)",
        "transfer-unconditional",
        lambda n: replace(n, transfers=Transfer("exception")),
    ),
    (
        "13(1)(f)",
        "transfer-countries-missing",
        lambda n: replace(n, transfers=replace(n.transfers, countries=())),
    ),
    (
        "13(1)(f)",
        "transfer-mechanism-missing",
        lambda n: replace(n, transfers=replace(n.transfers, mechanisms=())),
    ),
    (
        "13(1)(f)",
        "transfer-mechanism-open",
        lambda n: replace(n, transfers=replace(n.transfers, mechanisms=("other",))),
    ),
    (
        "13(1)(f)",
        "transfer-copy-missing",
        lambda n: replace(n, transfers=replace(n.transfers, safeguards_copy="")),
    ),
    (
        "13(2)(a)",
        "period-open",
        lambda n: replace(
            n, retention=tuple(replace(c, review_days=0) for c in n.retention)
        ),
    ),
    (
        "13(2)(a)",
        "requests-period-missing",
        lambda n: replace(
            n, retention=tuple(c for c in n.retention if c.id != "rights-request")
        ),
    ),
    (
        "13(2)(a)",
        "packages-period-missing",
        lambda n: replace(
            n, retention=tuple(c for c in n.retention if c.id != "rights-package")
        ),
    ),
    ("13(2)(b)", "right-missing", lambda n: without(n, "access")),
    ("13(2)(b)", "right-missing", lambda n: without(n, "rectification")),
    ("13(2)(b)", "right-missing", lambda n: without(n, "erasure")),
    ("13(2)(b)", "right-missing", lambda n: without(n, "restriction")),
    ("13(2)(b)", "right-missing", lambda n: without(n, "portability")),
    ("13(2)(b)", "right-missing", lambda n: without(n, "objection")),
    ("13(2)(c)", "right-missing", lambda n: without(n, "withdrawal")),
    ("13(2)(d)", "complaint-missing", lambda n: without(n, "complaint")),
    ("13(2)(e)", "provision-missing", lambda n: replace(n, provision=None)),
    (
        "13(2)(f)",
        "logic-missing",
        lambda n: replace(n, automation=Automation(decisions=True, profiling="none")),
    ),
    (
        "13(2)(f)",
        "logic-missing",
        lambda n: replace(n, automation=Automation(decisions=False, profiling="yes")),
    ),
    (
        "13(2)(f)",
        "profiling-narrow",
        lambda n: replace(
            n,
            automation=Automation(decisions=False, profiling="none-with-legal-effect"),
        ),
    ),
    (
        "9(2)",
        "condition-missing",
        lambda n: replace(
            n, categories=tuple(replace(c, condition="") for c in n.categories)
        ),
    ),
    (
        "14(3)",
        "told-missing",
        lambda n: replace(n, sources=tuple(replace(s, told=None) for s in n.sources)),
    ),
]


def with_bases(notice: Notice, *bases: LegalBasis) -> Notice:
    """Give one purpose of the model these bases."""
    first, *others = notice.purposes
    return replace(notice, purposes=(replace(first, bases=bases), *others))


def without(notice: Notice, kind: str) -> Notice:
    return replace(notice, rights=tuple(r for r in notice.rights if r.kind != kind))


@pytest.mark.parametrize(("article", "code", "damage"), BREAKS)
def test_one_fact_less_is_one_finding_more(
    article: str, code: str, damage: Callable[[Notice], Notice]
) -> None:
    assert lint(MODEL) == ()

    (finding,) = lint(damage(MODEL))

    assert (finding.article, finding.code) == (article, code)


def test_every_finding_can_be_made() -> None:
    made = {code for _, code, _ in BREAKS}

    assert made | {"basis-uniform"} == set(WORDS)


MENDS: list[tuple[str, Notice, Callable[[Notice], Notice]]] = [
    (
        "13(1)(a)",
        RETTA,
        lambda n: replace(n, contact=ContactPoint(email="tietosuoja@retta.example")),
    ),
    ("13(1)(b)", RETTA, lambda n: replace(n, dpo=ContactPoint(phone="+358900000109"))),
    (
        "13(1)(e)",
        RETTA,
        lambda n: replace(
            n,
            recipients=tuple(replace(r, members=("Retta Oy",)) for r in n.recipients),
        ),
    ),
    (
        "13(1)(f)",
        RETTA,
        lambda n: replace(n, transfers=Transfer("never")),
    ),
    (
        "13(2)(a)",
        RETTA,
        lambda n: replace(
            n,
            retention=(
                *(replace(c, review_days=90) for c in n.retention),
                replace(n.retention[0], id="rights-request"),
                replace(n.retention[0], id="rights-package"),
            ),
        ),
    ),
    (
        "13(2)(e)",
        RETTA,
        lambda n: replace(
            n, provision=Provision(obligatory=False, consequence=WORDS_OF_A_TEST)
        ),
    ),
    (
        "13(2)(d)",
        SOK,
        lambda n: replace(n, rights=(*n.rights, Right("complaint", "S-16"))),
    ),
    (
        "9(2)",
        SOK,
        lambda n: replace(
            n, categories=tuple(replace(c, condition="9(2)(f)") for c in n.categories)
        ),
    ),
    (
        "14(3)",
        SOK,
        lambda n: replace(
            n, sources=tuple(replace(s, origin=Origin.PERSON) for s in n.sources)
        ),
    ),
]


@pytest.mark.parametrize(("article", "notice", "mend"), MENDS)
def test_a_fact_more_mends_its_finding_and_no_other(
    article: str, notice: Notice, mend: Callable[[Notice], Notice]
) -> None:
    before = {f.article for f in lint(notice)}
    assert article in before

    after = {f.article for f in lint(mend(notice))}

    assert after == before - {article}


def test_one_basis_for_all_is_mended_by_naming_an_interest_of_each_purpose() -> None:
    def named(text: str) -> tuple[LegalBasis, ...]:
        return (LegalBasis("6(1)(f)", interest=Text(fi=text, sv=text, en=text)),)

    mended = tuple(
        p if p.statutory else replace(p, bases=named(p.id)) for p in SOK.purposes
    )

    articles = {f.article for f in lint(replace(SOK, purposes=mended))}

    assert articles & {"13(1)(c)", "13(1)(d)"} == set()


def test_a_group_may_receive_for_claims_alone() -> None:
    claims = tuple(
        replace(r, purposes=("legal-defence",)) if r.kind == "group" else r
        for r in RETTA.recipients
    )

    articles = {f.article for f in lint(replace(RETTA, recipients=claims))}

    assert "13(1)(e)" not in articles


def test_no_objection_is_owed_where_everything_rests_on_a_contract() -> None:
    contract = (LegalBasis("6(1)(b)"),)
    purposes = tuple(
        p if p.statutory else replace(p, bases=contract) for p in MODEL.purposes
    )

    codes = [
        f.code for f in lint(replace(without(MODEL, "objection"), purposes=purposes))
    ]

    assert codes == ["basis-uniform"]


def test_adequacy_needs_countries_and_no_copy() -> None:
    adequate = Transfer("limited", countries=("JP",), mechanisms=("adequacy",))

    assert lint(replace(MODEL, transfers=adequate)) == ()


def test_an_exception_with_conditions_still_needs_its_safeguards() -> None:
    exception = Transfer("exception", condition=WORDS_OF_A_TEST)

    codes = [f.code for f in lint(replace(MODEL, transfers=exception))]

    assert codes == ["transfer-countries-missing", "transfer-mechanism-missing"]


def test_only_notes_leave_a_notice_without_gaps() -> None:
    notes = [f.article for f in lint(SOK) if f.severity is Severity.NOTE]

    assert notes == ["13(2)(f)"]


@pytest.mark.parametrize("words", [*WORDS.values(), *RIGHTS.values()])
def test_findings_are_said_in_three_different_languages(words: Text) -> None:
    assert len({words.fi, words.sv, words.en}) == 3
