"""Parts of a request that another controller answers: forwarded, sealed, in time.

What is kept for a client is the client's to decide (Art. 28(3)(e), R-03). It goes
to them as one age file with the deadline; the person learns who that is, and gets
nothing of it from here.
"""

import io
import json
import secrets
import zipfile
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from seloste.domain.audit import Action, digest
from seloste.domain.notice import Capacity, PurposeRefused
from seloste.domain.rights import PartState, RequestState
from seloste.domain.rights_decision import DecisionRefused
from seloste.domain.rights_keeping import purpose_for
from seloste.domain.rights_letter import LetterKind
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.records.models import Contact, Forwarding
from seloste.services import (
    rights_events,
    rights_letters,
    rights_moves,
    rights_parts,
    rights_protection,
    rights_words,
    sealed_words,
    vcon_export,
)
from seloste.services.access import NotFound
from seloste.services.disclosures import Receiver
from seloste.services.notices import store
from seloste.services.vcon_export import Export

__all__ = ["DecisionRefused", "Forwarded", "forward", "of_request"]

FIRST = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Forwarded:
    """The sealed file for the other controller, and its passphrase, shown once.

    The passphrase goes another way than the file.
    """

    name: str
    data: bytes
    passphrase: str


def forward(
    forwarding_id: UUID, to: Receiver, *, desk: Desk, actor: Actor, now: datetime
) -> Forwarded:
    """Make the sealed file for another controller, and note that it has the part.

    ``to`` says who that is: the person is told by name. Raises NotFound,
    DecisionRefused.
    """
    if actor.staff_id is None or desk.age is None:
        raise DecisionRefused("not-allowed")
    if not to.name.strip():
        raise DecisionRefused("no-name")
    with transaction.atomic():
        row = _locked(forwarding_id, actor, now)
        plain = _zip(row, staff_id=actor.staff_id, desk=desk, now=now)
        passphrase = secrets.token_urlsafe(24)
        data = desk.age.encrypt(plain, passphrase=passphrase)
        row.details = sealed_words.seal(
            to.to_json(),
            register=row.register_id,
            record=row.request_id,
            desk=desk,
            now=now,
        )
        row.method, row.package_sha256 = "package", digest(data)
        row.forwarded_at, row.forwarded_by = now, actor.id
        row.save(
            update_fields=[
                "details",
                "method",
                "package_sha256",
                "forwarded_at",
                "forwarded_by",
            ]
        )
        _end_part(row, actor, now)
        _write_letter(row, to.name.strip(), desk=desk, actor=actor, now=now)
        rights_events.tell(
            row.request,
            Action.PART_FORWARDED,
            actor=actor,
            now=now,
            details={
                "controller": row.acting.key,
                "sha256": row.package_sha256,
                "count": len(row.contacts),
            },
        )
    return Forwarded(f"request-{row.request.number}.zip.age", data, passphrase)


def _locked(forwarding_id: UUID, actor: Actor, now: datetime) -> Forwarding:
    row = (
        Forwarding.objects.select_for_update(of=("self",))
        .select_related("acting", "request__notice_version", "request__words")
        .filter(pk=forwarding_id)
        .first()
    )
    if row is None:
        raise DecisionRefused("unknown-forwarding")
    rights_moves.check_handler(row.request, actor=actor, now=now)
    if row.forwarded_at is not None:
        raise DecisionRefused("forwarded-already")
    return row


def _end_part(row: Forwarding, actor: Actor, now: datetime) -> None:
    part = row.request.parts.filter(
        controller=row.acting, capacity=Capacity.PROCESSOR, state=PartState.OPEN
    ).first()
    if part is not None:
        rights_parts.end_part(part.pk, PartState.FORWARDED, actor=actor, now=now)


def _write_letter(
    row: Forwarding, controller: str, *, desk: Desk, actor: Actor, now: datetime
) -> None:
    """Write the letter by which the person learns who answers, unless it is over."""
    if row.request.state == RequestState.CLOSED:
        return
    facts = replace(rights_letters.facts_of(row.request, now), controller=controller)
    rights_letters.write(
        row.request_id,
        LetterKind.FORWARDED,
        facts=facts,
        desk=desk,
        actor=actor,
        now=now,
    )


def _zip(row: Forwarding, *, staff_id: UUID, desk: Desk, now: datetime) -> bytes:
    """Return everything kept for the client, with what is asked and by when."""
    notice = store.parsed(row.request.notice_version)
    wanted = Export(purpose_for(notice).id)
    kept = Contact.objects.filter(
        pk__in=row.contacts, register=row.register_id, capacity=Capacity.PROCESSOR
    )
    files = [("request.json", _cover(row, desk))]
    for contact_id in sorted(kept.values_list("pk", flat=True)):
        try:
            exported = vcon_export.export(
                contact_id, wanted, staff_id=staff_id, desk=desk, now=now
            )
        except (PurposeRefused, NotFound):
            raise DecisionRefused("not-allowed") from None
        files.append((f"{contact_id}.vcon", exported.document))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(zipfile.ZipInfo(name, FIRST), data)
    return target.getvalue()


def _cover(row: Forwarding, desk: Desk) -> bytes:
    """Return what the client must know: what is asked, by whom, by when."""
    request = row.request
    words = rights_words.opened(request, desk) if request.words else None
    return json.dumps(
        {
            "type": "seloste-forwarded-request",
            "version": 1,
            "processor": row.acting.name,
            "reference": request.reference,
            "right": request.kind,
            "received_at": request.received_at.isoformat(),
            "answer_by": request.law_on.isoformat(),
            "language": request.language,
            "message": words.message if words else "",
            "name": words.name if words else "",
            "email": words.email if words else "",
            "tel": words.tel if words else "",
            "address": rights_protection.address_of(words) if words else "",
            "protected": bool(words and words.protected),
        },
        ensure_ascii=False,
        indent=2,
        sort_keys=True,
    ).encode()


def of_request(request: UUID) -> tuple[Forwarding, ...]:
    """Return the parts of other controllers of a request."""
    rows = Forwarding.objects.filter(request=request)
    return tuple(rows.select_related("acting", "details").order_by("created_at"))


def receiver(row: Forwarding, desk: Desk) -> Receiver:
    """Return to whom a part was forwarded; empty before it was."""
    return Receiver.from_json(sealed_words.opened(row.details, desk))
