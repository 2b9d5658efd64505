"""Trusted time: the only time that destructive work may act on.

Keeps the anchor of the clock rule and says, with an audit leaf each time that
changes, whether the wall clock may be believed.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction

from seloste.domain.audit import Action
from seloste.domain.clock import Anchor, Doubt, Judgement, Sighting, judge
from seloste.domain.errors import SelosteError
from seloste.domain.staff import Actor, system
from seloste.ports.clock import Clock
from seloste.records.models import ClockAnchor
from seloste.services import audit

ALARM = timedelta(hours=24)
WORDS = {
    Doubt.NO_ANCHOR: "no other clock has vouched for the time yet",
    Doubt.REBOOTED: "no other clock has vouched for the time since the machine began",
    Doubt.JUMPED: "the clock moved by more than the time that went by",
    Doubt.REFERENCES_DISAGREE: "clock and reference differ by over five minutes",
}
WAY_OUT = (
    "set the machine's clock right, or give your word for the time: "
    "seloste dispose --due --confirm-time 2026-05-04T12:00+0300"
)


class ClockDistrusted(SelosteError):
    """The clocks disagree or nobody vouches for them; nothing is destroyed."""

    code = "clock-distrusted"

    def __init__(self, doubt: Doubt) -> None:
        super().__init__(f"nothing was destroyed: {WORDS[doubt]}; {WAY_OUT}")
        self.doubt = doubt


def trusted_now(clock: Clock) -> datetime:
    """Return the time to act on. Raises ClockDistrusted with the doubt."""
    seen = clock.read()
    with transaction.atomic():
        row = ClockAnchor.objects.select_for_update().filter(pk=1).first()
        judgement = judge(_anchor(row), seen)
        _keep(row, judgement, seen)
    if judgement.trusted is None:
        raise ClockDistrusted(judgement.doubt or Doubt.NO_ANCHOR)
    return judgement.trusted


def confirm_time(*, clock: Clock, stated: datetime, actor: Actor) -> datetime:
    """Anchor the clock on a person's word where no other clock can be asked.

    The stated time (aware) must agree with the wall clock within five minutes.
    Raises ClockDistrusted.
    """
    seen = replace(clock.read(), references=((actor.id, stated),))
    with transaction.atomic():
        row = ClockAnchor.objects.select_for_update().filter(pk=1).first()
        judgement = judge(_anchor(row), seen)
        if judgement.trusted is not None:
            _keep(row, judgement, seen)
            audit.record(
                action=Action.CLOCK_ATTESTED,
                actor=actor,
                object_id="clock",
                now=seen.wall,
            )
    if judgement.trusted is None:
        raise ClockDistrusted(judgement.doubt or Doubt.NO_ANCHOR)
    return judgement.trusted


def distrusted_since() -> datetime | None:
    """Return since when disposal has been paused by the clock, if it is."""
    row = ClockAnchor.objects.filter(pk=1).first()
    return row.distrusted_since if row else None


def _anchor(row: ClockAnchor | None) -> Anchor | None:
    if row is None or not row.boot_id:
        return None
    return Anchor(
        wall=row.wall,
        monotonic=row.monotonic,
        boot_id=row.boot_id,
        reference=row.reference,
    )


def _keep(row: ClockAnchor | None, judgement: Judgement, seen: Sighting) -> None:
    """Store the anchor, and when distrust began; each change is audited."""
    distrusted = judgement.trusted is None
    before = row is not None and row.distrusted_since is not None
    anchor = judgement.anchor
    ClockAnchor.objects.update_or_create(
        pk=1,
        defaults={
            "wall": anchor.wall if anchor else seen.wall,
            "monotonic": anchor.monotonic if anchor else seen.monotonic,
            "boot_id": anchor.boot_id if anchor else "",
            "reference": anchor.reference if anchor else "",
            "distrusted_since": _since(row, seen, distrusted=distrusted),
        },
    )
    if row is None or distrusted != before:
        audit.record(
            action=Action.CLOCK_DISTRUSTED if distrusted else Action.CLOCK_ANCHORED,
            actor=system("clock"),
            object_id="clock",
            now=seen.wall,
            outcome=judgement.doubt or "done",
        )


def _since(
    row: ClockAnchor | None, seen: Sighting, *, distrusted: bool
) -> datetime | None:
    if not distrusted:
        return None
    return (row.distrusted_since if row else None) or seen.wall
