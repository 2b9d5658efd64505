"""The calendar: what will be destroyed when, and what is held and why."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest

from seloste.domain.notice import HoldKind
from seloste.domain.staff import Actor, Role
from seloste.ports.desk import Desk
from seloste.records.models import DisposalBrake
from seloste.services import calendar, holds, sweeps
from seloste.services.access import NotFound
from seloste.services.capture import capture
from seloste.services.holds import HoldRequest
from tests.services.conftest import NOW
from tests.services.deliveries import announced_call, mail
from tests.services.people import person

pytestmark = pytest.mark.usefixtures("registers")
AINO = Actor(id="staff:aino")
RETTA = ("retta",)


def mail_of(day: datetime, desk: Desk, number: int = 1) -> UUID:
    """Capture a mail that comes on ``day``."""
    delivery = mail(source_id=f"<{number}@example.fi>", started_at=day)
    receipt = capture(delivery, desk=desk, now=day)
    assert receipt.id
    return receipt.id


def hold(desk: Desk, contact: UUID, *, days: int = 30) -> UUID:
    request = HoldRequest(
        register="retta",
        kind=HoldKind.COMPLAINT,
        reason="Maija kiistää laskun",
        review_by=NOW + timedelta(days=days),
        contact_ids=[contact],
    )
    return holds.place_hold(request, desk=desk, actor=AINO, now=NOW)


def test_days_are_those_of_helsinki(desk: Desk) -> None:
    mail_of(NOW.replace(hour=21, minute=59), desk, 1)
    mail_of(NOW.replace(hour=22, minute=0), desk, 2)

    found = calendar.forecast(registers=RETTA, now=NOW + timedelta(days=170))

    assert [(one.day.isoformat(), one.due) for one in found.days] == [
        ("2026-10-31", 1),
        ("2026-11-01", 1),
    ]


def test_what_is_held_is_counted_beside_what_goes(desk: Desk) -> None:
    hold(desk, mail_of(NOW, desk, 1))
    mail_of(NOW, desk, 2)

    found = calendar.forecast(registers=RETTA, now=NOW + timedelta(days=170))

    assert [(one.due, one.held) for one in found.days] == [(2, 1)]


def test_nothing_beyond_the_days_asked_for_is_shown(desk: Desk) -> None:
    mail_of(NOW, desk)

    assert calendar.forecast(registers=RETTA, now=NOW, days=170).days == ()
    assert len(calendar.forecast(registers=RETTA, now=NOW, days=190).days) == 1


def test_what_is_overdue_is_counted_with_what_is_held(desk: Desk) -> None:
    hold(desk, mail_of(NOW, desk, 1))
    mail_of(NOW, desk, 2)

    found = calendar.forecast(registers=RETTA, now=NOW + timedelta(days=200))

    assert (found.days, found.overdue, found.overdue_held) == ((), 2, 1)


def test_another_registers_contacts_are_not_counted(desk: Desk) -> None:
    capture(announced_call(), desk=desk, now=NOW)

    found = calendar.forecast(registers=RETTA, now=NOW, days=200)

    assert (found.days, found.overdue, found.holds) == ((), 0, ())


def test_holds_to_be_looked_at_first_come_first(desk: Desk) -> None:
    contact = mail_of(NOW, desk)
    later, sooner = hold(desk, contact, days=60), hold(desk, contact, days=10)
    released = hold(desk, contact, days=5)
    holds.release_hold(hold_id=released, actor=AINO, now=NOW)

    found = calendar.forecast(registers=RETTA, now=NOW).holds

    assert [one.id for one in found] == [sooner, later]


def test_certificates_come_newest_first_and_page_by_page(desk: Desk) -> None:
    calendar_page = calendar.PAGE
    for number in range(calendar_page + 1):
        mail_of(NOW + timedelta(minutes=number), desk, number)
    sweeps.sweep(desk=desk, actor=AINO, now=NOW + timedelta(days=200))

    first, more = calendar.certificates(registers=RETTA)
    second, no_more = calendar.certificates(registers=RETTA, page=2)

    assert (len(first), more) == (calendar_page, True)
    assert (len(second), no_more) == (1, False)
    assert not {one.pk for one in first} & {one.pk for one in second}


def test_a_certificate_is_shown_to_its_register_alone(desk: Desk) -> None:
    mail_of(NOW, desk)
    sweeps.sweep(desk=desk, actor=AINO, now=NOW + timedelta(days=200))
    (one,), _ = calendar.certificates(registers=RETTA)

    assert calendar.certificate(one.pk, registers=RETTA).pk == one.pk
    with pytest.raises(NotFound):
        calendar.certificate(one.pk, registers=("sok-mara",))
    with pytest.raises(NotFound):
        calendar.certificate(uuid4(), registers=RETTA)


@pytest.mark.parametrize(
    ("role", "seen"), [(Role.AGENT, ("retta",)), (Role.DPO, ("retta",))]
)
def test_registers_are_those_of_ones_roles(role: Role, seen: tuple[str, ...]) -> None:
    assert calendar.registers_for(person("Eino", role), NOW) == seen


def test_an_administrator_has_no_register(desk: Desk) -> None:
    ylermi = person("Ylermi", Role.ADMIN, register="")

    assert calendar.registers_for(ylermi, NOW) == ()


def test_roles_asked_for_narrow_the_registers() -> None:
    eino = person("Eino", Role.AGENT)

    assert calendar.registers_for(eino, NOW, roles=frozenset({Role.DPO})) == ()


def test_a_sweep_that_waits_for_approval_is_shown() -> None:
    waiting = DisposalBrake.objects.create(
        tripped_at=NOW, tripped_by="x", due_by=NOW, due_count=9, usual_count=1
    )
    DisposalBrake.objects.create(
        tripped_at=NOW,
        tripped_by="x",
        due_by=NOW,
        due_count=9,
        usual_count=1,
        approved_at=NOW,
        approved_by="y",
    )

    assert calendar.waiting_brakes() == [waiting]
