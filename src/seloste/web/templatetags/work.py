"""Tags of work: queues in the reader's language, icons, whose a contact is."""

from datetime import datetime
from typing import Any

from django import template
from django.utils import translation

from seloste.services import registers
from seloste.web.templatetags.words import in_language
from seloste.web.words import work

register = template.Library()


@register.filter
def queue_name(queue: Any) -> str:
    """Return the name of a queue in the reader's language."""
    if queue is None:
        return ""
    return str(getattr(queue, f"name_{translation.get_language() or 'fi'}"))


@register.filter
def work_icon(kind: str) -> str:
    """Return the icon of a kind of work."""
    return work.KIND_ICONS.get(kind, "checklist")  # type: ignore[call-overload,no-any-return] # a kind is its own text


@register.filter
def work_tone(state: str) -> str:
    """Return the tone in which a state of work is drawn."""
    return work.TONES.get(state, "")  # type: ignore[call-overload,no-any-return] # a state is its own text


@register.filter
def processor_for(kept: Any, now: datetime) -> str:
    """Return for whom something is kept as a processor, in words; or nothing.

    ``kept`` is anything with a register, a controller and a capacity.
    """
    if kept.capacity != "processor":
        return ""
    return in_language(
        registers.processor_for(kept.register_id, kept.controller.key, now)
    )
