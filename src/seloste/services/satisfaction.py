"""The anonymous question: one link, one answer, and only sums are kept.

A link says of which register, queue and channel it asks, never of whom. Its
answer adds one to a day's sum and deletes the link. No audit leaf is written
for an answer, because its time would tell which answer was whose (adr/0019).
"""

import hashlib
import secrets
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet

from seloste.domain import retention
from seloste.domain.contact import Channel
from seloste.domain.errors import SelosteError
from seloste.records.models import (
    Conversation,
    Queue,
    SatisfactionAsked,
    SatisfactionCount,
)
from seloste.services.access import NotFound

VALUES = (1, 2, 3, 4, 5)
LASTS = timedelta(days=14)
FEWEST = 5


class AnswerRefused(SelosteError):
    """The question cannot be answered; ``reason`` is a stable word.

    Reasons: unknown-link, not-a-value.
    """

    code = "answer-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"answer: {reason}")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Figures:
    """The answers of one queue by one channel; None where there were too few.

    ``counts`` is by value from 1 to 5. ``queue`` is a slug, or empty.
    """

    queue: str
    channel: Channel
    counts: tuple[int, ...] | None

    @property
    def total(self) -> int | None:
        """Return how many answered, or None where that would say too much."""
        return None if self.counts is None else sum(self.counts)

    @property
    def average(self) -> float | None:
        """Return the mean of the answers, or None where there were too few."""
        if not self.counts or not self.total:
            return None
        sum_ = sum(
            value * count for value, count in zip(VALUES, self.counts, strict=True)
        )
        return sum_ / self.total


def ask(thread: UUID, *, now: datetime) -> str:
    """Return the path of a new link for whoever a conversation was with.

    The link keeps no trace of the conversation. Raises NotFound.
    """
    talk = Conversation.objects.select_related("queue").filter(pk=thread).first()
    if talk is None:
        raise NotFound("no such record")
    return _ask(
        talk.register_id,
        queue=talk.queue.slug if talk.queue else "",
        channel=Channel(talk.channel),
        now=now,
    )


def ask_for(register: str, *, queue: str, channel: Channel, now: datetime) -> str:
    """Return the path of a new link to print or show as a QR code. Raises NotFound."""
    if queue and not Queue.objects.filter(register=register, slug=queue).exists():
        raise NotFound("no such record")
    return _ask(register, queue=queue, channel=channel, now=now)


def _ask(register: str, *, queue: str, channel: Channel, now: datetime) -> str:
    token = secrets.token_urlsafe(20)
    SatisfactionAsked.objects.create(
        register_id=register,
        queue=queue,
        channel=channel,
        sha256=_digest(token),
        expires_on=retention.local_day(now + LASTS),
    )
    return f"/answer/{token}/"


def register_of(token: str, *, now: datetime) -> str:
    """Return the register a link asks about. Raises AnswerRefused."""
    asked = _standing(token, now).first()
    if asked is None:
        raise AnswerRefused("unknown-link")
    return str(asked.register_id)


def answer(token: str, value: int, *, now: datetime) -> None:
    """Count an answer and forget its link. Raises AnswerRefused."""
    if value not in VALUES:
        raise AnswerRefused("not-a-value")
    with transaction.atomic():
        asked = _standing(token, now).select_for_update().first()
        if asked is None:
            raise AnswerRefused("unknown-link")
        row, _ = SatisfactionCount.objects.get_or_create(
            register_id=asked.register_id,
            day=retention.local_day(now),
            queue=asked.queue,
            channel=asked.channel,
            value=value,
        )
        SatisfactionCount.objects.filter(pk=row.pk).update(count=F("count") + 1)
        asked.delete()


def _standing(token: str, now: datetime) -> QuerySet[SatisfactionAsked]:
    return SatisfactionAsked.objects.filter(
        sha256=_digest(token), expires_on__gt=retention.local_day(now)
    )


def _digest(token: str) -> str:
    """Return what is kept of a token of 160 random bits (ASVS 11.5.1)."""
    return hashlib.sha256(token.encode()).hexdigest()


def forget_links(now: datetime) -> None:
    """Delete the links that nobody used in time."""
    SatisfactionAsked.objects.filter(expires_on__lte=retention.local_day(now)).delete()


def figures(register: str, since: date, until: date) -> tuple[Figures, ...]:
    """Return the answers of days from ``since`` to ``until``, both included.

    Where fewer than five answered, nothing is told of them. A sum over queues
    may only add what is told here, or the rest could be worked out.
    """
    rows = SatisfactionCount.objects.filter(
        register=register, day__gte=since, day__lte=until
    ).order_by("queue", "channel")
    groups: defaultdict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    for row in rows:
        groups[row.queue, row.channel][row.value] += row.count
    return tuple(
        Figures(queue, Channel(channel), _told(counts))
        for (queue, channel), counts in groups.items()
    )


def _told(counts: Counter[int]) -> tuple[int, ...] | None:
    if sum(counts.values()) < FEWEST:
        return None
    return tuple(counts[value] for value in VALUES)
