"""Recognising who objected, without writing down who that is.

Of what a person is known by, 128 bits of a hash under a key of its own are kept
(Art. 21(3)). With the key they tell whether one identifier is among them, and
nothing else; lists of calls and new contacts are asked of them.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from seloste.domain.customer import Identifier
from seloste.domain.objection import STOPPING
from seloste.ports.vault import Vault
from seloste.records.models import Contact, ObjectedContact, Suppressed


def key(register: str, field: str, value: str, vault: Vault) -> bytes:
    """Return the keyed hash of an identifier in its one form."""
    return vault.suppression(tenant=register, value=f"{field}\x1f{value}")


def standing(register: str) -> QuerySet[Suppressed]:
    """Return the hashes of those whose objection stands."""
    return Suppressed.objects.filter(
        objection__register=register, objection__state__in=list(STOPPING)
    )


def suppressed(
    register: str, identifiers: Iterable[Identifier], *, purpose: str, vault: Vault
) -> bool:
    """Tell whether somebody known by one of these objected to a purpose."""
    rows = standing(register).filter(objection__purpose=purpose)
    if not rows.exists():
        return False
    return any(
        rows.filter(
            field=one.field, value=key(register, one.field, one.value, vault)
        ).exists()
        for one in identifiers
    )


def tie(contact: Contact, identifiers: Iterable[Identifier], *, vault: Vault) -> int:
    """Let the objections of a person stop their purposes for a new contact too.

    Called in the transaction that writes the contact's parties; returns how many
    objections it was.
    """
    rows = standing(contact.register_id)
    if not rows.exists():
        return 0
    found: set[UUID] = set()
    for one in identifiers:
        value = key(contact.register_id, one.field, one.value, vault)
        matching = rows.filter(field=one.field, value=value)
        found.update(matching.values_list("objection_id", flat=True))
    ObjectedContact.objects.bulk_create(
        [
            ObjectedContact(objection_id=one, contact_id=contact.pk)
            for one in sorted(found)
        ],
        ignore_conflicts=True,
    )
    return len(found)
