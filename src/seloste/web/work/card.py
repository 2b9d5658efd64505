"""What the page of a contact shows of the work that is linked to it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.timezone import localtime

from seloste import wiring
from seloste.domain.contact import Channel
from seloste.services import work_page
from seloste.services.contact_page import ContactPage
from seloste.web import access, clock
from seloste.web.words import said
from seloste.web.work.forms import LinkForm


def card(request: HttpRequest, page: ContactPage) -> dict[str, Any]:
    """Return the linked work that exists for the reader, and what they may open."""
    me, now, contact = access.staff_id(request), clock.now(), page.contact
    return {
        "lines": work_page.for_contact(
            contact.id, staff_id=me, desk=wiring.desk(), now=now
        ),
        "kinds": work_page.kinds_for(contact.register_id, staff_id=me, now=now),
        "form": LinkForm(items=parts(page)),
    }


def parts(page: ContactPage) -> list[tuple[UUID, str]]:
    """Return the items of a contact that can be linked alone, named without content.

    A chat is linked whole: one of its lines says nothing without the others.
    """
    if page.contact.channel == Channel.CHAT:
        return []
    lines = (*page.recordings, *page.messages, *page.attachments)
    named = [
        (
            one.item.pk,
            f"{said(one.item.kind, 'item')} {place}, "
            f"{date_format(localtime(one.item.captured_at), 'j.n.Y H:i')}",
        )
        for place, one in enumerate(lines, 1)
    ]
    return named if len(named) > 1 else []
