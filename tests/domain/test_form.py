"""What a form asks, what an answer is, and what looks odd about sending one."""

from dataclasses import replace
from datetime import timedelta

import pytest

from seloste.domain import form as rules
from seloste.domain.form import Asked, Field, FormAnswer, FormRefused, Sending
from seloste.domain.work_item import Reason

ANSWER = FormAnswer(
    site="palaute",
    reference="ABCDEFGHJKLM",
    message="Hei,\nvalo ei pala.",
    topic=Reason.QUALITY,
    name="Maija",
    email="maija@example.fi",
    tel="+358455550101",
    wants_answer=True,
)
USUAL = Sending(
    age=timedelta(minutes=1),
    proved=False,
    trap=False,
    lately=0,
    today=0,
    alike=0,
    links=0,
)


def test_an_answer_is_read_as_it_was_written() -> None:
    assert FormAnswer.from_json(ANSWER.to_json()) == ANSWER


def test_an_answer_shows_no_words_where_it_is_printed() -> None:
    assert "Maija" not in repr(ANSWER)
    assert "valo" not in repr(ANSWER)


def test_fields_come_in_the_order_of_the_page() -> None:
    found = rules.check_fields({"email": "required", "topic": "optional"})

    assert list(found.items()) == [
        (Field.TOPIC, Asked.OPTIONAL),
        (Field.EMAIL, Asked.REQUIRED),
    ]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"hetu": "optional"}, "unknown-field"),
        ({"name": "perhaps"}, "unknown-field"),
        ({"answer": "required"}, "never-required"),
        ({"attachment": "required"}, "never-required"),
    ],
)
def test_a_form_asks_only_what_is_listed(fields: dict[str, str], reason: str) -> None:
    with pytest.raises(FormRefused) as refusal:
        rules.check_fields(fields)

    assert refusal.value.reason == reason


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Osta  HALVALLA\n", "osta halvalla", True),
        ("Straße", "STRASSE", True),
        ("osta", "ostan", False),
    ],
)
def test_the_same_words_differ_in_case_and_spaces_only(
    first: str, second: str, same: bool
) -> None:
    assert (rules.same_words(first) == rules.same_words(second)) is same


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, ""),
        ({"age": timedelta(seconds=15)}, ""),
        ({"age": timedelta(seconds=14)}, "too-fast"),
        ({"age": timedelta(seconds=3), "proved": True}, ""),
        ({"age": timedelta(seconds=2), "proved": True}, "too-fast"),
        ({"age": timedelta(hours=12)}, ""),
        ({"age": timedelta(hours=12, seconds=1)}, "too-old"),
        ({"today": 29}, ""),
        ({"today": 30}, "too-many"),
    ],
)
def test_what_is_sent_too_fast_too_late_or_too_often_is_refused(
    changes: dict[str, object], reason: str
) -> None:
    found = ""
    try:
        rules.check_sending(sending(**changes))
    except FormRefused as refusal:
        found = refusal.reason

    assert found == reason


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, ""),
        ({"trap": True}, "looks-like-spam"),
        ({"lately": 4}, ""),
        ({"lately": 5}, "looks-like-spam"),
        ({"alike": 2}, ""),
        ({"alike": 3}, "looks-like-spam"),
        ({"links": 5}, ""),
        ({"links": 6}, "looks-like-spam"),
    ],
)
def test_what_looks_odd_is_said(changes: dict[str, object], reason: str) -> None:
    assert rules.suspicion(sending(**changes)) == reason


def sending(**changes: object) -> Sending:

    return replace(USUAL, **changes)  # type: ignore[arg-type]  # names are checked by dataclasses


def test_links_are_counted_however_they_are_written() -> None:
    assert rules.links_in("HTTP://a.example www.b.example https://c.example") == 3
