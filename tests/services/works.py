"""Work items for tests: people with roles, contacts, and work opened on them."""

from uuid import UUID

from seloste.domain.staff import Actor, Role
from seloste.domain.work_item import WorkKind
from seloste.domain.work_words import WorkWords
from seloste.ports.desk import Desk
from seloste.records.models import HoldItem, SealedObject
from seloste.services import capture, queues, work_items
from seloste.services.queues import QueueSettings
from seloste.services.work_items import NewWork
from tests.services import deliveries
from tests.services.conftest import NOW, SETUP
from tests.services.people import person

TITLE = "Vesivahinko korjattiin väärin"


def staff(name: str, role: Role, *, register: str = "retta") -> Actor:
    staff_id = person(name, role, register=register)
    return Actor(id=f"staff:{staff_id}", role=role, staff_id=staff_id)


def mail(desk: Desk, number: int = 1) -> UUID:
    delivery = deliveries.mail(source_id=f"<{number}@example.fi>")
    receipt = capture.capture(delivery, desk=desk, now=NOW)
    assert receipt.id is not None
    return receipt.id


def opened(
    desk: Desk,
    actor: Actor,
    *contacts: UUID,
    kind: WorkKind = WorkKind.TASK,
    title: str = TITLE,
    **changes: object,
) -> UUID:
    wanted = NewWork(
        register="retta",
        kind=kind,
        words=WorkWords(title=title),
        contact_ids=contacts,
        controller="retta",
        **changes,  # type: ignore[arg-type]  # names are checked by dataclasses
    )
    return work_items.open_work(wanted, desk=desk, actor=actor, now=NOW)


def queue(slug: str = "palvelu", *, complaints: bool = False) -> UUID:
    wanted = QueueSettings(
        "retta", slug, "Palvelu", "Service", "Service", complaints=complaints
    )
    return queues.set_queue(wanted, actor=SETUP, now=NOW)


def joined(queue_id: UUID, actor: Actor) -> None:
    assert actor.staff_id is not None
    queues.set_member(
        queue_id=queue_id,
        staff_id=actor.staff_id,
        skills=(),
        available=True,
        actor=SETUP,
        now=NOW,
    )


def items_of(contact: UUID) -> set[UUID]:
    rows = SealedObject.objects.filter(contact=contact)
    return set(rows.values_list("pk", flat=True))


def held() -> set[UUID]:
    """Return every item that a standing hold keeps."""
    rows = HoldItem.objects.filter(hold__released_at=None)
    return set(rows.values_list("item_id", flat=True))
