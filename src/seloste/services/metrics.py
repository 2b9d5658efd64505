"""What monitoring watches: counts, queues, hearts and verdicts. Nobody's data.

Numbers come from counters and states; labels are register words, channels and
codes of the program, and registers go where the settings do not want them named.
"""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Sum

from seloste.domain import retention
from seloste.domain.audit import Action
from seloste.domain.figure import Measure
from seloste.domain.transcript import Making
from seloste.records.models import (
    AuditLeaf,
    Figure,
    Heartbeat,
    Quarantined,
    Register,
    Transcript,
)
from seloste.services import jobs

ALL = "all"
UNWRITTEN = (Making.WAITING, Making.FAILED)
MEASURED = (Measure.CONTACTS, Measure.OPENED, Measure.CLOSED, Measure.DISPOSALS)


@dataclass(frozen=True, slots=True)
class Sample:
    """One number and the labels it stands under, in the order of its metric."""

    labels: tuple[str, ...]
    value: float


@dataclass(frozen=True, slots=True)
class Gauge:
    """A metric: its name, what it says, and what its labels are called."""

    name: str
    says: str
    labels: tuple[str, ...]
    samples: tuple[Sample, ...]


def gauges(*, named: bool, now: datetime) -> tuple[Gauge, ...]:
    """Return everything there is to watch; registers by word only where ``named``."""
    return (
        Gauge(
            "seloste_today",
            "Counted today, by register, measure and channel.",
            ("register", "measure", "channel"),
            _summed(_today(now), named=named),
        ),
        Gauge(
            "seloste_backlog",
            "Waiting for somebody when last counted, by register and kind.",
            ("register", "kind"),
            _summed(_backlog(now), named=named),
        ),
        Gauge(
            "seloste_quarantine_waiting",
            "Deliveries that wait in quarantine, by register.",
            ("register",),
            _summed(_quarantine(), named=named),
        ),
        Gauge(
            "seloste_verdict",
            "Registers by the verdict of their last verification.",
            ("verdict",),
            _verdicts(),
        ),
        Gauge(
            "seloste_heartbeat_age_seconds",
            "Since the worker and the sweep were last alive.",
            ("part",),
            tuple(
                Sample((name,), (now - at).total_seconds())
                for name, at in Heartbeat.objects.order_by("name").values_list(
                    "name", "at"
                )
            ),
        ),
        Gauge(
            "seloste_transcripts",
            "Transcripts that wait for the machine, and that it gave up, by register.",
            ("register", "state"),
            _summed(_transcripts(), named=named),
        ),
        Gauge(
            "seloste_transcript_oldest_waiting_seconds",
            "Since the oldest waiting transcript was asked for; 0 where none waits.",
            ("register",),
            _oldest(_asked(now), named=named),
        ),
        Gauge("seloste_jobs", "Jobs that wait, and that failed.", ("state",), _jobs()),
    )


type _Rows = Iterable[tuple[tuple[str, ...], int]]


def _summed(rows: _Rows, *, named: bool) -> tuple[Sample, ...]:
    """Return a sample for each set of labels; the first label is the register."""
    found: Counter[tuple[str, ...]] = Counter()
    for labels, count in rows:
        found[labels if named else (ALL, *labels[1:])] += count
    return tuple(Sample(labels, count) for labels, count in sorted(found.items()))


def _today(now: datetime) -> _Rows:
    rows = (
        Figure.objects.filter(
            day=retention.local_day(now), staff=None, measure__in=MEASURED
        )
        .values_list("register", "measure", "channel")
        .annotate(sum=Sum("count"))
    )
    return (((register, measure, channel), n) for register, measure, channel, n in rows)


def _backlog(now: datetime) -> _Rows:
    rows = (
        Figure.objects.filter(day=retention.local_day(now), measure=Measure.BACKLOG)
        .values_list("register", "label")
        .annotate(sum=Sum("count"))
    )
    return (((register, label), count) for register, label, count in rows)


def _quarantine() -> _Rows:
    waiting = Quarantined.objects.filter(state=Quarantined.State.WAITING)
    for register in waiting.values_list("register", flat=True):
        yield (str(register),), 1


def _transcripts() -> _Rows:
    """Yield every register and state, so that a number never goes missing at 0."""
    rows = (
        Transcript.objects.filter(making__in=UNWRITTEN)
        .values_list("dialog__object__register", "making")
        .annotate(count=Count("pk"))
    )
    counts = {(register, making): count for register, making, count in rows}
    for slug in Register.objects.values_list("slug", flat=True):
        for making in UNWRITTEN:
            yield (slug, making.value), counts.get((slug, making), 0)


def _asked(now: datetime) -> _Rows:
    """Yield for every register how many seconds its oldest has been waiting."""
    rows = (
        Transcript.objects.filter(making=Making.WAITING)
        .values_list("dialog__object__register")
        .annotate(oldest=Min("asked_at"))
    )
    since = dict(rows)
    for slug in Register.objects.values_list("slug", flat=True):
        waits = now - since[slug] if slug in since else timedelta()
        yield (slug,), max(0, int(waits.total_seconds()))


def _oldest(rows: _Rows, *, named: bool) -> tuple[Sample, ...]:
    """Return the most of each register, or of all of them."""
    found: dict[tuple[str, ...], int] = {}
    for labels, seconds in rows:
        where = labels if named else (ALL,)
        found[where] = max(seconds, found.get(where, 0))
    return tuple(Sample(where, seconds) for where, seconds in sorted(found.items()))


def _verdicts() -> tuple[Sample, ...]:
    found: Counter[str] = Counter()
    for slug in Register.objects.values_list("slug", flat=True):
        leaf = (
            AuditLeaf.objects.filter(
                action=Action.VERIFY_RUN, object_id=f"register:{slug}"
            )
            .order_by("-seq")
            .first()
        )
        verdict = json.loads(leaf.body)["details"]["verdict"] if leaf else "never"
        found[verdict] += 1
    return tuple(Sample((verdict,), count) for verdict, count in sorted(found.items()))


def _jobs() -> tuple[Sample, ...]:
    counts = jobs.queue().counts()
    return (Sample(("waiting",), counts.waiting), Sample(("failed",), counts.failed))
