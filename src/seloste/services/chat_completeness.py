"""Is every line of every chat kept? A chat counts its lines as they are acknowledged.

A line is numbered and sealed before its writer is told that it is kept, so a chat
with fewer lines than its last number has lost some, unless a certificate says that
they were destroyed.
"""

from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef

from seloste.records.models import Certificate, Chat


def short(register: str) -> tuple[UUID, ...]:
    """Return the chats of a register that lack lines nobody destroyed."""
    destroyed = Certificate.objects.filter(record_id=OuterRef("contact_id"))
    rows = (
        Chat.objects.filter(contact__register_id=register)
        .annotate(kept=Count("lines"))
        .filter(kept__lt=F("last_seq"))
        .exclude(Exists(destroyed))
    )
    return tuple(rows.values_list("contact_id", flat=True))


def kept(register: str) -> int:
    """Return how many chats of a register are kept."""
    return Chat.objects.filter(contact__register_id=register).count()
