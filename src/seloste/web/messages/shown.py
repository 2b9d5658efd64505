"""What the page of a contact shows of an opened message."""

from dataclasses import dataclass

from django.http import HttpRequest

from seloste import wiring
from seloste.domain.contact import Kind
from seloste.services import opened_messages
from seloste.services.message_view import MessageUnreadable, MessageView
from seloste.services.openings import Opened
from seloste.web import access, clock


@dataclass(frozen=True, slots=True)
class Shown:
    """A message, or the reason why it cannot be shown."""

    opened: Opened
    view: MessageView | None
    unreadable: str = ""


def shown_message(request: HttpRequest, opened: Opened) -> Shown | None:
    """Return the message that was opened; None where it was something else."""
    if opened.kind is not Kind.MESSAGE:
        return None
    try:
        view = opened_messages.message(
            opened.opening_id,
            staff_id=access.staff_id(request),
            desk=wiring.desk(),
            now=clock.now(),
        )
    except MessageUnreadable as refusal:
        return Shown(opened, None, refusal.reason)
    return Shown(opened, view)
