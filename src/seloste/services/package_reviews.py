"""Going through an answer part by part, for the sake of the other people in it.

What is given comes from the decision of the request. A person opens each item,
audited like any other reading, and marks every part of it; where several took
part a second person confirms. Nothing is released while a part is not marked,
and a transcript that was corrected meanwhile is looked at anew.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q, prefetch_related_objects

from seloste.domain import package_review as rules
from seloste.domain.audit import Action, Details
from seloste.domain.contact import Kind, PartyRole
from seloste.domain.notice import PurposeRefused
from seloste.domain.package import COPIES, PackageRefused
from seloste.domain.rights import RequestKind, RequestState
from seloste.domain.rights_keeping import purpose_for
from seloste.domain.staff import Actor, Role
from seloste.domain.transcript import TranscriptRefused
from seloste.ports.desk import Desk
from seloste.records.models import (
    AnswerItem,
    AnswerSegment,
    Contact,
    RightsRequest,
    SealedObject,
    WorkLink,
)
from seloste.services import (
    access,
    audit,
    package_flags,
    package_gates,
    package_texts,
    rights_events,
    rights_handling,
    rights_moves,
    shown_copies,
    transcripts,
)
from seloste.services.access import NotFound
from seloste.services.notices import store
from seloste.services.shown_copies import ORDINARY

REVIEWABLE = frozenset({RequestState.DECIDING})


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item of an answer as a list shows it, without a word of it.

    ``marked`` counts the parts somebody looked at, ``confirmed`` those a second
    person did; ``no_transcript`` says that a recording waits to be certified.
    """

    id: UUID
    item_id: UUID
    contact_id: UUID
    kind: Kind
    segments: int
    marked: int
    confirmed: int
    several: bool
    no_transcript: bool

    @property
    def done(self) -> bool:
        """Tell whether nothing more is to be looked at."""
        if self.no_transcript or self.marked < self.segments:
            return False
        return not self.several or self.confirmed == self.segments


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an opened item: its words, and how it was marked.

    ``others`` are addresses and numbers in it that are not those of who asks.
    """

    number: int
    at: str
    who: str
    text: str
    mark: str
    reason: str
    confirmed: bool
    passages: tuple[str, ...]
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenedItem:
    """An item opened to be looked at, part by part.

    ``hides`` says that words of it are hidden in the answer whatever is marked,
    ``original`` that this reader sees them, and ``may_original`` that they may.
    """

    line: ItemLine
    parts: tuple[Part, ...]
    hides: bool
    original: bool
    may_original: bool


def begin(request_id: UUID, *, desk: Desk, actor: Actor, now: datetime) -> int:
    """List what is given, so that it can be looked at; return how many items.

    Done again it takes in what changed: marks of what stayed the same stand.
    Raises NotFound, PackageRefused.
    """
    with transaction.atomic():
        request = open_request(request_id, desk=desk, actor=actor, now=now)
        lines = package_gates.given_lines(request)
        rows = package_gates.kept_rows([line.item_id for line in lines])
        prefetch_related_objects(list(rows.values()), "contact__parties")
        wanted = {
            row.pk: _wanted(request, row, desk=desk)
            for line in lines
            if (row := rows.get(line.item_id)) is not None
        }
        _drop_others(request, wanted)
        _keep(request, wanted)
        rights_events.note(request, "answer-listed", actor=actor, now=now)
        rights_events.tell(
            request,
            Action.ANSWER_BEGUN,
            actor=actor,
            now=now,
            details={"items": len(wanted)},
        )
    return len(wanted)


def open_request(
    request_id: UUID, *, desk: Desk, actor: Actor, now: datetime
) -> RightsRequest:
    """Return a request whose answer may be marked, locked.

    Raises NotFound, PackageRefused.
    """
    request = rights_handling.locked(request_id, desk=desk, actor=actor, now=now)
    if RequestKind(request.kind) not in COPIES:
        raise PackageRefused("not-a-copy")
    if RequestState(request.state) not in REVIEWABLE:
        raise PackageRefused("no-such-move")
    return request


def _wanted(request: RightsRequest, row: SealedObject, *, desk: Desk) -> AnswerItem:
    """Return the row an item should have, as it is now."""
    text, segments, speakers = None, 1, 0
    if row.kind == Kind.RECORDING:
        text, segments, speakers = _transcript(row, desk=desk)
    contact = row.contact or _of_work(row, request)
    parties = row.contact.parties.all() if row.contact else ()
    roles = [party.role for party in parties]
    return AnswerItem(
        request=request,
        contact=contact,
        item=row,
        text=text,
        kind=row.kind,
        segments_total=segments,
        several=rules.several(
            customers=roles.count(PartyRole.CUSTOMER),
            others=roles.count(PartyRole.OTHER),
            speakers=speakers,
        ),
    )


def _of_work(row: SealedObject, request: RightsRequest) -> Contact:
    """Return the given contact under which words of work are shown."""
    given = package_gates.given_contacts(request)
    links = WorkLink.objects.filter(work_item=row.work_item_id, contact__in=given)
    link = links.select_related("contact").order_by("contact__started_at").first()
    if link is None:
        raise PackageRefused("unknown-item")
    return link.contact


def _transcript(row: SealedObject, *, desk: Desk) -> tuple[UUID | None, int, int]:
    """Return the certified words of a recording: their id, turns and speakers."""
    try:
        words = transcripts.certified_of(row.dialog.pk, desk=desk)
    except (NotFound, TranscriptRefused):
        return None, 0, 0
    known = transcripts.of_dialog(row.dialog.pk)
    speakers = len({(turn.channel, turn.speaker) for turn in words.turns})
    return known.object_id if known else None, len(words.turns), speakers


def _drop_others(request: RightsRequest, wanted: Mapping[UUID, AnswerItem]) -> None:
    """Forget what is not given any more, or is not what was looked at."""
    gone = []
    for old in AnswerItem.objects.filter(request=request):
        new = wanted.get(old.item_id)
        same = new is not None and (new.text, new.segments_total, new.several) == (
            old.text,
            old.segments_total,
            old.several,
        )
        if not same:
            gone.append(old.pk)
    AnswerItem.objects.filter(pk__in=gone).delete()


def _keep(request: RightsRequest, wanted: Mapping[UUID, AnswerItem]) -> None:
    """Write what is not listed yet, and its parts."""
    listed = AnswerItem.objects.filter(request=request).values_list("item", flat=True)
    new = [wanted[item] for item in wanted.keys() - set(listed)]
    AnswerItem.objects.bulk_create(new)
    AnswerSegment.objects.bulk_create(
        AnswerSegment(answer_item=one, number=number)
        for one in new
        for number in range(one.segments_total)
    )


def lines(request: RightsRequest) -> tuple[ItemLine, ...]:
    """Return the items of an answer in the order of their contacts."""
    rows = (
        AnswerItem.objects.filter(request=request)
        .annotate(
            marked=Count("segments", filter=~Q(segments__mark="")),
            confirmed=Count("segments", filter=~Q(segments__second_by="")),
        )
        .order_by("contact__started_at", "contact_id", "item__captured_at", "item_id")
    )
    return tuple(_line(row, row.marked, row.confirmed) for row in rows)


def following(row: AnswerItem) -> UUID | None:
    """Return the next item of the same answer that somebody has to look at."""
    known = lines(row.request)
    place = next((at for at, one in enumerate(known) if one.id == row.pk), -1)
    return first_open((*known[place + 1 :], *known[:place]))


def first_open(known: Iterable[ItemLine]) -> UUID | None:
    """Return the first of these items that somebody has to look at."""
    return next(
        (one.id for one in known if not one.done and not one.no_transcript), None
    )


def _line(row: AnswerItem, marked: int, confirmed: int) -> ItemLine:
    return ItemLine(
        id=row.pk,
        item_id=row.item_id,
        contact_id=row.contact_id,
        kind=Kind(row.kind),
        segments=row.segments_total,
        marked=marked,
        confirmed=confirmed,
        several=row.several,
        no_transcript=row.kind == Kind.RECORDING and row.text is None,
    )


def open_item(
    answer_item_id: UUID,
    *,
    desk: Desk,
    actor: Actor,
    now: datetime,
    original: bool = False,
) -> OpenedItem:
    """Open an item to be looked at; the leaf is written before a word is read.

    What stays hidden in the answer is hidden here too, unless the ``original`` is
    asked for, which fewer may and the leaf says. Raises NotFound, PackageRefused,
    PurposeRefused (which is audited too), RedactionPending.
    """
    row = found(answer_item_id)
    rights_moves.check_handler(row.request, actor=actor, now=now)
    shown_copies.check(row.item, ORDINARY)
    role = _original_role(row, actor, now)
    if original and role is None:
        _tell_opened(Action.CONTENT_DENIED, row, actor, now=now)
        raise PurposeRefused("the notice does not allow this reading")
    if original:
        _tell_opened(
            Action.ANSWER_SHOWN, row, replace(actor, role=role), now=now, original=True
        )
    else:
        _tell_opened(Action.ANSWER_SHOWN, row, actor, now=now)
    texts = package_texts.parts(
        row.item, request_id=row.request_id, original=original, desk=desk
    )
    known = package_flags.known_to(row.request, desk=desk)
    segments = list(row.segments.order_by("number"))
    marked = sum(bool(one.mark) for one in segments)
    confirmed = sum(bool(one.second_by) for one in segments)
    return OpenedItem(
        line=_line(row, marked, confirmed),
        hides=any(one.hides for one in texts),
        original=original,
        may_original=role is not None,
        parts=tuple(
            Part(
                number=segment.number,
                at=one.at,
                who=one.by,
                text=one.text,
                mark=segment.mark,
                reason=segment.reason,
                confirmed=bool(segment.second_by),
                passages=passages(segment, desk=desk),
                others=package_flags.of_others(one.text, known),
            )
            for segment, one in zip(segments, texts, strict=False)
        ),
    )


def _original_role(row: AnswerItem, actor: Actor, now: datetime) -> Role | None:
    """Return the role in which somebody may read originals to answer the request."""
    if actor.staff_id is None:
        return None
    purpose = purpose_for(store.parsed(row.request.notice_version))
    who = access.reader(actor.staff_id, row.request.register_id, now)
    return min(purpose.original_roles & who.roles, default=None)


def _tell_opened(
    action: Action,
    row: AnswerItem,
    actor: Actor,
    *,
    now: datetime,
    original: bool = False,
) -> None:
    """Write the leaf of an opening, or of a refused one."""
    denied = action is Action.CONTENT_DENIED
    which: Details = {"scope": "original"} if original else {}
    purpose = purpose_for(store.parsed(row.request.notice_version)).id
    with transaction.atomic():
        audit.record(
            action=action,
            actor=actor,
            object_id=row.contact_id,
            now=now,
            purpose="" if denied else purpose,
            outcome="refused" if denied else "done",
            details={
                "item": str(row.item_id),
                "request": str(row.request_id),
                **which,
            },
        )


def found(answer_item_id: UUID) -> AnswerItem:
    """Return an item of an answer that is still there. Raises NotFound."""
    row = (
        AnswerItem.objects.select_related(
            "request__notice_version", "item__dialog", "item__contact"
        )
        .filter(pk=answer_item_id, item__state=SealedObject.State.KEPT)
        .first()
    )
    if row is None:
        raise NotFound("no such record")
    return row


def passages(segment: AnswerSegment, *, desk: Desk) -> tuple[str, ...]:
    """Return which words of a part are taken out; the caller has leave."""
    row = segment.passages
    if row is None or row.state != SealedObject.State.KEPT:
        return ()
    return rules.passages_from(desk.vault.open(row.ref(), inline=row.inline()))
