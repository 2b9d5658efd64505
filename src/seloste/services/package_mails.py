"""The mail that an answer is ready: a receipt number and a link, and nobody's name.

It goes to the address that the person gave, or proved to be theirs; the code
never goes the same way. Without a mailbox or an address nothing is sent.
"""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from seloste.domain.rights_letter import LetterDocument
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.records.models import Mailbox, Package
from seloste.services import (
    outgoing_mail,
    package_delivery,
    rights_events,
    rights_letters,
    rights_words,
)
from seloste.services.outgoing_mail import Reply
from seloste.services.package_delivery import Offer


def address_of(path: str) -> str:
    """Return the whole address of a link, as the person follows it."""
    return f"{settings.PUBLIC_URL.rstrip('/')}{path}"


@transaction.atomic
def send_link(
    package_id: UUID, offer: Offer, *, desk: Desk, actor: Actor, now: datetime
) -> bool:
    """Mail the link of an offer; False where there is no address or no mailbox.

    Raises OutgoingRefused.
    """
    row = Package.objects.select_related("request__words").get(pk=package_id)
    words = rights_words.opened(row.request, desk)
    mailbox = Mailbox.objects.filter(register=row.register_id, paused=False).first()
    if mailbox is None or not words.email:
        return False
    letter = package_delivery.ready_mail(row, address_of(offer.path), now=now)
    outgoing_mail.send_mail(
        mailbox, _reply(letter, words.email), desk=desk, actor=actor, now=now
    )
    rights_events.note(row.request, "link-mailed", actor=actor, now=now)
    return True


def _reply(letter: LetterDocument, address: str) -> Reply:
    return Reply(
        text=rights_letters.plain(letter),
        subject=f"{letter.title} ({letter.reference})",
        to=(address,),
        language=letter.language.value,
    )
