"""Figures of a day, week or month: for those who lead, small groups hidden."""

import json
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from seloste.domain.audit import Action
from seloste.domain.figure import Measure
from seloste.domain.staff import Actor, Role
from seloste.records.models import AuditLeaf, Figure, Queue
from seloste.services import counting, figures
from seloste.services.access import NotFound
from seloste.services.figures import Period, Wanted
from tests.services.conftest import NOW
from tests.services.people import person

DAY = date(2026, 5, 4)
TODAY = Wanted("retta", Period.DAY, DAY)
MONTH = Wanted("retta", Period.MONTH, DAY)


@pytest.fixture
def tuula(registers: None) -> UUID:
    """Tuula leads and trains for Retta."""
    return person("Tuula", Role.TRAINER)


def counted(measure: Measure, count: int, day: date = DAY, **more: object) -> None:
    shown: dict[str, object] = {
        "register_id": "retta",
        "day": day,
        "at": datetime(day.year, day.month, day.day, 8, tzinfo=UTC),
        "measure": measure,
        "count": count,
        **more,
    }
    Figure.objects.create(**shown)


@pytest.mark.parametrize(
    ("period", "day", "first", "after"),
    [
        (Period.DAY, date(2026, 5, 4), date(2026, 5, 4), date(2026, 5, 5)),
        (Period.WEEK, date(2026, 5, 6), date(2026, 5, 4), date(2026, 5, 11)),
        (Period.MONTH, date(2026, 5, 31), date(2026, 5, 1), date(2026, 6, 1)),
        (Period.MONTH, date(2026, 12, 9), date(2026, 12, 1), date(2027, 1, 1)),
    ],
)
def test_periods_are_calendar_days(
    period: Period, day: date, first: date, after: date
) -> None:
    assert period.span(day) == (first, after)


@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (DAY, 24)],
)
def test_a_day_has_a_place_for_each_of_its_hours(
    tuula: UUID, day: date, hours: int
) -> None:
    wanted = Wanted("retta", Period.DAY, day)

    shown = figures.dashboard(wanted, staff_id=tuula, now=NOW)

    assert len(shown.slices) == hours


def test_contacts_are_compared_with_the_period_before(tuula: UUID) -> None:
    counted(Measure.CONTACTS, 12, channel="call")
    counted(Measure.CONTACTS, 10, DAY - timedelta(days=1), channel="mail")

    shown = figures.dashboard(TODAY, staff_id=tuula, now=NOW)

    assert (shown.contacts, shown.contacts_before, shown.change) == (12, 10, 20)
    assert shown.slices[11].counts == (12, 0, 0, 0, 0)


def test_one_queue_shows_its_own(tuula: UUID) -> None:
    counted(Measure.CONTACTS, 3, channel="call", queue="a")
    counted(Measure.CONTACTS, 4, channel="call", queue="b")

    wanted = Wanted("retta", Period.DAY, DAY, queue="a")

    assert figures.dashboard(wanted, staff_id=tuula, now=NOW).contacts == 3


def test_time_of_fewer_than_five_is_not_told(tuula: UUID) -> None:
    few, many = [4, *[0] * 11], [0, 6, *[0] * 10]
    counted(Measure.WAITING, 4, channel="chat", buckets=few)
    counted(Measure.WAITING, 6, channel="call", buckets=many)

    shown = figures.dashboard(TODAY, staff_id=tuula, now=NOW)

    assert [(one.channel, one.half, one.told) for one in shown.times] == [
        ("call", 60, True),
        ("chat", None, False),
    ]


def test_targets_are_shares_of_five_or_more(tuula: UUID) -> None:
    counted(Measure.TARGETS_MET, 8, label="respond")
    counted(Measure.TARGETS_MISSED, 2, label="respond")
    counted(Measure.TARGETS_MET, 3, label="solve")

    shown = figures.dashboard(TODAY, staff_id=tuula, now=NOW)

    assert [(one.label, one.due, one.percent) for one in shown.targets] == [
        ("respond", 10, 80),
        ("solve", 3, None),
    ]


def test_reasons_are_of_the_month_that_ended_and_small_ones_hidden(
    tuula: UUID,
) -> None:
    april = date(2026, 4, 7)
    for label, count in (("delay", 9), ("billing", 6), ("conduct", 1)):
        counted(Measure.COMPLAINTS, count, april, label=label)
    counted(Measure.COMPLAINTS, 7, DAY, label="price")

    month = figures.dashboard(TODAY, staff_id=tuula, now=NOW).month

    assert month.first == date(2026, 4, 1)
    assert {one.label: one.count for one in month.complaints.groups} == {
        "billing": None,
        "conduct": None,
        "delay": 9,
    }


def test_queue_and_day_cut_no_table_of_reasons(tuula: UUID) -> None:
    april = date(2026, 4, 7)
    counted(Measure.OUTCOMES, 9, april, label="complaint:accepted")
    counted(Measure.OUTCOMES, 6, april + timedelta(days=1), label="complaint:rejected")
    views = [
        Wanted("retta", period, day, queue)
        for period in Period
        for day in (DAY, DAY + timedelta(days=9))
        for queue in ("", "a", "b")
    ]

    months = {
        str(figures.dashboard(view, staff_id=tuula, now=NOW).month) for view in views
    }

    assert len(months) == 1


@pytest.mark.parametrize("role", [Role.AGENT, Role.ADMIN])
def test_dashboard_does_not_exist_for_others(registers: None, role: Role) -> None:
    somebody = person("Eino", role)

    with pytest.raises(NotFound):
        figures.dashboard(TODAY, staff_id=somebody, now=NOW)


def test_dashboard_of_another_register_does_not_exist(tuula: UUID) -> None:
    with pytest.raises(NotFound):
        figures.dashboard(Wanted("sok-mara", Period.DAY, DAY), staff_id=tuula, now=NOW)


def test_agents_see_their_own_and_no_one_elses(registers: None) -> None:
    eino, elli = person("Eino", Role.AGENT), person("Elli", Role.AGENT)
    counted(Measure.CLOSED, 3, staff_id=eino)
    counted(Measure.CLOSED, 8, staff_id=elli)

    assert figures.own(eino, period=Period.DAY, day=DAY).closed == 3


def test_own_days_are_in_order_and_a_chat_is_counted_once(registers: None) -> None:
    eino, elli = person("Eino", Role.AGENT), person("Elli", Role.AGENT)
    yesterday = DAY - timedelta(days=1)
    counted(Measure.FIRST_ANSWER, 2, yesterday, staff_id=eino, channel="mail")
    counted(Measure.FIRST_ANSWER, 1, staff_id=eino, channel="chat")
    counted(Measure.HANDLING, 1, staff_id=eino, channel="chat")
    counted(Measure.HANDLING, 4, staff_id=eino, channel="call")
    counted(Measure.CLOSED, 3, staff_id=eino)
    counted(Measure.CLOSED, 8, staff_id=elli)

    days = figures.own_days(eino, last=DAY, days=3)

    assert [(one.day, one.answered, one.handled, one.closed) for one in days] == [
        (date(2026, 5, 2), 0, 0, 0),
        (yesterday, 2, 0, 0),
        (DAY, 0, 5, 3),
    ]


def test_a_day_without_contacts_points_to_the_last_one_that_had_some(
    tuula: UUID,
) -> None:
    for back in (9, 3):
        counted(Measure.CONTACTS, 1, DAY - timedelta(days=back), channel="mail")

    shown = figures.dashboard(TODAY, staff_id=tuula, now=NOW)
    assert shown.last_busy == date(2026, 5, 1)

    counted(Measure.CONTACTS, 1, channel="mail")
    assert figures.dashboard(TODAY, staff_id=tuula, now=NOW).last_busy is None


def test_dashboard_says_when_the_worker_counted(tuula: UUID) -> None:
    assert figures.dashboard(TODAY, staff_id=tuula, now=NOW).counted_at is None

    counting.count(staff_days=90, now=NOW)

    assert figures.dashboard(TODAY, staff_id=tuula, now=NOW).counted_at == NOW


def test_team_is_named_only_where_the_settings_say_so(tuula: UUID) -> None:
    eino = person("Eino", Role.AGENT)
    counted(Measure.CLOSED, 3, staff_id=eino)

    assert figures.team(TODAY, staff_id=tuula, named=False, now=NOW) == ()
    [row] = figures.team(TODAY, staff_id=tuula, named=True, now=NOW)
    assert (row.name, row.closed) == ("Eino", 3)


def test_team_is_in_order_of_names_not_of_numbers(tuula: UUID) -> None:
    for name, count in (("Veera", 9), ("Antti", 1), ("Maria", 5)):
        counted(Measure.CLOSED, count, staff_id=person(name, Role.AGENT))

    rows = figures.team(TODAY, staff_id=tuula, named=True, now=NOW)

    assert [one.name for one in rows] == ["Antti", "Maria", "Veera"]


def test_export_says_what_the_page_says_and_is_audited(tuula: UUID) -> None:
    counted(Measure.CONTACTS, 12, channel="call")
    counted(Measure.COMPLAINTS, 2, date(2026, 4, 7), label="delay")
    actor = Actor(f"staff:{tuula}", Role.TRAINER, tuula)

    rows = figures.export(MONTH, actor=actor, now=NOW)

    leaf = json.loads(AuditLeaf.objects.get(action=Action.FIGURES_EXPORTED).body)
    assert ("contacts", "2026-05-04T00:00+03:00", "call", "count", 12) in rows
    assert ("complaints", "2026-04", "delay", "count", "<5") in rows
    assert leaf["details"] == {"day": "2026-05-04", "kind": "month", "queue": "all"}


def test_export_is_refused_to_an_agent(registers: None) -> None:
    eino = person("Eino", Role.AGENT)

    with pytest.raises(NotFound):
        figures.export(MONTH, actor=Actor(f"staff:{eino}", None, eino), now=NOW)
    assert not AuditLeaf.objects.filter(action=Action.FIGURES_EXPORTED).exists()


def test_queues_that_closed_keep_their_figures(registers: None) -> None:
    Queue.objects.create(register_id="retta", slug="vanha", active=False)

    assert [one.slug for one in figures.queues_of("retta")] == ["vanha"]
