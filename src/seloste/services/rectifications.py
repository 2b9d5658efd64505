"""Rectifying what is kept (Art. 16): a sealed new version, or a statement beside it.

The old version is destroyed with a certificate. What a hold keeps as evidence,
and every recording, is not changed: a supplementary statement is sealed, attached
and shown with it. Recipients of the old version are told (Art. 19).
"""

import io
import uuid
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from seloste.domain import retention
from seloste.domain.audit import Action
from seloste.domain.contact import Kind, Party
from seloste.domain.customer import Identifier
from seloste.domain.disclosure import Event
from seloste.domain.hold import active_holds
from seloste.domain.metadata import Metadata
from seloste.domain.outgoing import OutgoingState
from seloste.domain.rights import RequestState
from seloste.domain.rights_decision import DecisionRefused
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.ports.vault import Sealed
from seloste.records.models import (
    ChatLine,
    Contact,
    Correction,
    Dialog,
    Disposal,
    HoldItem,
    Note,
    Outgoing,
    RestrictedItem,
    RightsRequest,
    SealedObject,
)
from seloste.services import (
    audit,
    contact_rows,
    disposal,
    held,
    identity_gates,
    identity_telling,
    jobs,
    openings,
    recipients,
    rights_events,
    rights_handling,
    rights_scope,
    scans,
    sealed_rows,
)
from seloste.services.jobs import Job

__all__ = ["DecisionRefused", "PartyChange", "add_statement", "correct_metadata"]

LONGEST = 20_000
REPLACEABLE = frozenset({Kind.MESSAGE, Kind.NOTE, Kind.FORM_ANSWER})
UNSENT = (OutgoingState.WAITING, OutgoingState.SENDING, OutgoingState.DEFERRED)
INLINE = 64 << 10
"""Larger than that, what is sealed is written beside the database."""


@dataclass(frozen=True, slots=True)
class PartyChange:
    """What a party is to be called and reached by instead; None leaves it."""

    name: str | None = None
    tel: str | None = None
    mailto: str | None = None
    customer_no: str | None = None

    def applied(self, party: Party) -> Party:
        """Return a party as it should be."""

        def either(new: str | None, old: str) -> str:
            return old if new is None else new

        return replace(
            party,
            name=either(self.name, party.name),
            tel=either(self.tel, party.tel),
            mailto=either(self.mailto, party.mailto),
            customer_no=either(self.customer_no, party.customer_no),
        )


def correct_metadata(
    request_id: UUID,
    contact_id: UUID,
    *,
    parties: Mapping[int, PartyChange],
    subject: str | None = None,
    desk: Desk,
    actor: Actor,
    now: datetime,
) -> UUID:
    """Correct who took part in a contact, or its subject; return the new item.

    ``parties`` are by their position. Its indexes are written anew, so that a
    look-up finds what is right and no more what was wrong. When an identifier was
    put in is written beside it, and the address there was before is told. Where a
    hold keeps the contact it is refused (held): a statement is added instead. Raises
    NotFound, DecisionRefused, RequestRefused.
    """
    contact = Contact.objects.filter(pk=contact_id).first()
    if contact is None:
        raise DecisionRefused("unknown-item")
    old = openings.meta_of(contact)
    before = openings.metadata(old, desk)
    after = _dated(before, _changed(before, parties, subject), now)
    if after == before:
        raise DecisionRefused("no-correction")

    def write() -> None:
        contact_rows.forget_parties(contact)
        contact_rows.write_parties(contact, after, vault=desk.vault)

    new = _replace(
        request_id, old.pk, after.to_json(), write, desk=desk, actor=actor, now=now
    )
    identity_telling.tell_corrected(request_id, before, after, desk=desk, now=now)
    return new


def _dated(before: Metadata, after: Metadata, now: datetime) -> Metadata:
    """Return the corrected metadata with when each new identifier came in."""
    there = contact_rows.indexed_values(before.parties)
    new = contact_rows.indexed_values(after.parties) - there
    return after.put_in(
        (Identifier(field, value) for field, value in sorted(new)), at=now
    )


def _changed(
    before: Metadata, parties: Mapping[int, PartyChange], subject: str | None
) -> Metadata:
    if set(parties) - set(range(len(before.parties))):
        raise DecisionRefused("unknown-item")
    changed = tuple(
        parties[at].applied(party) if at in parties else party
        for at, party in enumerate(before.parties)
    )
    return replace(
        before,
        parties=changed,
        subject=before.subject if subject is None else subject,
    )


def correct_item(
    request_id: UUID,
    item_id: UUID,
    data: bytes,
    *,
    desk: Desk,
    actor: Actor,
    now: datetime,
    settle: Callable[[], None] = lambda: None,
) -> UUID:
    """Put a corrected message, note or answer in the place of one; return it.

    ``settle`` is done in the same transaction. A recording is never replaced, nor a
    message of ours that is still on its way. Raises NotFound, DecisionRefused.
    """
    item = _item(item_id)
    if Kind(item.kind) not in REPLACEABLE:
        raise DecisionRefused("impossible-outcome")
    if not data or len(data) > item.size + LONGEST:
        raise DecisionRefused("no-correction" if not data else "too-long")
    if Outgoing.objects.filter(item=item, state__in=UNSENT).exists():
        raise DecisionRefused("on-its-way")
    return _replace(request_id, item_id, data, settle, desk=desk, actor=actor, now=now)


def _item(item_id: UUID) -> SealedObject:
    item = SealedObject.objects.filter(
        pk=item_id, state=SealedObject.State.KEPT, contact__isnull=False
    ).first()
    if item is None:
        raise DecisionRefused("unknown-item")
    return item


def _replace(
    request_id: UUID,
    item_id: UUID,
    data: bytes,
    write: Callable[[], None],
    *,
    desk: Desk,
    actor: Actor,
    now: datetime,
) -> UUID:
    """Seal a new version, let everything point at it, and destroy the old one."""
    old = _item(item_id)
    sealed = _seal(old, old.kind, data, desk=desk, now=now)
    try:
        with transaction.atomic():
            request = _allowed(request_id, old, desk=desk, actor=actor, now=now)
            _check_open(request)
            new = _written(item_id, sealed, now)
            write()
            begun = disposal.intend(
                [item_id], cause=Disposal.Cause.RECTIFIED, actor=actor, now=now
            )
            _note(
                request,
                item_id,
                new,
                statement=False,
                desk=desk,
                actor=actor,
                now=now,
            )
    except Exception:
        desk.vault.destroy([sealed.ref])
        raise
    if begun is not None:
        disposal.finish(begun, desk=desk, actor=actor, now=now)
    return new.pk


def _seal(
    item: SealedObject, kind: str, data: bytes, *, desk: Desk, now: datetime
) -> Sealed:
    due = max(retention.local_day(item.act_at), retention.local_day(now))
    with desk.vault.sealing(
        tenant=item.register_id, record=item.record_id, due=due
    ) as sealing:
        new = uuid.uuid4()
        if len(data) > INLINE:
            return sealing.blob(object_id=new, kind=kind, source=io.BytesIO(data))
        return sealing.inline(object_id=new, kind=kind, data=data)


def _allowed(
    request_id: UUID, item: SealedObject, *, desk: Desk, actor: Actor, now: datetime
) -> RightsRequest:
    """Return the request of whose person the item is, locked.

    Raises NotFound, DecisionRefused, RequestRefused.
    """
    request = rights_handling.locked(request_id, desk=desk, actor=actor, now=now)
    if request.identified_at is None:
        raise DecisionRefused("not-identified")
    identity_gates.assured(request, now)
    identity_gates.looked_at(request, now)
    if item.contact_id not in rights_scope.contacts_of(request):
        raise DecisionRefused("unknown-item")
    return request


def _check_open(request: RightsRequest) -> None:
    """Refuse to change what is there once a request is answered."""
    if RequestState(request.state).answered:
        raise DecisionRefused("not-open")


def _written(item_id: UUID, sealed: Sealed, now: datetime) -> SealedObject:
    """Write the new version's row and let what pointed at the old point at it.

    Raises DecisionRefused where a hold keeps the old as evidence.
    """
    locked = SealedObject.objects.select_for_update(of=("self",))
    old = locked.filter(pk=item_id, state=SealedObject.State.KEPT).first()
    if old is None:
        raise DecisionRefused("changed")
    if active_holds(held.of_items([item_id]).get(item_id, ()), now):
        raise DecisionRefused("held")
    kept = replace(
        sealed_rows.as_item(old),
        key_day=max(retention.local_day(old.act_at), retention.local_day(now)),
    )
    new = sealed_rows.row(sealed, kept, contact=old.contact_id)
    new.work_item_id = old.work_item_id
    new.save(force_insert=True)
    _point(old, new)
    return new


def _point(old: SealedObject, new: SealedObject) -> None:
    """Let what pointed at the old version point at the new: what it is, and its limits.

    A restriction of the old is one of the new, and a statement beside it stays.
    """
    for row in (Dialog, Note, ChatLine):
        row.objects.filter(object=old).update(object=new)
    Outgoing.objects.filter(item=old).update(item=new)
    RestrictedItem.objects.filter(item_id=old.pk).update(item_id=new.pk)
    stated = SealedObject.objects.filter(parent=old, kind=Kind.STATEMENT)
    Correction.objects.filter(
        old_item=old.pk, statement=True, new_item__in=stated.values("pk")
    ).update(old_item=new.pk)
    stated.update(parent=new)


def add_statement(
    request_id: UUID,
    item_id: UUID,
    text: str,
    *,
    desk: Desk,
    actor: Actor,
    now: datetime,
) -> UUID:
    """Attach the person's statement to an item; return the statement's item.

    It is kept, held, restricted and destroyed with what it completes. Raises
    NotFound, DecisionRefused.
    """
    data = text.strip().encode()
    if not data or len(data) > LONGEST:
        raise DecisionRefused("no-correction" if not data else "too-long")
    item = _item(item_id)
    sealed = _seal(item, Kind.STATEMENT, data, desk=desk, now=now)
    try:
        with transaction.atomic():
            request = _allowed(request_id, item, desk=desk, actor=actor, now=now)
            statement = _attached(item, sealed, now)
            _note(
                request,
                item_id,
                statement,
                statement=True,
                desk=desk,
                actor=actor,
                now=now,
            )
    except Exception:
        desk.vault.destroy([sealed.ref])
        raise
    return statement.pk


def _attached(item: SealedObject, sealed: Sealed, now: datetime) -> SealedObject:
    parent = SealedObject.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if parent.state != SealedObject.State.KEPT:
        raise DecisionRefused("changed")
    kept = replace(
        sealed_rows.as_item(parent),
        key_day=max(retention.local_day(parent.act_at), retention.local_day(now)),
    )
    row = sealed_rows.row(sealed, kept, contact=parent.contact_id, parent=parent)
    row.save(force_insert=True)
    HoldItem.objects.bulk_create(
        HoldItem(hold=link.hold, item_id=row.pk, contact_id=link.contact_id)
        for link in HoldItem.objects.filter(item_id=parent.pk).select_related("hold")
    )
    return row


def _note(
    request: RightsRequest,
    old: UUID,
    new: SealedObject,
    *,
    statement: bool,
    desk: Desk,
    actor: Actor,
    now: datetime,
) -> None:
    """Write what was corrected, open the notices to recipients, and log it."""
    Correction.objects.create(
        request=request.pk,
        register_id=request.register_id,
        contact_id=new.contact_id or new.record_id,
        old_item=old,
        new_item=new.pk,
        statement=statement,
        made_at=now,
        made_by=actor.id,
    )
    recipients.tell(
        [old], event=Event.RECTIFIED, request=request.pk, actor=actor, now=now
    )
    jobs.enqueue(Job.INDEX, object_id=new.pk)
    if not statement:
        scans.ask(new, desk=desk, now=now)
    what = "statement-added" if statement else "corrected"
    rights_events.note(request, what, actor=actor, now=now, detail=str(new.pk))
    audit.record(
        action=Action.STATEMENT_ADDED if statement else Action.ITEM_CORRECTED,
        actor=actor,
        object_id=new.contact_id or new.record_id,
        now=now,
        details={"item": str(new.pk), "kind": new.kind, "request": str(request.pk)},
    )


def statements_of(item_ids: Collection[UUID]) -> dict[UUID, tuple[UUID, ...]]:
    """Return the statements that stand beside each item, the first one first."""
    found: dict[UUID, list[UUID]] = {}
    rows = SealedObject.objects.filter(
        parent__in=list(item_ids), kind=Kind.STATEMENT, state=SealedObject.State.KEPT
    )
    ordered = Correction.objects.filter(new_item__in=rows.values("pk"))
    for old, new in ordered.order_by("made_at").values_list("old_item", "new_item"):
        found.setdefault(old, []).append(new)
    return {key: tuple(ids) for key, ids in found.items()}


def stated_by(request: RightsRequest, statements: Collection[UUID]) -> frozenset[UUID]:
    """Return those of these statements that a request of the same person made."""
    if not request.repeat_key:
        return frozenset()
    theirs = RightsRequest.objects.filter(
        register=request.register_id, repeat_key=request.repeat_key
    )
    made = Correction.objects.filter(
        new_item__in=list(statements), request__in=theirs.values("pk")
    )
    return frozenset(made.values_list("new_item", flat=True))


def shown_with(
    opening_id: UUID, *, staff_id: UUID, desk: Desk, now: datetime
) -> tuple[str, ...]:
    """Return the statements beside an item that was opened, the first one first.

    They are part of what they complete: its opening and its leaf cover them.
    Raises NotFound, PurposeRefused.
    """
    item = openings.opened_item(opening_id, staff_id=staff_id, now=now)
    ids = statements_of([item.pk]).get(item.pk, ())
    rows = SealedObject.objects.in_bulk(ids)
    return tuple(
        desk.vault.open(rows[one].ref(), inline=rows[one].inline()).decode()
        for one in ids
    )


def of_request(request: UUID) -> tuple[Correction, ...]:
    """Return what a request corrected, the first one first."""
    return tuple(Correction.objects.filter(request=request).order_by("made_at"))
