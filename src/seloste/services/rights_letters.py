"""Letters of rights requests: put together, sealed under the request, set as PDF.

A letter is kept as it was written, so that it can be shown again word for word,
and goes when the request is closed. What it must say is checked where it is put
together. Nothing here sends anything.
"""

import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from seloste.domain import retention
from seloste.domain.audit import Action
from seloste.domain.contact import Kind
from seloste.domain.notice import Language, Notice
from seloste.domain.notice_text.document import Block, Bullets, Paragraph
from seloste.domain.package import COPIES
from seloste.domain.package_review import Mark
from seloste.domain.rights import (
    ExtensionReason,
    RefusalReason,
    RequestKind,
    RequestState,
)
from seloste.domain.rights_decision import Outcome
from seloste.domain.rights_letter import (
    OF_REFUSAL,
    Ground,
    LetterDocument,
    LetterFacts,
    LetterIncomplete,
    LetterKind,
    LetterPart,
    compose,
)
from seloste.domain.staff import Actor, system
from seloste.ports.desk import Desk
from seloste.records.models import (
    AnswerSegment,
    Package,
    RightsDecisionLine,
    RightsEvent,
    RightsRequest,
    SealedObject,
)
from seloste.services import (
    audit,
    ending_gates,
    package_pages,
    rights_events,
    rights_moves,
    rights_words,
    sealed_rows,
)
from seloste.services.access import NotFound
from seloste.services.notices import store
from seloste.services.rights_texts import grouped

__all__ = ["LetterIncomplete", "LetterKind", "write"]

WRITER = system("letters")

OF_ARTICLE: Mapping[str, Ground] = {
    "15(4)": Ground.RIGHTS_OF_OTHERS,
    "17(1)(a)": Ground.OPEN_MATTER,
    "17(3)(b)": Ground.LEGAL_OBLIGATION,
    "17(3)(e)": Ground.LEGAL_CLAIM,
    "16": Ground.FOUND_CORRECT,
    "20(1)": Ground.NOT_PORTABLE,
    "21(1)": Ground.COMPELLING_GROUNDS,
    "7(3)": Ground.NO_CONSENT,
}
"""In which words the article of a decision is told."""


@dataclass(frozen=True, slots=True)
class WrittenLetter:
    """A letter that was written: which, when, and the id it is read by."""

    id: UUID
    kind: LetterKind
    written_at: datetime


def contact_of(notice: Notice) -> str:
    """Return where a person can turn: as the notice says, and the public page."""
    point, officer = notice.contact, notice.dpo
    known = [point.name, point.email, point.phone, point.address]
    if officer is not None:
        known += [officer.name, officer.email, officer.phone]
    page = f"{settings.PUBLIC_URL.rstrip('/')}/request/{notice.register}/"
    return ", ".join(dict.fromkeys(one for one in (*known, page) if one))


def facts_of(request: RightsRequest, now: datetime) -> LetterFacts:
    """Return what is known of a request for any letter about it."""
    day = retention.local_day(now)
    notice = store.in_force(request.register_id, day).notice
    sent_by = ", ".join(one.name for one in notice.controllers)
    extended = request.extension_reason
    refusal = request.refusal
    return LetterFacts(
        reference=grouped(request.reference),
        sender=sent_by,
        contact=contact_of(notice),
        written_on=day,
        received_on=retention.local_day(request.received_at),
        right=RequestKind(request.kind),
        due_on=request.law_on,
        until=request.law_on if extended else None,
        done_on=day,
        extension_reasons=(ExtensionReason(extended),) if extended else (),
        grounds=(OF_REFUSAL[RefusalReason(refusal)],) if refusal else (),
    )


def cover(row: Package, *, now: datetime) -> LetterDocument:
    """Return the letter that lies in a package."""
    facts = replace(
        facts_of(row.request, now), gone_on=retention.local_day(row.destroy_by)
    )
    return compose(LetterKind.ANSWER, facts, Language(row.language))


def partial(
    request: RightsRequest, *, language: Language, now: datetime
) -> LetterDocument | None:
    """Return the letter about what is not given, where all of it has a known ground."""
    facts = facts_for(LetterKind.PARTIAL, request, now)
    try:
        return compose(LetterKind.PARTIAL, facts, language)
    except LetterIncomplete:
        return None


def facts_for(
    kind: LetterKind,
    request: RightsRequest,
    now: datetime,
    ground: Ground | None = None,
) -> LetterFacts:
    """Return what a letter of a kind states; a person may name the ground."""
    facts = facts_of(request, now)
    if kind is LetterKind.PARTIAL:
        grounds, items = missing(request)
        facts = replace(
            facts, grounds=grounds, items=items, kept_until=_kept_until(request)
        )
    return replace(facts, grounds=(ground,)) if ground else facts


def missing(request: RightsRequest) -> tuple[tuple[Ground, ...], int]:
    """Return why parts of a request are not carried out, and how many.

    Where a decision names no ground of the list, none is told: a person does.
    """
    kept = RightsDecisionLine.objects.filter(
        decision__request=request, outcome=Outcome.KEEP
    ).order_by("pk")
    articles = [line.ground for line in kept]
    if any(one not in OF_ARTICLE for one in articles):
        return (), len(articles)
    grounds = [OF_ARTICLE[one] for one in articles]
    hidden = (
        AnswerSegment.objects.filter(answer_item__request=request)
        .exclude(mark__in=("", Mark.GIVE))
        .values_list("reason", flat=True)
    )
    grounds += [
        Ground.STATUTORY_LIMIT if reason == "section-34" else Ground.RIGHTS_OF_OTHERS
        for reason in hidden
    ]
    return tuple(dict.fromkeys(grounds)), len(grounds)


def _kept_until(request: RightsRequest) -> date | None:
    """Return the last day on which retention destroys what is kept, if known."""
    if request.kind != RequestKind.ERASURE:
        return None
    days = RightsDecisionLine.objects.filter(
        decision__request=request, outcome=Outcome.KEEP, destroy_at__isnull=False
    ).values_list("destroy_at", flat=True)
    known = [retention.local_day(day) for day in days if day is not None]
    return max(known, default=None)


def write(
    request_id: UUID,
    kind: LetterKind,
    *,
    facts: LetterFacts | None = None,
    desk: Desk,
    actor: Actor,
    now: datetime,
) -> UUID:
    """Write a letter of a request and keep it; return its id.

    ``facts`` are those of the request unless given. Raises NotFound,
    LetterIncomplete.
    """
    with transaction.atomic():
        request = rights_moves.locked(request_id, actor=actor, now=now)
        language = Language(request.language)
        letter = compose(kind, facts or facts_of(request, now), language)
        kept = rights_words.keeping(
            request.notice_version, received_at=request.received_at, desk=desk
        )
        with desk.vault.sealing(
            tenant=request.register_id, record=request.pk, due=kept.key_day
        ) as sealing:
            sealed = sealing.inline(
                object_id=uuid.uuid4(), kind=Kind.DRAFT, data=_to_json(letter)
            )
        sealed_rows.row(sealed, kept).save(force_insert=True)
        rights_events.note(
            request,
            f"{ending_gates.WRITTEN}{kind.value}",
            actor=actor,
            now=now,
            detail=str(sealed.ref.object),
        )
        rights_events.tell(
            request,
            Action.LETTER_WRITTEN,
            actor=actor,
            now=now,
            details={"kind": kind.value, "item": str(sealed.ref.object)},
        )
    return sealed.ref.object


def due(request: RightsRequest) -> tuple[LetterKind, ...]:
    """Return the letters that the law wants of a request as it stands."""
    state = RequestState(request.state)
    if state in {RequestState.UNCONFIRMED, RequestState.EXPIRED, RequestState.CLOSED}:
        return ()
    wanted = [LetterKind.RECEIPT]
    if request.identity_asked_at is not None and not state.answered:
        wanted.append(LetterKind.IDENTITY)
    if request.extended_at is not None:
        wanted.append(LetterKind.EXTENSION)
    if state is RequestState.REFUSED:
        wanted.append(LetterKind.REFUSAL)
    if state is RequestState.RELEASED:
        wanted.extend(_of_release(request))
    return tuple(wanted)


def _of_release(request: RightsRequest) -> Iterable[LetterKind]:
    """Yield the letters that tell how a request was answered."""
    kind = RequestKind(request.kind)
    if kind is RequestKind.CONFIRMATION:
        given = RightsDecisionLine.objects.filter(
            decision__request=request, outcome__in=(Outcome.GIVE, Outcome.FORWARD)
        ).exists()
        yield LetterKind.CONFIRMED if given else LetterKind.NOTHING_HELD
    elif kind not in COPIES:
        yield LetterKind.DONE
    elif not RightsDecisionLine.objects.filter(decision__request=request).exists():
        yield LetterKind.NOTHING_HELD
    if missing(request)[1]:
        yield LetterKind.PARTIAL


def write_due(*, desk: Desk, now: datetime) -> int:
    """Write every letter that is due and not written; return how many.

    One that cannot say what it must is left for a person to complete.
    """
    rows = RightsRequest.objects.exclude(
        state__in=(RequestState.UNCONFIRMED, RequestState.EXPIRED, RequestState.CLOSED)
    ).filter(words__isnull=False)
    return sum(
        _write_one(row, kind, desk=desk, now=now)
        for row in rows.order_by("received_at", "pk")
        for kind in _unwritten(row)
    )


def _unwritten(request: RightsRequest) -> list[LetterKind]:
    written = {one.kind for one in letters(request)}
    return [kind for kind in due(request) if kind not in written]


def _write_one(
    request: RightsRequest, kind: LetterKind, *, desk: Desk, now: datetime
) -> bool:
    facts = facts_for(kind, request, now)
    try:
        write(request.pk, kind, facts=facts, desk=desk, actor=WRITER, now=now)
    except LetterIncomplete:
        return False
    return True


def letters(request: RightsRequest) -> tuple[WrittenLetter, ...]:
    """Return the letters that were written of a request, the newest first."""
    events = RightsEvent.objects.filter(
        request=request, what__startswith=ending_gates.WRITTEN
    )
    return tuple(
        WrittenLetter(
            id=UUID(one.detail),
            kind=LetterKind(one.what.removeprefix(ending_gates.WRITTEN)),
            written_at=one.at,
        )
        for one in events.order_by("-at", "-pk")
    )


def read(
    request_id: UUID, letter_id: UUID, *, desk: Desk, actor: Actor, now: datetime
) -> LetterDocument:
    """Return a letter word for word; the leaf is written first.

    Raises NotFound.
    """
    with transaction.atomic():
        request = rights_moves.locked(request_id, actor=actor, now=now)
        row = (
            rights_moves.items_of(request)
            .filter(pk=letter_id, kind=Kind.DRAFT, state=SealedObject.State.KEPT)
            .first()
        )
        if row is None:
            raise NotFound("no such record")
        audit.record(
            action=Action.LETTER_READ,
            actor=actor,
            object_id=request.pk,
            now=now,
            details={"item": str(row.pk)},
        )
    return _from_json(desk.vault.open(row.ref(), inline=row.inline()))


def pdf(
    request_id: UUID, letter_id: UUID, *, desk: Desk, actor: Actor, now: datetime
) -> tuple[str, bytes]:
    """Return a file name, which names nobody, and the letter as PDF/A.

    Raises NotFound.
    """
    letter = read(request_id, letter_id, desk=desk, actor=actor, now=now)
    data = desk.pdf.pdf(package_pages.letter_markup(letter))
    with transaction.atomic():
        request = rights_moves.locked(request_id, actor=actor, now=now)
        rights_events.note(
            request, ending_gates.TAKEN, actor=actor, now=now, detail=str(letter_id)
        )
    return f"{letter.reference}-{letter.kind.value}.pdf", data


def plain(letter: LetterDocument) -> str:
    """Return a letter as plain text, for a mail."""
    lines = [letter.title, ""]
    for block in letter.blocks:
        lines += [*_plain(block), ""]
    return "\n".join((*lines, letter.sender, letter.reference)) + "\n"


def _plain(block: Block) -> Iterable[str]:
    if isinstance(block, Paragraph):
        yield block.text
    if isinstance(block, Bullets):
        yield from (f"- {item}" for item in block.items)


def _to_json(letter: LetterDocument) -> bytes:
    """Return a letter as it is sealed: paragraphs as texts, lists as lists."""
    value = {
        "v": 1,
        "kind": letter.kind.value,
        "language": letter.language.value,
        "title": letter.title,
        "sender": letter.sender,
        "reference": letter.reference,
        "written_on": letter.written_on.isoformat(),
        "parts": [
            [part.value, [_block_json(block) for block in blocks]]
            for part, blocks in letter.parts
        ],
    }
    return json.dumps(value, ensure_ascii=False, sort_keys=True).encode()


def _block_json(block: Block) -> str | list[str]:
    if isinstance(block, Bullets):
        return list(block.items)
    if isinstance(block, Paragraph):
        return block.text
    raise AssertionError("a letter has paragraphs and lists only")


def _from_json(data: bytes) -> LetterDocument:
    value = json.loads(data)
    return LetterDocument(
        kind=LetterKind(value["kind"]),
        language=Language(value["language"]),
        title=value["title"],
        sender=value["sender"],
        reference=value["reference"],
        written_on=date.fromisoformat(value["written_on"]),
        parts=tuple(
            (LetterPart(part), tuple(_block(one) for one in blocks))
            for part, blocks in value["parts"]
        ),
    )


def _block(value: Any) -> Block:
    return Paragraph(value) if isinstance(value, str) else Bullets(tuple(value))
