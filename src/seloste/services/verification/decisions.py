"""Decisions of requests: erased what was to be erased, told who was to be told.

What a decision says is gone has no row, no key and no bytes; what had to wait
goes when its hold ends. What was corrected is not there any more as it was.
"""

from collections.abc import Collection, Iterator
from uuid import UUID

from django.db.models import QuerySet

from seloste.domain.audit import Action
from seloste.domain.notice import Capacity
from seloste.domain.rights import RequestKind
from seloste.domain.rights_decision import Outcome
from seloste.domain.verification import Evidence
from seloste.records.models import (
    AnswerItem,
    Certificate,
    Correction,
    Forwarding,
    RememberedErasure,
    RightsDecision,
    RightsDecisionLine,
    SealedObject,
)
from seloste.services import held, rights_decisions
from seloste.services.verification import disclosures
from seloste.services.verification.findings import (
    all_or_broken,
    any_broken,
    gap,
    proved,
)
from seloste.services.verification.gather import SLA, Gathered, leaves


def erasures(facts: Gathered, kinds: frozenset[RequestKind]) -> Iterator[Evidence]:
    """Yield whether every promised erasure was done, now or when its hold ended."""
    del kinds
    carried = RightsDecision.objects.filter(
        register=facts.register, asked=RequestKind.ERASURE
    ).exclude(applied_at=None)
    lines = RightsDecisionLine.objects.filter(
        decision__in=carried, outcome=Outcome.ERASE
    )
    yield all_or_broken(
        _still_there(facts, list(lines.values_list("item_id", flat=True))),
        right="erasures-done",
        count=lines.count(),
        otherwise="erasure-undone",
    )
    yield from any_broken(_alone(facts), "decision-alone")
    yield from any_broken(_undecided(facts), "decision-unrecorded")
    yield from any_broken(_left(facts), "erasure-left")
    yield from disclosures.told(facts)
    untold = _untold(facts)
    if untold:
        yield gap("erasure-untold", len(untold), untold)


def _still_there(facts: Gathered, wanted: Collection[UUID]) -> list[UUID]:
    """Return items that were to be erased a day ago and are there, or lack a proof."""
    young = RightsDecision.objects.filter(
        register=facts.register, applied_at__gt=facts.now - SLA
    )
    recent = RightsDecisionLine.objects.filter(decision__in=young)
    skipped = set(recent.values_list("item_id", flat=True))
    there = set(SealedObject.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    finished = {pk for pk in there if pk in skipped}
    proofs = Certificate.objects.filter(register=facts.register)
    documents = "".join(
        proofs.filter(disposal__cause__in=("requested", "due")).values_list(
            "document", flat=True
        )
    )
    unproved = {pk for pk in wanted if pk not in there and str(pk) not in documents}
    return sorted((there - finished) | unproved)


def _alone(facts: Gathered) -> list[UUID]:
    """Return decisions carried out by one person where two must agree."""
    rows = RightsDecision.objects.filter(
        register=facts.register, two_people=True
    ).exclude(applied_at=None)
    return [
        one.pk
        for one in rows.select_related("request")
        if not rights_decisions.second_of(one.request, one)
    ]


def _undecided(facts: Gathered) -> list[UUID]:
    """Return decisions carried out that the log does not know."""
    done = {leaf.object_id for leaf in leaves(Action.DECISION_APPLIED)}
    rows = RightsDecision.objects.filter(register=facts.register)
    return [
        one.pk
        for one in rows.exclude(applied_at=None)
        if str(one.request_id) not in done
    ]


def _left(facts: Gathered) -> list[UUID]:
    """Return remembered items that nothing holds any more, for a day."""
    waiting = RememberedErasure.objects.filter(
        register=facts.register, erased_at=None, own_day=False
    )
    free = SealedObject.objects.filter(pk__in=waiting.values("item_id")).exclude(
        held.is_held(facts.now - SLA)
    )
    return sorted(free.values_list("pk", flat=True))


def _untold(facts: Gathered) -> list[UUID]:
    """Return requests whose person is still to be told that the rest is gone."""
    rows = RememberedErasure.objects.filter(register=facts.register, told_at=None)
    open_ = rows.filter(erased_at=None).values("request")
    gone = rows.exclude(request__in=open_)
    return sorted(set(gone.values_list("request", flat=True)))


def corrections(facts: Gathered, kinds: frozenset[RequestKind]) -> Iterator[Evidence]:
    """Yield whether what was corrected is gone, or has its statement beside it."""
    del kinds
    rows = list(Correction.objects.filter(register=facts.register))
    replaced = {one.old_item: one for one in rows if not one.statement}
    left = SealedObject.objects.filter(
        pk__in=replaced, state=SealedObject.State.KEPT
    ).values_list("pk", flat=True)
    stated = {one.new_item: one.old_item for one in rows if one.statement}
    beside = dict(
        SealedObject.objects.filter(pk__in=stated).values_list("pk", "parent_id")
    )
    lost = [new for new, old in stated.items() if beside.get(new) != old]
    yield all_or_broken(
        sorted({*left, *lost}),
        right="corrections-stand",
        count=len(rows),
        otherwise="correction-undone",
    )
    yield from disclosures.told(facts)


def forwarded(facts: Gathered) -> Iterator[Evidence]:
    """Yield whether clients' parts went to them in time, and to nobody else (R-03)."""
    rows = Forwarding.objects.filter(register=facts.register)
    late = rows.filter(forwarded_at=None, due_at__lte=facts.now)
    given = AnswerItem.objects.filter(
        request__register=facts.register, contact__capacity=Capacity.PROCESSOR
    )
    yield from any_broken(
        sorted(set(given.values_list("item_id", flat=True))), "client-data-given"
    )
    yield from any_broken(_unlogged(rows), "forwarding-unrecorded")
    if late.exists():
        yield from any_broken(
            list(late.values_list("pk", flat=True)), "part-not-forwarded"
        )
    else:
        yield proved("parts-forwarded", rows.exclude(forwarded_at=None).count())


def _unlogged(rows: QuerySet[Forwarding]) -> list[UUID]:
    """Return parts said to be forwarded whose file the log does not know."""
    sent = {str(leaf.details.get("sha256")) for leaf in leaves(Action.PART_FORWARDED)}
    done = rows.exclude(forwarded_at=None)
    return sorted(one.pk for one in done if one.package_sha256 not in sent)
