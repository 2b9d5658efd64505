"""What is made from a recording: its waveform, and the asking for its transcript.

A derived object is sealed under the same day key, inherits the dates of what it
was made from and dies with it. It can be made again at any time.
"""

import json
import uuid
from datetime import datetime
from uuid import UUID

from django.db import transaction

from seloste.domain.audit import Action
from seloste.domain.contact import Kind
from seloste.domain.staff import system
from seloste.ports.desk import Desk
from seloste.ports.vault import Sealed
from seloste.records.models import Derived, Dialog, HoldItem, SealedObject
from seloste.services import audit, jobs, sealed_rows, transcript_asking
from seloste.services.jobs import Job
from seloste.services.parts import SealedParts
from seloste.services.sealed_file import open_sealed

POINTS = 1000


def request(sealed: SealedParts) -> None:
    """Ask for everything that is made from the recordings just captured."""
    for inspected, part in sealed.parts:
        if inspected.audio is not None:
            jobs.enqueue(Job.WAVEFORM, object_id=part.ref.object)
            transcript_asking.ask(part.ref.object)


def make_waveform(item_id: UUID, *, desk: Desk, now: datetime) -> bool:
    """Derive the waveform of a recording; False where it is gone or made already."""
    dialog = (
        Dialog.objects.select_related("object", "contact")
        .filter(object_id=item_id, object__state=SealedObject.State.KEPT)
        .first()
    )
    if dialog is None or dialog.derived.filter(kind=Kind.WAVEFORM).exists():
        return False
    parent = dialog.object
    with open_sealed(desk.vault, parent.ref(), size=parent.size) as source:
        waveform = desk.audio.waveform(source, points=POINTS)
    data = json.dumps(waveform.to_json(), separators=(",", ":")).encode()
    with desk.vault.sealing(
        tenant=parent.register_id, record=parent.record_id, due=parent.key_day
    ) as sealing:
        sealed = sealing.inline(object_id=uuid.uuid4(), kind=Kind.WAVEFORM, data=data)
    try:
        _write(dialog, sealed, now)
    except Exception:
        desk.vault.destroy([sealed.ref])
        raise
    return True


@transaction.atomic
def _write(dialog: Dialog, sealed: Sealed, now: datetime) -> None:
    """Write the rows; the parent is locked so that it cannot go meanwhile."""
    parent = SealedObject.objects.select_for_update(of=("self",)).get(
        pk=dialog.object_id, state=SealedObject.State.KEPT
    )
    sealed_rows.row(
        sealed, sealed_rows.as_item(parent), contact=parent.contact_id, parent=parent
    ).save(force_insert=True)
    Derived.objects.create(
        contact_id=dialog.contact_id,
        dialog=dialog,
        object_id=sealed.ref.object,
        kind=sealed.ref.kind,
        made_at=now,
    )
    HoldItem.objects.bulk_create(
        HoldItem(hold=link.hold, item_id=sealed.ref.object, contact_id=link.contact_id)
        for link in HoldItem.objects.filter(item_id=parent.pk).select_related("hold")
    )
    audit.record(
        action=Action.DERIVED_MADE,
        actor=system("derive"),
        object_id=dialog.contact_id,
        now=now,
        details={"kind": sealed.ref.kind},
    )
