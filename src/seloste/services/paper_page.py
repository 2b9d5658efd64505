"""What the pages of paper show: lists, one sheet with its moves, what is due. Reads."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from seloste.domain import paper as rules
from seloste.domain.paper import PaperState
from seloste.domain.staff import Role
from seloste.records.models import PaperItem, PaperMove, PaperPlace, StaffUser
from seloste.services import calendar, held, papers, staff
from seloste.services.access import NotFound

PAGE = 25
STANDING = (PaperState.KEPT, PaperState.MISSING, PaperState.CLAIMED)


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A sheet, and whether it is held, to be destroyed, or should be gone."""

    paper: PaperItem
    held: bool
    due: bool
    overdue: bool


@dataclass(frozen=True, slots=True)
class PaperPage:
    """One sheet with where it has been."""

    line: PaperLine
    moves: tuple[PaperMove, ...]


@dataclass(frozen=True, slots=True)
class Papers:
    """One page of sheets, its number from 1, and whether more follow."""

    lines: tuple[PaperLine, ...]
    number: int
    more: bool


def registers_for(
    staff_id: UUID, now: datetime, *, roles: frozenset[Role] = papers.KEEPERS
) -> tuple[str, ...]:
    """Return the registers whose paper a person handles."""
    return calendar.registers_for(staff_id, now, roles=roles)


def listing(
    *,
    registers: Collection[str],
    now: datetime,
    show: str = "",
    place_id: UUID | None = None,
    page: int = 1,
) -> Papers:
    """Return sheets, those to go first in front.

    ``show`` is due, overdue, missing, claimed, destroyed, or empty for all that
    are still there.
    """
    found = _shown(show, now).filter(register_id__in=registers)
    if place_id is not None:
        found = found.filter(place_id=place_id)
    order = ("-confirmed_at",) if show == PaperState.DESTROYED else ("act_at", "number")
    start = (page - 1) * PAGE
    rows = list(found.order_by(*order, "pk")[start : start + PAGE + 1])
    return Papers(lines(rows[:PAGE], now), page, len(rows) > PAGE)


def _shown(show: str, now: datetime) -> QuerySet[PaperItem]:
    rows = PaperItem.objects.select_related("place", "custodian")
    if show == "due":
        return rows.filter(_due(now), state__in=STANDING)
    if show == "overdue":
        return rows.filter(_due(now), destroy_by__lte=now, state__in=STANDING)
    if show in {PaperState.MISSING, PaperState.CLAIMED, PaperState.DESTROYED}:
        return rows.filter(state=show)
    return rows.filter(state__in=STANDING)


def _due(now: datetime) -> Q:
    """Return the condition of ``domain.paper.is_due`` for the database."""
    kept = held.standing(now).values("contact_id")
    return Q(contact=None) | (Q(act_at__lte=now) & ~Q(contact__in=kept))


def overdue(register: str, now: datetime) -> list[PaperItem]:
    """Return the sheets of a register that should be gone, by number."""
    return list(_shown("overdue", now).filter(register=register).order_by("number"))


def due_count(registers: Collection[str], now: datetime) -> tuple[int, int]:
    """Return how many sheets are to be destroyed, and how many should be gone."""
    rows = _shown("due", now).filter(register_id__in=registers)
    return rows.count(), rows.filter(destroy_by__lte=now).count()


def lines(rows: Collection[PaperItem], now: datetime) -> tuple[PaperLine, ...]:
    """Return how each sheet stands."""
    contacts = [row.contact_id for row in rows if row.contact_id]
    standing = held.standing(now).filter(contact_id__in=contacts)
    kept = set(standing.values_list("contact_id", flat=True))
    return tuple(_line(row, row.contact_id in kept, now) for row in rows)


def _line(row: PaperItem, is_held: bool, now: datetime) -> PaperLine:
    there = row.state != PaperState.DESTROYED
    gone = row.contact_id is None
    return PaperLine(
        paper=row,
        held=is_held,
        due=there
        and rules.is_due(act_at=row.act_at, held=is_held, content_gone=gone, now=now),
        overdue=there
        and rules.is_overdue(
            destroy_by=row.destroy_by, held=is_held, content_gone=gone, now=now
        ),
    )


def paper_page(paper_id: UUID, *, staff_id: UUID, now: datetime) -> PaperPage:
    """Return one sheet. Raises NotFound."""
    row = (
        PaperItem.objects.select_related(
            "place", "custodian", "confirmed_by", "seconded_by"
        )
        .filter(pk=paper_id, register_id__in=registers_for(staff_id, now))
        .first()
    )
    if row is None:
        raise NotFound("no such record")
    moves = row.moves.select_related("place", "custodian", "moved_by")
    [line] = lines([row], now)
    return PaperPage(line, tuple(moves.order_by("-moved_at", "-pk")))


def place_with_papers(
    place_id: UUID, *, staff_id: UUID, now: datetime
) -> tuple[PaperPlace, tuple[PaperItem, ...]]:
    """Return a place and every sheet that should lie there, by number.

    Raises NotFound.
    """
    place = PaperPlace.objects.filter(
        pk=place_id, register_id__in=registers_for(staff_id, now)
    ).first()
    if place is None:
        raise NotFound("no such record")
    rows = place.papers.filter(state__in=(PaperState.KEPT, PaperState.MISSING))
    return place, tuple(rows.select_related("custodian").order_by("number"))


def custodians(register: str, now: datetime) -> tuple[StaffUser, ...]:
    """Return who may have paper of a register in their keeping, by name."""
    people = StaffUser.objects.filter(is_active=True).order_by("display_name", "pk")
    return tuple(
        one for one in people if staff.roles_of(one.id, register, now) - {Role.ADMIN}
    )
