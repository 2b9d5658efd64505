"""What the page of a contact shows of an opened message."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest

from seloste import wiring
from seloste.domain.chat import LINE_TYPE, Line
from seloste.domain.contact import Kind
from seloste.domain.form import FormAnswer
from seloste.domain.scan import ContentWithheld
from seloste.services import (
    chat_reading,
    form_answers,
    opened_messages,
    openings,
    scans,
)
from seloste.services.message_view import MessageUnreadable, MessageView
from seloste.services.openings import Opened
from seloste.web import access, clock


@dataclass(frozen=True, slots=True)
class Withheld:
    """Why something is not handed over: waiting, failed or found.

    ``item_id`` is set where the reader may decide what becomes of it.
    """

    reason: str
    found: str
    item_id: UUID | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A message or an answer to a form, or the reason why it cannot be shown.

    ``looked`` tells whether it was looked through for malware at all.
    """

    opened: Opened
    view: MessageView | None
    unreadable: str = ""
    withheld: Withheld | None = None
    looked: bool = False
    answer: FormAnswer | None = None
    chat: tuple[Line, ...] = ()


def shown_message(request: HttpRequest, opened: Opened) -> Shown | None:
    """Return the message that was opened; None where it was something else."""
    if opened.kind is Kind.FORM_ANSWER:
        return Shown(opened, None, answer=_answer(request, opened))
    if opened.kind is not Kind.MESSAGE:
        return None
    if opened.media_type == LINE_TYPE:
        return Shown(opened, None, chat=_chat(request, opened))
    try:
        view = opened_messages.message(
            opened.opening_id,
            staff_id=access.staff_id(request),
            desk=wiring.desk(),
            now=clock.now(),
        )
    except ContentWithheld as refusal:
        held_back = withheld(request, opened.opening_id, refusal.reason)
        return Shown(opened, None, withheld=held_back)
    except MessageUnreadable as refusal:
        return Shown(opened, None, refusal.reason)
    standing = scans.standing(opened.item_id, desk=wiring.desk())
    return Shown(opened, view, looked=standing.state is not None)


def _chat(request: HttpRequest, opened: Opened) -> tuple[Line, ...]:
    return chat_reading.whole(
        opened.opening_id,
        staff_id=access.staff_id(request),
        desk=wiring.desk(),
        now=clock.now(),
    )


def _answer(request: HttpRequest, opened: Opened) -> FormAnswer:
    return form_answers.opened(
        opened.opening_id,
        staff_id=access.staff_id(request),
        desk=wiring.desk(),
        now=clock.now(),
    )


def withheld(request: HttpRequest, opening: UUID, reason: str) -> Withheld:
    """Return why an opened item is withheld, and whether the reader decides on it."""
    staff_id, now = access.staff_id(request), clock.now()
    item = openings.opened_item(opening, staff_id=staff_id, now=now)
    standing = scans.standing(item.id, desk=wiring.desk())
    decides = standing.by_hand and scans.may_decide(item, staff_id=staff_id, now=now)
    return Withheld(reason, standing.found, item.id if decides else None)
