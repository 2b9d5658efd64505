"""Handing a disclosure over: one file with what was approved, and nothing else.

The file has a vCon for each contact, or figures, and a manifest with the hashes
of the sealed bytes. It is made in memory for whoever carries it and is kept
nowhere here; its hash is in the register and in the audit log.
"""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from seloste.domain import disclosure as rules
from seloste.domain import retention
from seloste.domain.audit import Action
from seloste.domain.disclosure import (
    DisclosureRefused,
    DisclosureState,
    Form,
    Step,
)
from seloste.domain.notice import PurposeRefused
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.records.models import Disclosure, SealedObject
from seloste.services import disclosures, figures, vcon_export
from seloste.services.access import NotFound
from seloste.services.figures import Period, Wanted
from seloste.services.vcon_export import Export

FIRST = (1980, 1, 1, 0, 0, 0)
"""The date of every entry: a package of the same content has the same bytes."""


@dataclass(frozen=True, slots=True)
class Package:
    """What goes to the recipient."""

    name: str
    data: bytes


def hand_over(
    disclosure_id: UUID, *, desk: Desk, actor: Actor, now: datetime
) -> Package:
    """Make the package of an approved disclosure, and record that it went out.

    Each item is opened for the disclosure's purpose, with its own leaf. What has
    changed since the approval is not handed over. Raises DisclosureRefused.
    """
    if actor.staff_id is None:
        raise DisclosureRefused("not-allowed")
    with transaction.atomic():
        row = disclosures.locked(disclosure_id, actor, now)
        state = rules.move(DisclosureState(row.state), Step.HAND_OVER)
        _check_unchanged(row, now)
        files = _files(row, staff_id=actor.staff_id, desk=desk, now=now)
        data = _zip(files)
        row.state, row.handed_at, row.handed_by = state, now, actor.id
        row.package_sha256 = hashlib.sha256(data).hexdigest()
        row.save(update_fields=["state", "handed_at", "handed_by", "package_sha256"])
        disclosures.record(Action.DISCLOSURE_MADE, row, actor, now)
    return Package(f"disclosure-{row.register_id}-{row.number}.zip", data)


def _check_unchanged(row: Disclosure, now: datetime) -> None:
    """Refuse where an item is gone, other than approved, restricted or objected to."""
    approved = dict(row.items.values_list("item_id", "sha256"))
    there = dict(
        SealedObject.objects.filter(
            pk__in=approved, state=SealedObject.State.KEPT
        ).values_list("pk", "sha256")
    )
    if there != approved:
        raise DisclosureRefused("changed")
    disclosures.check_usable(list(approved), row.purpose, now)


def _files(
    row: Disclosure, *, staff_id: UUID, desk: Desk, now: datetime
) -> list[tuple[str, bytes]]:
    if row.form == Form.FIGURES:
        body = [("figures.csv", _figures(row, staff_id, now))]
    else:
        body = _vcons(row, staff_id=staff_id, desk=desk, now=now)
    return [("manifest.json", _manifest(row, body)), *body]


def _vcons(
    row: Disclosure, *, staff_id: UUID, desk: Desk, now: datetime
) -> list[tuple[str, bytes]]:
    items = frozenset(row.items.values_list("item_id", flat=True))
    contacts = sorted(set(row.items.values_list("contact_id", flat=True)))
    wanted = Export(row.purpose, only=items)
    found = []
    for contact_id in contacts:
        try:
            exported = vcon_export.export(
                contact_id, wanted, staff_id=staff_id, desk=desk, now=now
            )
        except (PurposeRefused, NotFound):
            raise DisclosureRefused("not-allowed") from None
        if exported.left_out:
            raise DisclosureRefused("not-allowed")
        found.append((f"{contact_id}.vcon", exported.document))
    return found


def _figures(row: Disclosure, staff_id: UUID, now: datetime) -> bytes:
    """Return the month's figures before the disclosure was prepared: about nobody."""
    first = retention.local_day(row.prepared_at).replace(day=1)
    day = retention.add_months(first, -1)
    actor = Actor(id=f"staff:{staff_id}", staff_id=staff_id)
    rows = figures.export(
        Wanted(row.register_id, Period.MONTH, day), actor=actor, now=now
    )
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(("measure", "when", "by", "unit", "value"))
    writer.writerows(rows)
    return target.getvalue().encode()


def _manifest(row: Disclosure, body: Iterable[tuple[str, bytes]]) -> bytes:
    return json.dumps(
        {
            "type": "seloste-disclosure",
            "version": 1,
            "disclosure": str(row.pk),
            "register": row.register_id,
            "number": row.number,
            "recipient": row.recipient,
            "purpose": row.purpose,
            "basis": row.basis,
            "statute": row.statute,
            "files": [
                {"name": name, "sha256": hashlib.sha256(data).hexdigest()}
                for name, data in body
            ],
            "items": [
                {
                    "item": str(one.item_id),
                    "contact": str(one.contact_id),
                    "kind": one.kind,
                    "sealed_sha256": one.sha256,
                }
                for one in row.items.order_by("item_id")
            ],
        },
        indent=2,
        sort_keys=True,
    ).encode()


def _zip(files: Iterable[tuple[str, bytes]]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(zipfile.ZipInfo(name, FIRST), data)
    return target.getvalue()
