"""Correcting the words of an item: chosen, proposed, compared, and then replaced.

What is proposed is sealed under the request and goes with it. Nothing of the item
changes before somebody has seen old and new beside each other; where others took
part that is somebody else than whoever proposed it. What replaces it, and destroys
the old, is ``rectifications``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction

from seloste.domain import correction as rules
from seloste.domain.audit import Action, Details
from seloste.domain.chat import LINE_TYPE, Author
from seloste.domain.contact import Kind
from seloste.domain.correction import Pieces, Proposal, Wording
from seloste.domain.hold import active_holds
from seloste.domain.rights import RequestState
from seloste.domain.rights_decision import DecisionRefused
from seloste.domain.rights_keeping import purpose_for
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.records.models import (
    ChatLine,
    ProposedCorrection,
    RightsRequest,
    SealedObject,
)
from seloste.services import (
    chat_anchors,
    chat_lines,
    corrected_words,
    held,
    openings,
    rectifications,
    rights_events,
    rights_handling,
    rights_page,
    rights_scope,
    sealed_words,
)
from seloste.services.access import NotFound
from seloste.services.notices import store
from seloste.services.rights_decisions import CARRYING

__all__ = ["DecisionRefused", "apply", "drop", "propose"]


@dataclass(frozen=True, slots=True)
class Choice:
    """An item whose words may be corrected; ``held``: a hold keeps it as it is.

    ``text`` is what a line of a chat says, so that it can be told from others.
    """

    item: SealedObject
    at: datetime
    by_staff: bool
    held: bool
    text: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Compared:
    """One text as it is and as it would be; ``name`` is empty for the text itself."""

    name: str
    old: Pieces
    new: Pieces


@dataclass(frozen=True, slots=True)
class Shown:
    """A proposal as it is looked at. ``may_apply``: the reader may agree to it."""

    row: ProposedCorrection
    kind: Kind
    compared: tuple[Compared, ...]
    reason: str = field(repr=False)
    may_apply: bool


def choices(
    request: RightsRequest,
    contact_id: UUID,
    *,
    staff_id: UUID,
    desk: Desk,
    now: datetime,
) -> tuple[Choice, ...]:
    """Return the items of one of the person's contacts that can be chosen.

    The lines of a chat are read to be told apart; that is audited first. Raises
    NotFound, PurposeRefused.
    """
    if contact_id not in rights_scope.contacts_of(request):
        raise NotFound("no such record")
    rows = SealedObject.objects.select_related("dialog", "note", "chat_line").filter(
        contact=contact_id,
        parent=None,
        state=SealedObject.State.KEPT,
        kind__in=rectifications.REPLACEABLE,
    )
    items = list(rows.exclude(chat_line__author=Author.SYSTEM))
    holds = held.of_items([one.pk for one in items])
    said = _said(request, contact_id, staff_id=staff_id, desk=desk, now=now)
    found = [
        Choice(
            item=one,
            at=_at(one),
            by_staff=_by_staff(one),
            held=bool(active_holds(holds.get(one.pk, ()), now)),
            text=said.get(one.pk, ""),
        )
        for one in items
        if not corrected_words.is_line(one) or said.get(one.pk)
    ]
    return tuple(sorted(found, key=_in_order))


def _in_order(one: Choice) -> tuple[datetime, int, str]:
    line = one.item.chat_line.seq if hasattr(one.item, "chat_line") else 0
    return one.at, line, str(one.item.pk)


def _said(
    request: RightsRequest,
    chat: UUID,
    *,
    staff_id: UUID,
    desk: Desk,
    now: datetime,
) -> Mapping[UUID, str]:
    """Return what each line of a chat says; nothing where it is none."""
    anchor = (
        SealedObject.objects.filter(
            contact=chat,
            state=SealedObject.State.KEPT,
            dialog__media_type=LINE_TYPE,
        )
        .filter(chat_anchors.stands_for_its_chat())
        .first()
    )
    if anchor is None:
        return {}
    _open(request, anchor.pk, staff_id=staff_id, now=now)
    rows = ChatLine.objects.filter(chat_id=chat).values_list("seq", "object_id")
    items = dict(rows)
    lines = chat_lines.lines(chat, after=0, desk=desk)
    return {items[one.seq]: one.text for one in lines if one.seq in items}


def _at(item: SealedObject) -> datetime:
    if hasattr(item, "note"):
        return item.note.written_at
    return item.dialog.started_at if hasattr(item, "dialog") else item.captured_at


def _by_staff(item: SealedObject) -> bool:
    if hasattr(item, "chat_line"):
        return item.chat_line.author == Author.AGENT
    return item.kind == Kind.NOTE


def _open(
    request: RightsRequest, item_id: UUID, *, staff_id: UUID, now: datetime
) -> UUID:
    purpose = purpose_for(store.parsed(request.notice_version))
    opened = openings.open_item(
        item_id, staff_id=staff_id, purpose_id=purpose.id, now=now
    )
    return opened.opening_id


def words_of(
    request: RightsRequest,
    item_id: UUID,
    *,
    staff_id: UUID,
    desk: Desk,
    now: datetime,
) -> Wording:
    """Return the words of an item as they are; audited first.

    Raises NotFound, PurposeRefused, ContentWithheld, DecisionRefused.
    """
    item = _item(request, item_id)
    data = _read(request, item, staff_id=staff_id, desk=desk, now=now)
    return corrected_words.read(item, data)


def _item(request: RightsRequest, item_id: UUID) -> SealedObject:
    item = (
        SealedObject.objects.select_related("dialog")
        .filter(
            pk=item_id,
            contact__in=rights_scope.contacts_of(request),
            state=SealedObject.State.KEPT,
            kind__in=rectifications.REPLACEABLE,
        )
        .first()
    )
    if item is None:
        raise NotFound("no such record")
    return item


def _read(
    request: RightsRequest,
    item: SealedObject,
    *,
    staff_id: UUID,
    desk: Desk,
    now: datetime,
) -> bytes:
    opening = _open(request, item.pk, staff_id=staff_id, now=now)
    return openings.read(opening, staff_id=staff_id, desk=desk, now=now)


def propose(
    request_id: UUID,
    item_id: UUID,
    proposal: Proposal,
    *,
    desk: Desk,
    actor: Actor,
    now: datetime,
) -> UUID:
    """Write down what is to stand in the place of an item's words; return its id.

    Proposing anew for the same item takes the earlier proposal back. Raises
    NotFound, DecisionRefused, RequestRefused.
    """
    with transaction.atomic():
        request = _open_request(request_id, desk=desk, actor=actor, now=now)
        item = _item(request, item_id)
        data = desk.vault.open(item.ref(), inline=item.inline())
        before = corrected_words.read(item, data)
        rules.check(before, proposal.wording, reason=proposal.reason)
        if active_holds(held.of_items([item_id]).get(item_id, ()), now):
            raise DecisionRefused("held")
        for earlier in request.proposed_corrections.filter(
            item_id=item_id, applied_at=None
        ):
            _end(earlier, now)
        row = ProposedCorrection.objects.create(
            request=request,
            item_id=item_id,
            contact_id=item.contact_id or item.record_id,
            words=sealed_words.seal(
                proposal.to_json(),
                register=request.register_id,
                record=request.pk,
                desk=desk,
                now=now,
            ),
            two_people=_takes_two(request, item_id, desk),
            proposed_at=now,
            proposed_by=actor.id,
        )
        _tell(request, row, "correction-proposed", actor=actor, now=now)
    return row.pk


def _open_request(
    request_id: UUID, *, desk: Desk, actor: Actor, now: datetime
) -> RightsRequest:
    request = rights_handling.locked(request_id, desk=desk, actor=actor, now=now)
    if request.identified_at is None:
        raise DecisionRefused("not-identified")
    if RequestState(request.state) not in CARRYING:
        raise DecisionRefused("not-open")
    return request


def _takes_two(request: RightsRequest, item_id: UUID, desk: Desk) -> bool:
    known = rights_scope.facts(request, desk=desk)
    return any(rules.takes_two(one) for one in known if one.item_id == item_id)


def _end(row: ProposedCorrection, now: datetime) -> None:
    sealed_words.end(row.words, now=now)
    row.delete()


_SAID = {
    "correction-proposed": Action.CORRECTION_PROPOSED,
    "correction-dropped": Action.CORRECTION_DROPPED,
}


def _tell(
    request: RightsRequest,
    row: ProposedCorrection,
    what: str,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    rights_events.note(request, what, actor=actor, now=now)
    details: Details = {"item": str(row.item_id)}
    rights_events.tell(request, _SAID[what], actor=actor, now=now, details=details)


def shown(proposal_id: UUID, *, staff_id: UUID, desk: Desk, now: datetime) -> Shown:
    """Return a proposal with the item's words beside it; audited first.

    Raises NotFound, PurposeRefused, ContentWithheld, DecisionRefused.
    """
    row = _waiting(proposal_id)
    request = rights_page.handled(row.request_id, staff_id=staff_id, now=now)
    item = _item(request, row.item_id)
    data = _read(request, item, staff_id=staff_id, desk=desk, now=now)
    old = corrected_words.read(item, data)
    proposal = _proposal(row, desk)
    return Shown(
        row=row,
        kind=Kind(item.kind),
        compared=_compared(old, proposal.wording),
        reason=proposal.reason,
        may_apply=not row.two_people or row.proposed_by != f"staff:{staff_id}",
    )


def _waiting(proposal_id: UUID) -> ProposedCorrection:
    row = (
        ProposedCorrection.objects.select_related("words", "request")
        .filter(pk=proposal_id, applied_at=None)
        .first()
    )
    if row is None:
        raise NotFound("no such record")
    return row


def _proposal(row: ProposedCorrection, desk: Desk) -> Proposal:
    data = sealed_words.opened(row.words, desk)
    if not data:
        raise NotFound("no such record")
    return Proposal.from_json(data)


def _compared(old: Wording, new: Wording) -> tuple[Compared, ...]:
    lines = tuple(
        Compared(name, *rules.compared(old.line(name), new.line(name)))
        for name in old.lines
        if old.line(name) != new.line(name)
    )
    return (*lines, Compared("", *rules.compared(old.text, new.text)))


def apply(proposal_id: UUID, *, desk: Desk, actor: Actor, now: datetime) -> UUID:
    """Put the new words in the place of the old, which are destroyed; return the item.

    Raises NotFound, RequestRefused, DecisionRefused: same-person where others took
    part.
    """
    row = _waiting(proposal_id)
    request = rights_page.handled(row.request_id, staff_id=_me(actor), now=now)
    if row.two_people and row.proposed_by == actor.id:
        raise DecisionRefused("same-person")
    item = _item(request, row.item_id)
    data = desk.vault.open(item.ref(), inline=item.inline())
    after = corrected_words.write(item, data, _proposal(row, desk).wording)

    def settle() -> None:
        _open_request(row.request_id, desk=desk, actor=actor, now=now)
        waiting = ProposedCorrection.objects.filter(pk=row.pk, applied_at=None)
        if not waiting.update(applied_at=now, applied_by=actor.id):
            raise DecisionRefused("changed")

    return rectifications.correct_item(
        row.request_id,
        row.item_id,
        after,
        desk=desk,
        actor=actor,
        now=now,
        settle=settle,
    )


def _me(actor: Actor) -> UUID:
    if actor.staff_id is None:
        raise NotFound("no such record")
    return actor.staff_id


def drop(proposal_id: UUID, *, desk: Desk, actor: Actor, now: datetime) -> None:
    """Take a proposal back; nothing of the item changed.

    Raises NotFound, RequestRefused.
    """
    with transaction.atomic():
        request = rights_handling.locked(
            request_of(proposal_id), desk=desk, actor=actor, now=now
        )
        row = _waiting(proposal_id)
        _tell(request, row, "correction-dropped", actor=actor, now=now)
        _end(row, now)


def request_of(proposal_id: UUID) -> UUID:
    """Return the request of a proposal. Raises NotFound."""
    return _waiting(proposal_id).request_id


def waiting_of(request: RightsRequest) -> tuple[ProposedCorrection, ...]:
    """Return the proposals of a request that nobody agreed to yet."""
    rows = request.proposed_corrections.filter(applied_at=None)
    return tuple(rows.order_by("proposed_at", "pk"))
