"""What somebody may choose from when they search: purposes, controllers, queues."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from seloste.domain.notice import Purpose, Text
from seloste.records.models import Controller, Queue
from seloste.services import access, registers, search_scope
from seloste.services.registers import Named


@dataclass(frozen=True, slots=True)
class Choice:
    """A controller or a queue, by its name."""

    id: UUID
    name: Text


@dataclass(frozen=True, slots=True)
class SearchChoices:
    """What may be chosen in one register; there is always a purpose."""

    register: Named
    purposes: tuple[Purpose, ...]
    controllers: tuple[Choice, ...]
    queues: tuple[Choice, ...]


def choices(staff_id: UUID, now: datetime) -> tuple[SearchChoices, ...]:
    """Return what somebody may choose, by register; none where they may not search."""
    found = []
    for register in registers.mine(staff_id, now):
        who = access.reader(staff_id, register.slug, now)
        notice = registers.notice_of(register.slug, now)
        if purposes := search_scope.purposes(notice, who):
            found.append(
                SearchChoices(
                    register,
                    purposes,
                    _controllers(register.slug),
                    _queues(register.slug),
                )
            )
    return tuple(found)


def _controllers(register: str) -> tuple[Choice, ...]:
    rows = Controller.objects.filter(register=register).order_by("name")
    return tuple(Choice(one.pk, Text(one.name, one.name, one.name)) for one in rows)


def _queues(register: str) -> tuple[Choice, ...]:
    rows = Queue.objects.filter(register=register).order_by("slug")
    return tuple(
        Choice(one.pk, Text(one.name_fi, one.name_sv, one.name_en)) for one in rows
    )
