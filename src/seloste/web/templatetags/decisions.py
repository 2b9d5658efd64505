"""Tags of decisions on rights requests."""

from typing import Any

from django import template

from seloste import wiring
from seloste.services import decision_page, rectifications
from seloste.services.openings import Opened
from seloste.web import access, clock
from seloste.web.words.decisions import ground_of

register = template.Library()


@register.filter
def ground(line: Any) -> str:
    """Return what the article of a line means for it."""
    return ground_of(str(line.ground), str(line.outcome))


@register.simple_tag(takes_context=True)
def statements(context: template.Context, opened: Opened) -> tuple[str, ...]:
    """Return what the person states beside an item that is open."""
    return rectifications.shown_with(
        opened.opening_id,
        staff_id=access.staff_id(context["request"]),
        desk=wiring.desk(),
        now=clock.now(),
    )


@register.filter
def statable(contact: Any) -> list[Any]:
    """Return the items of a contact beside which a statement can stand."""
    return list(decision_page.statable(contact.pk))
