"""The tag of the player: how its channels are called."""

from django import template
from django.utils.translation import gettext as _

from seloste import wiring
from seloste.services import transcript_reading
from seloste.services.openings import Opened
from seloste.web import access, clock
from seloste.web.words.redactions import SPEAKERS

register = template.Library()


@register.simple_tag(takes_context=True)
def sides(context: template.Context, opened: Opened) -> tuple[str, ...]:
    """Return what each channel of an opened recording is called: who speaks on it."""
    known = transcript_reading.speakers(
        opened.opening_id,
        staff_id=access.staff_id(context["request"]),
        desk=wiring.desk(),
        now=clock.now(),
    )
    return tuple(
        ", ".join(str(SPEAKERS[one]) for one in heard)
        or _("Channel %(number)s") % {"number": at + 1}
        for at, heard in enumerate(known)
    )
