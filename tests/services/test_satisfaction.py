"""The anonymous question: sums and nothing else."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from seloste.domain.contact import Channel
from seloste.domain.staff import system
from seloste.ports.desk import Desk
from seloste.records.models import (
    AuditLeaf,
    Conversation,
    SatisfactionAsked,
    SatisfactionCount,
)
from seloste.services import satisfaction, sweeps
from seloste.services.access import NotFound
from seloste.services.capture import capture
from seloste.services.satisfaction import AnswerRefused, Figures
from tests.services.conftest import NOW
from tests.services.deliveries import mail

pytestmark = pytest.mark.usefixtures("registers")

DAY = date(2026, 5, 4)


def link() -> str:
    """Return the token of a new link."""
    path = satisfaction.ask_for("retta", queue="", channel=Channel.PAPER, now=NOW)
    return path.split("/")[2]


def answered(*values: int) -> None:
    for value in values:
        satisfaction.answer(link(), value, now=NOW)


def test_an_answer_adds_one_to_a_sum_and_the_link_is_forgotten() -> None:
    token = link()
    assert SatisfactionAsked.objects.count() == 1

    satisfaction.answer(token, 4, now=NOW)

    row = SatisfactionCount.objects.get()
    assert (row.day, row.queue, row.channel, row.value, row.count) == (
        DAY,
        "",
        "paper",
        4,
        1,
    )
    assert not SatisfactionAsked.objects.exists()


def test_nothing_says_whose_answer_it_was(desk: Desk) -> None:
    capture(mail(), desk=desk, now=NOW)
    talk = Conversation.objects.get()
    leaves = AuditLeaf.objects.count()

    token = satisfaction.ask(talk.thread, now=NOW).split("/")[2]
    asked = SatisfactionAsked.objects.get()
    satisfaction.answer(token, 5, now=NOW)

    told = [str(getattr(asked, field.name)) for field in asked._meta.fields]
    assert str(talk.thread) not in told
    assert token not in told
    assert AuditLeaf.objects.count() == leaves


def test_a_conversation_that_is_gone_is_not_asked_about() -> None:
    with pytest.raises(NotFound):
        satisfaction.ask(uuid4(), now=NOW)


def test_a_queue_that_is_not_there_is_not_asked_about() -> None:
    with pytest.raises(NotFound):
        satisfaction.ask_for("retta", queue="muu", channel=Channel.CHAT, now=NOW)


def test_a_link_is_answered_once() -> None:
    token = link()
    satisfaction.answer(token, 3, now=NOW)

    with pytest.raises(AnswerRefused) as refusal:
        satisfaction.answer(token, 3, now=NOW)

    assert refusal.value.reason == "unknown-link"
    assert SatisfactionCount.objects.get().count == 1


@pytest.mark.parametrize("value", [0, 6, -1])
def test_only_one_to_five_are_answers(value: int) -> None:
    with pytest.raises(AnswerRefused, match="not-a-value"):
        satisfaction.answer(link(), value, now=NOW)

    assert SatisfactionAsked.objects.exists()


def test_a_link_is_over_after_two_weeks(desk: Desk) -> None:
    token = link()

    with pytest.raises(AnswerRefused):
        satisfaction.answer(token, 3, now=NOW + timedelta(days=14))
    sweeps.sweep(desk=desk, actor=system("sweep"), now=NOW + timedelta(days=14))

    assert not SatisfactionAsked.objects.exists()


def test_fewer_than_five_answers_are_not_told() -> None:
    answered(1, 2, 5, 5)

    [told] = satisfaction.figures("retta", DAY, DAY)

    assert told == Figures("", Channel.PAPER, None)
    assert told.total is None
    assert told.average is None


def test_five_answers_are_told_by_value() -> None:
    answered(1, 2, 5, 5, 5)

    [told] = satisfaction.figures("retta", DAY, DAY)

    assert told.counts == (1, 1, 0, 0, 3)
    assert told.total == 5
    assert told.average == 3.6


def test_figures_are_of_the_days_that_were_asked_for() -> None:
    answered(1, 1, 1, 1, 1)

    assert satisfaction.figures("retta", DAY + timedelta(days=1), DAY) == ()
    assert satisfaction.figures("sok-mara", DAY, DAY) == ()
