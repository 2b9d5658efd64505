"""Which call of a list a recorded call is: the register its number came from.

An exchange reports calls that people make and knows nothing of lists. The two meet
on the keyed hash of the number, shortly after somebody took the entry to call it.
"""

from collections.abc import Iterable
from datetime import timedelta

from seloste.domain.contact import Channel, Direction
from seloste.domain.customer import Identifier
from seloste.ports.vault import Vault
from seloste.records.models import CallEntry, Contact
from seloste.services import suppression
from seloste.services.identifiers import IdentifierField

BEFORE = timedelta(hours=1)
SKEW = timedelta(minutes=5)


def tie(contact: Contact, identifiers: Iterable[Identifier], *, vault: Vault) -> bool:
    """Note the entry an outgoing call was made from; say if there is one.

    Called in the transaction that writes the contact's parties.
    """
    if contact.direction != Direction.OUTBOUND or contact.channel != Channel.CALL:
        return False
    taken = CallEntry.objects.filter(
        call_list__register=contact.register_id,
        taken_at__gte=contact.started_at - BEFORE,
        taken_at__lte=contact.started_at + SKEW,
    )
    if not taken.exists():
        return False
    keys = [
        suppression.key(contact.register_id, one.field, one.value, vault).hex()
        for one in identifiers
        if one.field == IdentifierField.TEL
    ]
    entry = taken.filter(key__in=keys).order_by("-taken_at").first()
    if entry is None:
        return False
    entry.contact = contact
    entry.save(update_fields=["contact"])
    return True
