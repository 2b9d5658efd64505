"""Holds: each rests on a promise, is looked at in time, and keeps what it holds."""

from collections.abc import Collection, Iterator
from uuid import UUID

from django.db.models import QuerySet

from seloste.domain.audit import Action
from seloste.domain.notice import HoldKind
from seloste.domain.verification import Evidence
from seloste.records.models import Hold, HoldItem, SealedObject
from seloste.services import held
from seloste.services.verification.findings import (
    all_or_broken,
    any_broken,
    gap,
)
from seloste.services.verification.gather import SLA, Gathered, recorded_at


def check(facts: Gathered, kinds: Collection[HoldKind]) -> Iterator[Evidence]:
    """Yield how holds of these kinds stand."""
    holds = Hold.objects.filter(
        register_id=facts.register, kind__in=[kind.value for kind in kinds]
    )
    active = holds.filter(released_at=None)
    yield all_or_broken(
        _without_mandate(facts, active),
        right="holds-mandated",
        count=active.count(),
        otherwise="hold-without-mandate",
    )
    yield from any_broken(_unrecorded(active), "hold-unrecorded")
    yield from any_broken(_gone(active), "held-item-gone")
    yield _released_are_gone(facts, holds)
    late = list(active.filter(review_by__lte=facts.now).values_list("pk", flat=True))
    if late:
        yield gap("hold-review-overdue", len(late), late)


def _without_mandate(facts: Gathered, active: QuerySet[Hold]) -> list[UUID]:
    """Return holds no version of the notice allowed; a hold outlives its version."""
    allowed = {
        (rule.kind.value, rule.promise)
        for known in facts.versions
        if known.notice
        for rule in known.notice.holds
    }
    return [one.pk for one in active if (one.kind, one.promise) not in allowed]


def _unrecorded(active: QuerySet[Hold]) -> list[UUID]:
    """Return holds whose placing the log does not have at that moment."""
    ids = list(active.values_list("pk", flat=True))
    logged = recorded_at(Action.HOLD_PLACED, ids)
    return [one.pk for one in active if logged.get(str(one.pk)) != one.placed_at]


def _gone(active: QuerySet[Hold]) -> list[UUID]:
    """Return items that a hold keeps and that are not there."""
    links = HoldItem.objects.filter(hold__in=active)
    kept = SealedObject.objects.filter(pk__in=links.values("item_id"))
    return list(
        links.exclude(item_id__in=kept.values("pk")).values_list("item_id", flat=True)
    )


def _released_are_gone(facts: Gathered, holds: QuerySet[Hold]) -> Evidence:
    """Say whether what was overdue went within a day of its release."""
    deadline = facts.now - SLA
    links = HoldItem.objects.filter(hold__in=holds)
    late = SealedObject.objects.filter(
        pk__in=links.values("item_id"),
        state=SealedObject.State.KEPT,
        act_at__lte=deadline,
    ).exclude(held.is_held(deadline))
    return all_or_broken(
        list(late.values_list("pk", flat=True)),
        right="nothing-overdue",
        count=links.count(),
        otherwise="overdue",
    )
