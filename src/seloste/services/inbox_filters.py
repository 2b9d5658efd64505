"""What an inbox can be filtered by: registers, controllers and queues of a person."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from seloste.records.models import Controller, Queue
from seloste.services import inbox, registers
from seloste.services.registers import Named


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose from; controllers by key and name."""

    registers: tuple[Named, ...]
    controllers: tuple[tuple[str, str], ...]
    queues: tuple[Queue, ...]


def choices(staff_id: UUID, now: datetime) -> Choices:
    """Return what the lists of a person can be narrowed to."""
    slugs = inbox.registers_of(staff_id, now)
    controllers = Controller.objects.filter(register__in=slugs).order_by("name")
    queues = Queue.objects.filter(register__in=slugs, active=True).order_by("slug")
    return Choices(
        registers=registers.named(slugs, now),
        controllers=tuple(controllers.values_list("key", "name").distinct()),
        queues=tuple(queues),
    )
