"""What will be destroyed when, and what is held and why."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q
from django.db.models.functions import TruncDate

from seloste.domain.staff import Role
from seloste.records.models import (
    Certificate,
    Contact,
    DisposalBrake,
    Hold,
)
from seloste.services import held, staff
from seloste.services.access import NotFound

PAGE = 25


@dataclass(frozen=True, slots=True)
class DueDay:
    """How many contacts act on a Helsinki day, and how many of them are held."""

    day: date
    due: int
    held: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """The coming days, what is overdue already, and the holds that keep something."""

    days: tuple[DueDay, ...]
    overdue: int
    overdue_held: int
    holds: tuple[Hold, ...]


CONTENT_ROLES = frozenset(Role) - {Role.ADMIN}


def registers_for(
    staff_id: UUID, now: datetime, *, roles: frozenset[Role] = CONTENT_ROLES
) -> tuple[str, ...]:
    """Return the registers for which a person has one of ``roles``: any but admin."""
    return tuple(
        slug
        for slug in staff.registers_of(staff_id, now)
        if staff.roles_of(staff_id, slug, now) & roles
    )


def forecast(*, registers: tuple[str, ...], now: datetime, days: int = 30) -> Forecast:
    """Return what will be destroyed in the next ``days``, and what is held and why."""
    contacts = Contact.objects.filter(register_id__in=registers)
    kept = Q(pk__in=held.standing(now).values("contact_id"))
    coming = contacts.filter(
        act_at__gt=now, act_at__lte=now + timedelta(days=days)
    ).annotate(day=TruncDate("act_at"))
    counted = coming.values("day").annotate(
        due=Count("pk"), held=Count("pk", filter=kept)
    )
    overdue = contacts.filter(act_at__lte=now)
    return Forecast(
        days=tuple(
            DueDay(row["day"], row["due"], row["held"])
            for row in counted.order_by("day")
        ),
        overdue=overdue.count(),
        overdue_held=overdue.filter(kept).count(),
        holds=tuple(active(registers=registers)),
    )


def active(*, registers: tuple[str, ...]) -> list[Hold]:
    """Return the holds that stand, those to be looked at first in front."""
    holds = Hold.objects.filter(register_id__in=registers, released_at=None)
    return list(holds.annotate(count=Count("items")).order_by("review_by"))


def certificates(
    *, registers: tuple[str, ...], page: int = 1
) -> tuple[list[Certificate], bool]:
    """Return a page of certificates, newest first, and whether more follow."""
    start = (page - 1) * PAGE
    rows = list(
        Certificate.objects.filter(register_id__in=registers)
        .select_related("disposal")
        .order_by("-issued_at", "-pk")[start : start + PAGE + 1]
    )
    return rows[:PAGE], len(rows) > PAGE


def certificate(certificate_id: UUID, *, registers: tuple[str, ...]) -> Certificate:
    """Return one certificate. Raises NotFound."""
    row = Certificate.objects.filter(
        pk=certificate_id, register_id__in=registers
    ).first()
    if row is None:
        raise NotFound("no such record")
    return row


def waiting_brakes() -> list[DisposalBrake]:
    """Return the sweeps that wait for a second person's approval."""
    return list(DisposalBrake.objects.filter(approved_at=None).order_by("tripped_at"))
