"""Answers: what left was looked at, left once with a receipt, and is gone in time.

Rows say what was handed over; the log proves it. No package is opened here: what
is inside was checked when it was built, against the marks people made.
"""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from seloste.domain import package, rights_letter
from seloste.domain.audit import Action
from seloste.domain.contact import Channel, Kind
from seloste.domain.package import PackageState
from seloste.domain.package_review import Mark
from seloste.domain.rights import RequestKind, RequestState
from seloste.domain.rights_letter import LetterKind
from seloste.domain.transcript import State
from seloste.domain.verification import Evidence
from seloste.records.models import (
    AnswerItem,
    AnswerSegment,
    Package,
    RightsEvent,
    RightsRequest,
    SealedObject,
)
from seloste.services import ending_gates
from seloste.services.verification.findings import all_or_broken, any_broken, proved
from seloste.services.verification.gather import SLA, Gathered, leaves

HANDED = frozenset({Action.PACKAGE_FETCHED, Action.PACKAGE_HANDED_OVER})
OURS = (Kind.NOTE, Kind.WORK)
"""Kinds that nobody provided but we: they are never portable."""
WRITTEN_WITHIN = timedelta(hours=24)


def copies(facts: Gathered, kinds: frozenset[RequestKind]) -> Iterator[Evidence]:
    """Yield whether every copy was looked at, proved and destroyed (R-28)."""
    rows = list(
        Package.objects.filter(register=facts.register, request__kind__in=kinds)
        .select_related("request")
        .order_by("asked_at", "pk")
    )
    delivered = [row for row in rows if row.delivered_at is not None]
    yield all_or_broken(
        _unproved(delivered),
        right="answers-proved",
        count=len(delivered),
        otherwise="answer-unproved",
    )
    yield from any_broken(_unreviewed(rows), "answer-unreviewed")
    yield from any_broken(_early(delivered), "answer-before-release")
    yield from any_broken(_left(rows, facts), "answer-left")


def _unproved(rows: list[Package]) -> list[UUID]:
    """Return what was handed over without the leaf that proves it."""
    told = {
        leaf.seq: (str(leaf.details.get("package")), str(leaf.details.get("sha256")))
        for leaf in leaves(*HANDED)
    }
    return [
        row.pk
        for row in rows
        if told.get(row.receipt_seq or -1) != (str(row.pk), row.manifest_sha256)
    ]


def _unreviewed(rows: list[Package]) -> list[UUID]:
    """Return packages that were built of parts nobody marked, or one where two must."""
    built = [row for row in rows if row.ready_at is not None]
    wrong = AnswerSegment.objects.filter(
        answer_item__request__in=[row.request_id for row in built]
    )
    unmarked = set(
        wrong.filter(mark="").values_list("answer_item__request_id", flat=True)
    )
    alone = set(
        wrong.filter(answer_item__several=True, second_by="").values_list(
            "answer_item__request_id", flat=True
        )
    )
    return [row.pk for row in built if row.request_id in unmarked | alone]


def _early(rows: list[Package]) -> list[UUID]:
    """Return what was handed over before its request was released."""
    return [
        row.pk
        for row in rows
        if row.request.released_at is None
        or (row.delivered_at is not None and row.delivered_at < row.request.released_at)
    ]


def _left(rows: list[Package], facts: Gathered) -> list[UUID]:
    """Return packages that should be gone for a day and are not."""
    over = [
        row.pk
        for row in rows
        if min(row.destroy_by, row.delivered_at or row.destroy_by) + SLA < facts.now
    ]
    left = SealedObject.objects.filter(
        kind=Kind.PACKAGE, record_id__in=over, state=SealedObject.State.KEPT
    )
    standing = Package.objects.filter(pk__in=over).exclude(state=PackageState.DESTROYED)
    return sorted(
        set(left.values_list("record_id", flat=True))
        | set(standing.values_list("pk", flat=True))
    )


def transcripts(facts: Gathered, kinds: frozenset[RequestKind]) -> Iterator[Evidence]:
    """Yield whether every recording is given as certified words of it (S-17)."""
    rows = AnswerItem.objects.filter(
        request__register=facts.register,
        request__kind__in=kinds,
        kind=Kind.RECORDING,
        request__packages__ready_at__isnull=False,
    ).select_related("item__dialog__transcript", "request")
    given = [row for row in rows.distinct() if not _wholly_left_out(row)]
    wrong = [row.item_id for row in given if not _verbatim(row)]
    yield all_or_broken(
        wrong,
        right="answer-transcripts-certified",
        count=len(given),
        otherwise="answer-transcript-uncertified",
    )


def _wholly_left_out(row: AnswerItem) -> bool:
    return not row.segments.exclude(mark=Mark.LEAVE_OUT).exists()


def _verbatim(row: AnswerItem) -> bool:
    """Tell whether the words are certified, all of them, and those looked at."""
    known = getattr(row.item.dialog, "transcript", None)
    if known is None or known.object_id != row.text:
        return False
    numbers = tuple(row.segments.order_by("number").values_list("number", flat=True))
    return known.state == State.CERTIFIED and numbers == tuple(
        range(row.segments_total)
    )


def portable(facts: Gathered, kinds: frozenset[RequestKind]) -> Iterator[Evidence]:
    """Yield whether nothing of ours is handed over as the person's own (R-30)."""
    rows = AnswerItem.objects.filter(
        request__register=facts.register, request__kind=RequestKind.PORTABILITY
    ).select_related("contact")
    wrong = [
        row.item_id
        for row in rows
        if row.kind in OURS or not package.automated(_channel(row))
    ]
    del kinds
    yield all_or_broken(
        wrong, right="portable-provided", count=len(rows), otherwise="portable-ours"
    )


def _channel(row: AnswerItem) -> Channel:
    return Channel(row.contact.channel)


def letters(facts: Gathered, kinds: frozenset[RequestKind]) -> Iterator[Evidence]:
    """Yield whether every letter says what the law wants, and was written (R-35)."""
    del kinds
    lacking = rights_letter.lint()
    yield all_or_broken(
        [f"{one.where}:{one.missing}" for one in lacking],
        right="letters-complete",
        count=len(LetterKind),
        otherwise="letter-incomplete",
    )
    wanting = _unwritten(facts)
    if not wanting:
        yield proved("letters-written", _told(facts))
    yield from any_broken(wanting, "letter-unwritten")


def _unwritten(facts: Gathered) -> list[UUID]:
    """Return requests refused or extended a day ago of which nobody was written to."""
    rows = RightsRequest.objects.filter(register=facts.register)
    refused = rows.filter(
        ended_as=RequestState.REFUSED, answered_at__lt=facts.now - WRITTEN_WITHIN
    )
    extended = rows.filter(extended_at__lt=facts.now - WRITTEN_WITHIN)
    return sorted(
        {
            *_without(refused, LetterKind.REFUSAL),
            *_without(extended, LetterKind.EXTENSION),
        }
    )


def _without(rows: object, kind: LetterKind) -> Iterator[UUID]:
    ids = list(rows.values_list("pk", flat=True))  # type: ignore[attr-defined] # a queryset
    what = f"{ending_gates.WRITTEN}{kind.value}"
    events = RightsEvent.objects.filter(request__in=ids, what=what)
    written = set(events.values_list("request_id", flat=True))
    yield from (one for one in ids if one not in written)


def _told(facts: Gathered) -> int:
    events = RightsEvent.objects.filter(
        request__register=facts.register, what__startswith=ending_gates.WRITTEN
    )
    return events.count()
