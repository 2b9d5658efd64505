"""Whether an answer may leave: everything in it was looked at, and it is built.

Asked by the gates of a request and again at every hand-over. Reads records only,
never a word of what is given.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from seloste.domain import package_review as rules
from seloste.domain.contact import Kind
from seloste.domain.identity import MatchState
from seloste.domain.package import COPIES, PackageRefused
from seloste.domain.package_review import Mark, Segment
from seloste.domain.rights import RequestKind, RequestRefused
from seloste.domain.rights_decision import Outcome
from seloste.domain.transcript import State
from seloste.records.models import (
    AnswerItem,
    AnswerSegment,
    Contact,
    IdentityMatch,
    Package,
    RightsDecision,
    RightsDecisionLine,
    RightsRequest,
    SealedObject,
)


def given_lines(request: RightsRequest) -> list[RightsDecisionLine]:
    """Return what the decision gives, in a fixed order. Raises PackageRefused."""
    decision = RightsDecision.objects.filter(request=request, asked=request.kind)
    if not decision.exists():
        raise PackageRefused("not-decided")
    return list(
        RightsDecisionLine.objects.filter(
            decision__in=decision,
            outcome=Outcome.GIVE,
            kind__in=[kind.value for kind in kinds_of(RequestKind(request.kind))],
        ).order_by("contact_id", "item_id")
    )


def kinds_of(asked: RequestKind) -> frozenset[Kind]:
    """Return the kinds of items that a request is answered with."""
    if asked is RequestKind.TRANSCRIPT:
        return frozenset({Kind.RECORDING})
    return rules.REVIEWED


def given_contacts(request: RightsRequest) -> list[UUID]:
    """Return the contacts that the decision gives anything of, oldest first."""
    given = RightsDecisionLine.objects.filter(
        decision__request=request, decision__asked=request.kind, outcome=Outcome.GIVE
    )
    if request.kind == RequestKind.TRANSCRIPT:
        given = given.filter(kind=Kind.RECORDING)
    rows = Contact.objects.filter(pk__in=given.values("contact_id"))
    return list(rows.order_by("started_at", "pk").values_list("pk", flat=True))


APART = (Kind.CUSTOMER, Kind.CALL_LIST)
"""Kinds of what is kept of a person beside contacts: told in lines, not looked at."""


def gives(request: RightsRequest) -> bool:
    """Tell whether the decision gives anything that a package tells."""
    given = RightsDecisionLine.objects.filter(
        decision__request=request, decision__asked=request.kind, outcome=Outcome.GIVE
    )
    kinds = {*kinds_of(RequestKind(request.kind)), *APART}
    return given.filter(kind__in=kinds).exists()


def their_contacts(request: RightsRequest) -> list[UUID]:
    """Return the contacts that are the person's, given of or not, oldest first."""
    matches = IdentityMatch.objects.filter(request=request, state=MatchState.CONFIRMED)
    theirs = {*matches.values_list("contact_id", flat=True), *given_contacts(request)}
    rows = Contact.objects.filter(pk__in=theirs)
    return list(rows.order_by("started_at", "pk").values_list("pk", flat=True))


def kept_rows(item_ids: Collection[UUID]) -> dict[UUID, SealedObject]:
    """Return those of these items that are still there."""
    rows = SealedObject.objects.select_related("contact", "dialog").filter(
        Q(contact__isnull=False) | Q(work_item__isnull=False),
        pk__in=item_ids,
        state=SealedObject.State.KEPT,
    )
    return {row.pk: row for row in rows}


def check_reviewed(request: RightsRequest) -> None:
    """Refuse an answer of which anything is unmarked or not what was looked at.

    Raises PackageRefused.
    """
    if RequestKind(request.kind) not in COPIES:
        return
    wanted = {line.item_id for line in given_lines(request)}
    still = set(kept_rows(wanted))
    rows = list(
        AnswerItem.objects.filter(request=request)
        .select_related("item__dialog__transcript")
        .prefetch_related("segments")
    )
    if {row.item_id for row in rows} != still:
        raise PackageRefused("unreviewed")
    for row in rows:
        _check_item(row)


def _check_item(row: AnswerItem) -> None:
    if row.kind == Kind.RECORDING:
        if row.text is None:
            raise PackageRefused("no-transcript")
        _check_words(row)
    segments = list(row.segments.all())
    if len(segments) != row.segments_total:
        raise PackageRefused("unreviewed")
    rules.check_done(_segment(one, several=row.several) for one in segments)


def _segment(row: AnswerSegment, *, several: bool) -> Segment:
    return Segment(
        number=row.number,
        mark=Mark(row.mark) if row.mark else None,
        by=row.marked_by,
        second_by=row.second_by,
        several=several,
    )


def _check_words(row: AnswerItem) -> None:
    """Refuse words that are not certified, or not those that were looked at."""
    known = getattr(row.item.dialog, "transcript", None)
    if known is None or known.object_id != row.text:
        raise PackageRefused("changed")
    if known.state != State.CERTIFIED:
        raise PackageRefused("no-transcript")


def answer_reviewed(request: RightsRequest, now: datetime) -> None:
    """Refuse to go on while a part of the answer is not looked at (D5)."""
    del now
    try:
        check_reviewed(request)
    except PackageRefused:
        raise RequestRefused("not-reviewed") from None


def answer_built(request: RightsRequest, now: datetime) -> None:
    """Refuse to release a copy that was not built of what was reviewed."""
    answer_reviewed(request, now)
    if RequestKind(request.kind) not in COPIES or not gives(request):
        return
    built = Package.objects.filter(
        request=request, ready_at__isnull=False, asked_at__gte=request.reviewed_at
    )
    if not built.exists():
        raise RequestRefused("not-reviewed")
