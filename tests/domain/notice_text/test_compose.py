from dataclasses import replace

import pytest

from seloste.domain.contact import Channel
from seloste.domain.notice import (
    Automation,
    Category,
    ChannelRule,
    ContactPoint,
    Controller,
    Enforce,
    HoldKind,
    HoldRule,
    Language,
    LegalBasis,
    Mode,
    Notice,
    Origin,
    Period,
    Promise,
    Provision,
    Recipient,
    Right,
    Source,
    Text,
    Transfer,
)
from seloste.domain.notice_text import compose
from tests.domain.notice_text.notices import (
    CALLS,
    KIOSK,
    NOTICE,
    TRAINING,
    same,
    with_class,
)
from tests.domain.notice_text.words import keys, section, words

EXACTLY = replace(CALLS, mode=Mode.EXACTLY, period=Period(days=180))


def said(notice: Notice, key: str, language: Language = Language.EN) -> str:
    return words(section(compose(notice, language), key))


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (Language.FI, "Säilytetään enintään kolme kuukautta."),
        (Language.SV, "Sparas i högst tre månader."),
        (Language.EN, "Kept for at most three months."),
    ],
)
def test_at_most_states_the_promise(language: Language, sentence: str) -> None:
    assert sentence in said(NOTICE, "retention", language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (Language.FI, "vanhenevat seitsemän vuorokauden kuluessa tuhoamisesta."),
        (Language.SV, "upphör inom sju dygn efter förstöringen."),
        (Language.EN, "expire within seven days of the destruction."),
    ],
)
def test_exactly_states_the_tail_of_key_backups(
    language: Language, sentence: str
) -> None:
    assert sentence in said(with_class(EXACTLY), "retention", language)
    assert sentence not in said(NOTICE, "retention", language)


def test_the_tail_is_as_long_as_key_backups_live() -> None:
    notice = with_class(EXACTLY)

    two = words(section(compose(notice, Language.EN, key_backup_days=2), "retention"))
    none = words(section(compose(notice, Language.EN, key_backup_days=0), "retention"))

    assert "within two days of the destruction" in two
    assert "Backups of the encryption keys" not in none


def test_a_class_that_an_event_ends_says_which_and_when_it_is_looked_at() -> None:
    until = Text(fi="kunnes se on ohi", sv="tills det är över", en="until it is over")
    notice = with_class(replace(EXACTLY, period=None, until=until, review_days=180))

    told = said(notice, "retention", Language.FI)

    assert "Säilytetään, kunnes se on ohi. Arvioimme vähintään 180 vuorokauden" in told
    assert "Säilytysaika alkaa" not in told


def test_several_channels_of_a_class_are_named() -> None:
    channels = frozenset({Channel.CALL, Channel.MAIL, Channel.CHAT})

    told = said(with_class(replace(CALLS, channels=channels)), "retention")

    assert "Call recordings (calls, e-mails and chats)" in told


@pytest.mark.parametrize("kind", HoldKind)
def test_a_hold_says_why_for_what_and_until_when_it_is_looked_at(
    kind: HoldKind,
) -> None:
    hold = HoldRule(kind, "T-01", purposes=("training",), review_days=90)

    told = said(replace(NOTICE, holds=(hold,)), "retention")

    assert "Data kept for this reason are used only for: training." in told
    assert "We check at least every 90 days" in told


@pytest.mark.parametrize(
    "key",
    ["dpo", "recipients", "objection", "rights", "provision", "explanations"],
)
def test_a_fact_that_the_notice_lacks_makes_no_section(key: str) -> None:
    assert key not in keys(compose(NOTICE, Language.EN))


def test_a_notice_without_calls_says_nothing_of_recording() -> None:
    silent = replace(NOTICE, channels=(ChannelRule(Channel.CALL),))

    assert "recording" in keys(compose(NOTICE, Language.EN))
    assert "recording" not in keys(compose(silent, Language.EN))


def test_an_announcement_is_promised_only_where_it_is_made() -> None:
    unannounced = replace(NOTICE, channels=(ChannelRule(Channel.CALL, recorded=True),))

    assert "before it begins" in said(NOTICE, "recording")
    assert said(unannounced, "recording") == "We record calls."


def test_whoever_refuses_the_recording_is_told_of_the_other_ways() -> None:
    rule = ChannelRule(Channel.CALL, recorded=True, alternatives=(same("e-mail"),))

    told = said(replace(NOTICE, channels=(rule,)), "recording")

    assert "you can also reach us as follows:\ne-mail" in told


def test_each_controller_is_named_with_its_details() -> None:
    other = Controller(id="baari", name="Baari Oy", business_id="1234567-1")

    told = said(replace(NOTICE, controllers=(KIOSK, other)), "controllers")

    assert "The controllers of your personal data are Kioski Oy and Baari Oy." in told
    assert "Business ID: 1234567-1" in told


def test_a_processor_sends_requests_to_the_controller() -> None:
    kiosk = replace(KIOSK, processor_for=same("clients of the kiosk"))

    told = said(replace(NOTICE, controllers=(kiosk,)), "controllers")

    assert "on behalf of other controllers, namely: clients of the kiosk." in told


def test_the_officer_is_told_of_with_what_is_known() -> None:
    notice = replace(NOTICE, dpo=ContactPoint(name="Onni", phone="+358900000301"))

    assert said(notice, "dpo").endswith("Onni\nPhone: +358900000301")


@pytest.mark.parametrize("article", [f"6(1)({letter})" for letter in "abcdef"])
def test_every_basis_is_said_with_its_article(article: str) -> None:
    purpose = replace(TRAINING, bases=(LegalBasis(article),))

    told = said(replace(NOTICE, purposes=(purpose,)), "purposes")

    assert f"(Article {article} GDPR)." in told


def test_a_basis_says_when_it_is_used_and_for_which_interest() -> None:
    basis = LegalBasis(
        "6(1)(f)", condition=same("in other cases"), interest=same("Good service.")
    )
    document = compose(
        replace(NOTICE, purposes=(replace(TRAINING, bases=(basis,)),)), Language.EN
    )

    told = section(document, "purposes")

    assert "This basis is used in other cases." in words(told)
    assert "The legitimate interest is this: good service." in words(told)
    assert told.articles == ("13(1)(c)", "13(1)(d)")


def test_a_reason_is_no_interest() -> None:
    purpose = replace(
        TRAINING, bases=(LegalBasis("6(1)(f)", reason=same("it is told")),)
    )

    told = section(
        compose(replace(NOTICE, purposes=(purpose,)), Language.EN), "purposes"
    )

    assert "Reason given: it is told." in words(told)
    assert told.articles == ("13(1)(c)",)


def test_purposes_of_one_basis_share_a_row() -> None:
    quality = replace(TRAINING, id="quality", name=same("Quality"))

    told = said(replace(NOTICE, purposes=(TRAINING, quality)), "purposes")

    assert "\nTraining and quality\n" in told
    assert told.count("The processing is based on a legitimate interest") == 1


def test_a_purpose_of_the_law_says_so() -> None:
    requests = replace(TRAINING, id="rights", statutory=True)

    told = said(replace(NOTICE, purposes=(requests,)), "purposes")

    assert "This use is based directly on law." in told


def test_special_data_are_marked_with_their_condition() -> None:
    diet = Category("recording", same("Diets"), special=True, condition="9(2)(a)")
    document = compose(replace(NOTICE, categories=(diet,)), Language.EN)

    told = section(document, "categories")

    assert "Diets (special categories of personal data)" in words(told)
    assert "your explicit consent (Article 9(2)(a) GDPR)." in words(told)
    assert told.articles == ("14(1)(d)", "9(2)(a)")


def test_it_is_said_whose_data_they_are() -> None:
    notice = replace(NOTICE, subjects=same("Callers"))

    assert "following people: callers." in said(notice, "categories")


@pytest.mark.parametrize("origin", Origin)
def test_every_origin_has_its_sentence(origin: Origin) -> None:
    source = Source(
        fi="x", sv="x", en="somebody", origin=origin, told=same("You are told")
    )

    told = said(replace(NOTICE, sources=(source,)), "sources")

    assert told.splitlines()[1] == "Somebody"
    assert told.endswith("You are told.")


def test_a_recipient_says_who_why_when_and_where() -> None:
    recipient = Recipient(
        "support",
        same("technical support"),
        "processor",
        purposes=("training",),
        condition=same("where a fault needs it"),
        country="US",
        members=("Support Inc.",),
    )

    told = said(replace(NOTICE, recipients=(recipient,)), "recipients")

    assert told.splitlines()[1:] == [
        "Technical support",
        "The recipient processes data on our behalf (processor).",
        "The recipients by name: Support Inc.",
        "Purpose: training.",
        "Data are given where a fault needs it.",
        "Country: The United States.",
    ]


@pytest.mark.parametrize(
    ("allowed", "sentence"),
    [
        ("never", "Tietojasi ei siirretä EU:n tai ETA:n ulkopuolelle."),
        ("exception", "Tietojasi ei pääsääntöisesti siirretä EU:n tai ETA:n"),
        ("limited", "Tietojasi siirretään rajoitetusti EU:n tai ETA:n ulkopuolelle."),
    ],
)
def test_transfers_are_said_as_they_are(allowed: str, sentence: str) -> None:
    notice = replace(NOTICE, transfers=Transfer(allowed))

    assert sentence in said(notice, "transfers", Language.FI)


def test_a_transfer_says_where_to_and_how_it_is_protected() -> None:
    transfer = Transfer(
        "limited",
        countries=("US", "TV"),
        mechanisms=("scc", "other", "none"),
        safeguards_copy="tieto@example.com",
        condition=same("only in a fault"),
    )

    told = said(replace(NOTICE, transfers=transfer), "transfers")

    assert "Data are transferred only in a fault." in told
    assert "Countries to which data are transferred: the United States and TV." in told
    assert "standard contractual clauses adopted by the European Commission" in told
    assert told.endswith("copy of the safeguards here: tieto@example.com")


def test_the_right_to_object_stands_apart() -> None:
    notice = replace(
        NOTICE, rights=(Right("objection", "T-02"), Right("access", "T-03"))
    )

    document = compose(notice, Language.FI)

    assert section(document, "objection").articles == ("13(2)(b)", "21(4)")
    assert "vastustaa" in words(section(document, "objection"))
    assert "vastustaa" not in words(section(document, "rights"))
    assert section(document, "rights").heading == "Muut oikeutesi"


def test_a_right_without_a_condition_says_that_of_the_law() -> None:
    plain = replace(NOTICE, rights=(Right("rectification", "T-02"),))
    own = Right("rectification", "T-02", condition=same("where we agree"))

    assert "where your data are wrong or incomplete" in said(plain, "rights")
    assert "wrong or incomplete" not in said(replace(NOTICE, rights=(own,)), "rights")
    assert "You have this right where we agree." in said(
        replace(NOTICE, rights=(own,)), "rights"
    )


def test_the_notices_own_words_on_transcripts_stand_by_themselves() -> None:
    right = Right("transcript", "T-02", condition=same("unless otherwise agreed"))

    told = said(replace(NOTICE, rights=(right,)), "rights")

    assert "Unless otherwise agreed." in told


@pytest.mark.parametrize(
    ("language", "authority", "address"),
    [
        (Language.FI, "tietosuojavaltuutetun toimisto", "https://tietosuoja.fi."),
        (Language.SV, "dataombudsmannens byrå", "https://tietosuoja.fi/sv."),
        (
            Language.EN,
            "Office of the Data Protection Ombudsman",
            "https://tietosuoja.fi/en.",
        ),
    ],
)
def test_the_authority_is_named_with_its_web_address(
    language: Language, authority: str, address: str
) -> None:
    notice = replace(NOTICE, rights=(Right("complaint", "T-02"),))

    told = said(notice, "rights", language)

    assert authority in told
    assert address in told


@pytest.mark.parametrize(
    ("kind", "article"),
    [("access", "13(2)(b)"), ("withdrawal", "13(2)(c)"), ("complaint", "13(2)(d)")],
)
def test_each_right_answers_its_own_point(kind: str, article: str) -> None:
    document = compose(replace(NOTICE, rights=(Right(kind, "T-02"),)), Language.EN)

    assert section(document, "rights").articles == (article,)


@pytest.mark.parametrize(
    ("obligatory", "sentence"),
    [(True, "Giving the data is obligatory."), (False, "is not obligatory.")],
)
def test_it_is_said_whether_data_must_be_given(obligatory: bool, sentence: str) -> None:
    notice = replace(NOTICE, provision=Provision(obligatory, same("No service then")))

    assert f"{sentence} No service then." in said(notice, "provision")


@pytest.mark.parametrize(
    ("automation", "sentences"),
    [
        (
            Automation(decisions=False, profiling="none"),
            ("no automated decision-making", "not used for profiling."),
        ),
        (
            Automation(decisions=False, profiling="none-with-legal-effect"),
            ("no automated decision-making", "profiling that produces legal effects"),
        ),
        (
            Automation(decisions=True, profiling="yes", logic=same("Rules")),
            ("Automated decisions are made", "How it works: rules."),
        ),
    ],
)
def test_automation_is_said_no_wider_than_it_is(
    automation: Automation, sentences: tuple[str, ...]
) -> None:
    told = said(replace(NOTICE, automation=automation), "automation")

    assert all(sentence in told for sentence in sentences)


def test_free_text_is_marked_as_an_explanation() -> None:
    notice = replace(NOTICE, explanations=(same("The kiosk is small"),))

    document = compose(notice, Language.EN)

    assert words(section(document, "explanations")) == "The kiosk is small."
    assert [one.key for one in document.sections if one.explains] == ["explanations"]


@pytest.mark.parametrize(
    ("facts", "enforce", "told_in"),
    [
        (("retention.calls",), Enforce.RETENTION, ["retention"]),
        (("holds.task", "rights.access"), Enforce.RETENTION, ["retention", "rights"]),
        (("rights.objection",), Enforce.RIGHT, ["objection"]),
        (("rights",), Enforce.RIGHT, ["rights"]),
        (("contact",), Enforce.RIGHT, ["controllers"]),
        (("effective",), Enforce.ANNOUNCEMENT, ["about"]),
        (("unknown",), Enforce.BREACH, ["security"]),
    ],
)
def test_a_promise_is_told_where_its_facts_are(
    facts: tuple[str, ...], enforce: Enforce, told_in: list[str]
) -> None:
    promise = Promise("T-09", "13", enforce, same("It is kept"), facts)
    rights = (Right("objection", "T-09"), Right("access", "T-09"))
    notice = replace(NOTICE, rights=rights, promises=(promise,))

    document = compose(notice, Language.EN)

    assert [one.key for one in document.sections if one.promises] == told_in


def test_every_promise_is_listed_by_its_id() -> None:
    assert "T-01\nThree months." in said(NOTICE, "promises")


def test_the_page_says_what_it_is_whose_and_since_when() -> None:
    document = compose(NOTICE, Language.SV)

    assert document.labels.kind == "Dataskyddsbeskrivning"
    assert document.title == "Kioskens samtal"
    assert document.controllers == "Kioski Oy"
    assert document.labels.in_force == "Gäller från och med 1 juli 2024"


def test_a_notice_of_almost_nothing_says_no_more() -> None:
    bare = replace(
        NOTICE,
        contact=ContactPoint(),
        channels=(),
        retention=(),
        security=(),
        promises=(),
    )

    assert keys(compose(bare, Language.EN)) == [
        *("controllers", "categories", "purposes", "sources"),
        *("transfers", "automation", "about"),
    ]
    assert "contact:" not in said(bare, "controllers")


def test_a_class_without_a_period_that_leaves_no_tail_has_only_its_row() -> None:
    notice = with_class(replace(CALLS, period=None, until=same("until it is over")))

    told = said(notice, "retention").splitlines()

    assert told[-2:] == [
        "Kept until it is over.",
        "Destroyed when the data are no longer needed for this.",
    ]


def test_a_hold_that_serves_no_named_purpose_names_none() -> None:
    hold = HoldRule(HoldKind.TASK, "T-01", purposes=(), review_days=30)

    told = said(replace(NOTICE, holds=(hold,)), "retention")

    assert "A matter is open" in told
    assert "Data kept for this reason" not in told


def test_a_purpose_without_named_categories_says_none() -> None:
    purpose = replace(TRAINING, categories=frozenset({"unnamed"}))

    assert "Data used" not in said(replace(NOTICE, purposes=(purpose,)), "purposes")
