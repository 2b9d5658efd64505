"""Contacts written as vCons, for a purpose and by somebody who may read them.

Each item is opened like any other reading, with its own audit leaf, and what
the purpose does not reach is left out and named. What was written leaves no
copy here.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from seloste.domain import retention
from seloste.domain.audit import Action
from seloste.domain.contact import Channel, Kind, PartyRole
from seloste.domain.metadata import Metadata
from seloste.domain.notice import Notice, PurposeRefused
from seloste.domain.transcript import State
from seloste.ports.desk import Desk
from seloste.protocols import vcon_write
from seloste.protocols.vcon_write import (
    Grant,
    WrittenContact,
    WrittenContent,
    WrittenParty,
)
from seloste.records.models import Contact, SealedObject
from seloste.services import access, audit, openings
from seloste.services.access import Reader
from seloste.services.notices import store
from seloste.services.shown_copies import RedactionPending

WRITTEN = {
    Kind.RECORDING: "recording",
    Kind.MESSAGE: "text",
    Kind.FORM_ANSWER: "text",
    Kind.ATTACHMENT: "file",
    Kind.TRANSCRIPT: "transcript",
}
ROLES = {
    PartyRole.CUSTOMER: "customer",
    PartyRole.AGENT: "agent",
    PartyRole.OTHER: "contact",
}
_UNCERTIFIED = Q(kind=Kind.TRANSCRIPT) & ~Q(transcript__state=State.CERTIFIED)
EXTERNAL = "https://{host}/vcon/{object}"


@dataclass(frozen=True, slots=True)
class Export:
    """For what a contact is written, and where recordings stand.

    ``external_host`` names the host at which the recipient will find recordings
    that are handed over beside the vCon; empty puts them inside. ``only`` limits
    it to some items; empty is every item the purpose reaches.
    """

    purpose: str
    external_host: str = ""
    only: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Beside:
    """A recording that is handed over beside the vCon."""

    object_id: UUID
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Exported:
    """A vCon, what goes beside it, and the items that the purpose does not reach."""

    contact_id: UUID
    document: bytes
    beside: tuple[Beside, ...]
    left_out: tuple[UUID, ...]


def export(
    contact_id: UUID, wanted: Export, *, staff_id: UUID, desk: Desk, now: datetime
) -> Exported:
    """Return a contact as a vCon. Raises NotFound, PurposeRefused."""
    contact, who = access.contact_for(contact_id, staff_id, now)
    meta = openings.meta_of(contact)
    role = access.allow(meta, who=who, purpose_id=wanted.purpose, now=now)
    with transaction.atomic():
        audit.record(
            action=Action.CONTACTS_EXPORTED,
            actor=who.actor(role),
            object_id=contact.pk,
            now=now,
            purpose=wanted.purpose,
            details={"kind": "vcon"},
        )
    metadata = openings.metadata(meta, desk)
    items, left_out = _opened(contact, wanted, who, desk, now)
    written = _written(contact, metadata, items, wanted, now)
    return Exported(
        contact_id=contact.pk,
        document=vcon_write.to_json(written),
        beside=_beside(items) if wanted.external_host else (),
        left_out=left_out,
    )


type _Opened = tuple[SealedObject, bytes]


def _opened(
    contact: Contact, wanted: Export, who: Reader, desk: Desk, now: datetime
) -> tuple[list[_Opened], tuple[UUID, ...]]:
    """Return the items the purpose reaches, opened one by one, and the others."""
    rows = (
        SealedObject.objects.select_related("dialog", "attachment")
        .filter(contact=contact, state=SealedObject.State.KEPT, kind__in=WRITTEN)
        .exclude(_UNCERTIFIED)
        .order_by("captured_at", "pk")
    )
    if wanted.only:
        rows = rows.filter(pk__in=wanted.only)
    opened: list[_Opened] = []
    left_out: list[UUID] = []
    for item in rows:
        try:
            opening = openings.open_item(
                item.pk, staff_id=who.staff_id, purpose_id=wanted.purpose, now=now
            )
        except (PurposeRefused, RedactionPending):
            left_out.append(item.pk)
            continue
        if item.kind == Kind.RECORDING:
            item.dialog.media_type = opening.media_type  # a redacted copy's, not saved
        try:
            data = openings.read(
                opening.opening_id, staff_id=who.staff_id, desk=desk, now=now
            )
        except RedactionPending:  # the words were corrected after the opening
            left_out.append(item.pk)
            continue
        opened.append((item, data))
    return opened, tuple(left_out)


def _beside(items: list[_Opened]) -> tuple[Beside, ...]:
    return tuple(
        Beside(item.pk, item.dialog.media_type, data)
        for item, data in items
        if item.kind == Kind.RECORDING
    )


def _written(
    contact: Contact,
    metadata: Metadata,
    items: list[_Opened],
    wanted: Export,
    now: datetime,
) -> WrittenContact:
    notice = store.parsed(contact.notice_version)
    return WrittenContact(
        uuid=contact.pk,
        created_at=now,
        started_at=contact.started_at,
        subject=metadata.subject,
        parties=tuple(
            WrittenParty(
                role=ROLES[party.role],
                name=party.name,
                tel=party.tel,
                mailto=party.mailto,
                customer_no=party.customer_no,
            )
            for party in metadata.parties
        ),
        contents=tuple(
            replace(
                _content(item, data, contact, metadata, wanted),
                dialog=_position(item, items),
            )
            for item, data in items
        ),
        grants=grants(notice),
        keep_until=contact.destroy_by,
        notice=f"{contact.register_id}/{contact.notice_version.number}",
    )


def _content(
    item: SealedObject,
    data: bytes,
    contact: Contact,
    metadata: Metadata,
    wanted: Export,
) -> WrittenContent:
    """Return an item as it is written; recordings may stand outside by their hash."""
    kind = WRITTEN[Kind(item.kind)]
    dialog = getattr(item, "dialog", None)
    outside = kind == "recording" and wanted.external_host
    return WrittenContent(
        kind=kind,
        started_at=dialog.started_at if dialog else contact.started_at,
        media_type=_media_type(item, contact),
        body=data,
        filename=metadata.filenames.get(str(item.pk), ""),
        seconds=dialog.seconds if dialog else 0,
        application=contact.channel,
        url=EXTERNAL.format(host=wanted.external_host, object=item.pk)
        if outside
        else "",
    )


def _position(item: SealedObject, items: list[_Opened]) -> int:
    """Return where the recording of a transcript stands among the dialogs."""
    dialogs = [
        one.pk for one, _ in items if WRITTEN[Kind(one.kind)] in {"recording", "text"}
    ]
    return dialogs.index(item.parent_id) if item.parent_id in dialogs else 0


def _media_type(item: SealedObject, contact: Contact) -> str:
    if hasattr(item, "dialog"):
        return str(item.dialog.media_type)
    if hasattr(item, "attachment"):
        return str(item.attachment.media_type)
    mail = contact.channel == Channel.MAIL and item.kind == Kind.MESSAGE
    return "message/rfc822" if mail else "application/json"


def grants(notice: Notice) -> tuple[Grant, ...]:
    """Return the purposes of the notice, each with the bases it may rest on."""
    return tuple(
        Grant(purpose.id, basis.article)
        for purpose in notice.purposes
        for basis in purpose.bases
    )


def day(now: datetime) -> str:
    """Return the day an export is named after."""
    return retention.local_day(now).isoformat()
