"""Figures are counted from rows while they exist, and stay when those are gone."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from seloste.domain.figure import Measure
from seloste.domain.staff import Role, system
from seloste.ports.desk import Desk
from seloste.records.models import (
    Contact,
    Conversation,
    Disposal,
    Figure,
    FigureMark,
    Register,
    SealedObject,
)
from seloste.services import counting, disposal
from seloste.services.capture import capture
from seloste.services.counting import Span
from tests.services.conftest import NOW
from tests.services.deliveries import call, mail
from tests.services.people import person

TODAY = date(2026, 5, 4)


def count(now: datetime = NOW) -> None:
    counting.count(staff_days=90, now=now)


def figures() -> list[tuple[object, ...]]:
    return sorted(
        Figure.objects.values_list(
            "at", "measure", "queue", "channel", "label", "count"
        ),
        key=str,
    )


def total(measure: Measure, day: date = TODAY) -> int:
    rows = Figure.objects.filter(measure=measure, day=day, staff=None)
    return sum(row.count for row in rows)


@pytest.fixture
def kept(registers: None, desk: Desk) -> None:
    """Two calls and a mail of one morning."""
    for number in range(2):
        assert capture(call(source_id=f"c{number}"), desk=desk, now=NOW).id
    assert capture(mail(), desk=desk, now=NOW).id


def destroy_everything(desk: Desk) -> None:
    disposal.dispose(
        list(SealedObject.objects.values_list("pk", flat=True)),
        cause=Disposal.Cause.DISCARDED,
        desk=desk,
        actor=system("test"),
        now=NOW,
    )
    assert not Contact.objects.exists()


def test_contacts_are_counted_by_hour_and_channel(kept: None) -> None:
    count()

    rows = Figure.objects.filter(measure=Measure.CONTACTS).order_by("channel")
    assert [(one.at, one.channel, one.count) for one in rows] == [
        (datetime(2026, 5, 4, 8, tzinfo=UTC), "call", 2),
        (datetime(2026, 5, 4, 8, tzinfo=UTC), "mail", 1),
    ]


def test_length_of_calls_is_counted_in_buckets(kept: None) -> None:
    count()

    row = Figure.objects.get(measure=Measure.HANDLING)
    assert row.count == 2
    assert row.buckets == [0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0]


def test_counting_again_changes_nothing(kept: None) -> None:
    count()
    before = list(Figure.objects.order_by("pk").values_list("pk", flat=True))

    count(NOW + timedelta(minutes=5))

    kept_rows = Figure.objects.exclude(measure=Measure.BACKLOG).values_list("pk")
    assert before
    assert {pk for (pk,) in kept_rows} <= set(before)


def test_figures_stay_when_everything_is_destroyed(desk: Desk, kept: None) -> None:
    count()
    before = [row for row in figures() if row[1] not in ("backlog", "disposals")]
    assert before

    destroy_everything(desk)
    count(NOW + timedelta(days=1))

    after = [row for row in figures() if row[1] not in ("backlog", "disposals")]
    assert after == before
    assert total(Measure.DISPOSALS) == 3


def test_what_arrives_late_is_counted_while_the_day_settles(
    desk: Desk, kept: None
) -> None:
    count()
    later = NOW + timedelta(days=2)

    capture(call(source_id="late"), desk=desk, now=later)
    count(later)

    assert total(Measure.CONTACTS) == 4


def test_settled_day_is_counted_no_more(desk: Desk, kept: None) -> None:
    count(NOW + timedelta(days=5))
    assert FigureMark.objects.get(register="retta").through == date(2026, 5, 6)

    capture(call(source_id="late"), desk=desk, now=NOW + timedelta(days=6))
    count(NOW + timedelta(days=6))

    assert total(Measure.CONTACTS) == 3


def test_nothing_is_missed_while_the_worker_was_away(desk: Desk, kept: None) -> None:
    count()
    capture(
        call(source_id="next", started_at=NOW + timedelta(days=1), ended_at=None),
        desk=desk,
        now=NOW + timedelta(days=1),
    )

    count(NOW + timedelta(days=30))

    assert total(Measure.CONTACTS, TODAY + timedelta(days=1)) == 1


def test_no_figure_of_a_register_counts_another(kept: None) -> None:
    count()

    assert not Figure.objects.filter(register="sok-mara").exists()
    assert Register.objects.filter(slug="sok-mara").exists()


def test_first_answer_is_everybodys_and_the_agents_own(kept: None) -> None:
    eino = person("Eino", Role.AGENT)
    talk = Conversation.objects.get()
    talk.assignee_id = eino
    talk.first_answered_at = talk.began_at + timedelta(minutes=4)
    talk.save(update_fields=["assignee", "first_answered_at"])

    count(NOW + timedelta(minutes=10))

    rows = Figure.objects.filter(measure=Measure.FIRST_ANSWER)
    assert {(row.staff_id, row.count) for row in rows} == {(None, 1), (eino, 1)}
    assert all(row.buckets[3] == 1 for row in rows)


def test_figures_of_staff_go_before_the_others(kept: None) -> None:
    eino: UUID = person("Eino", Role.AGENT)
    talk = Conversation.objects.get()
    talk.assignee_id = eino
    talk.first_answered_at = NOW
    talk.save(update_fields=["assignee", "first_answered_at"])
    count()
    assert Figure.objects.exclude(staff=None).exists()

    counting.count(staff_days=90, now=NOW + timedelta(days=91))

    assert not Figure.objects.exclude(staff=None).exists()
    assert total(Measure.FIRST_ANSWER) == 1


def test_backlog_is_what_stands_now(kept: None) -> None:
    count()
    assert total(Measure.BACKLOG) == 1

    Conversation.objects.update(state="done")
    count(NOW + timedelta(minutes=5))

    assert total(Measure.BACKLOG) == 0


@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 5, 4), 24)],
)
def test_day_has_as_many_hours_as_the_clock_says(day: date, hours: int) -> None:
    first, after = Span("retta", day).moments

    assert after - first == timedelta(hours=hours)


def test_both_hours_of_the_autumn_night_are_counted_apart(
    registers: None, desk: Desk
) -> None:
    for number, hour in enumerate((0, 1)):
        began = datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
        late = replace(call(source_id=f"n{number}"), started_at=began, ended_at=None)
        assert capture(late, desk=desk, now=began + timedelta(minutes=5)).id

    count(datetime(2026, 10, 25, 12, tzinfo=UTC))

    rows = Figure.objects.filter(measure=Measure.CONTACTS).order_by("at")
    assert [(one.day, one.at.hour, one.count) for one in rows] == [
        (date(2026, 10, 25), 0, 1),
        (date(2026, 10, 25), 1, 1),
    ]
