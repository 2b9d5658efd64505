"""The independent checker: opens every store by itself and says what is in it.

It asks the tables in SQL and opens objects at the vault, and shares nothing with
the services that it checks. Marks are what ``people`` wrote into the contacts.
"""

import json
import re
from pathlib import Path
from uuid import UUID

from django.db import connection

from seloste.ports.vault import ObjectRef, Vault, VaultDamaged, VaultMissing

MARK = re.compile(rb"merkki\d{4}x\dz")


def rows(sql: str) -> list[tuple[object, ...]]:
    """Return the rows of a query."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def opened(vault: Vault) -> dict[UUID, bytes]:
    """Return every object that can still be opened, by its id."""
    found: dict[UUID, bytes] = {}
    sql = (
        "SELECT id, register_id, record_id, kind, version, sealed"
        " FROM records_sealedobject WHERE state = 'kept'"
    )
    for pk, register, record, kind, version, sealed in rows(sql):
        ref = ObjectRef(
            tenant=str(register),
            record=_uuid(record),
            object=_uuid(pk),
            kind=str(kind),
            version=int(str(version)),
        )
        inline = None if sealed is None else bytes(sealed)  # type: ignore[call-overload] # bytes or memoryview
        try:
            found[ref.object] = vault.open(ref, inline=inline)
        except (VaultDamaged, VaultMissing):
            continue
    return found


def _uuid(value: object) -> UUID:
    return value if isinstance(value, UUID) else UUID(str(value))


def marks_of_contacts(vault: Vault) -> dict[UUID, set[str]]:
    """Return the marks that open in each contact; packages and requests apart."""
    sql = "SELECT id, contact_id FROM records_sealedobject WHERE contact_id IS NOT NULL"
    of = {_uuid(pk): _uuid(contact) for pk, contact in rows(sql)}
    found: dict[UUID, set[str]] = {}
    for pk, data in opened(vault).items():
        if pk in of:
            found.setdefault(of[pk], set()).update(marks_in(data))
    return {contact: marks for contact, marks in found.items() if marks}


def marks_in(data: bytes) -> set[str]:
    """Return the marks in some bytes."""
    return {one.decode() for one in MARK.findall(data)}


def plain_in_files(home: Path) -> set[str]:
    """Return the marks that stand in the clear in any file; there must be none."""
    found: set[str] = set()
    for path in home.rglob("*"):
        if path.is_file():
            found |= marks_in(path.read_bytes())
    return found


def plain_in_tables() -> set[str]:
    """Return the marks in any column of any table, the sealed ones included."""
    found: set[str] = set()
    for name in connection.introspection.table_names():
        for row in rows(f'SELECT * FROM "{name}"'):
            found |= marks_in(repr(row).encode())
    return found


def restricted_contacts() -> set[UUID]:
    """Return the contacts of which something is restricted now."""
    sql = (
        "SELECT DISTINCT link.contact_id FROM records_restricteditem link"
        " JOIN records_restriction one ON one.id = link.restriction_id"
        " WHERE one.lifted_at IS NULL"
    )
    return {_uuid(row[0]) for row in rows(sql) if row[0] is not None}


def forwarded_contacts() -> set[UUID]:
    """Return the contacts that are to go to the controllers they belong to."""
    found: set[UUID] = set()
    for (contacts,) in rows("SELECT contacts FROM records_forwarding"):
        listed = contacts if isinstance(contacts, list) else json.loads(str(contacts))
        found |= {UUID(str(one)) for one in listed}
    return found


def refused() -> int:
    """Count requests that two different people refused."""
    sql = (
        "SELECT count(*) FROM records_rightsrequest WHERE state = 'refused' AND"
        " approved_by <> '' AND approved_by <> decided_by"
    )
    return int(str(rows(sql)[0][0]))


def unreleased() -> int:
    """Count requests that were released without identity, review and approval."""
    sql = (
        "SELECT count(*) FROM records_rightsrequest WHERE released_at IS NOT NULL AND"
        " (identified_at IS NULL OR reviewed_at IS NULL OR approved_at IS NULL)"
    )
    return int(str(rows(sql)[0][0]))
