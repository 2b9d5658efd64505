"""Conversations for the tests of the desk: mails that arrived, people who answer."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from seloste.domain.contact import Delivery
from seloste.domain.staff import Actor, Role
from seloste.ports.desk import Desk
from seloste.records.models import Contact, QueueMember, StaffUser
from seloste.services import capture, queues
from seloste.services.queues import QueueSettings
from tests.services import deliveries
from tests.services.conftest import NOW, SETUP
from tests.services.people import person


def worker(name: str, role: Role = Role.AGENT, *, register: str = "retta") -> Actor:
    staff_id = person(name, role, register=register)
    return Actor(id=f"staff:{staff_id}", role=role, staff_id=staff_id)


def me(actor: Actor) -> UUID:
    assert actor.staff_id
    return actor.staff_id


def arrives(
    desk: Desk,
    number: int = 1,
    *,
    at: datetime = NOW,
    continues: UUID | None = None,
    delivery: Delivery | None = None,
) -> UUID:
    """Let a mail of Maija's arrive; return its thread."""
    mail = replace(
        delivery or deliveries.mail(),
        source_id=f"<{number}@example.fi>",
        started_at=at - timedelta(minutes=1),
        language="fi",
        continues=continues,
    )
    parts = tuple(replace(part, filename=f"{number}.eml") for part in mail.parts)
    text = parts[0].open().read() + f"\r\nNumero {number}\r\n".encode()
    parts = (replace(parts[0], open=deliveries.opener(text)), *parts[1:])
    receipt = capture.capture(replace(mail, parts=parts), desk=desk, now=at)
    assert receipt.id
    return Contact.objects.get(pk=receipt.id).thread


def queue(slug: str, *members: Actor, channels: tuple[str, ...] = ()) -> UUID:
    """Make a queue of Retta's for some people; nobody's mail comes there by itself."""
    queue_id = queues.set_queue(
        QueueSettings(
            register="retta",
            slug=slug,
            name_fi=slug,
            name_sv=slug,
            name_en=slug,
            addresses=(f"{slug}@example.fi",),
        ),
        actor=SETUP,
        now=NOW,
    )
    for member in members:
        QueueMember.objects.create(
            queue_id=queue_id, staff=StaffUser.objects.get(pk=me(member))
        )
    return queue_id
